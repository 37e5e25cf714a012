from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "ciao.governance"
    label = "governance"
    verbose_name = "governance"
