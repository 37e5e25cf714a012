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
