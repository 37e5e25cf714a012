"""Words used by every table to say how delicate its columns are."""

from django.db.models import TextChoices


class Privacy(TextChoices):
    """What a column holds about someone; a house test fails on a table that does not say."""

    NONE = "none", "nessun dato personale"
    STAFF = "staff", "dato di chi lavora nel progetto"
    IDENTIFIER = "identifier", "dato che identifica la persona"
    CONTACT = "contact", "recapito"
    SPECIAL = "special", "categoria particolare"
    NOTE = "note", "testo libero sulla persona"
    FACT = "fact", "fatto del percorso"
    PSEUDONYM = "pseudonym", "codice che rimanda alla persona"
