"""The pack of many internships at once, in a number of queries that does not grow with them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.core.formats import date_field, day_of
from ciao.documents.models import IssuedDocument
from ciao.internships.enums import OverrideState, ServicePaper
from ciao.internships.models import (
    Agreement,
    Internship,
    PackAct,
    PromotionTitle,
    ServiceAct,
    StartOverride,
    TrainingProject,
)
from ciao.internships.pack.facts import ActFacts, Asked, StartFacts
from ciao.people.models import Identity, Person
from ciao.people.panel import signers_for
from ciao.people.rules import is_minor_on
from ciao.signatures.enums import SignatureState

PROJECT, AGREEMENT = "training_project", "agreement"
PAPERS = (PROJECT, AGREEMENT)


@dataclass(frozen=True)
class Pack:
    """An internship's pack as far as its reader goes, with what somebody allowed to be missing."""

    facts: StartFacts
    project: TrainingProject | None = None
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Paper:
    """An issued paper: the day everybody had signed, or who has not."""

    document: IssuedDocument
    signed_on: date | None
    unsigned: tuple[Asked, ...]


def packs_of(rows: Sequence[Internship], actor: Actor) -> dict[uuid.UUID, Pack]:
    """What each needs to start, by internship."""
    projects = projects_of(rows, actor)
    subjects = [one.id for one in projects.values()] + [one.agreement_id for one in projects.values()]
    known = _Known(
        papers_on([one for one in subjects if one], actor), _acts(rows, actor), _titles(rows, actor),
        _cares(rows, actor), births_of([one.case.person_id for one in rows]),
    )  # fmt: skip
    waived = waived_of(rows, actor)
    return {
        one.id: Pack(_facts(one, projects.get(one.id), known), projects.get(one.id), waived[one.id]) for one in rows
    }


def pack_of(internship: Internship, actor: Actor) -> Pack:
    """The pack of one internship."""
    return packs_of([internship], actor)[internship.id]


def projects_of(rows: Iterable[Internship], actor: Actor) -> dict[uuid.UUID, TrainingProject]:
    """The training projects the actor reads, by internship, with host and agreement."""
    found = _seen(TrainingProject, actor).filter(internship_id__in=[one.id for one in rows])
    return {one.internship_id: one for one in found.select_related("host__organization", "agreement", "vacancy")}


def papers_on(subjects: Iterable[uuid.UUID], actor: Actor) -> dict[uuid.UUID, Paper]:
    """The valid paper of each subject and where its signatures stand, as far as the actor reads them."""
    rows = visible(IssuedDocument.objects.all(), actor, Action.DOCUMENT_VIEW).valid()
    found = rows.filter(subject_id__in=list(subjects), kind__in=PAPERS).prefetch_related("signatures")
    return {one.subject_id: _paper(one) for one in found}


def births_of(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Birth dates, to know who is a minor: asked as figures are, and never shown."""
    with reporting():
        rows = Identity.objects.filter(person_id__in=list(person_ids), birth_date__isnull=False)
        return {person_id: day for person_id, day in rows.values_list("person_id", "birth_date") if day}


def waived_of(rows: Iterable[Internship], actor: Actor) -> dict[uuid.UUID, frozenset[str]]:
    """The codes that may be missing, by internship."""
    found: dict[uuid.UUID, frozenset[str]] = defaultdict(frozenset)
    allowed = _seen(StartOverride, actor).filter(internship__in=list(rows), state=OverrideState.ALLOWED)
    for one in allowed:
        found[one.internship_id] = found[one.internship_id] | one.codes
    return found


@dataclass(frozen=True)
class _Known:
    papers: dict[uuid.UUID, Paper]
    acts: dict[uuid.UUID, dict[str, ActFacts]]
    titles: dict[uuid.UUID, list[PromotionTitle]]
    cares: dict[uuid.UUID, list[ServiceAct]]
    births: dict[uuid.UUID, date]


def _facts(one: Internship, project: TrainingProject | None, known: _Known) -> StartFacts:
    titles = [row for row in known.titles[one.promoter_id] if _holds(row.valid_from, row.valid_to, one.starts_on)]
    cares = [row for row in known.cares[one.case_id] if _holds(row.starts_on, row.ends_on, one.starts_on)]
    facts = StartFacts(
        one.starts_on, one.ends_on, kind=one.kind, title=str(titles[0]) if titles else "", promoter=str(one.promoter),
        care=f"{cares[0].service}, dal {date_field(cares[0].starts_on)}" if cares else "",
        acts=known.acts[one.id], has_holder=_has_holder(one, known.births),
    )  # fmt: skip
    return facts if project is None else _with_project(facts, project, known.papers)


def _with_project(facts: StartFacts, project: TrainingProject, papers: dict[uuid.UUID, Paper]) -> StartFacts:
    agreement, paper = project.agreement, papers.get(project.id)
    return replace(
        facts,
        has_project=True,
        signed_on=project.signed_on or (paper.signed_on if paper else None),
        unsigned=paper.unsigned if paper else (),
        is_issued=paper is not None,
        agreement=agreement.number if agreement else "",
        agreement_span=(agreement.starts_on, agreement.ends_on) if agreement else None,
        agreement_signed=agreement is not None and agreement_signed_on(agreement, papers) is not None,
        inail_number=project.inail_number,
        liability_policy=project.liability_policy,
        cob_number=project.cob_number,
        cob_on=project.cob_on,
        has_goals=bool(project.goals),
        has_skills=bool(project.skills),
        motive=project.motive,
        host_tutor=project.host_tutor,
    )


def agreement_signed_on(agreement: Agreement, papers: dict[uuid.UUID, Paper]) -> date | None:
    """When it was signed: as recorded, or by the last of the signatures on its paper."""
    paper = papers.get(agreement.id)
    return agreement.signed_on or (paper.signed_on if paper else None)


def _has_holder(one: Internship, births: dict[uuid.UUID, date]) -> bool | None:
    born_on = births.get(one.case.person_id)
    if born_on is None or not is_minor_on(born_on, one.starts_on):
        return None
    return bool(signers_for(Person(id=one.case.person_id), one.starts_on))


def _paper(document: IssuedDocument) -> Paper:
    standing = [one for one in document.signatures.all() if one.state != SignatureState.WITHDRAWN]
    asked = tuple(Asked(one.name, day_of(one.requested_at)) for one in standing if not one.is_signed)
    days = [one.signed_on for one in standing if one.is_signed and one.signed_on]
    return Paper(document, max(days) if days and not asked else None, asked)


def _acts(rows: Sequence[Internship], actor: Actor) -> dict[uuid.UUID, dict[str, ActFacts]]:
    found: dict[uuid.UUID, dict[str, ActFacts]] = defaultdict(dict)
    for one in _seen(PackAct, actor).filter(internship__in=rows):
        found[one.internship_id][one.kind] = ActFacts(
            one.body, one.happened_on, one.valid_to, one.not_due_reason, one.reference
        )
    return found


def _titles(rows: Sequence[Internship], actor: Actor) -> dict[uuid.UUID, list[PromotionTitle]]:
    found: dict[uuid.UUID, list[PromotionTitle]] = defaultdict(list)
    for one in _seen(PromotionTitle, actor).filter(promoter_id__in=[row.promoter_id for row in rows]):
        found[one.promoter_id].append(one)
    return found


def _cares(rows: Sequence[Internship], actor: Actor) -> dict[uuid.UUID, list[ServiceAct]]:
    found: dict[uuid.UUID, list[ServiceAct]] = defaultdict(list)
    acts = _seen(ServiceAct, actor).filter(case_id__in=[row.case_id for row in rows], kind=ServicePaper.CARE)
    for one in acts:
        found[one.case_id].append(one)
    return found


def _holds(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or last >= day)


def _seen(model: Any, actor: Actor) -> Any:
    return visible(model.objects, actor, Action.INTERNSHIP_VIEW)
