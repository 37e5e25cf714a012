"""Closed answers about accounts, payment runs and their lines."""

from django.db.models import TextChoices


class PayeeState(TextChoices):
    """An account is typed by one person and verified by another; a new one takes its place."""

    TO_VERIFY = "to_verify", "da verificare"
    VERIFIED = "verified", "verificato"
    REFUSED = "refused", "da correggere"
    REPLACED = "replaced", "sostituito"


class Ownership(TextChoices):
    """«Il conto è solo suo?»: asked of everybody, because money on somebody else's account is money taken away."""

    OWN = "own", "sì, è solo suo"
    SHARED = "shared", "è anche di un’altra persona"
    OTHER = "other", "è di un’altra persona"


class VerifiedBy(TextChoices):
    """How the second person made sure of an account."""

    PAPER = "paper", "su un documento della banca"
    PERSON = "person", "con la persona, di presenza"
    PHONE = "phone", "con la persona, al telefono"


class RunState(TextChoices):
    """A payment run goes from hand to hand: prepared, proposed, checked, approved, sent to the bank, closed."""

    DRAFT = "draft", "in preparazione"
    PROPOSED = "proposed", "da controllare"
    CHECKED = "checked", "da approvare"
    APPROVED = "approved", "da mandare alla banca"
    RELEASED = "released", "alla banca"
    CLOSED = "closed", "conclusa"
    CANCELLED = "cancelled", "annullata"


class LineState(TextChoices):
    """One person's payment in a run."""

    READY = "ready", "pronta"
    LEFT_OUT = "left_out", "tolta"
    SENT = "sent", "alla banca"
    PAID = "paid", "pagata"
    REJECTED = "rejected", "respinta"


class SupportKind(TextChoices):
    """The income supports a person may receive while in an internship."""

    UNEMPLOYMENT = "unemployment", "indennità di disoccupazione (NASpI, DIS-COLL)"
    INCLUSION = "inclusion", "assegno di inclusione"
    TRAINING = "training", "supporto per la formazione e il lavoro"
    WAGES = "wages", "cassa integrazione"
    OTHER = "other", "altro sostegno al reddito"


class SupportChoice(TextChoices):
    """What was decided about the allowance of who receives an income support (domain T8)."""

    NOT_DUE = "not_due", "l’indennità non è dovuta"
    TRAVEL = "travel", "solo il rimborso del viaggio"
    GIVEN = "given", "l’indennità si dà lo stesso, fino al minimo"
    OPEN = "open", "da decidere"
