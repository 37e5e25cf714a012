"""Where somebody stands in looking for a job: the fascicolo's block and step, the lines of the board."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.assessments.models import Skill
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core import clock
from ciao.job_search.enums import ApplicationState, CvSection, SearchStage
from ciao.job_search.models import Cv, Hiring, JobApplication, JobInterview
from ciao.job_search.rules import CvItem, SearchFacts, Step, next_step, stage_of
from ciao.services.enums import EnrolmentState
from ciao.services.models import Enrolment

STATES = {
    ApplicationState.PREPARING: ("info", "pencil"),
    ApplicationState.SENT: ("info", "clock"),
    ApplicationState.INTERVIEW: ("info", "comment"),
    ApplicationState.HIRED: ("ok", "check"),
    ApplicationState.REFUSED: ("", "close"),
    ApplicationState.NO_ANSWER: ("", "clock"),
    ApplicationState.WITHDRAWN: ("", "ban"),
}
STAGES = {
    SearchStage.NO_CV: ("warn", "pencil"),
    SearchStage.READY: ("info", "file"),
    SearchStage.APPLYING: ("info", "clock"),
    SearchStage.INTERVIEWS: ("info", "comment"),
    SearchStage.HIRED: ("ok", "check"),
}
ADDRESSES = {"cv": "job_search:write_cv", "apply": "job_search:apply"}


@dataclass(frozen=True)
class Search:
    """Everything about one person looking for a job."""

    cvs: list[Cv]
    applications: list[JobApplication]
    interviews: list[JobInterview]
    hirings: list[Hiring]
    facts: SearchFacts

    @property
    def stage(self) -> SearchStage:
        """Where the person stands."""
        return stage_of(self.facts)

    @property
    def is_begun(self) -> bool:
        """Whether anything was ever written."""
        return bool(self.cvs or self.applications)


def seen(model: Any, actor: Actor) -> Any:
    """Rows of a table the actor may read under «vedere la ricerca di lavoro»."""
    return visible(model.objects, actor, Action.JOB_SEARCH_VIEW)


def searches(cases: Sequence[Case], actor: Actor, *, reported: frozenset[uuid.UUID] | None = None) -> dict[Any, Search]:
    """The search of many people in a fixed number of queries; `reported` are hirings that are outcomes already."""
    ids = [one.id for one in cases]
    cvs = _by_case(seen(Cv, actor).filter(case_id__in=ids))
    applications = _by_case(seen(JobApplication, actor).filter(case_id__in=ids))
    hirings = _by_case(seen(Hiring, actor).filter(case_id__in=ids, is_void=False))
    interviews: dict[Any, list[Any]] = defaultdict(list)
    for one in seen(JobInterview, actor).filter(application__case_id__in=ids).select_related("application"):
        interviews[one.application.case_id].append(one)
    return {
        key: Search(
            cvs[key], applications[key], interviews[key], hirings[key],
            _facts(cvs[key], applications[key], interviews[key], hirings[key], reported),
        )
        for key in ids
    }  # fmt: skip


def search_of(case: Case, actor: Actor) -> Search:
    """One person's."""
    return searches([case], actor)[case.id]


def job_search(view: View) -> Panel | None:
    """The block of a fascicolo; none for who may not see it, or where there is nothing and nothing to begin."""
    if not view.reads_work or not may(view.actor, Action.JOB_SEARCH_VIEW):
        return None
    found = search_of(view.case, view.actor)
    edits = may(view.actor, Action.JOB_SEARCH_EDIT) and view.case.is_active()
    if not found.is_begun and not edits:
        return None
    kind, _ = STAGES[found.stage]
    shown = [(one, *STATES[ApplicationState(one.state)]) for one in found.applications[:5]]
    return Panel(
        "lavoro", "Ricerca di lavoro", "job_search/panels/job_search.html", {"applications": shown, "found": found},
        count=len(found.applications) or None, url=reverse("job_search:search", args=[view.case.id]),
        action="Apri la ricerca di lavoro", status=str(found.stage.label) if found.is_begun else "", kind=kind,
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """What looking for a job asks now of a person who has begun; hirings are asked by the outcomes."""
    if not view.may_edit or not may(view.actor, Action.JOB_SEARCH_EDIT) or not view.case.is_active():
        return None
    found = search_of(view.case, view.actor)
    asked = next_step(found.facts, clock.today()) if found.is_begun else None
    if asked is None or asked.code not in ("interview", "prepare", "call"):
        return None
    return NextStep("job", asked.title, asked.why, asked.kind, asked.label), step_url(view.case, asked, found)


def step_url(case: Case, step: Step, found: Search) -> str:
    """The page that does a step."""
    if step.code in ADDRESSES:
        return reverse(ADDRESSES[step.code], args=[case.id])
    application = _application_of(step, found)
    return application.get_absolute_url() if application else ""


def first_items(case: Case, actor: Actor) -> list[CvItem]:
    """What is already known and may begin a CV: skills in the person's words, courses finished."""
    skills = visible(Skill.objects, actor, Action.JOB_SEARCH_VIEW).filter(profile__case=case, is_dropped=False)
    items = [CvItem(CvSection.SKILL.value, one.words) for one in skills.order_by("place")]
    rows = visible(Enrolment.objects, actor, Action.JOB_SEARCH_VIEW).filter(case=case, state=EnrolmentState.COMPLETED)
    items += [
        CvItem(CvSection.TRAINING.value, one.edition.service.title, "", str(one.edition.ends_on.year))
        for one in rows.select_related("edition__service").order_by("-ended_on")
    ]
    return items


def _facts(
    cvs: list[Cv], applications: list[JobApplication], interviews: list[JobInterview], hirings: list[Hiring],
    reported: frozenset[uuid.UUID] | None,
) -> SearchFacts:  # fmt: skip
    today = clock.today()
    sent = [one.applied_on for one in applications if one.state == ApplicationState.SENT and one.applied_on]
    alive = [one for one in interviews if not one.outcome and one.application.state == ApplicationState.INTERVIEW]
    return SearchFacts(
        has_cv=bool(cvs),
        states=tuple(one.state for one in applications),
        oldest_sent_on=min(sent, default=None),
        next_interview_on=min((one.held_on for one in alive if one.held_on >= today), default=None),
        interview_to_tell_on=min((one.held_on for one in alive if one.held_on < today), default=None),
        is_hiring_untold=reported is not None and any(one.id not in reported for one in hirings),
    )


def _application_of(step: Step, found: Search) -> JobApplication | None:
    """The application a step speaks of."""
    if step.code in ("interview", "prepare"):
        day: date | None = found.facts.interview_to_tell_on or found.facts.next_interview_on
        return next((one.application for one in found.interviews if one.held_on == day and not one.outcome), None)
    wanted = ApplicationState.PREPARING if step.code == "send" else ApplicationState.SENT
    rows = [one for one in found.applications if one.state == wanted]
    return min(rows, key=lambda one: one.applied_on or date.max, default=None)


def _by_case(rows: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for one in rows:
        found[one.case_id].append(one)
    return found
