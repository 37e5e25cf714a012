"""The one error of the sheet reader."""


class NotASheet(Exception):
    """The file cannot be read as a project sheet; its text is one Italian sentence for the person."""
