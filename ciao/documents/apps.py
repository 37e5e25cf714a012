from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Issued documents: number, protocol, hash, archive."""

    name = "ciao.documents"
    label = "documents"
    verbose_name = "documenti"
