"""Closed words of an instrument: what a question asks for, when it is filled, whose view it holds."""

from django.db.models import TextChoices


class QuestionKind(TextChoices):
    """What a question asks for; the keys are those of the spreadsheet where XLSForm has the same."""

    TEXT = "text", "testo"
    INTEGER = "integer", "numero intero"
    DECIMAL = "decimal", "numero"
    ONE = "select_one", "una risposta"
    MANY = "select_multiple", "più risposte"
    SCALE = "range", "scala"
    DATE = "date", "data"
    NOTE = "note", "testo da leggere"


class ScaleMethod(TextChoices):
    """How the answers of a scale become one number."""

    SUM = "sum", "somma"
    MEAN = "mean", "media delle risposte"


class Occasion(TextChoices):
    """When an instrument is filled along a path; the same three moments of an assessment, and any other day."""

    ENTRY = "entry", "ingresso"
    MID = "mid", "intermedia"
    EXIT = "exit", "uscita"


class Voice(TextChoices):
    """Whose view the answers hold: the team's, or the person's own."""

    TEAM = "team", "l’équipe"
    PERSON = "person", "la persona"


class ResponseState(TextChoices):
    """What was answered counts, unless it was set aside as a mistake."""

    RECORDED = "recorded", "compilato"
    DISCARDED = "discarded", "messo da parte"
