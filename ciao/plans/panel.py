"""The plan's blocks, for the fascicolo and for the page of a version, and the step it asks for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.pages import Panel
from ciao.access.visibility import scopes
from ciao.assessments.enums import Moment
from ciao.assessments.models import Assessment
from ciao.cases.dossier.facts import seen
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.dossier.story import Told
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core import clock
from ciao.core.formats import MONTHS, date_field, date_table, plural
from ciao.plans.dossier.attainment import ratings_of, summaries
from ciao.plans.dossier.consents import Consents, Known, consents_of
from ciao.plans.dossier.reviews import SOON, of_plan
from ciao.plans.enums import Attainment, PlanState
from ciao.plans.models import GOAL_PARTS, Goal, GoalRating, Plan
from ciao.plans.rules import Term, differences, lacking, term, worth_a_look
from ciao.programmes.parameters import parameter
from ciao.signatures.models import Signature
from ciao.signatures.panel import SignatureLine, signature_lines

STATES = {
    PlanState.DRAFT: ("in bozza", "info"),
    PlanState.TO_SIGN: ("da firmare", "warn"),
    PlanState.SIGNED: ("firmata", "ok"),
    PlanState.SUPERSEDED: ("sostituita", ""),
    PlanState.DISCARDED: ("messa da parte", ""),
}
TONES = {
    Attainment.MUCH_LESS: ("stop", "arrow-down"),
    Attainment.LESS: ("warn", "warning-circle"),
    Attainment.EXPECTED: ("info", "arrow-right"),
    Attainment.MORE: ("ok", "arrow-up"),
    Attainment.MUCH_MORE: ("ok", "arrow-up"),
}


@dataclass(frozen=True)
class GoalLine:
    """A goal as pages show it, with its latest rating."""

    goal: Goal
    title: str
    words: str
    due: str
    supports: str
    rating: int | None
    status: str
    kind: str
    icon: str
    results: list[Any]
    given: list[Any]
    known: Known
    ratings: list[GoalRating]
    levels: list[tuple[str, str]]


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of versions: where it stands and who has signed it."""

    plan: Plan
    label: str
    kind: str
    when: str
    signers: str
    url: str


def plan(view: View) -> Panel | None:
    """The version in force, else the one being written; and every version with who signed it."""
    if not view.reads_plan:
        return _shared(view)
    rows = versions_of(view.case, view.actor)
    shown = _in_force(rows) or (rows[0] if rows else None)
    started = next((one for one in rows if one.state in (PlanState.DRAFT, PlanState.TO_SIGN)), None)
    context = {
        "lines": goal_lines(shown, view.actor) if shown else [], "versions": version_lines(rows, view.actor),
        "open": started if started != shown else None, "term": term_of(view.case, view.actor),
        "first": reverse("plans:add_goal", args=[view.case.id]) if view.may_edit and not rows else "",
    }  # fmt: skip
    if shown is None:
        return Panel("progetto", "Progetto personalizzato", "plans/panels/plan.html", context)
    label, kind = STATES[PlanState(shown.state)]
    return Panel(
        "progetto", "Progetto personalizzato", "plans/panels/plan.html", context, url=shown.get_absolute_url(),
        action="Apri il progetto", status=f"versione {shown.number}, {label}", kind=kind,
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """What the plan asks now, with the page that does it; late is said, never forbidden."""
    if not view.may_edit or view.case.state != CaseState.OPEN:
        return None
    rows = versions_of(view.case, view.actor)
    open_one = next((one for one in rows if one.state in (PlanState.DRAFT, PlanState.TO_SIGN)), None)
    due = term_of(view.case, view.actor)
    if open_one is not None:
        return _open_step(open_one, due, view.actor), open_one.get_absolute_url()
    standing = _in_force(rows)
    if standing is not None:
        return _review_step(standing, view.actor)
    if rows or due is None:
        return None
    first = NextStep(
        "plan", "Scrivere il progetto personalizzato", due.sentence, "stop" if due.is_late else "",
        "Scrivi il primo obiettivo", due.due_on,
    )  # fmt: skip
    return first, reverse("plans:add_goal", args=[view.case.id])


def story_lines(view: View) -> list[Told]:
    """What the path's story says of plans: the day each version was signed."""
    if not view.reads_plan:
        return []
    return [
        (
            one.signed_on,
            "ok",
            "check",
            f"Progetto firmato, versione {one.number}",
            one.get_absolute_url(),
        )
        for one in versions_of(view.case, view.actor)
        if one.signed_on
    ]


def body(found: Plan, actor: Any, may_edit: bool) -> dict[str, Any]:
    """All that the page of one version shows."""
    facts, consents, goals = found.facts(), consents_of(found.case, actor), list(found.goals.kept())
    earlier = found.replaces.facts() if found.replaces else None
    return {
        "plan": found,
        "lines": goal_lines(found, actor),
        "summaries": summaries(goals, ratings_of(goals, actor)),
        "pledges": list(found.pledges.kept().select_related("organization")),
        "lacking": lacking(facts) if found.is_draft else [],
        "advice": [*worth_a_look(facts), *_unasked(goals, consents)] if found.is_draft else [],
        "reviews": list(found.reviews.all()),
        "next_review": of_plan(found, actor, clock.today()),
        "differences": differences(earlier, facts) if earlier else [],
        "versions": version_lines(versions_of(found.case, actor), actor),
        "changes": list(found.changes.all()),
        "may_write": may_edit and found.is_draft,
        "may_rate": may_edit and found.state == PlanState.SIGNED,
        "may_edit": may_edit,
    }


def shared_body(found: Plan, actor: Any) -> dict[str, Any]:
    """What a body that may know of some goals reads: those goals, and nothing else of the plan."""
    return {"plan": found, "lines": goal_lines(found, actor), "is_shared": True}


def reads_whole(found: Plan, actor: Any) -> bool:
    """Whether the reader is of the team, who read every goal; others read the goals told to their body."""
    return scopes(actor, Level.PLAN).filter(id=found.scope_id).exists()


def signing(found: Plan, actor: Any) -> dict[str, Any]:
    """Who has signed, who has not, and the ways of signing: after a code one still puts the version in force."""
    document = found.document()
    lines = signature_lines(document, actor) if document else []
    missing = [one for one in lines if not one.signed]
    ways = [_ways(found, one) for one in missing]
    return {"document": document, "signatures": lines, "missing": missing, "ways": ways}


def _ways(found: Plan, line: SignatureLine) -> tuple[SignatureLine, str, str, str]:
    """Who is to sign, the page on screen where it is theirs to open, the page for the scan, the one for a code."""
    where = [found.case_id, found.id, line.id]
    mine = reverse("signatures:on_screen", args=[line.id]) in {way.url for way in line.ways}
    screen = reverse("plans:on_screen", args=where) if mine else ""
    return line, screen, reverse("plans:on_paper", args=where), reverse("signatures:code", args=[line.id])


def versions_of(case: Case, actor: Any) -> list[Plan]:
    """The versions that stand, the latest first."""
    return list(seen(Plan, actor).filter(case=case).standing().select_related("case"))


def term_of(case: Case, actor: Any) -> Term | None:
    """By when the first version is to be signed; none before the entry assessment, or once one was signed."""
    entry = seen(Assessment, actor).filter(case=case, moment=Moment.ENTRY).confirmed().first()
    signed = seen(Plan, actor).filter(case=case, signed_on__isnull=False).exists()
    if entry is None or entry.confirmed_on is None or signed:
        return None
    days = int(parameter("plan_working_days", entry.confirmed_on))
    return term(entry.confirmed_on, clock.today(), working_days=days)


def goal_lines(found: Plan, actor: Any) -> list[GoalLine]:
    """Goals with results, supports and the latest rating of their lineage."""
    goals = list(seen(Goal, actor).filter(plan=found, is_dropped=False).prefetch_related(*GOAL_PARTS))
    rated, consents = ratings_of(goals, actor), consents_of(found.case, actor)
    return [
        _line(one, number, rated.get(one.lineage, []), consents.of(one.lineage)) for number, one in enumerate(goals, 1)
    ]


def version_lines(rows: Sequence[Plan], actor: Any) -> list[VersionLine]:
    """Each version with its day and its signatures."""
    signed = _signers(rows, actor)
    return [
        VersionLine(
            one, STATES[PlanState(one.state)][0], STATES[PlanState(one.state)][1],
            f"firmata il {date_table(one.signed_on)}" if one.signed_on else f"salvata il {date_table(one.saved_at)}",
            signed.get(one.id, ""), one.get_absolute_url(),
        )
        for one in rows
    ]  # fmt: skip


def _open_step(one: Plan, due: Term | None, actor: Any) -> NextStep:
    late = due is not None and due.is_late
    why = due.sentence if due else f"Versione {one.number}, salvata il {date_table(one.saved_at)}."
    if one.state == PlanState.TO_SIGN:
        missing = [line.name for line in signing(one, actor)["missing"]]
        title = "Raccogliere le firme del progetto" if missing else "Mettere in vigore il progetto"
        why = f"Manca: {', '.join(missing)}. {why}" if missing else why
        label = "Raccogli le firme" if missing else "Apri il progetto"
    else:
        found = lacking(one.facts())
        title = "Finire il progetto personalizzato" if found else "Presentare il progetto alla firma"
        why = f"{plural(len(found), 'cosa manca', 'cose mancano')} ancora. {why}" if found else why
        label = "Apri il progetto"
    return NextStep("plan", title, why, "stop" if late else "", label, due.due_on if due else None)


def _shared(view: View) -> Panel | None:
    """For who is not of the team: the goals of the plan in force that the person lets their body know."""
    found = _in_force(versions_of(view.case, view.actor))
    lines = goal_lines(found, view.actor) if found else []
    if found is None or not lines:
        return None
    context = {"lines": lines, "shared": True}
    return Panel(
        "progetto", "Obiettivi comunicati al tuo ente", "plans/panels/plan.html", context, count=len(lines),
        url=found.get_absolute_url(), action="Apri",
    )  # fmt: skip


def _review_step(found: Plan, actor: Any) -> tuple[NextStep, str] | None:
    """A yes taken back comes before the calendar; late is said, never forbidden."""
    url, due = reverse("plans:review", args=[found.case_id, found.id]), of_plan(found, actor, clock.today())
    consents = consents_of(found.case, actor)
    gone = [one for one in found.goals.kept() if consents.of(one.lineage).answer == "no"]
    if gone:
        why = f"Ha ritirato l’adesione a: {', '.join(one.title for one in gone)}."
        return NextStep("review", "Rivedere il progetto con la persona", why, "", "Rivedi il progetto"), url
    if due is None or due.days_left > SOON:
        return None
    words = f"Era da rivedere entro il {date_field(due.due_on)}." if due.is_late else ""
    why = words or f"È da rivedere entro il {date_field(due.due_on)}."
    kind = "stop" if due.is_late else ""
    return NextStep("review", "Rivedere il progetto insieme", why, kind, "Rivedi il progetto", due.due_on), url


def _unasked(goals: Sequence[Goal], consents: Consents) -> list[str]:
    return [
        f"All’obiettivo {number} manca l’adesione della persona."
        for number, one in enumerate(goals, 1)
        if consents.of(one.lineage).answer != "yes"
    ]


def _in_force(rows: Iterable[Plan]) -> Plan | None:
    return next((one for one in rows if one.state == PlanState.SIGNED), None)


def _line(goal: Goal, number: int, rated: list[GoalRating], known: Known) -> GoalLine:
    rating = rated[0] if rated else None
    given = [one for one in goal.supports.all() if not one.is_dropped]
    status = Attainment(rating.score).label if rating else ""
    kind, icon = TONES[Attainment(rating.score)] if rating else ("", "")
    words = " · ".join(one.note or one.get_kind_display() for one in given)
    return GoalLine(
        goal, f"{number}. {goal.title}", goal.words, _due(goal.due_on), words[:1].upper() + words[1:],
        rating.score if rating else None, str(status), kind, icon,
        [one for one in goal.results.all() if not one.is_dropped], given, known, rated,
        [(signed(score.value), text) for score, text in goal.levels.items() if text],
    )  # fmt: skip


def signed(score: int) -> str:
    """A score with its sign, and a real minus."""
    return f"{score:+d}".replace("-", "−") if score else "0"


def _due(day: date | None) -> str:
    return f"entro {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def _signers(rows: Sequence[Plan], actor: Any) -> dict[uuid.UUID, str]:
    """Who signed each version, by name, of those the reader may see."""
    signed = seen(Signature, actor).filter(
        document__subject_id__in=[one.id for one in rows], state="signed", document__state="issued"
    )
    found: dict[uuid.UUID, list[str]] = {}
    for one in signed.select_related("document"):
        found.setdefault(one.document.subject_id, []).append(one.name)
    return {key: ", ".join(names) for key, names in found.items()}
