"""Pages of a programme, by what they show."""
