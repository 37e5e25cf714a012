"""Closed answers about how a person is reached."""

from django.db.models import TextChoices


class SignalSource(TextChoices):
    """Who let the programme know about a person; it says where people are reached from."""

    SELF = "self", "la persona stessa"
    FAMILY_OR_FRIEND = "family_or_friend", "familiare o conoscente"
    SOCIAL_SERVICE = "social_service", "servizio sociale del comune"
    HEALTH_SERVICE = "health_service", "servizio sanitario (ASST)"
    EMPLOYMENT_SERVICE = "employment_service", "servizio per il lavoro"
    SCHOOL = "school", "scuola o formazione"
    ANTI_VIOLENCE = "anti_violence", "rete antiviolenza"
    PARTNER = "partner", "ente partner"
    THIRD_SECTOR = "third_sector", "associazione o altro ente del terzo settore"
    PARISH = "parish", "parrocchia"
    COMMUNITY_AGENT = "community_agent", "agente di comunità"
    OTHER = "other", "altro"


class LegalBasis(TextChoices):
    """Why data may be kept (Reg. (EU) 2016/679 art. 6, 9); consent is never the base of the service."""

    PUBLIC_TASK = "public_task", "compito di interesse pubblico (art. 6.1.e)"
    LEGAL_DUTY = "legal_duty", "obbligo di legge (art. 6.1.c)"
    SOCIAL_ASSISTANCE = "social_assistance", "assistenza sociale (art. 9.2.g)"
    HEALTH_CARE = "health_care", "cura e assistenza sanitaria (art. 9.2.h)"
    VITAL_INTEREST = "vital_interest", "interesse vitale (art. 6.1.d)"
    CONSENT = "consent", "consenso, per ciò che non è il servizio (art. 6.1.a)"


class SignalState(TextChoices):
    """Where a signal stands."""

    NEW = "new", "da leggere"
    ASSIGNED = "assigned", "affidata"
    ACCEPTED = "accepted", "presa in carico"
    ORIENTED = "oriented", "orientata altrove"
    UNREACHABLE = "unreachable", "non raggiungibile"
    EXPIRED = "expired", "scaduta e cancellata"


class AnswerChannel(TextChoices):
    """How whoever wrote wants to be answered, and in no other way."""

    CALL = "call", "telefonata"
    MESSAGE = "message", "messaggio"
    EMAIL = "email", "e-mail"
    IN_PERSON = "in_person", "di persona"


class SafeContact(TextChoices):
    """Whether a call or a message puts someone at risk."""

    ALWAYS = "always", "sì, sempre"
    SOME_HOURS = "some_hours", "solo in certe ore"
    NO_MESSAGES = "no_messages", "no, niente messaggi"


class AntennaKind(TextChoices):
    """What a node of the network is; it says from whom its signals come."""

    SCHOOL = "school", "scuola o formazione"
    PARISH = "parish", "parrocchia"
    DOCTOR = "doctor", "medico o pediatra"
    SOCIAL_SERVICE = "social_service", "servizio sociale del comune"
    HEALTH_SERVICE = "health_service", "servizio sanitario (ASST)"
    EMPLOYMENT_SERVICE = "employment_service", "servizio per il lavoro"
    ASSOCIATION = "association", "associazione"
    ANTI_VIOLENCE = "anti_violence", "centro antiviolenza"
    EMPLOYER = "employer", "datore di lavoro"
    OTHER = "other", "altro"


class InterviewKind(TextChoices):
    """How key figures were heard."""

    INTERVIEW = "interview", "intervista"
    FOCUS_GROUP = "focus_group", "focus group"


class NeedArea(TextChoices):
    """One short list of needs for interviews and first contacts, so that both are read together."""

    WORK = "work", "lavoro"
    TRAINING = "training", "scuola e formazione"
    LANGUAGE = "language", "lingua italiana"
    HOME = "home", "casa"
    MONEY = "money", "soldi e debiti"
    CHILDREN = "children", "figli e cura"
    HEALTH = "health", "salute"
    DOCUMENTS = "documents", "documenti e permessi"
    RELATIONSHIPS = "relationships", "solitudine e relazioni"
    SAFETY = "safety", "sicurezza"
    DIGITAL = "digital", "telefono, computer e uffici"
    OTHER = "other", "altro"


class BarrierKind(TextChoices):
    """What may keep a person from coming, asked at the first contact."""

    CHILDCARE = "childcare", "figli piccoli: chi li tiene"
    CARING = "caring", "un familiare da accudire"
    TRANSPORT = "transport", "mezzi per spostarsi"
    HOURS = "hours", "orari"
    DOCUMENTS = "documents", "documenti"
    PHONE = "phone", "telefono o internet"


class AttemptOutcome(TextChoices):
    """How an attempt to reach someone ended."""

    ANSWERED = "answered", "risponde"
    NO_ANSWER = "no_answer", "non risponde"
    CALL_BACK = "call_back", "richiamare"
    WRONG_NUMBER = "wrong_number", "numero sbagliato"
