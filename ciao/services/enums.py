"""Closed answers about what is attended: kinds of service, where an edition and a register stand, who came."""

from django.db.models import TextChoices


class ServiceKind(TextChoices):
    """The kinds that code calls by name; all there are, with what follows from each, stand in `kinds/`."""

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


class Modality(TextChoices):
    """Where people are while it happens."""

    IN_PERSON = "in_person", "in presenza"
    REMOTE = "remote", "a distanza"
    MIXED = "mixed", "un po’ in presenza, un po’ a distanza"


class Theme(TextChoices):
    """What it is about, in the words of the project sheet."""

    RELATIONS = "relations", "relazioni e comunicazione"
    LIFE_SKILLS = "life_skills", "competenze per la vita"
    MONEY = "money", "educazione finanziaria"
    CREDIT_HOUSING = "credit_housing", "credito e casa"
    SELF_EMPLOYMENT = "self_employment", "mettersi in proprio"
    JOB_SEARCH = "job_search", "cercare lavoro"
    TRADE = "trade", "un mestiere"
    FOOD = "food", "cucina e ristorazione"
    FARM_CRAFT = "farm_craft", "agricoltura e artigianato"
    PERMACULTURE = "permaculture", "permacultura"
    EMPOWERMENT = "empowerment", "fiducia e autonomia delle donne"
    WEB = "web", "reputazione in rete"
    TRANSVERSAL = "transversal", "competenze trasversali"
    LANGUAGE = "language", "italiano"
    COMMUNITY = "community", "comunità e quartiere"
    SUPPORT = "support", "motivazione e sostegno"
    SAFETY = "safety", "sicurezza sul lavoro e igiene"


class RequirementKind(TextChoices):
    """What a service may ask of whoever takes part."""

    AGE = "age", "età"
    TARGET = "target", "gruppo di destinatari"
    LANGUAGE = "language", "livello di italiano"
    PRIOR = "prior", "un altro servizio finito prima"
    DOCUMENT = "document", "un documento"
    OTHER = "other", "altro"


class WaitingState(TextChoices):
    """Somebody in line for a place: waiting, offered one, and how it ended."""

    WAITING = "waiting", "in attesa"
    OFFERED = "offered", "posto offerto"
    ACCEPTED = "accepted", "posto preso"
    DECLINED = "declined", "ha detto di no"
    EXPIRED = "expired", "offerta scaduta"
    LEFT = "left", "non aspetta più"


class GroupPlanState(TextChoices):
    """A proposal of groups is worked on, becomes enrolments, or is set aside."""

    DRAFT = "draft", "in preparazione"
    ENROLLED = "enrolled", "iscrizioni fatte"
    DROPPED = "dropped", "messa da parte"


class PairKind(TextChoices):
    """How two people stand to each other when groups are made."""

    TOGETHER = "together", "nello stesso gruppo"
    APART = "apart", "mai nello stesso gruppo"
