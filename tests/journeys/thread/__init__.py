"""One person's thread, station by station, through the pages; and what it must come to, counted here by hand."""
