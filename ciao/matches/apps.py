from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "ciao.matches"
    label = "matches"
    verbose_name = "abbinamenti"
