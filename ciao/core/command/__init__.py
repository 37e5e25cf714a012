"""The `ciao` command: everything about an installation that is done from a terminal."""

import sys


def main() -> None:
    """Understand the words, do the work, and never end in a traceback for something a person can mend."""
    from ciao.core.command.parser import build
    from ciao.core.command.problem import CommandProblem
    from ciao.core.database.problem import DatabaseProblem

    arguments = build().parse_args()
    try:
        sys.exit(arguments.work(arguments) or 0)
    except (CommandProblem, DatabaseProblem) as problem:
        sys.exit(str(problem))
