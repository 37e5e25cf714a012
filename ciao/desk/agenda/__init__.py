"""One's own calendar: the week on a page, and a feed that says when and nothing else."""
