"""Asking for a hand: the page anybody may open, in seven languages, that leaves nothing on the device."""

from __future__ import annotations

import hashlib
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ciao.access.actor import PUBLIC
from ciao.access.requires import public_page
from ciao.core import clock
from ciao.outreach.actions import record_signal
from ciao.outreach.models import PublicPage
from ciao.programmes.models import Programme
from ciao.programmes.parameters import parameter
from ciao.site.forms import PublicSignalForm
from ciao.site.rules import PER_ADDRESS, PER_PAGE, WINDOW_SECONDS, Stamp, read_stamp

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@never_cache
@csrf_exempt
@public_page
def signal(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; no cookie, not even against forged posts: the signed stamp is enough here."""
    page, language = _page(slug), language_of(request)
    if not page.is_open:
        return _show(request, "site/closed.html", page, language)
    form = PublicSignalForm(request.POST or None, comuni=list(page.municipalities.all()))
    problem: StrPromise | str = ""
    if request.method == "POST" and form.is_valid():
        if request.POST.get("website"):
            return _thank(page, language)
        problem = _refusal(request, page) or _keep(page, language, form, request.POST.get("stamp", ""))
        if not problem:
            return _thank(page, language)
    status = 422 if request.method == "POST" else 200
    stamp = Stamp(uuid.uuid4(), clock.now().timestamp()).token()
    return _show(request, "site/signal.html", page, language, status, form=form, problem=problem, stamp=stamp)


@never_cache
@public_page
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next; the same words whoever wrote and whoever is already known."""
    return _show(request, "site/thanks.html", _page(slug), language_of(request))


@never_cache
@public_page
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """How the data are treated, in a minute."""
    return _show(request, "site/privacy.html", _page(slug), language_of(request))


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we promise on accessibility, what falls short, and whom to tell."""
    return TemplateResponse(request, "site/accessibility.html")


@public_page
def information(request: HttpRequest) -> HttpResponse:
    """How the programme treats data, for whoever works in it or lands here from a footer."""
    return TemplateResponse(request, "site/information.html")


@public_page
def assistance(request: HttpRequest) -> HttpResponse:
    """Whom to ask, and what to say when something does not work."""
    return TemplateResponse(request, "site/assistance.html")


def _page(slug: str) -> PublicPage:
    return get_object_or_404(PublicPage.objects.prefetch_related("municipalities"), slug=slug)


def language_of(request: HttpRequest) -> str:
    """The language of the address; Italian where it names none we have."""
    wanted = request.GET.get("lingua", "")
    return wanted if wanted in dict(settings.LANGUAGES) else "it"


def _show(
    request: HttpRequest, template: str, page: PublicPage, language: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Renders here, so that the language ends with the answer; what is written is asked to stay nowhere."""
    with translation.override(language):
        shown = {**context, **_frame(request, page, language)}
        return TemplateResponse(request, template, shown, status=status).render()


def _frame(request: HttpRequest, page: PublicPage, language: str) -> dict[str, Any]:
    codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    return {
        "page": page,
        "lingua": language,
        "codes": codes,
        "path": request.path,
        "programme_line": {"name": page.name},
        "actor": None,
        "menu": [],
        "answer_days": int(parameter("signal_answer_days", clock.today())),
        "keep_days": int(parameter("signal_keep_days", clock.today())),
    }


def _keep(page: PublicPage, language: str, form: PublicSignalForm, token: str) -> StrPromise | str:
    """Records the signal; a sentence where the page was opened too long ago or just now."""
    stamp = read_stamp(token)
    if stamp is None or not stamp.is_plausible(clock.now().timestamp()):
        return gettext_lazy("Rileggi un momento e invia di nuovo: quello che hai scritto è ancora qui.")
    if cache.add(f"signal:{stamp.row_id}", 1, WINDOW_SECONDS * 24):
        programme = Programme(id=page.programme_id, scope_id=page.scope_id)
        with suppress(IntegrityError), transaction.atomic():
            record_signal(programme=programme, by=PUBLIC, row_id=stamp.row_id, **form.told(language))
    return ""


def _refusal(request: HttpRequest, page: PublicPage) -> StrPromise | str:
    """A sentence where too many requests came from one address, or to one page, within the hour."""
    address = hashlib.sha256(f"{settings.SECRET_KEY}{request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()
    if _count(f"from:{address}") > PER_ADDRESS or _count(f"to:{page.id}") > PER_PAGE:
        return gettext_lazy("Da questa connessione sono arrivate molte richieste. Riprova tra un’ora, oppure chiama.")
    return ""


def _count(key: str) -> int:
    cache.add(f"signals:{key}", 0, WINDOW_SECONDS)
    return int(cache.incr(f"signals:{key}"))


def _thank(page: PublicPage, language: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('site:thanks', args=[page.slug])}?lingua={language}")
