"""What kind of body an organization is."""

from django.db.models import TextChoices


class Sector(TextChoices):
    PUBLIC = "public", "pubblico"
    THIRD = "third", "terzo settore"
    PRIVATE = "private", "privato"
