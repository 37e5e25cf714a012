"""Closed answers of a plan: where it stands, what supports are, who promises what, how a goal goes."""

from django.db.models import IntegerChoices, TextChoices


class PlanState(TextChoices):
    """Written together, shown for signing, signed; a later version takes the place of the signed one."""

    DRAFT = "draft", "bozza"
    TO_SIGN = "to_sign", "da firmare"
    SIGNED = "signed", "firmato"
    SUPERSEDED = "superseded", "sostituito"
    DISCARDED = "discarded", "messo da parte"


class SupportKind(TextChoices):
    """What a person is given to reach a goal; enrolments and internships will name the one they carry out."""

    COURSE = "course", "corso"
    GROUP = "group", "gruppo o laboratorio"
    INTERNSHIP = "internship", "tirocinio"
    GUIDANCE = "guidance", "orientamento al lavoro"
    MEDIATION = "mediation", "mediazione culturale"
    CONSULTATION = "consultation", "consulenza specialistica"
    ACCOMPANIMENT = "accompaniment", "accompagnamento"
    ECONOMIC = "economic", "aiuto economico"
    OTHER = "other", "altro sostegno"


class Pledger(TextChoices):
    """Who makes a promise in the plan."""

    PERSON = "person", "la persona"
    CASE_MANAGER = "case_manager", "chi segue il percorso"
    BODY = "body", "un ente"


class Attainment(IntegerChoices):
    """How far a goal was reached, against what was expected of it (goal attainment scaling, own wording)."""

    MUCH_LESS = -2, "molto meno del previsto"
    LESS = -1, "meno del previsto"
    EXPECTED = 0, "come previsto"
    MORE = 1, "meglio del previsto"
    MUCH_MORE = 2, "molto meglio del previsto"


class ReviewOutcome(TextChoices):
    """What going through a plan again leads to."""

    GOES_ON = "goes_on", "va avanti così"
    CHANGES = "changes", "va cambiato: serve una nuova versione"
    ENDS = "ends", "è arrivato in fondo"
