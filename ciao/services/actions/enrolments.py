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
from ciao.services.actions.conditions import findings
from ciao.services.actions.offers import end_turn, free_in, offer_places
from ciao.services.actions.readers import settle_readers
from ciao.services.enums import EnrolmentState
from ciao.services.lifecycle import EDITION, ENROLMENT
from ciao.services.models import Edition, Enrolment


@transaction.atomic
def enrol(
    *, edition: Edition, case: Case, enrolled_on: date, by: Actor, support: Support | None = None,
    exception_note: str = "", row_id: uuid.UUID | None = None,
) -> Enrolment:  # fmt: skip
    """A person takes a place; who leads the edition reads their name and attendance from that day.

    `support` is the one of the plan in force that this carries out; `exception_note` says why they take part without
    something the service asks. Raises `NotPossible` with what stands in the way.
    """
    found = Enrolment.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    check_team(case, by)
    return take_place(
        edition=edition, case=case, enrolled_on=enrolled_on, support_id=support.id if support else None, by=by,
        exception_note=exception_note, row_id=row_id,
    )  # fmt: skip


def check_team(case: Case, by: Actor) -> None:
    """Only who reads a person's attendance takes a place, or a turn in line, for them."""
    if not scopes(by, Level.ATTENDANCE).filter(id=case.scope_id).exists():
        raise NotPossible("La iscrive chi è nella sua équipe: chiedi a chi la segue.")


def take_place(
    *, edition: Edition, case: Case, enrolled_on: date, support_id: uuid.UUID | None, by: Actor,
    exception_note: str = "", row_id: uuid.UUID | None = None,
) -> Enrolment:  # fmt: skip
    """The same for who has already been asked whether they may: a worker of the team, or a person who says yes."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("service").get(id=edition.id)
    check_case(case, enrolled_on)
    _check_edition(edition, case, enrolled_on)
    _check_support(support_id, case)
    _check_requirements(edition, case, enrolled_on, exception_note)
    enrolment = Enrolment(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, edition=edition, case=case, support_id=support_id,
        enrolled_on=enrolled_on, exception_note=exception_note.strip(), recorded_by=by.id,
    )  # fmt: skip
    enrolment.save(force_insert=True)
    end_turn(edition, case, on=clock.today(), by=by)
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
    check_open(edition)
    _check_room(edition, enrolment.case_id)
    ENROLMENT.move(enrolment, "restore", by=by, on=on, reason=note)
    enrolment.ended_on = None
    enrolment.save(update_fields=["ended_on"])
    settle_readers(edition, by=by, case_ids=[enrolment.case_id])
    return enrolment


@transaction.atomic
def void_enrolment(*, enrolment: Enrolment, note: str, on: date, by: Actor) -> Enrolment:
    """Correction: it should never have been; its hours count no more and who leads stops reading that day."""
    return _end(enrolment, "void", max(on, enrolment.enrolled_on), by, note)


def _end(enrolment: Enrolment, verb: str, on: date, by: Actor, reason: str = "") -> Enrolment:
    if on < enrolment.enrolled_on:
        raise NotPossible(f"L’iscrizione è del {date_field(enrolment.enrolled_on)}: scegli un giorno da allora in poi.")
    ENROLMENT.move(enrolment, verb, by=by, on=on, reason=reason)
    enrolment.ended_on = on
    enrolment.save(update_fields=["ended_on"])
    settle_readers(enrolment.edition, by=by, case_ids=[enrolment.case_id])
    offer_places(edition=enrolment.edition, by=by)
    return enrolment


def check_case(case: Case, enrolled_on: date) -> None:
    """Raises `NotPossible` where the path does not go on, or the day is not one of it."""
    if enrolled_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: per iscrivere va prima riaperto.")
    if enrolled_on < case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(case.opened_on)}: l’iscrizione viene dopo.")


def _check_edition(edition: Edition, case: Case, enrolled_on: date) -> None:
    check_open(edition)
    if enrolled_on > edition.ends_on:
        raise NotPossible(f"L’edizione finisce il {date_field(edition.ends_on)}: scegline un’altra.")
    earlier = Enrolment.objects.counted().filter(edition=edition, case=case).first()
    if earlier is not None:
        again = "" if earlier.state == EnrolmentState.ENROLLED else " Per riprendere, riapri la sua iscrizione."
        raise NotPossible(f"È già nell’elenco di «{edition.title}».{again}")
    _check_room(edition, case.id)


def check_open(edition: Edition) -> None:
    """Raises `NotPossible` where one may no longer join."""
    if not edition.is_open:
        raise NotPossible(f"«{edition.title}» è {EDITION.labels[edition.state]}: scegli un’altra edizione.")


def _check_room(edition: Edition, case_id: uuid.UUID) -> None:
    free = free_in(edition, beside=case_id)
    if free == 0:
        places = plural(edition.capacity or 0, "posto è occupato o offerto", "posti sono occupati o offerti")
        raise NotPossible(f"«{edition.title}» è al completo: {places}. Mettila in attesa, o scegli un’altra edizione.")


def _check_support(support_id: uuid.UUID | None, case: Case) -> None:
    if support_id is None:
        return
    with reporting():
        rows = Support.objects.filter(id=support_id, is_dropped=False, goal__plan__case_id=case.id)
        stands = rows.filter(goal__plan__state=PlanState.SIGNED).exists()
    if not stands:
        raise NotPossible("Il sostegno non è nel suo progetto in vigore: scegline un altro.")


def _check_requirements(edition: Edition, case: Case, on: date, exception_note: str) -> None:
    missing = [one.sentence for one in findings(edition, case, on) if one.is_met is False]
    if missing and not exception_note.strip():
        told = " ".join(missing)
        raise NotPossible(f"Non ha ciò che il servizio chiede. {told} Se partecipa lo stesso, scrivi perché.")
