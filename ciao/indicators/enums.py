"""Closed answers about figures: what they tell, in what they are written."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a figure tells: what was done, what came of it, what the funder counts."""

    OUTPUT = "output", "realizzazione"
    RESULT = "result", "risultato"
    ESF = "esf", "indicatore FSE"


class Unit(TextChoices):
    """How a value is written."""

    COUNT = "count", "numero"
    HOURS = "hours", "ore"
    MONEY = "money", "euro"
    PERCENT = "percent", "percentuale"
