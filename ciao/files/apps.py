from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Stored files."""

    name = "ciao.files"
    label = "files"
    verbose_name = "allegati"
