from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "ciao.drafts"
    label = "drafts"
    verbose_name = "bozze"
