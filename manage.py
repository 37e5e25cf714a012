"""Django's own commands, on the demo's database unless DATABASE_URL says otherwise."""

import os
import sys

from ciao.core.command.instance import DEMO, opened

# These change tables, or read what the web role may not.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "load_demo",
    "flush",
    "dbshell",
}


def main() -> None:
    """Have a database answering, then let Django work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    with opened(DEMO) as instance:
        os.environ.update(instance.environment)
        os.environ.setdefault("CIAO_DB_AS", "owner" if OWNER_COMMANDS.intersection(sys.argv[1:2]) else "web")
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
