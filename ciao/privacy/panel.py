"""What other pages show of this part: requests that wait, the limitation in force, what is on the list to be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.cases.views import who
from ciao.core import clock
from ciao.core.formats import date_field, date_text, plural
from ciao.core.lists import Mark
from ciao.privacy.enums import RequestState, Right
from ciao.privacy.models import Limitation, Rectification, RightsRequest
from ciao.privacy.rules import days_left

SOON = 7
TINTS = {RequestState.ANSWERED: "ok", RequestState.REFUSED: "", RequestState.WITHDRAWN: ""}
COPY_LINES = [
    {"text": "La copia raccoglie tutto ciò che CIAO! conserva sulla persona, anche chi ha letto.", "icon": "file"},
    {
        "text": "Restano fuori ciò che altri hanno detto in confidenza e i nomi di chi lavora, con il perché.",
        "icon": "locked",
    },
    {
        "text": "PDF e file restano nel fascicolo della persona, e la copia va nel registro delle letture.",
        "icon": "check",
    },
]


@dataclass(frozen=True)
class Waiting:
    """A request that waits, as a home or a fascicolo shows it."""

    title: str
    why: str
    url: str
    days: int

    @property
    def is_late(self) -> bool:
        """Past its day."""
        return self.days < 0


def mark_of(row: RightsRequest, today: date) -> Mark:
    """Where a request stands, in a word."""
    if not row.is_open:
        return Mark(TINTS[RequestState(row.state)], row.get_state_display())
    left = days_left(row.due_on, today)
    if left < 0:
        return Mark("stop", "in ritardo", "clock")
    return Mark("warn" if left <= SOON else "info", row.get_state_display(), "clock")


def first_waiting(actor: Actor) -> RightsRequest | None:
    """The request nearest to its day."""
    rows = visible(RightsRequest.objects.all(), actor, Action.RIGHTS_EDIT).waiting()
    found: RightsRequest | None = rows.order_by("due_on", "pk").select_related("case").first()
    return found


def waiting(actor: Actor) -> list[Waiting]:
    """Every request that waits, for the home of who answers; by case number, so that a home is no read."""
    rows = visible(RightsRequest.objects.all(), actor, Action.RIGHTS_EDIT).waiting()
    return [_waiting(one) for one in rows.order_by("due_on", "pk").select_related("case")]


def waiting_of(case: Case, actor: Actor) -> list[Waiting]:
    """Those of one person."""
    rows = visible(RightsRequest.objects.all(), actor, Action.RIGHTS_EDIT).waiting().filter(case=case)
    return [_waiting(one) for one in rows.order_by("due_on", "pk").select_related("case")]


def limitation_in_force(case: Case, actor: Actor) -> Limitation | None:
    """Whether the data stand still, for whoever sees the case."""
    found: Limitation | None = seen(Limitation, actor).filter(case=case, ends_on__isnull=True).first()
    return found


def rights(view: View) -> Panel | None:
    """The block of a fascicolo: data limited, requests that wait, and where one registers a new one."""
    limitation = limitation_in_force(view.case, view.actor)
    may_answer = may(view.actor, Action.RIGHTS_EDIT)
    if limitation is None and not may_answer:
        return None
    rows = waiting_of(view.case, view.actor) if may_answer else []
    context = {"limitation": limitation, "waiting": rows, "may_answer": may_answer, "case": view.case}
    url = reverse("privacy:new", args=[view.case.id]) if may_answer else ""
    return Panel(
        "diritti", "Diritti sui dati", "privacy/panel.html", context, count=len(rows) or None, url=url,
        action="Registra una richiesta" if url else "", status="dati limitati" if limitation else "",
        kind="warn" if limitation else "",
    )  # fmt: skip


def sentence_of(row: RightsRequest) -> str:
    """What is said once a request is registered."""
    return f"Richiesta registrata. Rispondi entro il {date_field(row.due_on)}."


def page_of(row: RightsRequest, by: Actor) -> dict[str, Any]:
    """Everything the page of a request shows, as far as the reader goes."""
    name = who(row.case, by)
    told = list(row.recipients.all())
    corrected = visible(Rectification.objects, by, Action.RIGHTS_EDIT).filter(request=row)
    files = scopes(by, Level.PROTECTED if row.has_protected else Level.DIARY)
    return {
        "row": row, "name": name, "mark": mark_of(row, clock.today()), "next": next_of(row, told, by),
        "recipients": told, "rectifications": list(corrected),
        "changes": list(row.changes.all()), "limitation": limitation_in_force(row.case, by), "case": row.case,
        "may_open_copy": row.copy_file_id is not None and files.filter(id=_person_circle(row)).exists(),
        "is_rectification": row.kind == Right.RECTIFICATION, "is_limitation": row.kind == Right.LIMITATION,
        "is_erasure": row.kind == Right.ERASURE,
        "crumbs": [("Diritti delle persone", reverse("privacy:requests")), (f"{name}: {row.get_kind_display()}", "")],
    }  # fmt: skip


def next_of(row: RightsRequest, told: Sequence[Any], by: Actor) -> dict[str, str]:
    """The one thing to do now for a request: its words, its button, its page."""
    if not row.is_open:
        day = f"Risposta del {date_field(row.answered_on)}." if row.answered_on else ""
        return {"title": f"Richiesta {row.get_state_display()}", "why": day, "kind": "off", "label": "", "url": ""}
    until = _until(row)
    untold = [one for one in told if one.told_on is None]
    if row.wants_copy and row.copy_document_id is None:
        return _step("Prepara la copia dei dati", until, "Prepara la copia", "privacy:copy", row)
    if row.kind == Right.LIMITATION and limitation_in_force(row.case, by) is None:
        url = f"{reverse('privacy:limit', args=[row.case_id])}?richiesta={row.id}"
        return {"title": "Limita i dati", "why": until, "kind": "", "label": "Limita i dati", "url": url}
    if row.kind == Right.RECTIFICATION and not row.rectifications.exists() and not told:
        return _step("Correggi il dato", until, "Correggi un dato", "privacy:rectify", row)
    if untold:
        one = untold[0]
        url = reverse("privacy:told", args=[row.id, one.id])
        title = f"Avvisa {one.name}"
        return {
            "title": title,
            "why": f"{one.why.capitalize()}. {until}",
            "kind": "",
            "label": "Segna avvisato",
            "url": url,
        }
    return _step("Rispondi alla persona", until, "Segna la risposta", "rispondi", row)


def _step(title: str, why: str, label: str, name: str, row: RightsRequest) -> dict[str, str]:
    url = reverse(name, args=[row.id]) if ":" in name else reverse("privacy:step", args=[row.id, name])
    return {
        "title": title,
        "why": why,
        "kind": "stop" if row.is_late(clock.today()) else "",
        "label": label,
        "url": url,
    }


def _until(row: RightsRequest) -> str:
    left = days_left(row.due_on, clock.today())
    if left < 0:
        return f"Era entro {date_text(row.due_on)}: rispondi appena puoi, e di’ perché è tardi."
    return f"Entro {date_text(row.due_on)}: {plural(left, 'giorno', 'giorni')}."


def _waiting(row: RightsRequest) -> Waiting:
    title = f"Caso {row.case.number}: {row.get_kind_display()}"
    return Waiting(title, _until(row), row.get_absolute_url(), days_left(row.due_on, clock.today()))


def _person_circle(row: RightsRequest) -> Any:
    return row.copy_file.scope_id if row.copy_file is not None else None
