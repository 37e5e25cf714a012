from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ciao.audit"
    label = "audit"
    verbose_name = "registro degli accessi e delle modifiche"
