"""The page where a person says yes or no to a place, in seven languages: no name on it, no cookie, no account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ciao.access.actions import bearer_of
from ciao.access.actor import acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import public_page
from ciao.access.roles import may
from ciao.core import clock
from ciao.services import actions
from ciao.services.enums import WaitingState
from ciao.services.models import Session, Waiting


@never_cache
@csrf_exempt
@public_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no; who opens it again after answering reads what was answered, and any other link is no page."""
    wanted = request.GET.get("lingua", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else "it"
    told = request.GET.get("fatto", "")
    if told in ("si", "no"):
        return _show(request, language, {"told": told})
    bearer = bearer_of(token)
    if bearer is None or not may(bearer, Action.PLACE_ANSWER):
        return _show(request, language, {"told": "over"}, 404)
    found = actions.answered_by(bearer.id)
    if found is None or found.state != WaitingState.OFFERED:
        return _show(request, language, {"told": "over"}, 404)
    said = request.POST.get("risposta", "") if request.method == "POST" else ""
    if said in ("si", "no"):
        return _answered(request, language, found, said, bearer)
    return _show(request, language, {"told": "", **_place(found)})


def _answered(request: HttpRequest, language: str, found: Waiting, said: str, bearer: Any) -> HttpResponse:
    verb = actions.accept_place if said == "si" else actions.decline_place
    try:
        with acting(bearer):
            verb(waiting=found, on=clock.today(), by=bearer)
    except NotPossible:
        # What stands in the way is between the person and who follows them: it is not said on a page anybody may open.
        return _show(request, language, {"told": "ask"}, 422)
    return HttpResponseRedirect(f"{request.path}?lingua={language}&fatto={said}")


def _place(found: Waiting) -> dict[str, Any]:
    """What is offered, read by the job: title, dates and the first meeting to come; no place, no name."""
    with acting(job(actions.OFFERER)):
        ahead = Session.objects.held().filter(edition_id=found.edition_id, starts_at__gt=clock.now())
        first = ahead.order_by("starts_at").first()
    return {
        "title": found.edition.service.title, "starts_on": found.edition.starts_on, "ends_on": found.edition.ends_on,
        "first_at": first.starts_at if first else None, "answer_on": found.answer_on,
    }  # fmt: skip


def _show(request: HttpRequest, language: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    with translation.override(language):
        codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
        context = {
            **shown, "lingua": language, "codes": codes, "path": request.path, "actor": None, "menu": [],
            "right_to_left": translation.get_language_info(language)["bidi"],
        }  # fmt: skip
        return TemplateResponse(request, "services/answer.html", context, status=status).render()
