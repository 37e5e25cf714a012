"""Closed answers about how a path ended and what came of it."""

from django.db.models import TextChoices


class OutcomeMoment(TextChoices):
    """When the situation is looked at: during the path, on leaving (within 28 days), six months later."""

    DURING = "during", "durante il percorso"
    EXIT = "exit", "all’uscita"
    SIX_MONTHS = "six_months", "sei mesi dopo"


class Situation(TextChoices):
    """What a person does, in the words of the ESF result indicators (Reg. UE 1304/2013 annex I)."""

    EMPLOYED = "employed", "lavora"
    SELF_EMPLOYED = "self_employed", "lavora in proprio"
    TRAINING = "training", "studia o si forma"
    QUALIFIED = "qualified", "ha ottenuto una qualifica"
    SEARCHING = "searching", "cerca lavoro"
    INACTIVE = "inactive", "non lavora e non cerca"
    NOT_REACHED = "not_reached", "non si riesce a sapere"


class ContractKind(TextChoices):
    """The contract of who works."""

    PERMANENT = "permanent", "a tempo indeterminato"
    FIXED_TERM = "fixed_term", "a tempo determinato"
    APPRENTICESHIP = "apprenticeship", "apprendistato"
    OCCASIONAL = "occasional", "occasionale o a chiamata"
    OWN_BUSINESS = "own_business", "attività propria"


class AttemptResult(TextChoices):
    """How trying to hear from somebody ended."""

    REACHED = "reached", "ha risposto"
    NO_ANSWER = "no_answer", "non ha risposto"
    WRONG_CONTACT = "wrong_contact", "il recapito non vale più"
    CALL_AGAIN = "call_again", "ha chiesto di risentirci"
    REFUSED = "refused", "preferisce non dire"


class Stage(TextChoices):
    """How pressing it is to ask what came of a path."""

    LATE = "late", "in ritardo"
    NOW = "now", "da chiedere ora"
    SOON = "soon", "tra poco"
