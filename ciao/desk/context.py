"""What every page's frame shows: who acts, the menu, the programme, the notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ciao.access.actor import Actor, current_actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock, formats
from ciao.desk.menu import menu_for
from ciao.notifications.panel import unread_count
from ciao.programmes.models import Mandate, Programme


@dataclass(frozen=True)
class ProgrammeLine:
    """The programme's name and where its calendar stands, at the left of the header."""

    name: str
    detail: str


@dataclass(frozen=True)
class MandateChoice:
    """One line of the mandate chooser."""

    id: str
    label: str
    organization: str
    is_current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Values for the base layout; pages outside the request's transaction (error pages) get no menu."""
    actor: Actor | None = getattr(request, "actor", None)
    frame: dict[str, Any] = {"demo": settings.DEMO, "today": clock.today(), "actor": None, "menu": []}
    if actor is None or actor.mandate_id is None or current_actor() is None:
        return frame
    return {
        **frame,
        "actor": actor,
        "mandates": [_choice(one, actor) for one in request.mandates],  # type: ignore[attr-defined]
        "menu": menu_for(actor, request.path),
        "programme_line": programme_line(actor),
        "notice_count": unread_count(actor),
        "may_search": may(actor, Action.CASE_VIEW),
    }


def programme_line(actor: Actor) -> ProgrammeLine | None:
    """«CIAO!, mese 11 di 18 · fino al 30.06.2027», from the version in force today."""
    if actor.programme_id is None:
        return None
    programme = (
        visible(Programme.objects, actor, Action.PROGRAMME_VIEW)
        .filter(id=actor.programme_id)
        .prefetch_related("versions")
        .first()
    )
    if programme is None:
        return None
    version = programme.current_version
    month = version.month_on(clock.today())
    where = f"mese {month} di {version.months}" if 1 <= month <= version.months else f"{version.months} mesi"
    return ProgrammeLine(str(programme), f"{where} · fino al {formats.date_field(version.ends_on)}")


def _choice(mandate: Mandate, actor: Actor) -> MandateChoice:
    return MandateChoice(str(mandate.id), mandate.role_label, str(mandate.organization), mandate.id == actor.mandate_id)
