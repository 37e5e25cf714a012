import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """A demo of one row: the day; told to break, it breaks half-way."""

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--oggi", default="vero")

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE demo_day (day text)")
            cursor.execute("INSERT INTO demo_day VALUES (%s)", [options["oggi"]])
        if os.environ.get("SMALL_BREAKS"):
            raise CommandError("a metà")
