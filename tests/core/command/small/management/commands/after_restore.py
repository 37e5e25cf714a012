import os
import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Stands for the product's own checks, and fails when a test asks it to."""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("controlli rifatti")
        sys.exit(int(os.environ.get("CHECKS_FAIL", "0")))
