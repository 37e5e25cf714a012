"""The page of components and the few answers that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.core.showcase import sample_context

SHORTCUTS = [
    ("/", "cerca"),
    ("g s", "scrivania"),
    ("g p", "persone"),
    ("g a", "agenda"),
    ("n", "nuovo, negli elenchi"),
    ("e", "modifica"),
    ("Ctrl+Invio", "salva"),
    ("?", "questo elenco"),
    ("Esc", "chiude; due volte, nelle pagine pubbliche, esce subito"),
    ("↓ ↑", "nelle presenze: persona"),
]


def components(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, so that pages are built from what is here and nothing else."""
    return TemplateResponse(request, "core/components.html", sample_context())


def shortcuts(request: HttpRequest) -> HttpResponse:
    """The keyboard shortcuts, with what each does."""
    return TemplateResponse(request, "core/shortcuts.html", {"keys": SHORTCUTS})


# What `access.public_page` declares, said by hand because core stands below access.
components.ciao_public = True  # type: ignore[attr-defined]
shortcuts.ciao_public = True  # type: ignore[attr-defined]


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to whoever tries too often: `handler429` of the URLs, for allauth and for us."""
    return TemplateResponse(request, "429.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent from a page that has expired: what was typed is in the browser's previous page."""
    return TemplateResponse(request, "403_csrf.html", status=403)
