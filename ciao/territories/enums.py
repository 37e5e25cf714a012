"""Kinds of areas."""

from django.db.models import TextChoices


class AreaKind(TextChoices):
    """What an area is in law."""

    SOCIAL_DISTRICT = "social_district", "ambito sociale"
    OTHER = "other", "altra area"
