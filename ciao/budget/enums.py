"""Closed answers about the budget: what a cost item pays for, where a loaded plan stands."""

from django.db.models import TextChoices


class CostKind(TextChoices):
    """What an item of the piano dei conti pays for."""

    STAFF = "staff", "personale"
    ALLOWANCE = "allowance", "indennità di tirocinio"
    EXTERNAL = "external", "incarichi esterni"
    PURCHASE = "purchase", "acquisti e servizi"
    FLAT_RATE = "flat_rate", "costi a tasso forfettario"
    OTHER = "other", "altri costi"


class PlanState(TextChoices):
    """A plan is read from its file, then confirmed; a later one takes its place."""

    DRAFT = "draft", "in lettura"
    IN_FORCE = "in_force", "in vigore"
    REPLACED = "replaced", "sostituito"
    DISCARDED = "discarded", "messo da parte"
