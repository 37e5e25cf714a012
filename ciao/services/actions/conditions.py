"""What a service asks, the mix an edition wants, and how a person stands to both."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor, reporting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_table, time_of_day
from ciao.people.models import Identity
from ciao.programmes.models import TargetGroup
from ciao.services.enums import EnrolmentState, RequirementKind
from ciao.services.models import Edition, Enrolment, MixShare, Requirement, Service, Session
from ciao.services.planning.places import Share
from ciao.services.planning.requirements import PersonFacts, is_met

NEEDS = {
    RequirementKind.TARGET: ("target", "Scegli il gruppo di destinatari."),
    RequirementKind.PRIOR: ("prior", "Scegli il servizio da aver finito prima."),
    RequirementKind.LANGUAGE: ("words", "Scrivi il livello di italiano."),
    RequirementKind.DOCUMENT: ("words", "Scrivi quale documento serve."),
    RequirementKind.OTHER: ("words", "Scrivi che cosa serve."),
}


@dataclass(frozen=True)
class Finding:
    """One requirement looked at for one person; None where only asking them tells."""

    sentence: str
    is_met: bool | None


@transaction.atomic
def add_requirement(
    *, service: Service, kind: RequirementKind, by: Actor, age_min: int | None = None, age_max: int | None = None,
    target: TargetGroup | None = None, prior: Service | None = None, words: str = "", row_id: uuid.UUID | None = None,
) -> Requirement:  # fmt: skip
    """The service asks one thing more. Raises `NotPossible` where what is asked is not said."""
    found = Requirement.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    given = {"target": target, "prior": prior, "words": words.strip()}
    name, sentence = NEEDS.get(RequirementKind(kind), ("", ""))
    if name and not given[name]:
        raise NotPossible(sentence)
    if kind == RequirementKind.AGE:
        _check_ages(age_min, age_max)
    if prior is not None and prior.id == service.id:
        raise NotPossible("Un servizio non chiede di aver finito sé stesso: scegline un altro.")
    made = Requirement(
        id=row_id or uuid.uuid4(), scope_id=service.scope_id, service=service, kind=RequirementKind(kind),
        age_min=age_min, age_max=age_max, target=target, prior=prior, words=words.strip(), recorded_by=by.id,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


@transaction.atomic
def drop_requirement(*, requirement: Requirement, by: Actor) -> Requirement:
    """It is asked no more; what was written about it stays."""
    requirement.is_dropped = True
    requirement.save(update_fields=["is_dropped"])
    return requirement


@transaction.atomic
def set_share(
    *, edition: Edition, target: TargetGroup, min_count: int | None, max_count: int | None, by: Actor
) -> MixShare:
    """How many of a target an edition wants; both empty is no limit. Raises `NotPossible` where they disagree."""
    if min_count is not None and max_count is not None and max_count < min_count:
        raise NotPossible("Il massimo non sta sotto il minimo.")
    if edition.capacity and (min_count or 0) > edition.capacity:
        raise NotPossible(f"I posti sono {edition.capacity}: il minimo non può essere di più.")
    row = MixShare.objects.filter(edition=edition, target=target).first()
    row = row or MixShare(scope_id=edition.scope_id, edition=edition, target=target)
    row.min_count, row.max_count = min_count, max_count
    row.save()
    return row


def shares_of(edition: Edition) -> list[Share]:
    """The mix an edition wants beside the people who take part, whoever asks; targets are known by their name."""
    rows = MixShare.objects.filter(edition=edition).select_related("target")
    wanted = [one for one in rows if one.min_count is not None or one.max_count is not None]
    counts = _counts(edition) if wanted else {}
    return [Share(one.target.label, counts.get(one.target.label, 0), one.min_count, one.max_count) for one in wanted]


def findings(edition: Edition, case: Case, on: date) -> list[Finding]:
    """Every requirement of the service, looked at for a person; the answer says nothing more of them."""
    rows = Requirement.objects.standing().filter(service_id=edition.service_id).select_related("target", "prior")
    asked = [one.asked for one in rows]
    if not asked:
        return []
    facts = _facts([case.id])[case.id]
    return [Finding(one.sentence, is_met(one, facts, max(on, edition.starts_on))) for one in asked]


def clashes_of(edition: Edition, case: Case) -> list[str]:
    """Meetings to come of other editions the person takes part in, at the same hour as one of this edition."""
    with reporting():
        inside = Enrolment.objects.filter(case_id=case.id, state=EnrolmentState.ENROLLED).exclude(edition_id=edition.id)
        ids = list(inside.values_list("edition_id", flat=True))
    if not ids:
        return []
    ahead = Session.objects.held().filter(ends_at__gt=clock.now())
    own = list(ahead.filter(edition_id=edition.id))
    others = ahead.filter(edition_id__in=ids).select_related("edition__service").order_by("starts_at")
    return [
        f"{date_table(one.starts_at)}, {time_of_day(one.starts_at)}: è già a «{one.edition.title}»."
        for one in others
        if any(one.starts_at < mine.ends_at and mine.starts_at < one.ends_at for mine in own)
    ]


def people_busy(session: Session) -> int:
    """How many of those enrolled are expected elsewhere at the hour of a meeting."""
    same_time = Session.objects.held().filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
    ids = list(same_time.exclude(edition_id=session.edition_id).values_list("edition_id", flat=True))
    with reporting():
        here = Enrolment.objects.filter(edition_id=session.edition_id, state=EnrolmentState.ENROLLED)
        there = Enrolment.objects.filter(edition_id__in=ids, state=EnrolmentState.ENROLLED)
        return len({*here.values_list("case_id", flat=True)} & {*there.values_list("case_id", flat=True)})


def target_of(case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The name of the target each path belongs to; empty where none was chosen."""
    with reporting():
        return {
            one: label or "" for one, label in Case.objects.filter(id__in=list(case_ids)).values_list(
                "id", "target__label")
        }  # fmt: skip


def _facts(case_ids: list[uuid.UUID]) -> dict[uuid.UUID, PersonFacts]:
    """Read as figures are: who enrols learns only whether the requirement is met, not what it was met with."""
    targets = target_of(case_ids)
    with reporting():
        people = dict(Case.objects.filter(id__in=case_ids).values_list("id", "person_id"))
        born = dict(Identity.objects.filter(person_id__in=people.values()).values_list("person_id", "birth_date"))
        done: dict[uuid.UUID, set[uuid.UUID]] = {}
        rows = Enrolment.objects.filter(case_id__in=case_ids, state=EnrolmentState.COMPLETED)
        for case_id, service_id in rows.values_list("case_id", "edition__service_id"):
            done.setdefault(case_id, set()).add(service_id)
    return {
        one: PersonFacts(born.get(people[one]), targets.get(one, ""), frozenset(done.get(one, ())))
        for one in case_ids
        if one in people
    }


def _counts(edition: Edition) -> dict[str, int]:
    with reporting():
        rows = Enrolment.objects.filter(edition_id=edition.id, state=EnrolmentState.ENROLLED)
        found: dict[str, int] = {}
        for label in rows.values_list("case__target__label", flat=True):
            found[label or ""] = found.get(label or "", 0) + 1
    return found


def _check_ages(age_min: int | None, age_max: int | None) -> None:
    if age_min is None and age_max is None:
        raise NotPossible("Scrivi almeno un’età: da quanti anni, o fino a quanti.")
    if age_min is not None and age_max is not None and age_max < age_min:
        raise NotPossible("L’età più alta viene dopo la più bassa: ricontrolla.")
