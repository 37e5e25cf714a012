"""Primo avvio: from an empty database to a team at work."""
