"""Closed answers about a person, with the codes the funder's tables use."""

from django.db.models import TextChoices


class Gender(TextChoices):
    """Gender as the person says it; the funder counts by it, and not saying it is an answer."""

    FEMALE = "F", "donna"
    MALE = "M", "uomo"
    OTHER = "other", "altro"
    NOT_SAID = "not_said", "preferisce non dirlo"


class TriState(TextChoices):
    """The answer to a delicate question, where silence is respected and kept apart from no."""

    YES = "yes", "sì"
    NO = "no", "no"
    NOT_SAID = "not_said", "preferisce non dirlo"


class ContactChannel(TextChoices):
    """How a person wants to be reached."""

    CALL = "call", "telefonata"
    SMS = "sms", "SMS"
    WHATSAPP = "whatsapp", "WhatsApp"
    EMAIL = "email", "e-mail"
    THROUGH_SOMEONE = "through_someone", "tramite qualcuno"


class DuplicateState(TextChoices):
    """What was decided of two files that may be of one person."""

    OPEN = "open", "da rivedere"
    SAME = "same", "unite"
    DIFFERENT = "different", "due persone diverse"


class EmploymentStatus(TextChoices):
    """Working condition on entry, as in the national table TC29 (codes to check on the Region's form)."""

    FIRST_JOB_SEEKER = "first_job_seeker", "in cerca di prima occupazione"
    EMPLOYED = "employed", "al lavoro, anche occasionale o in cassa integrazione"
    UNEMPLOYED = "unemployed", "senza lavoro, in cerca di una nuova occupazione"
    STUDENT = "student", "studia"
    INACTIVE = "inactive", "non lavora e non cerca lavoro (casa, pensione, inabilità, altro)"

    @property
    def tc29(self) -> str:
        """The two-digit code of table TC29 [unverified]."""
        return f"{list(type(self)).index(self) + 1:02}"


class JobSearchDuration(TextChoices):
    """How long a job has been sought on entry, as in the national table TC30 (codes not yet checked)."""

    UP_TO_6_MONTHS = "up_to_6", "fino a 6 mesi"
    FROM_6_TO_12_MONTHS = "from_6_to_12", "da 6 a 12 mesi"
    OVER_12_MONTHS = "over_12", "più di 12 mesi"

    @property
    def tc30(self) -> str:
        """The two-digit code of table TC30 [unverified]."""
        return f"{list(type(self)).index(self) + 1:02}"


class EducationLevel(TextChoices):
    """Highest level completed, as in the national table TC28 (codes not yet checked), with its ISCED."""

    NONE = "none", "nessun titolo"
    PRIMARY = "primary", "licenza elementare"
    LOWER_SECONDARY = "lower_secondary", "licenza media"
    UPPER_SECONDARY_SHORT = "upper_secondary_short", "titolo superiore che non apre all’università"
    UPPER_SECONDARY = "upper_secondary", "diploma che apre all’università"
    POST_SECONDARY = "post_secondary", "qualifica dopo il diploma (IFTS)"
    SHORT_TERTIARY = "short_tertiary", "diploma di tecnico superiore (ITS)"
    BACHELOR = "bachelor", "laurea di primo livello"
    MASTER = "master", "laurea magistrale, vecchio ordinamento o master di secondo livello"
    DOCTORATE = "doctorate", "dottorato di ricerca"

    @property
    def tc28(self) -> str:
        """The two-digit code of table TC28 [unverified]."""
        return f"{list(type(self)).index(self):02}"

    @property
    def isced(self) -> int:
        """ISCED 2011 level, 0 to 8; indicators count 1–2, 3–4 and 5–8."""
        return _ISCED[list(type(self)).index(self)]


_ISCED = (0, 1, 2, 3, 3, 4, 5, 6, 7, 8)


class ResponsibilityKind(TextChoices):
    """Who may answer for a minor (artt. 316, 343, 346, 403 c.c.; l. 184/1983)."""

    PARENT = "parent", "genitore"
    GUARDIAN = "guardian", "chi fa da tutore"
    CURATOR = "curator", "chi fa da curatore"
    SERVICE = "service", "servizio affidatario"


class ConsentPurpose(TextChoices):
    """What a person may freely say yes to; nothing of the programme depends on it."""

    PHOTOS = "photos", "foto e riprese"
    NEWSLETTER = "newsletter", "notizie per e-mail"
    AFTER_EXIT = "after_exit", "farsi sentire dopo la fine del percorso"


class ConsentChannel(TextChoices):
    """How a consent was said."""

    PAPER = "paper", "su carta"
    SCREEN = "screen", "sullo schermo"
    SPOKEN = "spoken", "a voce"
    PAGE = "page", "dalla sua pagina"


class NamedAct(TextChoices):
    """The only five acts in which a protected person's own data appear."""

    COB = "cob", "comunicazione obbligatoria e INAIL"
    TRAINING_PROJECT = "training_project", "convenzione e progetto formativo"
    PAYMENT = "payment", "file dei pagamenti"
    ESF_FORM = "esf_form", "domanda di iscrizione FSE"
    ESF_DATA = "esf_data", "microdati FSE"
