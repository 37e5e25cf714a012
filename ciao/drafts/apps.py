from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Unsaved work."""

    name = "ciao.drafts"
    label = "drafts"
    verbose_name = "bozze"
