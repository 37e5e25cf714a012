"""What kind of body an organization is."""

from django.db.models import TextChoices


class Sector(TextChoices):
    """Who a body answers to; co-financing is shared by it."""

    PUBLIC = "public", "pubblico"
    THIRD = "third", "terzo settore"
    PRIVATE = "private", "privato"
