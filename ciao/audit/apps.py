from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was read, and the seals that prove it."""

    name = "ciao.audit"
    label = "audit"
    verbose_name = "registro degli accessi e delle modifiche"
