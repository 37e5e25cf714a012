"""What may go wrong with the database, said to the person at the terminal."""


class DatabaseProblem(Exception):
    """One plain Italian sentence, so that no start ever ends in a traceback; it never holds a password."""
