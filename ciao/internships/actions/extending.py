"""The proroga: a later last day, with the rules of its kind held against the whole length."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.files.actions import store_file
from ciao.internships.actions.circles import writing_circle
from ciao.internships.actions.terms import limits_on
from ciao.internships.enums import InternshipState, ServicePaper
from ciao.internships.kinds import KINDS, Judgement, Length
from ciao.internships.lifecycle import INTERNSHIP
from ciao.internships.models import Extension, Internship, ServiceAct, TrainingProject


@transaction.atomic
def extend_internship(
    *, internship: Internship, until_on: date, decided_on: date, reason: str, by: Actor, cob_number: str = "",
    cob_on: date | None = None, upload: File[Any] | None = None, row_id: uuid.UUID | None = None,
) -> Extension:  # fmt: skip
    """The internship ends later; raises `NotPossible` beyond the law of its kind or beyond its agreement (T11, T12)."""
    ensure(by, Action.INTERNSHIP_EDIT)
    found = internship.extensions.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(internship, until_on, decided_on, reason, cob_on)
    project = internship.project()
    _check_span(project, until_on)
    stop_at_law(judge(internship, internship.starts_on, until_on, project, is_extension=True))
    scope_id = writing_circle(internship.case, by)
    file = None
    if upload:
        person_id = internship.case.person_id
        file = store_file(upload=upload, scope=scope_id, level=Level.INTERNSHIP, by=by, person_id=person_id)
    row = Extension(
        id=row_id or uuid.uuid4(), scope_id=scope_id, internship=internship, decided_on=decided_on,
        before_on=internship.ends_on, until_on=until_on, reason=reason.strip(), cob_number=cob_number.strip(),
        cob_on=cob_on, file=file, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    internship.ends_on = until_on
    internship.save(update_fields=["ends_on"])
    return row


def judge(
    internship: Internship, starts_on: date, ends_on: date, project: TrainingProject | None = None, *,
    is_extension: bool = False,
) -> list[Judgement]:  # fmt: skip
    """What the rules of its kind say of a length, as on its first day; certificates count as far as they are read."""
    needs = ServiceAct.objects.valid_on(ends_on).filter(case_id=internship.case_id, kind=ServicePaper.NEED)
    length = Length(
        starts_on, ends_on, project.eqf_low if project else None, project.eqf_high if project else None,
        is_extension or internship.extensions.exists(), needs.exists(), days_before(internship, starts_on),
    )  # fmt: skip
    return KINDS[internship.kind].judge(length, limits_on(starts_on))


def stop_at_law(said: list[Judgement]) -> None:
    """Raises `NotPossible` with what the law forbids; what only warns goes by."""
    stops = [one.text for one in said if one.stops]
    if stops:
        raise NotPossible(" ".join(stops))


def days_before(internship: Internship, starts_on: date) -> int:
    """Days of the earlier internships of the same kind and person's path, that really were."""
    rows = Internship.objects.filter(case_id=internship.case_id, kind=internship.kind, starts_on__lt=starts_on)
    begun = rows.begun().exclude(id=internship.id)
    return sum((one.last_day - one.starts_on).days + 1 for one in begun)


def _check(internship: Internship, until_on: date, decided_on: date, reason: str, cob_on: date | None) -> None:
    if internship.state != InternshipState.RUNNING:
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: si proroga mentre è in corso.")
    if until_on <= internship.ends_on:
        raise NotPossible(f"Il tirocinio finisce già il {date_field(internship.ends_on)}: la nuova fine viene dopo.")
    if max(decided_on, cob_on or decided_on) > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if decided_on > internship.ends_on:
        raise NotPossible(f"Il tirocinio è finito il {date_field(internship.ends_on)}: la proroga si decide prima.")
    if not reason.strip():
        raise NotPossible("Scrivi il motivo.")


def _check_span(project: TrainingProject | None, until_on: date) -> None:
    agreement = project.agreement if project else None
    if agreement is not None and agreement.ends_on < until_on:
        raise NotPossible(
            f"La convenzione n. {agreement.number} finisce il {date_field(agreement.ends_on)}: prima serve una "
            "convenzione che valga fino alla nuova fine."
        )
