"""What every public page of the community shares: language, frame, brake, stamp."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as say

from ciao.access.actor import acting, job
from ciao.access.lifecycle import NotPossible
from ciao.community.actions import KEEPER
from ciao.community.models import Event
from ciao.core import clock
from ciao.core.stamp import Stamp, read_stamp
from ciao.outreach.actions import knock
from ciao.outreach.models import PublicPage
from ciao.programmes.parameters import parameter

# A whole room may answer from the same network.
PER_ADDRESS, PER_DOOR = 60, 400


def language_of(request: HttpRequest) -> str:
    """The language of the address; Italian where it names none we have."""
    wanted = request.GET.get("lingua", "")
    return wanted if wanted in dict(settings.LANGUAGES) else "it"


def spoken(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Everything inside, the answer too, is in the language of the address, which ends with it."""

    @wraps(view)
    def speak(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            answer = view(request, *args, **kwargs)
            return answer.render() if isinstance(answer, TemplateResponse) else answer

    return speak


def page_of(slug: str) -> PublicPage:
    """The programme as the public knows it."""
    return get_object_or_404(PublicPage, slug=slug)


def public_event(page: PublicPage, event_id: uuid.UUID) -> tuple[Event, int]:
    """An event anybody may read and the places already taken; absent otherwise. Read as the job that counts places."""
    with acting(job(KEEPER)):
        rows = Event.objects.public().filter(programme_id=page.programme_id)
        event = get_object_or_404(rows.select_related("municipality", "organization"), id=event_id)
        return event, event.bookings.all().places()


def show(
    request: HttpRequest, template: str, page: PublicPage | None, status: int = 200, **context: Any
) -> TemplateResponse:
    """A public page in its frame: no actor, no menu, seven languages."""
    codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    frame = {
        "page": page, "lingua": language_of(request), "codes": codes, "path": request.path, "actor": None, "menu": [],
        "programme_line": {"name": page.name} if page else None,
        "booking_days": int(parameter("booking_keep_days", clock.today())),
        "proposal_days": int(parameter("proposal_keep_days", clock.today())),
    }  # fmt: skip
    return TemplateResponse(request, template, {**frame, **context}, status=status)


def ask(
    request: HttpRequest, template: str, page: PublicPage | None, form: Form, problem: str, **context: Any
) -> TemplateResponse:
    """The form, with what was typed and a new stamp; 422 when something is to correct."""
    stamp = Stamp(uuid.uuid4(), clock.now().timestamp()).token()
    status = 422 if request.method == "POST" else 200
    return show(request, template, page, status, form=form, problem=problem, stamp=stamp, **context)


def sent(request: HttpRequest, form: Form, door: uuid.UUID, keep: Callable[[uuid.UUID], None]) -> str | None:
    """None once it is kept (or came from a machine that fell in the trap); else the sentence to show, or no words."""
    if request.method != "POST" or not form.is_valid():
        return ""
    if request.POST.get("website"):
        return None
    if not knock(address=request.META.get("REMOTE_ADDR", ""), door=door, per_address=PER_ADDRESS, per_door=PER_DOOR):
        return say("Da questa connessione sono arrivati molti invii. Riprova tra un’ora.")
    stamp = read_stamp(request.POST.get("stamp", ""))
    if stamp is None or not stamp.is_plausible(clock.now().timestamp()):
        return say("Rileggi un momento e invia di nuovo: quello che hai scritto è ancora qui.")
    try:
        with suppress(IntegrityError), transaction.atomic():  # the same page sent twice is kept once
            keep(stamp.row_id)
    except NotPossible as refusal:
        return str(refusal)
    return None
