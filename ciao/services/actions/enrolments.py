"""Taking a place in an edition, finishing, leaving, and correcting both."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import scopes
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field, plural
from ciao.plans.enums import PlanState
from ciao.plans.models import Support
from ciao.services.actions.readers import settle_readers
from ciao.services.enums import EnrolmentState
from ciao.services.lifecycle import EDITION, ENROLMENT
from ciao.services.models import Edition, Enrolment


@transaction.atomic
def enrol(
    *, edition: Edition, case: Case, enrolled_on: date, by: Actor, support: Support | None = None,
    row_id: uuid.UUID | None = None,
) -> Enrolment:  # fmt: skip
    """A person takes a place; who leads the edition reads their name and attendance from that day.

    `support` is the one of the plan in force that this carries out. Raises `NotPossible` with what stands in the way.
    """
    found = Enrolment.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not scopes(by, Level.ATTENDANCE).filter(id=case.scope_id).exists():
        raise NotPossible("La iscrive chi è nella sua équipe: chiedi a chi la segue.")
    edition = Edition.objects.select_for_update(of=("self",)).select_related("service").get(id=edition.id)
    _check_case(case, enrolled_on)
    _check_edition(edition, case, enrolled_on)
    _check_support(support, case)
    enrolment = Enrolment(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, edition=edition, case=case, support=support,
        enrolled_on=enrolled_on, recorded_by=by.id,
    )  # fmt: skip
    enrolment.save(force_insert=True)
    settle_readers(edition, by=by, case_ids=[case.id])
    return enrolment


@transaction.atomic
def withdraw_enrolment(*, enrolment: Enrolment, reason: str, on: date, by: Actor) -> Enrolment:
    """The person has left; the hours they made stay."""
    return _end(enrolment, "withdraw", on, by, reason)


@transaction.atomic
def complete_enrolment(*, enrolment: Enrolment, on: date, by: Actor) -> Enrolment:
    """The person has finished."""
    return _end(enrolment, "complete", on, by)


@transaction.atomic
def restore_enrolment(*, enrolment: Enrolment, note: str, on: date, by: Actor) -> Enrolment:
    """Correction: the person takes part again, if there is still a place."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("service").get(id=enrolment.edition_id)
    _check_open(edition)
    _check_room(edition)
    ENROLMENT.move(enrolment, "restore", by=by, on=on, reason=note)
    enrolment.ended_on = None
    enrolment.save(update_fields=["ended_on"])
    settle_readers(edition, by=by, case_ids=[enrolment.case_id])
    return enrolment


@transaction.atomic
def void_enrolment(*, enrolment: Enrolment, note: str, on: date, by: Actor) -> Enrolment:
    """Correction: it should never have been; its hours count no more and who leads stops reading that day."""
    return _end(enrolment, "void", max(on, enrolment.enrolled_on), by, note)


def taken(edition: Edition) -> int:
    """How many hold a place now, whoever asks."""
    with reporting():
        return Enrolment.objects.filter(edition_id=edition.id, state=EnrolmentState.ENROLLED).count()


def _end(enrolment: Enrolment, verb: str, on: date, by: Actor, reason: str = "") -> Enrolment:
    if on < enrolment.enrolled_on:
        raise NotPossible(f"L’iscrizione è del {date_field(enrolment.enrolled_on)}: scegli un giorno da allora in poi.")
    ENROLMENT.move(enrolment, verb, by=by, on=on, reason=reason)
    enrolment.ended_on = on
    enrolment.save(update_fields=["ended_on"])
    settle_readers(enrolment.edition, by=by, case_ids=[enrolment.case_id])
    return enrolment


def _check_case(case: Case, enrolled_on: date) -> None:
    if enrolled_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: per iscrivere va prima riaperto.")
    if enrolled_on < case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(case.opened_on)}: l’iscrizione viene dopo.")


def _check_edition(edition: Edition, case: Case, enrolled_on: date) -> None:
    _check_open(edition)
    if enrolled_on > edition.ends_on:
        raise NotPossible(f"L’edizione finisce il {date_field(edition.ends_on)}: scegline un’altra.")
    earlier = Enrolment.objects.counted().filter(edition=edition, case=case).first()
    if earlier is not None:
        again = "" if earlier.state == EnrolmentState.ENROLLED else " Per riprendere, riapri la sua iscrizione."
        raise NotPossible(f"È già nell’elenco di «{edition.title}».{again}")
    _check_room(edition)


def _check_open(edition: Edition) -> None:
    if not edition.is_open:
        raise NotPossible(f"«{edition.title}» è {EDITION.labels[edition.state]}: scegli un’altra edizione.")


def _check_room(edition: Edition) -> None:
    if edition.capacity is not None and taken(edition) >= edition.capacity:
        places = plural(edition.capacity, "posto è occupato", "posti sono occupati")
        raise NotPossible(f"«{edition.title}» è al completo: {places}. Scegli un’altra edizione, o aumenta i posti.")


def _check_support(support: Support | None, case: Case) -> None:
    if support is None:
        return
    plan = support.goal.plan
    if plan.case_id != case.id or plan.state != PlanState.SIGNED or support.is_dropped:
        raise NotPossible("Il sostegno non è nel suo progetto in vigore: scegline un altro.")
