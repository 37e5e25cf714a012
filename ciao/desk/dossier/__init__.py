"""The two composed pages of a person's path: the signal and the fascicolo."""
