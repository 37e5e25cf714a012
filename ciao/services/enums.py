"""Closed answers about what is attended: kinds of service, where an edition and a register stand, who came."""

from django.db.models import TextChoices


class ServiceKind(TextChoices):
    """What a service is, in the words of the project sheet."""

    COURSE = "course", "corso"
    LAB = "lab", "laboratorio"
    GROUP = "group", "gruppo"
    GARDEN = "garden", "orto condiviso"
    EVENT = "event", "evento"


class EditionState(TextChoices):
    """An edition is prepared, runs, ends; one that never was is cancelled."""

    PLANNED = "planned", "in preparazione"
    RUNNING = "running", "in corso"
    DONE = "done", "conclusa"
    CANCELLED = "cancelled", "annullata"


class StaffRole(TextChoices):
    """What somebody does in an edition."""

    TRAINER = "trainer", "docenza"
    TUTOR = "tutor", "tutoraggio"
    EDUCATOR = "educator", "conduzione del gruppo"


class RegisterState(TextChoices):
    """The register of one meeting: still to write, closed, or never to be written because nobody met."""

    OPEN = "open", "aperto"
    LOCKED = "locked", "chiuso"
    OFF = "off", "incontro annullato"


class EnrolmentState(TextChoices):
    """A place taken in an edition, finished, left, or taken by mistake."""

    ENROLLED = "enrolled", "iscrizione attiva"
    COMPLETED = "completed", "percorso finito"
    WITHDRAWN = "withdrawn", "ha lasciato"
    VOID = "void", "iscrizione per errore"


class Presence(TextChoices):
    """How somebody was at a meeting; only who came has hours."""

    PRESENT = "P", "presente"
    LATE = "R", "in ritardo"
    ABSENT = "A", "assente"
    EXCUSED = "G", "assenza giustificata"


class GroupPlanState(TextChoices):
    """A proposal of groups is worked on, becomes enrolments, or is set aside."""

    DRAFT = "draft", "in preparazione"
    ENROLLED = "enrolled", "iscrizioni fatte"
    DROPPED = "dropped", "messa da parte"


class PairKind(TextChoices):
    """How two people stand to each other when groups are made."""

    TOGETHER = "together", "nello stesso gruppo"
    APART = "apart", "mai nello stesso gruppo"
