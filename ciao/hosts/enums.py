"""Closed answers about hosts: how far the talk with them has come, whether a place is free."""

from django.db.models import TextChoices


class HostState(TextChoices):
    """From the first call to a door that is open."""

    LEAD = "lead", "da contattare"
    CONTACTED = "contacted", "contattato"
    AVAILABLE = "available", "disponibile"
    PAUSED = "paused", "in pausa"


class VacancyState(TextChoices):
    """A place may be offered, taken, or no longer there."""

    OPEN = "open", "libero"
    FILLED = "filled", "occupato"
    CLOSED = "closed", "chiuso"
