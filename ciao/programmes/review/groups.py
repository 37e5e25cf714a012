"""The groups of the review page in order, with their rows, from the draft and what was added by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ciao.partners.enums import Sector
from ciao.programmes.enums import TargetGender
from ciao.programmes.review import pieces as p
from ciao.programmes.review.pieces import Piece
from ciao.programmes.sheet.draft import Found, SheetDraft

T = TypeVar("T")
SECTORS = [("", "non indicato"), *Sector.choices]
POPULATION_LIMIT = 20_000_000


@dataclass(frozen=True)
class RowSpec:
    """Values read together: label, their fields, and further proofs that belong to no single field."""

    name: str
    label: str
    pieces: tuple[Piece, ...] = ()
    proofs: tuple[Found[Any], ...] = ()
    help: str = ""


@dataclass(frozen=True)
class GroupSpec:
    """A part of the sheet; `adds` is what one more row is called, empty where there is one row of each."""

    code: str
    title: str
    rows: tuple[RowSpec, ...]
    adds: str = ""


@dataclass(frozen=True)
class Source:
    """What rows are made from: the draft, the rows added to each list, the names of bodies as they stand."""

    draft: SheetDraft
    extra: Mapping[str, int]
    body_names: tuple[tuple[str, str], ...] = ()

    def items(self, code: str, found: Sequence[T]) -> list[T | None]:
        """The rows of a list: those found, then those added; an empty list shows one to fill in."""
        added = self.extra.get(code, 0) or (0 if found else 1)
        return [*found, *[None] * added]


def groups(source: Source) -> tuple[GroupSpec, ...]:
    """Every group, in the order of the side index."""
    draft = source.draft
    results = draft.expected_results
    return (
        GroupSpec("project", "Il progetto", _project(draft)),
        _list(source, "areas", "Territorio", "un territorio", draft.areas, _area),
        _list(source, "targets", "Destinatari", "un gruppo", draft.targets, _target),
        _activities(source),
        _partners(source),
        _list(source, "supporters", "Rete", "un ente della rete", draft.supporters, _supporter),
        _list(source, "bodies", "Governance", "un organo", draft.bodies, _body),
        _office_holders(source),
        GroupSpec("money", "Soldi", _money(draft)),
        _list(source, "objectives", "Obiettivi", "un obiettivo", draft.objectives, _objective),
        _list(source, "expected_results", "Risultati attesi", "un risultato", results, _result),
        GroupSpec("signature", "Firma", _signature(draft)),
    )  # fmt: skip


def _list(
    source: Source,
    code: str,
    title: str,
    adds: str,
    found: Sequence[T],
    row: Callable[[str, int, T | None], RowSpec],
) -> GroupSpec:
    rows = [row(f"{code}.{at}", at, one) for at, one in enumerate(source.items(code, found))]
    return GroupSpec(code, title, tuple(rows), adds)


def _project(draft: SheetDraft) -> tuple[RowSpec, ...]:
    title = p.line("title", "Titolo", draft.title, limit=300, required=True)
    actions = ", ".join(one.value for one in draft.actions)
    listed = p.line("actions", "Azioni")
    dates = (
        p.day("starts_on", "Inizio", draft.starts_on, required=True),
        p.day("ends_on", "Fine", draft.ends_on, required=True),
    )
    return (
        _single(title),
        _single(p.line("acronym", "Sigla", draft.acronym, limit=40)),
        _single(p.words("call", "Avviso", draft.call)),
        RowSpec("actions", "Azioni", (Piece("actions", listed.field, actions),), draft.actions),
        RowSpec("dates", "Inizio e fine", dates),
        _single(p.number("months", "Durata in mesi", draft.months, limit=120)),
    )


def _area(name: str, at: int, area: Any) -> RowSpec:
    found = area.municipalities if area else ()
    fields = (
        p.line(f"{name}.name", "Nome", area.name if area else None, limit=120),
        p.places(f"{name}.municipalities", "Comuni, divisi da una virgola", found),
        p.number(f"{name}.population", "Abitanti", area.population if area else None, limit=POPULATION_LIMIT),
    )
    declared = (area.declared,) if area and area.declared else ()
    return RowSpec(name, area.name.value if area else "Un altro territorio", fields, (*found, *declared))


def _target(name: str, at: int, target: Any) -> RowSpec:
    fields = (
        p.line(f"{name}.label", "Chi sono", target.label if target else None, limit=160),
        p.number(f"{name}.count", "Quante persone", target.count if target else None),
        p.number(f"{name}.age_min", "Da anni", target.age_min if target else None, limit=120),
        p.number(f"{name}.age_max", "A anni", target.age_max if target else None, limit=120),
        p.choice(f"{name}.gender", "Genere", TargetGender.choices, target.gender if target else TargetGender.ALL),
    )
    return RowSpec(name, target.label.value.capitalize() if target else "Un altro gruppo", fields)


def _activities(source: Source) -> GroupSpec:
    group = _list(source, "activities", "Attività", "un’attività", source.draft.activities, _activity)
    months = RowSpec("activities.months", "Mesi di ogni attività")
    return GroupSpec(group.code, group.title, (months, *group.rows), group.adds)


def _activity(name: str, at: int, activity: Any) -> RowSpec:
    number = "" if activity is None or activity.number is None else str(activity.number)
    label = f"Attività {number}" if number else "Attività trasversale" if activity else "Un’altra attività"
    numbered = p.number(f"{name}.number", "Numero, vuoto se è trasversale", limit=99)
    fields = (
        p.line(f"{name}.title", "Titolo", activity.title if activity else None, limit=400),
        Piece(numbered.name, numbered.field, number),
    )
    return RowSpec(name, label, fields)


def _partners(source: Source) -> GroupSpec:
    found = source.draft.partners
    leads = [str(at) for at, one in enumerate(found) if one.role == "lead"]
    named = [("", "scegli il capofila"), *source.body_names]
    text = leads[0] if len(leads) == 1 else ""
    sentence = {"required": "Scegli il capofila: è il titolare dei dati"}
    lead = p.choice("partners.lead", "Capofila", named, text, required=True, error_messages=sentence)
    proofs = tuple(one.name for one in found if one.role == "lead")
    first = RowSpec("partners.lead", "Capofila", (lead,), proofs, help="È anche il titolare dei dati.")
    group = _list(source, "partners", "Enti", "un ente", found, _partner)
    return GroupSpec(group.code, group.title, (first, *group.rows), group.adds)


def _partner(name: str, at: int, partner: Any) -> RowSpec:
    sector = partner.sector or "" if partner else ""
    fields = (
        p.line(f"{name}.name", "Nome", partner.name if partner else None),
        p.choice(f"{name}.sector", "Settore", SECTORS, sector),
        Piece(f"{name}.note", p.line(f"{name}.note", "Nota").field, partner.note if partner else ""),
    )
    return RowSpec(name, partner.name.value if partner else "Un altro ente", fields)


def _supporter(name: str, at: int, supporter: Found[str] | None) -> RowSpec:
    fields = (
        p.line(f"{name}.name", "Nome", supporter),
        p.choice(f"{name}.sector", "Settore", SECTORS),
    )
    return RowSpec(name, supporter.value if supporter else "Un altro ente della rete", fields)


def _body(name: str, at: int, body: Any) -> RowSpec:
    every = p.number(f"{name}.months_between", "Un incontro ogni quanti mesi", limit=60)
    cadence = body.cadence if body else None
    months = cadence_months(cadence.value) if cadence else None
    fields = (
        p.line(f"{name}.name", "Nome", body.name if body else None),
        p.line(f"{name}.cadence", "Ogni quanto si incontra, in parole", cadence, limit=300),
        Piece(every.name, every.field, "" if months is None else str(months)),
    )
    return RowSpec(name, body.name.value if body else "Un altro organo", fields)


def cadence_months(words: str) -> int | None:
    """How many months stand between two meetings, by the last cadence written; None where no word says it.

    Weekly and fortnightly bodies have no whole months and stay without.
    """
    known = {"mensil": 1, "bimestral": 2, "trimestral": 3, "quadrimestral": 4, "semestral": 6, "annual": 12}
    found = [months for word in words.lower().split() for root, months in known.items() if word.startswith(root)]
    return found[-1] if found else None


def _office_holders(source: Source) -> GroupSpec:
    bodies = {name: key for key, name in source.body_names}
    original = {one.name.value: str(at) for at, one in enumerate(source.draft.partners)}
    named = [("", "non è tra gli enti"), *source.body_names]

    def row(name: str, at: int, holder: Any) -> RowSpec:
        member = holder.member if holder else None
        known = original.get(member or "", bodies.get(member or "", ""))
        fields = (
            p.line(f"{name}.name", "Nome e cognome", holder.name if holder else None, limit=120),
            p.choice(f"{name}.member", "Ente", named, known),
            p.line(f"{name}.partner", "Ente, come nella scheda", holder.partner if holder else None),
            p.line(f"{name}.office", "Carica sociale", holder.office if holder else None),
            p.line(f"{name}.role", "Ruolo nel progetto", holder.role if holder else None, limit=300),
            p.day(f"{name}.resolution_on", "Data della delibera", holder.resolution_on if holder else None),
        )
        return RowSpec(name, holder.name.value if holder else "Un’altra persona", fields)

    found = source.draft.office_holders
    return _list(source, "office_holders", "Cariche sociali", "una persona", found, row)


def _money(draft: SheetDraft) -> tuple[RowSpec, ...]:
    return (
        _single(p.amount("total_amount", "Valore complessivo", draft.total_amount)),
        _single(p.amount("contribution_amount", "Contributo richiesto", draft.contribution_amount)),
        _single(p.amount("cofinancing_percent", "Cofinanziamento", draft.cofinancing_percent, p.PERCENT)),
    )


def _single(piece: Piece) -> RowSpec:
    """A row of one value, called as it is."""
    return RowSpec(piece.name, str(piece.field.label), (piece,))


def _objective(name: str, at: int, text: Found[str] | None) -> RowSpec:
    return RowSpec(name, f"Obiettivo {at + 1}", (p.words(name, f"Obiettivo {at + 1}", text),))


def _result(name: str, at: int, text: Found[str] | None) -> RowSpec:
    return RowSpec(name, f"Risultato {at + 1}", (p.words(name, f"Risultato {at + 1}", text),))


def _signature(draft: SheetDraft) -> tuple[RowSpec, ...]:
    return (
        _single(p.day("signed_on", "Data della firma", draft.signed_on)),
        _single(p.line("signed_place", "Luogo della firma", draft.signed_place, limit=120)),
    )
