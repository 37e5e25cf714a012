"""The draft as the review page shows it: groups in order, each value beside the lines it came from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .draft import Area, Conflict, Found, OfficeHolder, Partner, Question, SheetDraft, SourceLine, Target


@dataclass(frozen=True)
class Entry:
    """One value to confirm: its place in the draft ("areas.0.population"), label, text, source lines."""

    field: str
    label: str
    text: str
    note: str
    source: tuple[SourceLine, ...]


@dataclass(frozen=True)
class Group:
    """A part of the page, with the contradictions and the questions that belong to it."""

    code: str
    title: str
    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    questions: tuple[Question, ...]

    @property
    def to_check(self) -> int:
        """How many things here wait for a person."""
        return len(self.conflicts) + len(self.questions)


Rows = Iterator[tuple[str, str, Found[Any] | None, str]]
Source = Callable[[SheetDraft], Rows]


def review(draft: SheetDraft) -> tuple[Group, ...]:
    """All ten groups, also the empty ones: what is missing must be seen."""
    return tuple(_group(draft, code, title, fields, rows) for code, title, fields, rows in GROUPS)


def _group(draft: SheetDraft, code: str, title: str, fields: tuple[str, ...], rows: Source) -> Group:
    entries = tuple(_entry(draft, *row) for row in rows(draft) if row[2] is not None)
    conflicts = tuple(conflict for conflict in draft.conflicts if conflict.field.split(".")[0] in fields)
    questions = tuple(question for question in draft.questions if question.field.split(".")[0] in fields)
    return Group(code, title, entries, conflicts, questions)


def _entry(draft: SheetDraft, field: str, label: str, proof: Found[Any] | None, remark: str) -> Entry:
    assert proof is not None  # noqa: S101
    note = "; ".join(part for part in (remark, proof.note) if part)
    return Entry(field, label, in_words(proof.value), note, draft.excerpt(proof))


def in_words(value: object) -> str:
    """A value as the page writes it: 16.07.2020, € 374.986,52, 112.441."""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)


def _programme(draft: SheetDraft) -> Rows:
    yield "title", "Titolo", draft.title, ""
    yield "acronym", "Acronimo", draft.acronym, ""
    yield "call", "Avviso", draft.call, ""
    for at, action in enumerate(draft.actions):
        yield f"actions.{at}", "Azione", action, ""
    yield "starts_on", "Inizio", draft.starts_on, ""
    yield "ends_on", "Fine", draft.ends_on, ""
    yield "months", "Durata in mesi", draft.months, ""


def _territory(draft: SheetDraft) -> Rows:
    for at, area in enumerate(draft.areas):
        yield from _area(f"areas.{at}", area)


def _area(field: str, area: Area) -> Rows:
    yield f"{field}.name", "Ambito", area.name, ""
    yield f"{field}.population", "Popolazione", area.population, ""
    for at, place in enumerate(area.municipalities):
        yield f"{field}.municipalities.{at}", "Comune", place, ""


def _targets(draft: SheetDraft) -> Rows:
    for at, target in enumerate(draft.targets):
        yield from _target(f"targets.{at}", target)


def _target(field: str, target: Target) -> Rows:
    gender = {"F": "donne", "M": "uomini", "all": "donne e uomini"}[target.gender]
    yield f"{field}.label", "Destinatari", target.label, gender
    yield f"{field}.count", "Quante persone", target.count, ""
    yield f"{field}.age_min", "Da anni", target.age_min, ""
    yield f"{field}.age_max", "A anni", target.age_max, ""


def _activities(draft: SheetDraft) -> Rows:
    for at, activity in enumerate(draft.activities):
        label = "Attività trasversale" if activity.number is None else f"Attività {activity.number}"
        yield f"activities.{at}.title", label, activity.title, ""


def _partners(draft: SheetDraft) -> Rows:
    for at, partner in enumerate(draft.partners):
        yield f"partners.{at}.name", _kind(partner), partner.name, partner.note
    for at, supporter in enumerate(draft.supporters):
        yield f"supporters.{at}", "Rete, senza budget", supporter, ""


def _kind(partner: Partner) -> str:
    if partner.role == "lead":
        return "Capofila"
    return {"public": "Ente pubblico", "third": "Terzo settore", None: "Ente"}[partner.sector]


def _bodies(draft: SheetDraft) -> Rows:
    for at, body in enumerate(draft.bodies):
        yield f"bodies.{at}.name", "Organo", body.name, ""
        yield f"bodies.{at}.cadence", "Ogni quanto si riunisce", body.cadence, ""


def _offices(draft: SheetDraft) -> Rows:
    for at, holder in enumerate(draft.office_holders):
        yield from _office(f"office_holders.{at}", holder)


def _office(field: str, holder: OfficeHolder) -> Rows:
    yield f"{field}.name", "Nome e cognome", holder.name, ""
    yield f"{field}.partner", "Ente", holder.partner, holder.member or ""
    yield f"{field}.office", "Carica", holder.office, ""
    yield f"{field}.role", "Ruolo nel progetto", holder.role, ""
    yield f"{field}.resolution_on", "Delibera", holder.resolution_on, ""


def _money(draft: SheetDraft) -> Rows:
    yield "total_amount", "Valore complessivo (€)", draft.total_amount, ""
    yield "contribution_amount", "Contributo richiesto (€)", draft.contribution_amount, ""
    yield "cofinancing_percent", "Cofinanziamento (%)", draft.cofinancing_percent, ""


def _goals(draft: SheetDraft) -> Rows:
    for at, goal in enumerate(draft.objectives):
        yield f"objectives.{at}", "Obiettivo", goal, ""
    for at, result in enumerate(draft.expected_results):
        yield f"expected_results.{at}", "Risultato atteso", result, ""


def _signature(draft: SheetDraft) -> Rows:
    yield "signed_place", "Luogo", draft.signed_place, ""
    yield "signed_on", "Data", draft.signed_on, ""


GROUPS: tuple[tuple[str, str, tuple[str, ...], Source], ...] = (
    ("programme", "Il progetto",
     ("title", "acronym", "call", "actions", "starts_on", "ends_on", "months"), _programme),
    ("territory", "Territorio", ("areas",), _territory),
    ("targets", "Destinatari", ("targets",), _targets),
    ("activities", "Attività", ("activities",), _activities),
    ("partners", "Enti", ("partners", "supporters"), _partners),
    ("bodies", "Governance", ("bodies",), _bodies),
    ("office_holders", "Cariche sociali", ("office_holders",), _offices),
    ("money", "Soldi", ("total_amount", "contribution_amount", "cofinancing_percent"), _money),
    ("goals", "Obiettivi e risultati", ("objectives", "expected_results"), _goals),
    ("signature", "Firma", ("signed_place", "signed_on"), _signature),
)  # fmt: skip
