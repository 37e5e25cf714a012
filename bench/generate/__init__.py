"""People with their history: the same on every machine, in chunks that an interrupted run takes up again."""
