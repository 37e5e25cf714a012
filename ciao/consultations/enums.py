"""Closed answers about asking a specialist."""

from django.db.models import TextChoices


class RequestState(TextChoices):
    """Where a request stands; the specialist's body answers, the team follows."""

    ASKED = "asked", "in attesa di risposta"
    ACCEPTED = "accepted", "accolta"
    REFUSED = "refused", "non accolta"
    DONE = "done", "conclusa"
    WITHDRAWN = "withdrawn", "ritirata"


class Urgency(TextChoices):
    """How soon an answer is needed, as the team sees it."""

    ORDINARY = "ordinary", "ordinaria"
    SOON = "soon", "entro due settimane"
    URGENT = "urgent", "urgente: questa settimana"


class ConsultationKind(TextChoices):
    """What kind of deepening is asked."""

    CLINICAL = "clinical", "approfondimento clinico o psicologico"
    SOCIAL = "social", "approfondimento sociale"
    LEGAL = "legal", "consulenza legale"
    OTHER = "other", "altra consulenza"


class Agreement(TextChoices):
    """How the person said yes to this request."""

    SPOKEN = "spoken", "a voce, in un colloquio"
    WRITTEN = "written", "per iscritto"


class Presence(TextChoices):
    """What became of a meeting with the specialist; a meeting put off in time is nobody's absence."""

    CAME = "came", "c’è stato"
    MISSED = "missed", "la persona non è venuta"
    MOVED = "moved", "spostato o disdetto in tempo"
