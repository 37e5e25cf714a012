"""Closed answers of the community: events, bookings, proposals, offers, satisfaction."""

from django.db.models import IntegerChoices, TextChoices


class EventState(TextChoices):
    """Written by the team, told to everybody, then held or called off."""

    DRAFT = "draft", "bozza"
    PUBLISHED = "published", "pubblicato"
    HELD = "held", "svolto"
    CANCELLED = "cancelled", "annullato"


class CountedHow(TextChoices):
    """How heads were counted, because a guess and a list are not the same number."""

    BY_EYE = "by_eye", "contando chi c’era"
    AT_THE_DOOR = "at_the_door", "alla porta, uno per uno"
    FROM_SEATS = "from_seats", "contando le sedie occupate"
    ESTIMATE = "estimate", "stima"


class Photos(TextChoices):
    """Whether one may be seen in pictures; nobody is taken to agree."""

    YES = "yes", "sì"
    NO = "no", "no"


class Channel(TextChoices):
    """How a booking came in."""

    ONLINE = "online", "dalla pagina pubblica"
    PHONE = "phone", "per telefono"
    DOOR = "door", "alla porta"


class ProposalKind(TextChoices):
    """What is proposed."""

    LAB = "lab", "un laboratorio"
    EVENT = "event", "un evento"
    OTHER = "other", "altro"


class ProposalSource(TextChoices):
    """Whose idea it is; a person helped is never named here."""

    CITIZEN = "citizen", "una persona che abita qui"
    BODY = "body", "un ente o un’associazione"
    PERSON = "person", "una persona seguita, senza nome"
    GROUP = "group", "un gruppo del progetto"


class ProposalState(TextChoices):
    """Received, talked about, then accepted or not now."""

    RECEIVED = "received", "arrivata"
    DISCUSSED = "discussed", "discussa"
    ACCEPTED = "accepted", "accolta"
    NOT_NOW = "not_now", "non ora"


class OfferKind(TextChoices):
    """What a citizen can give."""

    TIME = "time", "tempo"
    ROOM = "room", "uno spazio"
    SKILL = "skill", "una capacità"
    THING = "thing", "cose o attrezzi"


class OfferState(TextChoices):
    """Offered, put to use by hand, thanked; or no longer there."""

    OFFERED = "offered", "da abbinare"
    MATCHED = "matched", "abbinata"
    THANKED = "thanked", "ringraziata"
    CLOSED = "closed", "non più disponibile"


class SurveyState(TextChoices):
    """Whether answers are still taken."""

    OPEN = "open", "aperto"
    CLOSED = "closed", "chiuso"


class Liking(IntegerChoices):
    """How much, from not at all to very much."""

    NOTHING = 1, "per niente"
    LITTLE = 2, "poco"
    SO_SO = 3, "così così"
    ENOUGH = 4, "abbastanza"
    MUCH = 5, "molto"
