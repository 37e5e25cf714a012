"""Where an issued document stands."""

from django.db.models import TextChoices


class DocumentState(TextChoices):
    """An issued document is never changed: it is replaced by a later one, or annulled with a reason."""

    ISSUED = "issued", "emesso"
    SUPERSEDED = "superseded", "sostituito"
    VOID = "void", "annullato"
