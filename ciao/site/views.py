"""Asking for a hand: the page anybody may open, in seven languages, that leaves nothing on the device."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, Actor, acting
from ciao.access.enums import Action
from ciao.access.requires import public_page
from ciao.access.roles import may
from ciao.core import clock
from ciao.core.stamp import Stamp, read_stamp
from ciao.outreach.actions import knock, record_signal
from ciao.outreach.enums import AntennaKind, SignalSource
from ciao.outreach.models import AntennaLink, Poster, PublicPage
from ciao.outreach.rules import SOURCE_BY_KIND, legal_basis_for
from ciao.programmes.models import Programme
from ciao.programmes.parameters import parameter
from ciao.site.forms import AntennaSignalForm, PublicSignalForm
from ciao.site.rules import PER_ADDRESS, PER_PAGE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@never_cache
@csrf_exempt
@public_page
def signal(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; no cookie, not even against forged posts: the signed stamp is enough here."""
    return _ask(request, _page(slug), None)


@never_cache
@csrf_exempt
@public_page
def poster(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The same form, from the square of a poster: the code only says from where; a wrong one changes nothing."""
    page = _page(slug)
    found = Poster.objects.filter(code=code, page=page).first()
    return _ask(request, page, found.antenna_id if found else None)


@never_cache
@csrf_exempt
@public_page
def antenna(request: HttpRequest, token: str) -> HttpResponse:
    """Who works at an antenna signals by its link; unknown, revoked and expired links answer alike."""
    bearer, language = bearer_of(token), language_of(request)
    if bearer is None or not may(bearer, Action.SIGNAL_CREATE):
        return _show(request, "site/link_over.html", None, language, 404)
    with acting(bearer):
        door = get_object_or_404(AntennaLink.objects.select_related("page", "scope"), link_id=bearer.id)
        comuni = list(door.page.municipalities.all())
        form = AntennaSignalForm(request.POST or None, comuni=comuni, by_code=door.kind == AntennaKind.ANTI_VIOLENCE)
        problem = _sent(
            request, form, door.page, door.link_id, lambda row_id: _from_antenna(door, bearer, row_id, form)
        )
        if problem is None:
            return HttpResponseRedirect(f"{request.path}?lingua={language}&fatto=1")
        template = "site/antenna_thanks.html" if request.GET.get("fatto") and not form.is_bound else "site/antenna.html"
        return _form(request, template, door.page, language, form, problem)


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
    request: HttpRequest, template: str, page: PublicPage | None, language: str, status: int = 200, **context: Any
) -> HttpResponse:
    """Renders here, so that the language ends with the answer; what is written is asked to stay nowhere."""
    with translation.override(language):
        shown = {**context, **_frame(request, page, language)}
        return TemplateResponse(request, template, shown, status=status).render()


def _frame(request: HttpRequest, page: PublicPage | None, language: str) -> dict[str, Any]:
    codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    return {
        "page": page,
        "lingua": language,
        "codes": codes,
        "path": request.path,
        "programme_line": {"name": page.name} if page else None,
        "actor": None,
        "menu": [],
        "answer_days": int(parameter("signal_answer_days", clock.today())),
        "keep_days": int(parameter("signal_keep_days", clock.today())),
    }


def _ask(request: HttpRequest, page: PublicPage, antenna_id: uuid.UUID | None) -> HttpResponse:
    language = language_of(request)
    if not page.is_open:
        return _show(request, "site/closed.html", page, language)
    form = PublicSignalForm(request.POST or None, comuni=list(page.municipalities.all()))

    def keep(row_id: uuid.UUID) -> None:
        programme = Programme(id=page.programme_id, scope_id=page.scope_id)
        told = form.told(language)
        record_signal(programme=programme, by=PUBLIC, row_id=row_id, antenna_id=antenna_id, **told)

    problem = _sent(request, form, page, page.id, keep)
    if problem is None:
        return _thank(page, language)
    return _form(request, "site/signal.html", page, language, form, problem)


def _from_antenna(door: AntennaLink, bearer: Actor, row_id: uuid.UUID, form: AntennaSignalForm) -> None:
    """A signal in the antenna's name; the programme is known by its circle, the one above the link's own."""
    source = SOURCE_BY_KIND.get(door.kind, SignalSource.OTHER)
    programme = Programme(id=door.page.programme_id, scope_id=door.page.scope_id)
    told = {"source": source, "legal_basis": legal_basis_for(source)[0], **form.told()}
    record_signal(programme=programme, by=bearer, row_id=row_id, antenna_id=door.antenna_id, **told)


def _sent(
    request: HttpRequest, form: Form, page: PublicPage, door: uuid.UUID, keep: Callable[[uuid.UUID], None]
) -> StrPromise | str | None:
    """None once the request is kept (or came from a machine that fell in the trap); else the sentence to show."""
    if request.method != "POST" or not form.is_valid():
        return ""
    if request.POST.get("website"):
        return None
    address = request.META.get("REMOTE_ADDR", "")
    if not knock(address=address, door=door, per_address=PER_ADDRESS, per_door=PER_PAGE):
        return gettext_lazy("Da questa connessione sono arrivate molte richieste. Riprova tra un’ora, oppure chiama.")
    stamp = read_stamp(request.POST.get("stamp", ""))
    if stamp is None or not stamp.is_plausible(clock.now().timestamp()):
        return gettext_lazy("Rileggi un momento e invia di nuovo: quello che hai scritto è ancora qui.")
    with suppress(IntegrityError), transaction.atomic():  # the same page sent twice is kept once
        keep(stamp.row_id)
    return None


def _form(
    request: HttpRequest, template: str, page: PublicPage, language: str, form: Form, problem: StrPromise | str
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    stamp = Stamp(uuid.uuid4(), clock.now().timestamp()).token()
    return _show(request, template, page, language, status, form=form, problem=problem, stamp=stamp)


def _thank(page: PublicPage, language: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('site:thanks', args=[page.slug])}?lingua={language}")
