"""Closed answers about hosts: how far the talk with them has come, how one talks, what a place asks."""

from django.db.models import TextChoices


class HostState(TextChoices):
    """From the first call to a door that is open; a door may close for a while, or for good."""

    LEAD = "lead", "da contattare"
    CONTACTED = "contacted", "contattato"
    INTERESTED = "interested", "interessato"
    AVAILABLE = "available", "disponibile"
    PAUSED = "paused", "in pausa"
    CLOSED = "closed", "chiuso"


class VacancyState(TextChoices):
    """A place may be offered, taken, or no longer there."""

    OPEN = "open", "libero"
    FILLED = "filled", "occupato"
    CLOSED = "closed", "chiuso"


class TalkWay(TextChoices):
    """How one talked with a host."""

    PHONE = "phone", "telefonata"
    EMAIL = "email", "e-mail"
    VISIT = "visit", "visita in sede"
    MEETING = "meeting", "incontro"
    OTHER = "other", "altro"


class StopKind(TextChoices):
    """What a host did to its own staff that may keep interns out (T28, unverified)."""

    DISMISSAL = "dismissal", "licenziamenti per motivi economici"
    SHORT_TIME = "short_time", "cassa integrazione"


class PlaceLimit(TextChoices):
    """What a place asks of whoever takes it: a person who cannot is not sent there."""

    LIFTING = "lifting", "si sollevano pesi"
    STANDING = "standing", "si sta in piedi a lungo"
    NIGHT = "night", "orari serali o notturni"
    HOLIDAYS = "holidays", "si lavora anche di sabato o nei giorni di festa"
    HEIGHT = "height", "si lavora in quota"
    CHEMICALS = "chemicals", "si usano sostanze chimiche"
    DRIVING = "driving", "serve la patente"
    STAIRS = "stairs", "ci sono scale, senza ascensore"


class ItalianLevel(TextChoices):
    """How much Italian a place asks, in plain words beside the European levels."""

    NONE = "none", "anche senza italiano"
    A1 = "a1", "poche parole (A1)"
    A2 = "a2", "frasi semplici (A2)"
    B1 = "b1", "si fa capire da solo o da sola (B1)"
    B2 = "b2", "parla e scrive bene (B2)"


class Weekday(TextChoices):
    """Days of the week, from Monday, as a place offers them."""

    MON = "1", "lunedì"
    TUE = "2", "martedì"
    WED = "3", "mercoledì"
    THU = "4", "giovedì"
    FRI = "5", "venerdì"
    SAT = "6", "sabato"
    SUN = "7", "domenica"
