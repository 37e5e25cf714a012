"""What every page's frame shows: who acts, the menu, the programme, the notices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ciao.core import clock


def page(request: HttpRequest) -> dict[str, Any]:
    """Values for the base layout; pages outside a transaction get no menu."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor if actor and actor.mandate_id else None,
        "mandates": [],
        "menu": [],
        "programme_line": None,
        "notice_count": 0,
        "demo": settings.DEMO,
        "today": clock.today(),
    }
