"""Closed answers of an assessment: when it is made, on which areas of life, how pressing each one is."""

from django.db.models import IntegerChoices, TextChoices


class Moment(TextChoices):
    """The points of a path at which somebody's situation is looked at; the middle one may come again."""

    ENTRY = "entry", "ingresso"
    MID = "mid", "intermedia"
    EXIT = "exit", "uscita"


class AssessmentState(TextChoices):
    """Written by the team, then confirmed; one begun by mistake is set aside and stays readable."""

    DRAFT = "draft", "bozza"
    CONFIRMED = "confirmed", "confermata"
    DISCARDED = "discarded", "messa da parte"


class LifeArea(TextChoices):
    """The six objects of the analysis, in the order of the law (D.Lgs. 147/2017 art. 5 c. 2, a–f)."""

    PERSONAL = "personal", "Condizioni personali e sociali"
    ECONOMIC = "economic", "Situazione economica"
    WORK = "work", "Lavoro e occupabilità"
    EDUCATION = "education", "Istruzione e formazione"
    HOUSING = "housing", "Casa"
    NETWORKS = "networks", "Reti familiari e sociali"


class Score(IntegerChoices):
    """From a strong fragility to a strength; a step on a ladder, not a quantity: it is never averaged."""

    ONE = 1, "1"
    TWO = 2, "2"
    THREE = 3, "3"
    FOUR = 4, "4"
    FIVE = 5, "5"


class Priority(TextChoices):
    """How soon an area asks for something to be done."""

    NONE = "none", "nessuna"
    LOW = "low", "bassa"
    HIGH = "high", "alta"


class ProfilePhase(TextChoices):
    """The three phases of a balance of skills, and its end; the method is common practice, the words are ours."""

    WELCOME = "welcome", "accoglienza"
    INVESTIGATION = "investigation", "approfondimento"
    CONCLUSION = "conclusion", "conclusione"
    DONE = "done", "concluso"


class SkillLevel(IntegerChoices):
    """How far one can count on a skill; a step on a ladder, never averaged."""

    LEARNING = 1, "sta imparando"
    HELPED = 2, "con qualcuno vicino"
    ALONE = 3, "in autonomia"
    TEACHING = 4, "lo insegna ad altri"
