"""What a plan lacks before it is signed, how two versions differ, by when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ciao.cases.rules import plan_due_on
from ciao.core.formats import date_field, date_text, plural

SOURCE = "D.Lgs. 147/2017 art. 6"


@dataclass(frozen=True)
class GoalFacts:
    """A goal as the rules read it; results and supports are the words they are shown in."""

    lineage: str
    title: str
    words: str = ""
    area: str = ""
    due_on: date | None = None
    results: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanFacts:
    """A version as the rules read it."""

    goals: tuple[GoalFacts, ...]
    pledges: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One thing that changed between two versions: where, what it said, what it says; empty means absent."""

    where: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


@dataclass(frozen=True)
class Term:
    """The last day to sign, and how far it is; late is a warning, never a refusal."""

    due_on: date
    days_left: int

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.days_left < 0

    @property
    def sentence(self) -> str:
        """The term in words, with the rule it comes from."""
        if self.is_late:
            days = plural(-self.days_left, "giorno", "giorni")
            return f"In ritardo di {days}: il termine era il {date_field(self.due_on)} ({SOURCE})."
        return f"Da firmare entro {date_text(self.due_on)} ({SOURCE})."


def term(assessed_on: date, today: date, *, working_days: int) -> Term:
    """So many working days from the day the entry assessment was confirmed.

    Source: D.Lgs. 147/2017 art. 6, 20 working days; a rule of another measure, here only a reminder.
    """
    due_on = plan_due_on(assessed_on, working_days=working_days)
    return Term(due_on, (due_on - today).days)


def lacking(plan: PlanFacts) -> list[str]:
    """What a plan must hold before anybody signs it, as sentences; empty where nothing lacks.

    Source: D.Lgs. 147/2017 art. 6: goals and specific results, supports, commitments.
    """
    found = [] if plan.goals else ["Manca un obiettivo: scrivi il primo insieme alla persona."]
    for number, goal in enumerate(plan.goals, 1):
        if not goal.results:
            found.append(f"L’obiettivo {number} non dice da che cosa si vede che è raggiunto.")
    if plan.goals and not any(goal.supports for goal in plan.goals):
        found.append("Manca un sostegno: che cosa si mette in campo?")
    if not plan.pledges:
        found.append("Manca un impegno: chi fa che cosa?")
    return found


def worth_a_look(plan: PlanFacts) -> list[str]:
    """What would make a plan better and stops nobody."""
    found = []
    for number, goal in enumerate(plan.goals, 1):
        if not goal.words:
            found.append(f"L’obiettivo {number} non ha ancora le parole della persona.")
        if goal.due_on is None:
            found.append(f"L’obiettivo {number} non ha una data.")
    return found


def differences(before: PlanFacts, after: PlanFacts) -> list[Difference]:
    """What a new version changes, goal by goal; a goal is the same one while its lineage is."""
    earlier = {goal.lineage: goal for goal in before.goals}
    later = {goal.lineage: goal for goal in after.goals}
    found = []
    for number, goal in enumerate(after.goals, 1):
        was = earlier.get(goal.lineage)
        found += _changes(number, was, goal) if was else [Difference(f"Obiettivo {number}", "", goal.title)]
    found += [Difference("Obiettivo tolto", goal.title, "") for goal in before.goals if goal.lineage not in later]
    return [*found, *_sets("Impegni", before.pledges, after.pledges)]


def _changes(number: int, was: GoalFacts, now: GoalFacts) -> list[Difference]:
    where = f"Obiettivo {number}"
    pairs = [
        (where, was.title, now.title),
        (f"{where}, le sue parole", was.words, now.words),
        (f"{where}, area", was.area, now.area),
        (f"{where}, entro", date_field(was.due_on), date_field(now.due_on)),
    ]
    changed = [Difference(name, old, new) for name, old, new in pairs if old != new]
    return [
        *changed,
        *_sets(f"{where}, risultati", was.results, now.results),
        *_sets(f"{where}, sostegni", was.supports, now.supports),
    ]


def _sets(where: str, was: Sequence[str], now: Sequence[str]) -> list[Difference]:
    gone = [Difference(where, one, "") for one in was if one not in now]
    return [*gone, *(Difference(where, "", one) for one in now if one not in was)]
