"""Closed answers about internships: kinds, states, what a day of the register was, where an allowance stands."""

from django.db.models import TextChoices


class InternshipKind(TextChoices):
    """Each kind has its own rules (domain: DGR Lombardia X/7763 of 2018, Accordo 22.1.2015 for social inclusion)."""

    EXTRACURRICULAR = "extracurricular", "tirocinio extracurriculare"
    CURRICULAR = "curricular", "stage curriculare"
    SOCIAL_INCLUSION = "inclusion", "tirocinio di inclusione sociale"


class InternshipState(TextChoices):
    """Prepared, running, ended; one that never began is cancelled."""

    PREPARING = "preparing", "in preparazione"
    RUNNING = "running", "in corso"
    ENDED = "ended", "concluso"
    CANCELLED = "cancelled", "annullato"


class PauseReason(TextChoices):
    """Why an internship stops for a while (DGR Lombardia X/7763: closure from 15 days, illness from 30)."""

    HOST_CLOSED = "host_closed", "chiusura dell’ente ospitante"
    ILLNESS = "illness", "malattia, maternità o infortunio"
    OTHER = "other", "altro motivo"


class RegisterState(TextChoices):
    """A month's register: being filled, or confirmed by the promoter's tutor and closed."""

    OPEN = "open", "da confermare"
    CONFIRMED = "confirmed", "confermato"


class DayKind(TextChoices):
    """What a day of the register was; only a day of presence has hours, and a free day is no absence."""

    PRESENT = "present", "presente"
    ABSENT = "absent", "assente"
    EXCUSED = "excused", "assenza giustificata"
    OFF = "off", "giorno libero"


class AllowanceState(TextChoices):
    """Computed from the register, approved by who pays, paid."""

    TO_APPROVE = "to_approve", "da approvare"
    APPROVED = "approved", "approvata"
    PAID = "paid", "pagata"
    VOID = "void", "annullata"


class Filler(TextChoices):
    """Who fills and signs a month's register by a link."""

    TRAINEE = "trainee", "chi fa il tirocinio"
    HOST_TUTOR = "host_tutor", "tutor dell’ente ospitante"


class TitleKind(TextChoices):
    """What entitles a body to promote internships (DGR Lombardia X/7763 of 2018)."""

    SCHOOL = "school", "scuola o università"
    TRAINING = "training", "ente accreditato per la formazione"
    EMPLOYMENT = "employment", "ente accreditato o autorizzato ai servizi per il lavoro"
    JOB_CENTRE = "job_centre", "centro per l’impiego"
    COMMUNITY = "community", "comunità terapeutica o cooperativa sociale, per chi ha in carico"
    SERVICE = "service", "servizio pubblico sociale o sanitario"


class ActKind(TextChoices):
    """Papers of an internship beside its training project; the table of the pack says which kind asks for which."""

    SCHOOL = "school", "accordo con la scuola"
    SAFETY = "safety", "formazione sulla sicurezza"
    FITNESS = "fitness", "visita medica di idoneità"
    SCHOOLING = "schooling", "obbligo di istruzione assolto"


class ServicePaper(TextChoices):
    """What a public service writes for a social inclusion internship (Accordo Stato-Regioni of 22.1.2015)."""

    CARE = "care", "presa in carico"
    NEED = "need", "certificato del bisogno di durare oltre"


class OverrideState(TextChoices):
    """A start with something missing is asked, then allowed or refused by another person."""

    ASKED = "asked", "da decidere"
    ALLOWED = "allowed", "consentito"
    REFUSED = "refused", "non consentito"


class EntryKind(TextChoices):
    """What the promoter's tutor writes while an internship runs."""

    NOTE = "note", "nota"
    VISIT = "visit", "visita"
    MIDTERM = "midterm", "verifica a metà"
    INCIDENT = "incident", "infortunio o incidente"


class Progress(TextChoices):
    """Whether an internship goes where its project says."""

    ON_TRACK = "on_track", "va come previsto"
    IN_PART = "in_part", "va in parte"
    OFF_TRACK = "off_track", "non va come previsto"


class ReportAuthor(TextChoices):
    """Who writes a final report."""

    HOST = "host", "ente ospitante"
    TRAINEE = "trainee", "tirocinante"


class HiredBy(TextChoices):
    """Whether work came of an internship, and where."""

    NOBODY = "nobody", "no, per ora nessun lavoro"
    HOST = "host", "dall’ente ospitante"
    OTHER = "other", "da un altro datore di lavoro"


class HiredWith(TextChoices):
    """The contract that came of it."""

    PERMANENT = "permanent", "a tempo indeterminato"
    FIXED_TERM = "fixed_term", "a tempo determinato"
    APPRENTICESHIP = "apprenticeship", "apprendistato"
    OCCASIONAL = "occasional", "occasionale o a chiamata"
    OWN_BUSINESS = "own_business", "attività propria"
