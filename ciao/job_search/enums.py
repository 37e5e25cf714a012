"""Closed answers about looking for a job."""

from django.db.models import TextChoices


class CvSection(TextChoices):
    """The parts of a short CV, in the order they are printed."""

    EXPERIENCE = "experience", "esperienze"
    TRAINING = "training", "studi e corsi"
    SKILL = "skill", "che cosa so fare"
    LANGUAGE = "language", "lingue"
    OTHER = "other", "altro"


class ApplicationState(TextChoices):
    """How far an application has come."""

    PREPARING = "preparing", "da mandare"
    SENT = "sent", "mandata"
    INTERVIEW = "interview", "a colloquio"
    HIRED = "hired", "assunzione"
    REFUSED = "refused", "risposta negativa"
    NO_ANSWER = "no_answer", "nessuna risposta"
    WITHDRAWN = "withdrawn", "ritirata"


class Channel(TextChoices):
    """How one applies."""

    EMAIL = "email", "per e-mail"
    WEBSITE = "website", "sul sito"
    IN_PERSON = "in_person", "di persona"
    AGENCY = "agency", "tramite un’agenzia"
    JOB_CENTRE = "job_centre", "tramite il centro per l’impiego"
    ACQUAINTANCE = "acquaintance", "tramite una conoscenza"
    OTHER = "other", "in un altro modo"


class Help(TextChoices):
    """With whose help: what one does alone counts as much as the answer."""

    ALONE = "alone", "da sé"
    TOGETHER = "together", "insieme a chi la segue"
    TUTOR = "tutor", "con il tutor"
    SERVICE = "service", "con un servizio per il lavoro"
    OTHERS = "others", "con altre persone"


class InterviewOutcome(TextChoices):
    """How a job interview ended."""

    WAITING = "waiting", "in attesa di risposta"
    SECOND = "second", "un altro colloquio"
    TRIAL = "trial", "una prova"
    POSITIVE = "positive", "positivo"
    NEGATIVE = "negative", "negativo"
    MISSED = "missed", "non si è fatto"


class HiringContract(TextChoices):
    """The contract of who is hired; the keys are those the outcomes use."""

    PERMANENT = "permanent", "a tempo indeterminato"
    FIXED_TERM = "fixed_term", "a tempo determinato"
    APPRENTICESHIP = "apprenticeship", "apprendistato"
    OCCASIONAL = "occasional", "occasionale o a chiamata"


class SearchStage(TextChoices):
    """Where somebody stands in looking for a job, drawn on the board from left to right."""

    NO_CV = "no_cv", "curriculum da scrivere"
    READY = "ready", "curriculum pronto"
    APPLYING = "applying", "candidature mandate"
    INTERVIEWS = "interviews", "a colloquio"
    HIRED = "hired", "al lavoro"
