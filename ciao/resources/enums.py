"""Closed answers about a local service or another funded measure."""

from django.db.models import TextChoices


class ResourceKind(TextChoices):
    """What one is sent to: something always there, or a project with its period and its funder."""

    SERVICE = "service", "servizio del territorio"
    MEASURE = "measure", "altro progetto o misura"


class ResourceState(TextChoices):
    """Whether anybody can be sent there now."""

    ACTIVE = "active", "attivo"
    PAUSED = "paused", "chiuso per ora"
    CLOSED = "closed", "chiuso"


class Audience(TextChoices):
    """For whom, beside the age."""

    ALL = "all", "tutti"
    WOMEN = "women", "donne"
    YOUTH = "youth", "giovani"
    FAMILIES = "families", "famiglie"
