import os
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """The address that links begin with."""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{os.environ['CIAO_ADDRESS']}/primo-avvio/")
