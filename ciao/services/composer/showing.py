"""A proposal as its page shows it: each group with its mix, who stays out and why, and what it gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.reserved import ASK_REFERENCE
from ciao.cases.models import Case
from ciao.core.formats import period, plural
from ciao.services.composer.gathering import editions_of, question_of
from ciao.services.composer.rules import Group, Question, faults, mix_of, problems, unknowns, why_out
from ciao.services.composer.solving import in_order_of_arrival
from ciao.services.models import Edition, GroupPlan, GroupSeat
from ciao.services.panel import Known, known

NO_TARGET = "gruppo di destinatari da scrivere"
NOT_YOURS = "il perché lo sa chi segue la persona"


@dataclass(frozen=True)
class Seated:
    """One person of the proposal, as the reader may call them; `why` what does not fit, `asks` what to ask."""

    seat: GroupSeat
    who: Known
    target: str
    why: str
    asks: str

    @property
    def label(self) -> str:
        """The name with the number and the group of recipients."""
        return " · ".join(filter(None, (self.who.name, self.who.note, self.target)))


@dataclass(frozen=True)
class Shown:
    """One group: who, the mix, how full."""

    edition: Edition
    people: list[Seated]
    size: str
    mix: str
    unseen: int

    @property
    def title(self) -> str:
        """The edition by its number and dates."""
        return f"Edizione {self.edition.number}, {period(self.edition.starts_on, self.edition.ends_on)}"


@dataclass(frozen=True)
class Proposal:
    """The whole page."""

    groups: list[Shown]
    out: list[Seated]
    editions: list[Edition]
    faults: list[str]
    placed: int
    arrived: int

    @property
    def everybody(self) -> list[Seated]:
        """Who the reader sees, in the order of the page."""
        return [one for group in self.groups for one in group.people] + self.out

    @property
    def compared(self) -> str:
        """Against taking people as they came."""
        return (
            f"Con questa proposta {plural(self.placed, 'persona ha', 'persone hanno')} un posto; "
            f"in ordine d’arrivo sarebbero {self.arrived}."
        )


def proposal_of(plan: GroupPlan, by: Actor) -> Proposal:
    """The proposal as it stands, read by its reader: reasons only of whom they follow."""
    seats = list(visible(GroupSeat.objects, by, Action.GROUP_COMPOSE).filter(plan=plan))
    cases = list(Case.objects.filter(id__in=[one.case_id for one in seats]).select_related("target"))
    question, editions = question_of(plan, cases, by), editions_of(plan)
    placed = _placed(question, seats)
    lines = _lines(question, seats, cases, placed, by)
    groups = [
        _shown(edition, group, [one for one in lines if one.seat.edition_id == edition.id])
        for edition, group in zip(editions, question.groups, strict=True)
    ]
    words = [one.words for one in faults(question, placed) if one.code in ("many", "few", "joined", "split")]
    return Proposal(
        groups, [one for one in lines if one.seat.edition_id is None], editions,
        [f"{one[0].upper()}{one[1:]}." for one in dict.fromkeys(words)],
        sum(one.edition_id is not None for one in seats),
        len(in_order_of_arrival(question).seats),
    )  # fmt: skip


def _placed(question: Question, seats: Sequence[GroupSeat]) -> dict[str, str]:
    keys = {one.key for one in question.candidates}
    return {str(one.case_id): str(one.edition_id) for one in seats if one.edition_id and str(one.case_id) in keys}


def _lines(
    question: Question, seats: Sequence[GroupSeat], cases: Sequence[Case], placed: dict[str, str], by: Actor
) -> list[Seated]:
    names, people = known([one.id for one in cases], by), {one.key: one for one in question.candidates}
    scope_ids = {one.id: one.scope_id for one in cases}
    reach = set(scopes(by, Level.ATTENDANCE).filter(id__in=scope_ids.values()).values_list("id", flat=True))
    targets = {one.id: str(one.target) if one.target else NO_TARGET for one in cases}
    out, groups = why_out(question, placed), {one.key: one for one in question.groups}
    found = []
    for seat in seats:
        key, is_mine = str(seat.case_id), scope_ids[seat.case_id] in reach
        candidate = people.get(key)
        if candidate is None:
            why, asks = ASK_REFERENCE, ""
        elif not is_mine:
            why, asks = ("" if seat.edition_id else NOT_YOURS), ""
        else:
            misfit = problems(candidate, groups[str(seat.edition_id)]) if seat.edition_id else []
            why = "; ".join([*(one.words for one in misfit), *out.get(key, [])])
            asks = ", ".join(unknowns(candidate))
        found.append(Seated(seat, names[seat.case_id], targets[seat.case_id], why, asks))
    return sorted(found, key=lambda one: (one.who.name.casefold(), one.who.number))


def _shown(edition: Edition, group: Group, people: list[Seated]) -> Shown:
    inside = len(people) + len(group.seated)
    mix = mix_of([*(one.target for one in people), *(one or NO_TARGET for one in group.seated)])
    return Shown(
        edition, people, f"{plural(inside, 'persona', 'persone')}, da {group.least} a {group.most}",
        " · ".join(f"{label} {many}" for label, many in mix), len(group.seated),
    )  # fmt: skip


def ids_of(lines: Sequence[Seated]) -> list[UUID]:
    """The people whose names the page shows, for the read log."""
    return [one.who.person_id for one in lines if one.who.person_id]


def pair_lines(pairs: Sequence[Any], by: Actor) -> list[tuple[Any, str, str]]:
    """Each pair with both names as the reader may say them."""
    names = known([one for pair in pairs for one in (pair.first_id, pair.second_id)], by)
    return [(pair, names[pair.first_id].name, names[pair.second_id].name) for pair in pairs]
