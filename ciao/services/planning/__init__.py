"""Pure planning: the days of a row of meetings, whose turn it is for a place, whether somebody has what is asked."""
