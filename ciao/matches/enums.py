"""Closed answers about matches: where one stands, who said no, why a person and a host do not go together."""

from django.db.models import TextChoices


class MatchState(TextChoices):
    """A place is proposed; both sides say yes, in whatever order; it is confirmed, and ends with the internship."""

    PROPOSED = "proposed", "proposto"
    PERSON = "person", "accolto dalla persona"
    HOST = "host", "accolto dall’ente"
    BOTH = "both", "accolto da tutti e due"
    CONFIRMED = "confirmed", "confermato"
    ENDED = "ended", "concluso"
    DISCARDED = "discarded", "scartato"


LIVE = (MatchState.PROPOSED, MatchState.PERSON, MatchState.HOST, MatchState.BOTH, MatchState.CONFIRMED)


class RefusedBy(TextChoices):
    """Who said no to a match."""

    PERSON = "person", "la persona"
    HOST = "host", "l’ente"
    TEAM = "team", "l’équipe"


class BarKind(TextChoices):
    """Why a person does not go to one host, whatever the place."""

    WORKED = "worked", "ci ha già lavorato"
    INTERNED = "interned", "ci ha già fatto un tirocinio"
    RELATIVE = "relative", "ci lavora un familiare"
    CONFLICT = "conflict", "c’è stato un contrasto"
    OTHER = "other", "altro"
