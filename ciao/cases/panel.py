"""What the fascicolo and the list of people show of a case, for `desk` and for the list to compose."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import ROLES, may
from ciao.access.visibility import scopes, visible
from ciao.audit.models import ReadLine
from ciao.cases.enums import CloseReason, Phase
from ciao.cases.lifecycle import PHASE
from ciao.cases.models import Appointment, Case, CaseChange, CaseWorker, Note, Suspension, Task
from ciao.cases.next_step import CaseFacts
from ciao.cases.rules import Eligibility, PersonFacts, TargetFacts, eligibility
from ciao.core import clock
from ciao.core.formats import UNKNOWN, date_field, date_relative, date_table, date_text
from ciao.outreach.actions import programme_comuni
from ciao.outreach.models import Signal
from ciao.outreach.panel import StoryLine
from ciao.people.enums import EmploymentStatus, Gender
from ciao.people.forms import ANSWERS, warnings_about
from ciao.people.models import Contact, Identity, Person, PrivacyNotice, SensitiveAnswers
from ciao.programmes.enums import TargetGender
from ciao.programmes.models import Mandate, Programme, TargetGroup
from ciao.programmes.parameters import parameter

NEEDED = {
    "birth_date": "data di nascita",
    "residence_id": "comune di residenza",
    "citizenship_id": "cittadinanza",
    "employment": "lavoro all’ingresso",
    "education": "titolo di studio",
}
SHOWN = 20
READ_DAYS = 30
SHOWN_PLACES = ("birth_municipality", "birth_country", "citizenship", "residence", "domicile")
PHASE_WORDS = {
    Phase.ACCESS: "Accesso", Phase.ASSESSMENT: "Valutazione", Phase.PLAN: "Progetto", Phase.DELIVERY: "Erogazione",
    Phase.CLOSING: "Conclusione",
}  # fmt: skip
GENDERS = {TargetGender.WOMEN: Gender.FEMALE, TargetGender.MEN: Gender.MALE, TargetGender.ALL: None}


def names_for(cases: Iterable[Case], actor: Actor) -> dict[uuid.UUID, Person]:
    """The people the actor may call by name, by id."""
    found = visible(Person.objects, actor, Action.CASE_VIEW).filter(id__in=[one.person_id for one in cases])
    return {one.id: one for one in found}


def title_of(case: Case, person: Person | None) -> str:
    """A name where the reader may know it and the person is not protected, else the number."""
    return f"caso {case.number}" if person is None or person.is_protected else person.register_name


def facts_for(cases: Sequence[Case], actor: Actor) -> dict[uuid.UUID, CaseFacts]:
    """The facts of every case whose work the actor may read, in a fixed number of queries."""
    working = set(scopes(actor, Level.WORK).values_list("id", flat=True))
    read = [one for one in cases if one.scope_id in working]
    ids, people = [one.id for one in read], [one.person_id for one in read]
    gathered: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    _gather_notes(gathered, ids, actor)
    _gather_meetings(gathered, ids, actor)
    _gather_tasks(gathered, ids, actor)
    _gather_pauses(gathered, ids, actor)
    known = {one.person_id: one for one in seen(Identity, actor).filter(person_id__in=people)}
    informed = set(
        seen(PrivacyNotice, actor).filter(person_id__in=people).values_list("person_id", flat=True)
    )
    silence = int(parameter("contact_silence_days", clock.today()))
    inform = timedelta(days=int(parameter("signal_inform_days", clock.today())))
    return {
        one.id: CaseFacts(
            state=one.state, phase=one.phase, opened_on=one.opened_on, silence_days=silence,
            missing=missing_in(known.get(one.person_id)), has_notice=one.person_id in informed,
            has_target=one.target_id is not None, inform_by=one.opened_on + inform, ended_on=one.closed_on,
            end_words=CloseReason(one.close_reason).label if one.close_reason else "", **gathered[one.id],
        )
        for one in read
    }  # fmt: skip


def seen(model: Any, actor: Actor) -> Any:
    """Rows of a table the actor may read under «vedere le persone in carico»."""
    return visible(model.objects, actor, Action.CASE_VIEW)


def missing_in(identity: Identity | None) -> tuple[str, ...]:
    """What the funder asks and nobody answered yet; nothing for who may not read it."""
    if identity is None:
        return ()
    return tuple(words for name, words in NEEDED.items() if not getattr(identity, name))


def _gather_notes(facts: dict[uuid.UUID, dict[str, Any]], ids: list[uuid.UUID], actor: Actor) -> None:
    rows = (
        seen(Note, actor)
        .filter(case_id__in=ids)
        .order_by()
        .values("case_id")
        .annotate(last=Max("happened_on"))
    )
    for row in rows:
        facts[row["case_id"]]["last_contact_on"] = row["last"]


def _gather_meetings(facts: dict[uuid.UUID, dict[str, Any]], ids: list[uuid.UUID], actor: Actor) -> None:
    now = clock.now()
    for one in seen(Appointment, actor).filter(case_id__in=ids).order_by("starts_at"):
        known = facts[one.case_id]
        if one.starts_at > now:
            known.setdefault("next_at", one.starts_at)
        elif one.was_kept is None:
            known.setdefault("unmarked_at", one.starts_at)
        elif one.was_kept:
            day = one.starts_at.astimezone(clock.ROME).date()
            known["last_contact_on"] = max(day, known.get("last_contact_on") or day)


def _gather_tasks(facts: dict[uuid.UUID, dict[str, Any]], ids: list[uuid.UUID], actor: Actor) -> None:
    for one in seen(Task, actor).filter(case_id__in=ids, done_at__isnull=True).order_by("due_on"):
        if "task" not in facts[one.case_id]:
            facts[one.case_id].update(task=one.title, task_due_on=one.due_on)


def _gather_pauses(facts: dict[uuid.UUID, dict[str, Any]], ids: list[uuid.UUID], actor: Actor) -> None:
    for one in seen(Suspension, actor).filter(case_id__in=ids, ends_on__isnull=True):
        facts[one.case_id]["review_on"] = one.review_on


def target_facts(targets: Iterable[TargetGroup]) -> list[TargetFacts]:
    """Target groups as the eligibility rules read them; the code is the row's id."""
    return [
        TargetFacts(str(one.id), one.label, GENDERS[TargetGender(one.gender)], one.age_min, one.age_max)
        for one in targets
    ]


def eligibility_of(programme: Programme, facts: PersonFacts, on: date) -> Eligibility:
    """R1–R3 for someone on a day, against the version in force and the comuni of the programme."""
    targets = target_facts(programme.version_on(on).targets.all())
    comuni = programme_comuni(programme).values_list("istat_code", flat=True)
    return eligibility(facts, targets, set(comuni), on)


def facts_of(identity: Identity | None) -> PersonFacts:
    """The few facts eligibility looks at; all unknown where the reader may not see them."""
    if identity is None:
        return PersonFacts()
    return PersonFacts(
        gender=Gender(identity.gender) if identity.gender else None,
        birth_date=identity.birth_date,
        employment=EmploymentStatus(identity.employment) if identity.employment else None,
        residence_istat=identity.residence_id,
        domicile_istat=identity.domicile_id,
    )


def colleagues(actor: Actor, *, roles: Iterable[str] = ()) -> list[Mandate]:
    """Who may join a team today: those whose role reads cases, or only the roles given."""
    wanted = list(roles) or [code for code, role in ROLES.items() if role.team]
    rows = visible(Mandate.objects, actor, Action.PROGRAMME_VIEW).filter(programme_id=actor.programme_id)
    found = rows.filter(role__in=wanted).current(clock.today())  # type: ignore[attr-defined]
    return list(found.select_related("user", "organization").order_by("user__given_name", "id"))


@dataclass(frozen=True)
class View:
    """A case as one reader sees it: the rows they may read, None or empty where they may not."""

    case: Case
    actor: Actor
    person: Person | None
    identity: Identity | None
    contact: Contact | None
    answers: SensitiveAnswers | None
    may_edit: bool
    reads_work: bool
    reads_diary: bool

    def link(self, name: str) -> str:
        """The address of a page about this case, or nothing where the reader may not work on it."""
        return reverse(f"cases:{name}", args=[self.case.id]) if self.may_edit else ""


def view_of(case: Case, actor: Actor) -> View:
    """Reads once what the panels of a fascicolo share."""
    held = Level(0)
    for level in (Level.WORK, Level.DIARY):
        if scopes(actor, level).filter(id=case.scope_id).exists():
            held |= level
    sheets = {
        model: seen(model, actor).filter(person_id=case.person_id).select_related(*related).first()
        for model, related in ((Identity, SHOWN_PLACES), (Contact, ()), (SensitiveAnswers, ()))
    }
    return View(
        case=case, actor=actor, person=names_for([case], actor).get(case.person_id),
        identity=sheets[Identity], contact=sheets[Contact], answers=sheets[SensitiveAnswers],
        may_edit=may(actor, Action.CASE_EDIT) and Level.WORK in held,
        reads_work=Level.WORK in held, reads_diary=Level.DIARY in held,
    )  # fmt: skip


def requirements(view: View) -> Panel | None:
    """Whether the programme is for this person, and why."""
    if view.identity is None:
        return None
    found = eligibility_of(view.case.programme, facts_of(view.identity), view.case.opened_on)
    amber = code_warnings(view.person, view.identity)
    context = {"eligibility": found, "amber": amber, "target": view.case.target, "may_edit": view.may_edit}
    return Panel("requisiti", "Requisiti", "cases/panels/requirements.html", context)


def data(view: View) -> Panel | None:
    """Who the person is before the funder."""
    one = view.identity
    if one is None:
        return None
    born = f"{date_field(one.birth_date)} ({one.age_on(clock.today())} anni)" if one.birth_date else UNKNOWN
    items = [
        ("Genere", one.get_gender_display() or UNKNOWN),
        ("Data di nascita", born),
        ("Nata o nato a", one.birth_municipality or one.birth_country or UNKNOWN),
        ("Codice fiscale", one.fiscal_code or UNKNOWN),
        ("Cittadinanza", one.citizenship or UNKNOWN),
        ("Residenza", one.residence or UNKNOWN),
        ("Vive a", one.domicile or one.residence or UNKNOWN),
        ("Lavoro all’ingresso", one.get_employment_display() or UNKNOWN),
        ("Titolo di studio", one.get_education_display() or UNKNOWN),
    ]
    return Panel(
        "dati",
        "Dati",
        "cases/panels/pairs.html",
        {"items": items},
        url=view.link("edit_identity"),
        action="Modifica",
    )


def contacts(view: View) -> Panel | None:
    """How the person wants to be reached, and what may be said."""
    one = view.contact
    if one is None:
        return None
    items = [
        ("Come preferisce", one.get_channel_display() or UNKNOWN),
        ("In quali ore", one.hours or UNKNOWN),
        ("Telefono", one.phone or UNKNOWN),
        ("E-mail", one.email or UNKNOWN),
        ("Indirizzo", one.address or UNKNOWN),
    ]
    note = f"Che cosa si può dire: {one.words}" if one.words else ""
    context = {"items": items, "note": note}
    return Panel(
        "recapiti",
        "Recapiti",
        "cases/panels/pairs.html",
        context,
        url=view.link("edit_contact"),
        action="Modifica",
    )


def delicate(view: View) -> Panel | None:
    """How many delicate answers there are, never which."""
    if view.answers is None:
        return None
    given = sum(bool(getattr(view.answers, name)) for name in ANSWERS)
    items = [("Risposte date", f"{given} su {len(ANSWERS)}")]
    note = "Le risposte si leggono solo aprendole: ogni apertura resta nel registro."
    return Panel("delicate", "Risposte delicate", "cases/panels/pairs.html", {"items": items, "note": note},
                 url=view.link("edit_answers"), action="Apri")  # fmt: skip


def diary(view: View) -> Panel | None:
    """What happened, in the team's words."""
    if not view.reads_diary:
        return None
    notes = list(seen(Note, view.actor).filter(case=view.case)[:SHOWN])
    return Panel(
        "diario",
        "Diario",
        "cases/panels/diary.html",
        {"notes": notes},
        url=view.link("write_note"),
        action="Scrivi",
    )


def meetings(view: View) -> Panel | None:
    """Meetings, the next ones first, then the last held."""
    if not view.reads_work:
        return None
    rows = (
        seen(Appointment, view.actor)
        .filter(case=view.case)
        .select_related("starts_by__user")
        .order_by("-starts_at")
    )
    shown = [Meeting.of(one) for one in rows[:SHOWN]]
    context = {"meetings": shown, "may_edit": view.may_edit}
    return Panel("colloqui", "Colloqui", "cases/panels/appointments.html", context, url=view.link("fix_appointment"),
                 action="Fissa un colloquio")  # fmt: skip


def tasks(view: View) -> Panel | None:
    """What is to be done, the late things first."""
    if not view.reads_work:
        return None
    rows = seen(Task, view.actor).filter(case=view.case, done_at__isnull=True).select_related("owner__user")
    shown = [ToDo.of(one) for one in rows.order_by("due_on")]
    context = {"tasks": shown, "may_edit": view.may_edit}
    return Panel("da-fare", "Cose da fare", "cases/panels/tasks.html", context, count=len(shown) or None,
                 url=view.link("add_task"), action="Aggiungi")  # fmt: skip


def story(view: View) -> Panel:
    """Everything that changed, the latest first: states, phases, team, notice, arrival."""
    lines = sorted(_story(view), key=lambda one: one[0], reverse=True)
    return Panel(
        "storia", "Storia", "cases/panels/story.html", {"lines": [line for _, line in lines[:SHOWN]]}
    )


def _story(view: View) -> Iterator[tuple[date, StoryLine]]:
    case = view.case
    for change in seen(CaseChange, view.actor).filter(case=case):
        words = change_words(change.verb, change.to_state)
        text = f"{words}: {change.reason}" if change.reason and view.reads_work else words
        when = f"{date_relative(change.changed_on)} · {short(change.changed_by_label)}"
        yield change.changed_on, StoryLine(when, text, "info", "arrow-right")
    for worker in seen(CaseWorker, view.actor).filter(case=case).select_related("user"):
        name = f"{worker.user.get_full_name()}, {worker.get_role_display()}"
        yield (
            worker.starts_on,
            StoryLine(date_relative(worker.starts_on), f"Entra nell’équipe: {name}", "", "user"),
        )
        if worker.ends_on:
            yield (
                worker.ends_on,
                StoryLine(date_relative(worker.ends_on), f"Lascia l’équipe: {name}", "", "user"),
            )
    for notice in seen(PrivacyNotice, view.actor).filter(person_id=case.person_id):
        yield (
            notice.shown_on,
            StoryLine(date_relative(notice.shown_on), "Informativa mostrata", "ok", "check"),
        )
    yield case.opened_on, StoryLine(date_relative(case.opened_on), "Presa in carico", "ok", "check")
    signal = visible(Signal.objects, view.actor, Action.SIGNAL_VIEW).filter(id=case.signal_id).first()
    if signal is not None:
        text = f"Segnalazione {signal.number}: {signal.get_source_display()}"
        yield (
            signal.received_on,
            StoryLine(date_relative(signal.received_on), text, "", "inbox", signal.get_absolute_url()),
        )


def change_words(verb: str, to_state: str) -> str:
    """A change of state or phase in plain words."""
    if verb in PHASE.transitions:
        return f"Fase {to_state} · {Phase(to_state).label}"
    return {"suspend": "Percorso sospeso", "resume": "Percorso ripreso", "close": "Percorso concluso",
            "reopen": "Percorso riaperto", "void": "Aperto per errore"}[verb]  # fmt: skip


def short(label: str) -> str:
    """Who, without role and body: «Marta» from «Marta, case manager, Azienda…»."""
    return label.split(",")[0]


def code_warnings(person: Person | None, identity: Identity) -> list[str]:
    """What the codice fiscale and the answers say differently."""
    names = {"given_name": person.given_name, "family_name": person.family_name} if person else {}
    fields = ("fiscal_code", "gender", "birth_date", "birth_municipality", "birth_country")
    return warnings_about(names, {name: getattr(identity, name) for name in fields})


@dataclass(frozen=True)
class Meeting:
    """An appointment as the panel shows it."""

    id: uuid.UUID
    starts_at: datetime
    about: str
    where: str
    state: str

    @classmethod
    def of(cls, one: Appointment) -> Meeting:
        """Future, kept, missed, or still to be marked."""
        if one.starts_at > clock.now():
            state = "future"
        else:
            state = {True: "kept", False: "missed", None: "open"}[one.was_kept]
        where = ", ".join(filter(None, (f"con {one.starts_by.user.get_full_name()}", one.place)))
        return cls(one.id, one.starts_at, one.about, where, state)


@dataclass(frozen=True)
class ToDo:
    """A task as the panel shows it."""

    id: uuid.UUID
    title: str
    why: str
    is_late: bool

    @classmethod
    def of(cls, one: Task) -> ToDo:
        """Who, by when."""
        why = f"{one.owner.user.get_full_name()}, entro {date_text(one.due_on)}"
        return cls(one.id, one.title, why, one.due_on < clock.today())


def team(view: View) -> list[dict[str, Any]]:
    """Who works with the person today, the reference first."""
    rows = seen(CaseWorker, view.actor).filter(case=view.case, ends_on__isnull=True)
    found = rows.select_related("user", "organization").order_by("-is_lead", "starts_on")
    return [
        {
            "name": one.user.get_full_name(),
            "role": f"{one.get_role_display()} · {one.organization}",
            "is_lead": one.is_lead,
        }
        for one in found
    ]


def steps(case: Case) -> list[dict[str, str]]:
    """The five phases, where the case is, since when."""
    since = {
        one.to_state: one.changed_on
        for one in case.changes.order_by("changed_at")
        if one.verb in PHASE.transitions
    }
    since.setdefault(Phase.ACCESS, case.opened_on)
    order = [one.value for one in Phase]
    here = order.index(case.phase)
    return [
        {
            "letter": one.value,
            "label": f"{one.value} · {PHASE_WORDS[one]}",
            "note": f"dal {date_table(since[one.value])}" if index <= here and one.value in since else "",
            "state": "done" if index < here else "now" if index == here else "",
        }
        for index, one in enumerate(Phase)
    ]


def in_order(view: View) -> list[dict[str, str]]:
    """Short facts that are, or are not, in order."""
    items = []
    notice = seen(PrivacyNotice, view.actor).filter(person_id=view.case.person_id).first()
    if view.person is not None:
        words = (
            f"Informativa mostrata il {date_field(notice.shown_on)}" if notice else "Informativa da mostrare"
        )
        items.append(_fact(bool(notice), words, "" if notice else view.link("notice"), "Segna"))
    if view.identity is not None:
        lacking = missing_in(view.identity)
        words = (
            f"Dati: {'manca' if len(lacking) == 1 else 'mancano'} {', '.join(lacking)}"
            if lacking
            else "Dati completi"
        )
        items.append(_fact(not lacking, words, view.link("edit_identity") if lacking else "", "Completa"))
        code = bool(view.identity.fiscal_code)
        items.append(
            _fact(code, "Codice fiscale scritto" if code else "Codice fiscale: non c’è ancora", "", "")
        )
    return items


def _fact(is_fine: bool, text: str, url: str, action: str) -> dict[str, str]:
    return {"kind": "ok" if is_fine else "warn", "text": text, "url": url, "action": action, "note": ""}


def readers(view: View) -> list[tuple[str, int]]:
    """Who read this file in the last 30 days and how often, for who may see it."""
    since = clock.now() - timedelta(days=READ_DAYS)
    rows = seen(ReadLine, view.actor).filter(scope_id=view.case.scope_id, read_at__gte=since).order_by()
    return list(rows.values_list("label").annotate(times=Count("id")).order_by("-times", "label"))
