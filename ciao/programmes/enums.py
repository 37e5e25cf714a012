"""Words of a funded programme."""

from django.db.models import TextChoices


class ProgrammeState(TextChoices):
    """Whether a programme still runs."""

    ACTIVE = "active", "in corso"
    CLOSED = "closed", "concluso"


class VersionKind(TextChoices):
    """Why the programme's dates, months, targets or budget changed."""

    INITIAL = "initial", "come nella scheda"
    EXTENSION = "extension", "proroga"
    AMENDMENT = "amendment", "rimodulazione"


class PartnerRole(TextChoices):
    """What a body is to a programme; the network has no budget."""

    LEAD = "lead", "capofila"
    PARTNER = "partner", "partner"
    NETWORK = "network", "rete"


class TargetGender(TextChoices):
    """Whom a target group is for."""

    WOMEN = "F", "donne"
    MEN = "M", "uomini"
    ALL = "all", "tutte le persone"


class SheetState(TextChoices):
    """Where an uploaded project sheet stands."""

    DRAFT = "draft", "da controllare"
    CONFIRMED = "confirmed", "confermata"
    DISCARDED = "discarded", "eliminata"
