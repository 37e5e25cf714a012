"""The talk with every host as a board, and whom to call again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import date_field, date_relative, day_of, plural
from ciao.core.lists import Column, Filter, ListPage
from ciao.hosts.enums import HostState
from ciao.hosts.models import Host
from ciao.hosts.panel import TINTS
from ciao.hosts.views.hosts import state_mark
from ciao.programmes.parameters import parameter

SHOWN = 12
# The columns of the board; hosts that are closed are only counted.
DRAWN = [one for one in HostState if one != HostState.CLOSED]


@dataclass(frozen=True)
class Card:
    """A host on the board: how long it has been there, what comes next, whether that day has passed."""

    name: str
    url: str
    since: str
    next_words: str
    kind: str


def quiet_days() -> int:
    """After how many days without a talk a host is called again."""
    return int(parameter("host_quiet_days", clock.today()))


def to_call_again(by: Actor) -> Any:
    """Whom to call again, for the list and for the desk."""
    rows: Any = visible(Host.objects, by, Action.HOST_VIEW)
    return rows.to_call_again(clock.today(), quiet_days())


@requires(Action.HOST_VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """Every host by state, the oldest there first, with what comes next."""
    by = acting_in(request)
    rows: Any = visible(Host.objects, by, Action.HOST_VIEW)
    by_state: dict[str, list[Host]] = defaultdict(list)
    for one in rows.with_talk().select_related("organization"):
        by_state[one.state].append(one)
    context = {
        "columns": [_column(state, by_state[state]) for state in DRAWN], "closed": len(by_state[HostState.CLOSED]),
        "again": to_call_again(by).count(), "may_edit": may(by, Action.HOST_EDIT),
        "crumbs": [("Enti ospitanti", reverse("hosts:list")), ("A che punto siamo", "")],
    }  # fmt: skip
    return TemplateResponse(request, "hosts/board.html", context)


AGAIN = ListPage(
    title="Enti da risentire",
    noun="ente,enti",
    columns=[
        Column("ente", "Ente", lambda one: str(one.organization), sort="organization__name",
               link=Host.get_absolute_url, note=lambda one: one.trade),
        Column("stato", "Stato", state_mark, sort="state"),
        Column("perche", "Perché", lambda one: why_again(one)),
        Column("sentito", "Sentito il", lambda one: one.last_talk, sort="last_talk"),
        Column("prossimo", "Risentirsi il", lambda one: one.next_talk, sort="next_talk"),
        Column("referente", "Con chi parlare", lambda one: one.referent),
    ],
    filters=[Filter("stato", "Stato", HostState.choices, lambda rows, value: rows.filter(state=value))],
    order=("next_talk", "last_talk", "organization__name"),
    empty=("check", "Nessun ente da risentire", "Qui arrivano gli enti che non senti da tempo."),
    template="hosts/again.html",
    export_name="enti-da-risentire",
)  # fmt: skip


@requires(Action.HOST_VIEW)
def again(request: HttpRequest) -> HttpResponse:
    """Whom to call again: the agreed day has come, long silence, an internship ended."""
    rows = to_call_again(acting_in(request)).select_related("organization")
    return AGAIN.answer(request, rows, days=quiet_days())


def why_again(one: Any) -> str:
    """Why a host is on the list, the strongest reason first."""
    today, last = clock.today(), one.last_talk
    ends = [day for day in (one.place_ended, one.interns_ended) if day and day <= today and (not last or day > last)]
    if one.next_talk and one.next_talk <= today and (not last or one.next_talk > last):
        return f"ci si doveva risentire il {date_field(one.next_talk)}"
    if ends:
        return f"un tirocinio è finito il {date_field(max(ends))}: chiedi se ne accoglie un altro"
    if last is None:
        return "mai sentito"
    return f"{plural((today - last).days, 'giorno', 'giorni')} senza contatti"


def _column(state: HostState, hosts: list[Host]) -> dict[str, Any]:
    today = clock.today()
    placed = sorted(((_since(one), one) for one in hosts), key=lambda pair: (pair[0], str(pair[1].organization)))
    return {
        "title": HostState(state).label.capitalize(), "count": len(hosts), "anchor": f"stato-{state}",
        "cards": [_card(one, (today - since).days) for since, one in placed[:SHOWN]],
        "more": f"{reverse('hosts:list')}?stato={state}" if len(hosts) > SHOWN else "",
        "kind": TINTS[state][0],
    }  # fmt: skip


def _since(one: Any) -> Any:
    return one.state_since or day_of(one.recorded_at)


def _card(one: Any, days: int) -> Card:
    since = "da oggi" if not days else f"da {plural(days, 'giorno', 'giorni')}"
    if one.next_talk and (not one.last_talk or one.next_talk > one.last_talk):
        late = one.next_talk < clock.today()
        words = f"da risentire il {date_field(one.next_talk)}" if late else f"risentirsi {date_relative(one.next_talk)}"
        return Card(str(one.organization), one.get_absolute_url(), since, words, "warn" if late else "info")
    heard = f"sentito {date_relative(one.last_talk)}" if one.last_talk else "mai sentito"
    return Card(str(one.organization), one.get_absolute_url(), since, f"{heard}, nessun passo fissato", "")
