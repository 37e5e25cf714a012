"""Closed answers about what one worker does with one person."""

from django.db.models import TextChoices


class DeliveryKind(TextChoices):
    """What was done together, in the words of the project sheet."""

    COUNSELLING = "counselling", "colloquio di sostegno"
    TUTORING = "tutoring", "tutoraggio"
    MENTORING = "mentoring", "affiancamento con chi ha esperienza"
    ADVICE = "advice", "consulenza individuale"
    DEBT_ADVICE = "debt_advice", "aiuto con i debiti"
    ACCOMPANIMENT = "accompaniment", "accompagnamento"
    GUIDANCE = "guidance", "orientamento al lavoro"
    MEDIATION = "mediation", "mediazione culturale"
    OTHER = "other", "altro"


class DeliveryWay(TextChoices):
    """Where and how they were together."""

    OFFICE = "office", "in sede"
    OUTSIDE = "outside", "fuori: in quartiere, a casa, in un altro ufficio"
    PHONE = "phone", "al telefono"
    VIDEO = "video", "in video"


class DeliveryState(TextChoices):
    """It counts, or it was written by mistake."""

    DONE = "done", "fatto"
    VOID = "void", "scritto per errore"
