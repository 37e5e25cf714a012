"""What stops a command, said to the person at the terminal."""


class CommandProblem(Exception):
    """One plain Italian sentence: what is wrong and what to do."""
