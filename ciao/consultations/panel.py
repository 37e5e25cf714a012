"""The blocks of consultations: in the fascicolo, on the page of one, on the home of who answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import seen
from ciao.cases.panel import View
from ciao.consultations.actions import ANSWERERS
from ciao.consultations.enums import Presence, RequestState
from ciao.consultations.models import (
    ConsultationMeeting,
    ConsultationRequest,
    Recommendation,
    ReportReader,
    RequestChange,
    SealedReport,
    TherapeuticSupport,
)
from ciao.consultations.rules import Waiting, answer_by, is_late, next_of
from ciao.core import clock
from ciao.core.formats import date_field, date_text, moment, period, plural
from ciao.core.lists import Mark
from ciao.partners.models import Organization
from ciao.programmes.models import Mandate
from ciao.programmes.parameters import parameter

KINDS = {
    RequestState.ASKED: ("warn", "clock"),
    RequestState.ACCEPTED: ("info", "user"),
    RequestState.REFUSED: ("stop", "ban"),
    RequestState.DONE: ("ok", "check"),
    RequestState.WITHDRAWN: ("off", "ban"),
}
PRESENCE_KINDS = {Presence.CAME: "ok", Presence.MISSED: "stop", Presence.MOVED: "info"}


def consultations(view: View) -> Panel | None:
    """What was asked to specialists and what the team may know of it; never what is sealed."""
    rows = list(visible(ConsultationRequest.objects, view.actor, Action.CONSULTATION_VIEW).filter(case=view.case))
    supports = list(seen(TherapeuticSupport, view.actor).filter(case=view.case))
    may_ask = may(view.actor, Action.CONSULTATION_REQUEST) and view.may_edit and view.case.is_active()
    if not rows and not supports and not may_ask:
        return None
    advice = seen_of(Recommendation, view.actor).filter(request__in=rows)
    latest = {one.request_id: one for one in advice.order_by("given_on", "given_at")}
    bodies = {one.id: one for one in Organization.objects.filter(id__in=[row.organization_id for row in rows])}
    allowed = waiting_days()
    lines = [(one, bodies[one.organization_id], mark_of(one, allowed), latest.get(one.id)) for one in rows]
    url = reverse("consultations:ask", args=[view.case.id]) if may_ask else ""
    support_url = reverse("consultations:begin_support", args=[view.case.id]) if view.may_edit else ""
    context = {
        "lines": lines, "supports": [(one, period(one.starts_on, one.ends_on)) for one in supports], "case": view.case,
        "support_url": support_url, "may_edit": view.may_edit,
    }  # fmt: skip
    return Panel(
        "consulenze", "Consulenze", "consultations/panels/consultations.html", context, count=len(rows) or None,
        url=url, action="Chiedi una consulenza",
    )  # fmt: skip


def page_of(found: ConsultationRequest, by: Actor) -> dict[str, Any]:
    """All that the page of one consultation shows to this reader."""
    meetings = list(seen_of(ConsultationMeeting, by).filter(request=found))
    advice = list(seen_of(Recommendation, by).filter(request=found))
    reports = list(seen_of(SealedReport, by).filter(request=found).filter(replaced_by__isnull=True))
    answers, follows = _answers(found, by), found.specialist_id is not None and found.specialist_id == by.mandate_id
    return {
        "state": mark_of(found, waiting_days()),
        "step": _step(found, meetings, advice, answers=answers, follows=follows),
        "meetings": [(one, moment_of(one), PRESENCE_KINDS.get(Presence(one.presence)) if one.presence else "info")
                     for one in meetings],
        "advice": advice,
        "reports": reports,
        "follows": follows,
        "facts": _facts(found),
        "moves": _moves(found, by, answers=answers, follows=follows),
        "story": _story(found, by),
    }  # fmt: skip


def mark_of(one: ConsultationRequest, waiting: Waiting) -> Mark:
    """The state in a list; what waits too long says so."""
    kind, icon = KINDS[RequestState(one.state)]
    if is_late(one.state, one.asked_on, one.urgency, waiting, clock.today()):
        return Mark("stop", f"aspetta da {plural((clock.today() - one.asked_on).days, 'giorno', 'giorni')}", "clock")
    return Mark(kind, one.get_state_display(), icon)


def moment_of(meeting: ConsultationMeeting) -> str:
    """Day and hour, and where."""
    return ", ".join(filter(None, (moment(meeting.starts_at), meeting.place)))


def first_to_answer(by: Actor) -> ConsultationRequest | None:
    """The request this body should answer first."""
    found: ConsultationRequest | None = to_answer(by).pressing_first().first()
    return found


def to_answer(by: Actor) -> Any:
    """What waits for an answer of the reader's body."""
    rows = visible(ConsultationRequest.objects.all(), by, Action.CONSULTATION_ANSWER)
    return rows.waiting().filter(Q(organization_id=by.organization_id))


def bodies(by: Actor) -> QuerySet[Organization]:
    """Those where somebody answers today."""
    mandates = Mandate.objects.at_work(by.programme_id, ANSWERERS, clock.today())
    return Organization.objects.filter(id__in=mandates.values("organization_id")).order_by("name")


def answerers(found: ConsultationRequest) -> list[Mandate]:
    """Colleagues of the body who could go on."""
    rows = Mandate.objects.at_work(found.programme_id, ANSWERERS, clock.today())
    return list(rows.filter(organization_id=found.organization_id).exclude(Q(id=found.specialist_id)))


def possible_readers(by: Actor) -> list[Mandate]:
    """Whose role may ever read a sealed report, but not who names."""
    roles = [code for code, role in ROLES.items() if Level.SEALED in role.cap]
    return list(Mandate.objects.at_work(by.programme_id, roles, clock.today()).exclude(Q(id=by.mandate_id)))


def readers_of(report: SealedReport, by: Actor) -> list[tuple[ReportReader, str, bool]]:
    """Who reads a report: the row, since when, whether the reader of this page may take them out."""
    rows = seen_of(ReportReader, by).filter(report=report).current(clock.today())
    may_end = report.written_by == by.id
    return [
        (one, period(one.starts_on, one.ends_on), may_end and one.mandate_id != report.written_by and not one.ends_on)
        for one in rows.select_related("mandate__user", "mandate__organization")
    ]


def seen_of(model: Any, by: Actor) -> Any:
    """Rows of a table the actor may read under «vedere le consulenze»."""
    return visible(model.objects.all(), by, Action.CONSULTATION_VIEW)


def _answers(found: ConsultationRequest, by: Actor) -> bool:
    return may(by, Action.CONSULTATION_ANSWER) and by.organization_id == found.organization_id


def _step(
    found: ConsultationRequest, meetings: list[Any], advice: list[Any], *, answers: bool, follows: bool
) -> dict[str, str] | None:
    to_come = [one for one in meetings if not one.presence and one.starts_at > clock.now()]
    unmarked = [one for one in meetings if not one.presence and one.starts_at <= clock.now()]
    code = next_of(found.state, has_meeting_to_come=bool(to_come), unmarked=bool(unmarked), advised=bool(advice))
    if code == "answer":
        return _answer_step(found, answers)
    if not follows or not code:
        return None
    if code == "mark":
        url = reverse("consultations:mark", args=[found.id, unmarked[0].id])
        why = f"Era fissato per {moment(unmarked[0].starts_at)}."
        return {"title": "Dire com’è andato l’incontro", "why": why, "url": url, "label": "Segna com’è andato"}
    if code == "wait":
        url = reverse("consultations:advise", args=[found.id])
        why = (
            f"Il prossimo incontro è {moment(to_come[0].starts_at)}. Se hai già qualcosa da dire all’équipe, scrivilo."
        )
        return {"title": "Incontrare la persona", "why": why, "url": url, "label": "Scrivi raccomandazioni"}
    if code == "meet" and meetings:
        url = reverse("consultations:advise", args=[found.id])
        why = "L’équipe aspetta di sapere che cosa serve: due righe bastano."
        return {"title": "Scrivere le raccomandazioni", "why": why, "url": url, "label": "Scrivi raccomandazioni"}
    if code == "meet":
        url = reverse("consultations:meet", args=[found.id])
        return {"title": "Fissare un incontro", "why": "L’équipe vede solo il giorno.", "url": url, "label": "Fissa"}
    url = reverse("consultations:finish", args=[found.id])
    why = "Le raccomandazioni ci sono. Se la consulenza è finita, concludila; altrimenti fissa un altro incontro."
    return {"title": "Concludere, o andare avanti", "why": why, "url": url, "label": "Concludi"}


def _answer_step(found: ConsultationRequest, answers: bool) -> dict[str, str]:
    last = answer_by(found.asked_on, found.urgency, waiting_days())
    late = clock.today() > last
    when = f"Era entro il {date_field(last)}." if late else f"Entro il {date_field(last)}."
    if answers:
        url = reverse("consultations:accept", args=[found.id])
        why = f"{when} Se la accogli, vedi chi è la persona e come sentirla."
        return {"title": "Rispondere alla richiesta", "why": why, "url": url, "label": "Accogli",
                "kind": "stop" if late else ""}  # fmt: skip
    return {"title": f"Aspettare la risposta di {found.organization}", "why": when, "url": "", "kind": "off"}


def _facts(found: ConsultationRequest) -> list[tuple[str, str]]:
    rows = [
        ("A chi", str(found.organization)),
        ("Chiesta il", date_field(found.asked_on)),
        ("Da", found.asked_by_label),
        ("Urgenza", found.get_urgency_display()),
        ("La persona è d’accordo", f"{found.get_agreed_how_display()}, {date_field(found.agreed_on)}"),
    ]
    if found.specialist is not None:
        rows.append(("La segue", found.specialist.user.get_full_name()))
    return rows


def _moves(found: ConsultationRequest, by: Actor, *, answers: bool, follows: bool) -> list[tuple[str, str]]:
    wanted: list[tuple[str, str]] = []
    if answers and found.state == RequestState.ASKED:
        wanted.append(("refuse", "Non accogliere"))
    if follows and found.state == RequestState.ACCEPTED:
        wanted += [("meet", "Fissa un incontro"), ("advise", "Scrivi raccomandazioni"), ("pass", "Passa a un collega"),
                   ("finish", "Concludi")]  # fmt: skip
    if follows and found.state == RequestState.DONE:
        wanted.append(("resume", "Riprendi la consulenza"))
    if may(by, Action.CONSULTATION_REQUEST) and not answers:
        if found.is_open():
            wanted.append(("withdraw", "Ritira la richiesta"))
        elif found.state in (RequestState.REFUSED, RequestState.WITHDRAWN):
            wanted.append(("again", "Rimetti in attesa"))
    return [(reverse(f"consultations:{name}", args=[found.id]), label) for name, label in wanted]


def _story(found: ConsultationRequest, by: Actor) -> list[dict[str, str]]:
    lines = [
        {"when": f"{date_text(one.changed_on)} · {one.changed_by_label}", "kind": KINDS[RequestState(one.to_state)][0],
         "icon": KINDS[RequestState(one.to_state)][1],
         "text": ". ".join(filter(None, (RequestState(one.to_state).label.capitalize(), one.reason)))}
        for one in seen_of(RequestChange, by).filter(request=found)
    ]  # fmt: skip
    asked = {"when": f"{date_text(found.asked_on)} · {found.asked_by_label}", "kind": "info", "icon": "note",
             "text": "Richiesta inviata"}  # fmt: skip
    return [*lines, asked]


def waiting_days() -> Waiting:
    """How long an answer may take today."""
    today: date = clock.today()
    return Waiting(*(int(parameter(f"consultation_{one}_days", today)) for one in ("urgent", "soon", "ordinary")))
