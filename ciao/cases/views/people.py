"""The list of people one may see, and taking someone in charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.actions import open_case
from ciao.cases.dossier.eligibility import colleagues, eligibility_of
from ciao.cases.dossier.facts import facts_for, leads_of, names_for, title_of
from ciao.cases.dossier.next_step import CaseFacts, NextStep, next_step
from ciao.cases.enums import CaseState, Phase
from ciao.cases.forms import OpenCaseForm, offer_targets, suggest_comuni
from ciao.cases.models import Case
from ciao.cases.rules import PersonFacts
from ciao.core import clock
from ciao.core.formats import UNKNOWN
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach.models import Signal
from ciao.outreach.views import programme_of
from ciao.people.actions import KNOWN, already_known, people_named
from ciao.people.enums import ContactChannel, EmploymentStatus, Gender
from ciao.people.models import Identity, Person
from ciao.people.rules import normalize_fiscal_code
from ciao.programmes.models import TargetGroup


@dataclass(frozen=True)
class PersonLine:
    """What the list says of one case to one reader; no step where they read no work on it."""

    name: str
    note: str
    step: NextStep | None
    last_contact_on: date | None
    lead: str

    @property
    def due_on(self) -> date | None:
        """By when the next step is due."""
        return self.step.due_on if self.step else None


Lines = dict[UUID, PersonLine]
CHANNELS = {"call": ContactChannel.CALL, "message": ContactChannel.SMS, "email": ContactChannel.EMAIL}


@requires(Action.CASE_VIEW)
def people(request: HttpRequest) -> HttpResponse:
    """The people one may see, by name or by number, with what comes next for each."""
    by = acting_in(request)
    rows = visible(Case.objects.all(), by, Action.CASE_VIEW).counted().select_related("programme")
    lines: Lines = {}
    works = Level.WORK in ROLES[by.role].team
    return people_list(by, lines, works=works).answer(
        request, rows, on_read=lambda shown: _read(shown, lines, by), may_open=may(by, Action.CASE_OPEN), works=works
    )


@requires(Action.CASE_OPEN)
def new(request: HttpRequest) -> HttpResponse:
    """Someone who comes by themselves, without a signal."""
    return _open(request, None, {})


@requires(Action.CASE_OPEN)
def accept(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """The person a signal told of is taken in charge; what is known is already written."""
    by = acting_in(request)
    signal = get_object_or_404(visible(Signal.objects, by, Action.SIGNAL_DECIDE), id=signal_id)
    record_read(
        by=by,
        scope=signal.scope_id,
        purpose="presa in carico",
        groups=[Group.NAME, Group.CONTACT, Group.SIGNAL_STORY],
        person_ids=[signal.id],
    )
    known = {
        "given_name": signal.name,
        "phone": signal.phone,
        "email": signal.email,
        "language": signal.language,
        "residence": signal.municipality,
        "hours": signal.best_time,
        "channel": CHANNELS.get(signal.channel, ""),
    }
    return _open(request, signal, known)


@requires(Action.CASE_OPEN)
def check(request: HttpRequest) -> HttpResponse:
    """Requirements and warnings on what is typed so far: a fragment of the form, nothing is kept."""
    by = acting_in(request)
    form = OpenCaseForm(request.POST, mandates=[])
    form.full_clean()
    return TemplateResponse(request, "cases/requirements.html", _checked(form, by))


def _open(request: HttpRequest, signal: Signal | None, known: dict[str, Any]) -> HttpResponse:
    by, programme = acting_in(request), programme_of(acting_in(request))
    initial = {"opened_on": clock.today(), "manager": by.mandate_id, **known}
    form = OpenCaseForm(request.POST or None, mandates=colleagues(by, roles=["case_manager"]), initial=initial)
    _offer(form, by)

    def act(typed: dict[str, Any]) -> Case:
        done = Case.objects.filter(signal=signal).first() if signal is not None else None
        return done or _take_in(request, open_case(programme=programme, signal=signal, by=by, **form.parts()))

    back = signal.get_absolute_url() if signal else reverse("cases:list")
    context = {"signal": signal, "back": back, **(_checked(form, by) if request.method == "POST" else {})}
    return FormPage("cases/open.html", to=Case.get_absolute_url, done=_opened, context=context).answer(
        request, form, act
    )


def _take_in(request: HttpRequest, case: Case) -> Case:
    """Somebody who may be known already is said so, without where."""
    if already_known(programme=case.programme, newcomer=case.person, by=acting_in(request)):
        messages.warning(request, KNOWN)
    return case


def _offer(form: OpenCaseForm, by: Actor) -> None:
    programme = programme_of(by)
    offer_targets(form, TargetGroup.objects.filter(version=programme.version_on(clock.today())))
    suggest_comuni(form, programme)


def _checked(form: OpenCaseForm, by: Actor) -> dict[str, Any]:
    typed = getattr(form, "cleaned_data", {})
    residence = typed.get("residence")
    facts = PersonFacts(
        gender=Gender(typed["gender"]) if typed.get("gender") else None,
        birth_date=typed.get("birth_date"),
        employment=EmploymentStatus(typed["employment"]) if typed.get("employment") else None,
        residence_istat=residence.istat_code if residence else None,
    )
    found = eligibility_of(programme_of(by), facts, typed.get("opened_on") or clock.today())
    return {"eligibility": found, "amber": form.amber()}


def _opened(case: Case) -> str:
    return f"Presa in carico: caso {case.number}. Prossimo passo: fissare il primo colloquio."


def people_list(by: Actor, lines: Lines, *, works: bool) -> ListPage:
    """Little on show: name or number, phase, then what comes next, or for who reads no work whom to ask.

    `lines` is filled with the rows on show once they are read.
    """
    return ListPage(
        title="Persone",
        noun="persona,persone",
        columns=[
            Column(
                "persona", "Persona", lambda one: lines[one.id].name, sort="number", link=Case.get_absolute_url,
                note=lambda one: lines[one.id].note,
            ),
            Column("fase", "Fase", _phase, sort="phase"),
            *(_work_columns(lines) if works else _standing_columns(lines)),
        ],
        search=found_by,
        search_label="Nome, codice fiscale o numero",
        filters=[
            Filter("fase", "Fase", [(one.value, f"{one.value} · {one.label}") for one in Phase], _by("phase")),
            Filter("stato", "Stato", [one for one in CaseState.choices if one[0] != "void"], _by("state")),
            Filter("destinatari", "Destinatari", lambda: _targets(by), _by("target_id")),
        ],
        order=("state", "number"),
        empty=(
            "user",
            "Non segui ancora nessuno",
            "Le persone compaiono qui quando entri nella loro équipe.",
        ),
        template="cases/people.html",
        export_name="persone",
    )  # fmt: skip


def _work_columns(lines: Lines) -> list[Column]:
    """For who works on cases: what comes next, by when, the last contact."""
    return [
        Column("passo", "Prossimo passo", lambda one: _step(lines[one.id].step)),
        Column("quando", "Entro", lambda one: lines[one.id].due_on),
        Column("contatto", "Ultimo contatto", lambda one: lines[one.id].last_contact_on),
    ]


def _standing_columns(lines: Lines) -> list[Column]:
    """For who reads no work: since when, and whom to ask."""
    return [
        Column("dal", "In carico dal", lambda one: one.opened_on, sort="opened_on"),
        Column("riferimento", "Riferimento", lambda one: lines[one.id].lead),
    ]


def found_by(rows: Any, text: str) -> Any:
    """Rows found by number («124», «caso 124»), by codice fiscale whatever its omocode, or by name."""
    digits = text.lower().removeprefix("caso").strip()
    if digits.isdigit() and len(digits) < 7:
        return rows.filter(number=int(digits))
    wanted = Q(person_id__in=people_named(text))
    code = normalize_fiscal_code(text)
    if len(code) in (11, 16):
        index = Identity._meta.get_field("fiscal_code_index").index(code)
        wanted |= Q(person_id__in=Identity.objects.filter(fiscal_code_index=index).values("person_id"))
    return rows.filter(wanted)


def _read(shown: list[Case], lines: Lines, by: Actor) -> None:
    """Fills the lines of the rows on show, and writes the page's one line in the read log."""
    names = names_for(shown, by)
    lines.update(lines_of(shown, names, by))
    if shown and names:
        record_read(
            by=by,
            scope=shown[0].programme.scope_id,
            purpose="elenco delle persone",
            groups=[Group.NAME],
            person_ids=list(names),
        )


def lines_of(shown: list[Case], names: dict[UUID, Person], by: Actor) -> Lines:
    """Names, next steps and references of many cases, in a fixed number of queries."""
    facts, leads = facts_for(shown, by), leads_of(shown, by)
    return {case.id: _line(case, names.get(case.person_id), facts.get(case.id), leads) for case in shown}


def _line(case: Case, person: Person | None, facts: CaseFacts | None, leads: dict[UUID, str]) -> PersonLine:
    name, label = title_of(case, person), f"caso {case.number}"
    return PersonLine(
        name=name,
        note="" if name == label else label,
        step=next_step(facts, clock.today()) if facts else None,
        last_contact_on=facts.last_contact_on if facts else None,
        lead=leads.get(case.id, ""),
    )


def _phase(case: Case) -> object:
    if case.state == CaseState.OPEN:
        return f"{case.phase} · {case.get_phase_display()}"
    return Mark("warn" if case.state == CaseState.SUSPENDED else "", case.get_state_display(), "clock")


def _step(step: NextStep | None) -> object:
    if step is None:
        return UNKNOWN
    return Mark("stop", step.title, "clock") if step.kind == "stop" else step.title


def _by(column: str) -> Any:
    return lambda rows, value: rows.filter(**{column: value})


def _targets(by: Actor) -> list[tuple[str, str]]:
    rows = visible(TargetGroup.objects, by, Action.CASE_VIEW).filter(Q(version__programme_id=by.programme_id))
    return [(str(one.id), one.label) for one in rows]
