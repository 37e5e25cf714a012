"""Closed answers of the rights desk and of what happens when data have been kept long enough."""

from django.db.models import TextChoices


class Right(TextChoices):
    """What a person may ask of their own data. Source: Reg. (UE) 2016/679, artt. 15–21."""

    ACCESS = "access", "copia dei suoi dati"
    RECTIFICATION = "rectification", "correzione"
    LIMITATION = "limitation", "limitazione"
    ERASURE = "erasure", "cancellazione"
    OBJECTION = "objection", "opposizione"
    PORTABILITY = "portability", "dati da portare altrove"


COPIES = (Right.ACCESS, Right.PORTABILITY)


class RequestState(TextChoices):
    """A request waits for its answer, has it, was refused with a reason, or was taken back by the person."""

    OPEN = "open", "da rispondere"
    ANSWERED = "answered", "risposta data"
    REFUSED = "refused", "rifiutata"
    WITHDRAWN = "withdrawn", "ritirata"


class ErasureState(TextChoices):
    """Announced, held by who answers for it, done; calmed down where it was announced too early."""

    NOTICED = "noticed", "annunciata"
    HELD = "held", "trattenuta"
    DONE = "done", "fatta"
    STOPPED = "stopped", "annullata"
