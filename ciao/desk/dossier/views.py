"""The two composed pages of a person's path: the signal that told of them, and the fascicolo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.assessments import panel as assessments
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases import panel as cases
from ciao.cases.dossier.elsewhere import elsewhere, signal_block
from ciao.cases.dossier.facts import facts_for, title_of
from ciao.cases.dossier.known import hint_of
from ciao.cases.dossier.next_step import CaseFacts, NextStep, next_step
from ciao.cases.dossier.story import steps
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.certificates import panel as certificates
from ciao.consultations import panel as consultations
from ciao.core import clock
from ciao.core.names import isolated
from ciao.deliveries import panel as deliveries
from ciao.desk.dossier.attainment import attainment
from ciao.desk.dossier.next_step import asked_above, further_step
from ciao.desk.dossier.safety import trust_pages
from ciao.desk.dossier.sections import sorted_out
from ciao.desk.dossier.thread import latest_of, thread_of
from ciao.internships import panel as internships
from ciao.job_search import panel as job_search
from ciao.matches import panel as matches
from ciao.outcomes import panel as outcomes
from ciao.outreach import panel as outreach
from ciao.outreach.models import Signal
from ciao.payments import panel as payments
from ciao.people.panel import protection_of
from ciao.plans import panel as plans
from ciao.prints import panel as prints
from ciao.privacy import panel as privacy
from ciao.services import panel as services


def _documents(view: cases.View) -> Panel | None:
    return prints.documents(view.case, view.actor)


def _thread(view: cases.View) -> Panel | None:
    """The thread of the last allowance, where there is one and the reader sees amounts."""
    found = latest_of(view.case.scope_id, view.actor)
    if found is None:
        return None
    context = {"knots": thread_of(found, view.actor, here=False)}
    return Panel(
        "filo", "Dall’obiettivo all’euro", "desk/thread_panel.html", context, url=found.get_absolute_url(),
        action="Apri l’indennità",
    )  # fmt: skip


PANELS = [
    plans.plan,
    attainment,
    assessments.assessment,
    assessments.instruments,
    matches.matching,
    internships.internships,
    payments.account,
    _thread,
    services.services,
    deliveries.deliveries,
    certificates.certificates,
    job_search.job_search,
    consultations.consultations,
    elsewhere,
    outcomes.outcomes,
    cases.approvals,
    cases.tasks,
    cases.meetings,
    cases.conferences,
    cases.diary,
    cases.contacts,
    cases.data,
    cases.entry,
    cases.requirements,
    cases.delicate,
    _documents,
    privacy.rights,
]
PAGES = {
    "identity": "edit_identity",
    "notice": "notice",
    "appointment": "fix_appointment",
    "target": "target",
    "phase": "phase",
    "diary": "write_note",
    "resume": "resume",
    "reopen": "reopen",
}
STORIES = (assessments.story_lines, plans.story_lines)
GROUPS = {
    "progetto": Group.PLAN,
    "raggiunti": Group.PLAN,
    "valutazione": Group.ASSESSMENT,
    "strumenti": Group.ASSESSMENT,
    "da-fare": Group.TASKS,
    "colloqui": Group.MEETINGS,
    "diario": Group.DIARY,
    "riunioni": Group.MEETINGS,
    "approvazioni": Group.CASE,
    "recapiti": Group.CONTACT,
    "dati": Group.IDENTITY,
    "requisiti": Group.REQUIREMENTS,
    "filo": Group.ALLOWANCE,
    "tirocini": Group.INTERNSHIP,
    "conto": Group.ALLOWANCE,
    "abbinamento": Group.INTERNSHIP,
    "servizi": Group.ATTENDANCE,
    "interventi": Group.ATTENDANCE,
    "attestati": Group.ATTENDANCE,
    "lavoro": Group.OUTCOME,
    "consulenze": Group.CONSULTATION,
    "altrove": Group.CASE,
    "esiti": Group.OUTCOME,
    "iscrizione": Group.ENTRY,
    "delicate": Group.CASE,  # how many answers there are, never which
    "documenti": Group.DOCUMENTS,
    "diritti": Group.CASE,
}
# Who may be known already: each says a sentence, or nothing; it never names a body.
SIGNAL_HINTS: tuple[Callable[[Signal, Actor], str], ...] = (hint_of,)
SIGNAL_GROUPS = [Group.NAME, Group.CONTACT, Group.SIGNAL_STORY]
ANCHORS = {"task": "#da-fare", "mark": "#colloqui"}
MORE = [
    ("phase", "Cambia fase"),
    ("add_task", "Aggiungi una cosa da fare"),
    ("edit_person", "Cambia nome o lingua"),
    ("suspend", "Sospendi il percorso"),
    ("close", "Concludi il percorso"),
    ("void", "Segna aperto per errore"),
]


@requires(Action.CASE_VIEW)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The fascicolo: who, what next, the work, the context at the side."""
    actor = acting_in(request)
    rows = visible(Case.objects, actor, Action.CASE_VIEW).select_related("programme", "target", "signal")
    found = get_object_or_404(rows, id=case_id)
    view = cases.view_of(found, actor)
    panels = [drawn for drawn in (draw(view) for draw in PANELS) if drawn is not None]
    _log(view, panels)
    context = {"case": found, "view": view, "sections": sorted_out(panels), "side": _side(view), **_head(view)}
    return TemplateResponse(request, "desk/case.html", context)


@requires(Action.SIGNAL_VIEW)
def signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """One signal: what to do now, what was told, how to answer, what happened."""
    actor = acting_in(request)
    rows = visible(Signal.objects, actor, Action.SIGNAL_VIEW).select_related("municipality", "assigned_to__user")
    found = get_object_or_404(rows, id=signal_id)
    record_read(by=actor, scope=found.scope_id, purpose="segnalazione", groups=SIGNAL_GROUPS, person_ids=[found.id])
    return TemplateResponse(request, "desk/signal.html", _told(found, actor))


def _told(found: Signal, actor: Actor) -> dict[str, Any]:
    """Everything the page of one signal shows."""
    return {
        "signal": found,
        "step": outreach.step_of(found),
        "told_left": outreach.told(found)[:2],
        "told_right": outreach.told(found)[2:],
        "reach": outreach.reach(found),
        "story": outreach.story(found),
        "reaching": outreach.reaching(found, actor),
        "met": outreach.met_of(found),
        "hints": [words for hint in SIGNAL_HINTS if (words := hint(found, actor))],
        "keep": outreach.keeping(found),
        "inform_by": outreach.inform_by(found),
        "may_decide": outreach.may_decide(actor, found),
        "may_open": may(actor, Action.CASE_OPEN),
        "may_correct": may(actor, Action.SIGNAL_DECIDE),
        "case": visible(Case.objects, actor, Action.CASE_VIEW).filter(signal=found).first(),
        "crumbs": [("Segnalazioni", reverse("outreach:signals")), (f"n. {found.number}", "")],
        **signal_block(found, actor),
    }


def _head(view: cases.View) -> dict[str, Any]:
    name = title_of(view.case, view.person)
    age = view.identity.age_on(clock.today()) if view.identity else None
    facts = facts_for([view.case], view.actor).get(view.case.id)
    step, step_url = _step(view, facts) if facts else next(iter(asked_above(view)), (cases.standing_step(view), ""))
    return {
        "name": name,
        "title": f"{isolated(name)}, {age} anni" if age is not None and view.person else capfirst(name),
        "facts": _facts(view),
        "steps": steps(view.case),
        "step": step,
        "step_url": step_url,
        "more": [*_more(view), *trust_pages(view)],
        "is_sealed": protection_of(view.case.person_id, view.actor) is not None,
        "crumbs": [("Persone", reverse("cases:list")), (name, "")],
    }


def _step(view: cases.View, facts: CaseFacts) -> tuple[NextStep, str]:
    own = next_step(facts, clock.today())
    return further_step(view, own, facts) or (own, _address(view, own))


def _facts(view: cases.View) -> list[tuple[str, str]]:
    rows = [("Caso", str(view.case.number))] if view.person else []
    rows += [("In carico dal", f"{view.case.opened_on:%d.%m.%Y}")]
    if view.identity and (view.identity.domicile or view.identity.residence):
        rows.append(("Vive a", str(view.identity.domicile or view.identity.residence)))
    if view.person and view.person.language:
        rows.append(("Lingue", view.person.language))
    if view.contact and view.contact.channel:
        rows.append(("Contatto", ", ".join(filter(None, (view.contact.get_channel_display(), view.contact.hours)))))
    return rows


def _address(view: cases.View, step: NextStep) -> str:
    if not view.may_edit:
        return ""
    return ANCHORS.get(step.code) or (view.link(PAGES[step.code]) if step.code in PAGES else "")


def _more(view: cases.View) -> list[tuple[str, str]]:
    """What else can be done while the path goes on; one that ended is only reopened, from the band."""
    if view.case.state == CaseState.CLOSED:
        moves = (("come_back", "Rientra nel progetto"), ("reopen", "Riapri: era stato concluso per errore"))
        return [(view.link(name), label) for name, label in moves] if view.may_edit else []
    if not view.may_edit or not view.case.is_active():
        return []
    wanted = MORE
    if view.case.state == CaseState.SUSPENDED:
        wanted = [("resume", "Riprendi il percorso"), *[one for one in MORE if one[0] != "suspend"]]
    return [(view.link(name), label) for name, label in wanted]


def _side(view: cases.View) -> dict[str, Any]:
    return {
        "team": cases.team(view),
        "team_url": view.link("team") if may(view.actor, Action.CASE_TEAM) else "",
        "in_order": cases.in_order(view),
        "story": cases.story(view, more=[line for told in STORIES for line in told(view)]),
        "readers": cases.readers(view),
    }


def _log(view: cases.View, panels: list[Panel]) -> None:
    groups = [Group.CASE, *(GROUPS[one.anchor] for one in panels)] + ([Group.NAME] if view.person else [])
    record_read(
        by=view.actor,
        scope=view.case.scope_id,
        purpose="fascicolo",
        groups=groups,
        person_ids=[view.case.person_id],
    )
