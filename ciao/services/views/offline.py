"""What the attendance page needs to go on without network: who is here, where marks are sent, the empty shell."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime, parse_time
from django.views.decorators.http import require_GET, require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core.device import key_for, owner_of
from ciao.services import actions
from ciao.services.actions.devices import Answer, Sent
from ciao.services.panel import known

MOST = 300
NOTE = 400


@requires(Action.ATTENDANCE_TAKE)
@require_GET
def state(request: HttpRequest) -> HttpResponse:
    """Says to a device that somebody is inside, and gives the key of what they keep there."""
    by = acting_in(request)
    device, user = _uuid(request.GET.get("dispositivo")), by.user_id
    return _private(JsonResponse({
        "owner": owner_of(user) if user else "", "key": key_for(user, device) if user and device else "",
        "token": get_token(request), "mandate": str(by.mandate_id),
    }))  # fmt: skip


@requires(Action.ATTENDANCE_TAKE)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Marks made without network arrive: one answer for each, in order."""
    by = acting_in(request)
    sent = read_sent(request.POST.get("marks", ""))
    if sent is None:
        return HttpResponse(status=400)
    answers = actions.take_marks(sent=sent, by=by)
    _log(answers, by)
    return _private(JsonResponse({"answers": [one.as_words() for one in answers]}))


@requires(Action.ATTENDANCE_TAKE)
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The page a device opens without network: no name in it; the list comes from what is sealed on the device."""
    return TemplateResponse(request, "services/shell.html")


@requires(Action.ATTENDANCE_TAKE)
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that gives the shell where there is no network; its reach is the pages of courses."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/corsi/"
    answer["Cache-Control"] = "no-cache"
    return answer


def read_sent(text: str) -> list[Sent] | None:
    """What a device says, if it has the right shape; None otherwise."""
    try:
        rows = json.loads(text)
        if not isinstance(rows, list) or len(rows) > MOST:
            return None
        return [_sent(one) for one in rows]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _sent(row: dict[str, Any]) -> Sent:
    enrolment = UUID(row["enrolment"]) if row.get("enrolment") else None
    others = None if enrolment else int(row["others"])
    if others is not None and not 0 <= others <= 500:
        raise ValueError("others")
    return Sent(
        key=UUID(row["key"]), session_id=UUID(row["session"]), base=str(row.get("base", "")), enrolment_id=enrolment,
        presence=str(row.get("presence", ""))[:1], entry=parse_time(str(row.get("entry") or "")[:5]),
        note=str(row.get("note", ""))[:NOTE].strip(), others_count=others, device_time=_moment(row.get("at")),
        after=tuple(UUID(one) for one in row.get("after", [])[-MOST:]),
    )  # fmt: skip


def _moment(text: Any) -> datetime | None:
    found = parse_datetime(str(text or ""))
    return found if found and found.tzinfo else None


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _log(answers: list[Answer], by: Actor) -> None:
    """What a colleague wrote was shown: it is a read."""
    shown = {one.person_of: one.scope_id for one in answers if one.person_of and one.scope_id}
    if not shown:
        return
    ids = [one.person_id for one in known(list(shown), by).values() if one.person_id]
    groups = [Group.NAME, Group.ATTENDANCE]
    record_read(by=by, scope=next(iter(shown.values())), purpose="presenze", groups=groups, person_ids=ids)


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer


@lru_cache(maxsize=1)
def _worker() -> str:
    found = finders.find("services/worker.js")
    return Path(str(found)).read_text()
