"""The catalogue, and the times a service is given: prepared, begun, ended, called off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from ciao.access.actions import open_scope
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.core.formats import date_field, plural
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Programme
from ciao.services.actions.offers import offer_places
from ciao.services.actions.readers import READER, settle_readers
from ciao.services.enums import EnrolmentState, Modality, RegisterState, Theme
from ciao.services.kinds import KINDS
from ciao.services.lifecycle import EDITION, ENROLMENT
from ciao.services.models import Edition, Enrolment, Service
from ciao.territories.models import Municipality

ENDED = "L’edizione è conclusa."


@transaction.atomic
def add_service(
    *, programme: Programme, activity: Activity, organization: Organization, kind: str, title: str, by: Actor,
    about: str = "", planned_hours: Decimal | None = None, modality: str = Modality.IN_PERSON,
    themes: Iterable[str] = (), row_id: uuid.UUID | None = None,
) -> Service:  # fmt: skip
    """An entry of the catalogue; `planned_hours` are decimal hours. Raises `NotPossible` where the title is taken."""
    found = Service.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if programme.services.filter(title__iexact=title.strip()).exists():
        raise NotPossible("C’è già un servizio con questo titolo: prepara una nuova edizione di quello.")
    if kind not in KINDS:
        raise NotPossible("Scegli un tipo tra quelli del catalogo.")
    service = Service(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, activity=activity,
        organization=organization, kind=str(kind), title=title.strip(), about=about, planned_hours=planned_hours,
        modality=Modality(modality), themes=[Theme(one).value for one in themes], recorded_by=by.id,
    )  # fmt: skip
    service.save(force_insert=True)
    return service


@transaction.atomic
def change_service(
    *, service: Service, activity: Activity, organization: Organization, title: str, by: Actor, about: str = "",
    planned_hours: Decimal | None = None, modality: str = Modality.IN_PERSON, themes: Iterable[str] = (),
) -> Service:  # fmt: skip
    """What the catalogue says of it; its kind stays, because hours were counted by it."""
    twins = Service.objects.filter(programme_id=service.programme_id, title__iexact=title.strip())
    if twins.exclude(id=service.id).exists():
        raise NotPossible("C’è già un servizio con questo titolo: scegline un altro.")
    service.activity, service.organization, service.title, service.about = activity, organization, title.strip(), about
    service.planned_hours, service.modality = planned_hours, Modality(modality)
    service.themes = [Theme(one).value for one in themes]
    service.save()
    return service


@transaction.atomic
def add_edition(
    *, service: Service, starts_on: date, ends_on: date, by: Actor, place: str = "",
    municipality: Municipality | None = None, capacity: int | None = None, row_id: uuid.UUID | None = None,
) -> Edition:  # fmt: skip
    """One time the service is given, with the next number and the circle of who will lead it."""
    found = Edition.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not service.shape.has_sessions:
        raise NotPossible("Si fa una persona alla volta: non ha edizioni, si scrive come intervento individuale.")
    _check_dates(starts_on, ends_on)
    Service.objects.select_for_update().get(id=service.id)
    last = service.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition(
        id=row_id or uuid.uuid4(), scope_id=service.scope_id, service=service, number=last + 1, starts_on=starts_on,
        ends_on=ends_on, place=place, municipality=municipality, capacity=capacity, recorded_by=by.id,
        register_scope=open_scope(ScopeKind.EDITION, parent=service.programme.scope),
    )  # fmt: skip
    edition.save(force_insert=True)
    return edition


@transaction.atomic
def change_edition(
    *, edition: Edition, starts_on: date, ends_on: date, by: Actor, place: str = "",
    municipality: Municipality | None = None, capacity: int | None = None,
) -> Edition:  # fmt: skip
    """Dates, place and places change; raises `NotPossible` where a meeting would fall outside."""
    _check_dates(starts_on, ends_on)
    outside = [one for one in edition.sessions.held() if not starts_on <= one.day <= ends_on]
    if outside:
        raise NotPossible(
            f"{plural(len(outside), 'incontro resta', 'incontri restano')} fuori da queste date, "
            f"il primo il {date_field(outside[0].day)}: prima spostalo."
        )
    edition.starts_on, edition.ends_on, edition.place = starts_on, ends_on, place
    edition.municipality, edition.capacity = municipality, capacity
    edition.save(update_fields=["starts_on", "ends_on", "place", "municipality", "capacity"])
    offer_places(edition=edition, by=by)
    return edition


@transaction.atomic
def start_edition(*, edition: Edition, on: date, by: Actor) -> Edition:
    """It begins; the first attendance saved does the same."""
    EDITION.move(edition, "start", by=by, on=on)
    return edition


@transaction.atomic
def finish_edition(*, edition: Edition, on: date, by: Actor) -> Edition:
    """It ends: whoever is still enrolled has finished. Raises `NotPossible` while a register is still to close."""
    _check_after_start(edition, on)
    waiting = list(edition.sessions.filter(state=RegisterState.OPEN))
    if waiting:
        words = plural(len(waiting), "incontro ha", "incontri hanno")
        raise NotPossible(
            f"{words} il registro ancora aperto, il primo il {date_field(waiting[0].day)}: "
            "chiudi le presenze, o annulla gli incontri che non si fanno."
        )
    EDITION.move(edition, "finish", by=by, on=on)
    with acting(job(READER)):
        for one in Enrolment.objects.filter(edition=edition, state=EnrolmentState.ENROLLED):
            last = max(on, one.enrolled_on)
            ENROLMENT.move(one, "complete", by=by, on=last, reason=ENDED)
            one.ended_on = last
            one.save(update_fields=["ended_on"])
    settle_readers(edition, by=by)
    offer_places(edition=edition, by=by)
    return edition


@transaction.atomic
def cancel_edition(*, edition: Edition, reason: str, on: date, by: Actor) -> Edition:
    """It does not take place: who leads stops reading; enrolments stay as they were and count for nothing.

    Raises `NotPossible` where a register is closed: those hours were made.
    """
    closed = edition.sessions.filter(state=RegisterState.LOCKED).count()
    if closed:
        words = plural(closed, "incontro ha", "incontri hanno")
        raise NotPossible(f"{words} il registro chiuso, e le ore si contano: concludila invece di annullarla.")
    EDITION.move(edition, "cancel", by=by, on=on, reason=reason)
    settle_readers(edition, by=by)
    offer_places(edition=edition, by=by)
    return edition


@transaction.atomic
def resume_edition(*, edition: Edition, note: str, on: date, by: Actor) -> Edition:
    """Correction: it goes on; whoever had finished only because the edition ended takes part again."""
    EDITION.move(edition, "resume", by=by, on=on, reason=note)
    with acting(job(READER)):
        for one in Enrolment.objects.filter(edition=edition, state=EnrolmentState.COMPLETED):
            if one.changes.order_by("-changed_at")[0].reason == ENDED:
                ENROLMENT.move(one, "restore", by=by, on=on, reason=note)
                one.ended_on = None
                one.save(update_fields=["ended_on"])
    settle_readers(edition, by=by)
    return edition


def _check_dates(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise NotPossible("La fine viene dopo l’inizio: ricontrolla le date.")


def _check_after_start(edition: Edition, on: date) -> None:
    if on < edition.starts_on:
        raise NotPossible(f"L’edizione inizia il {date_field(edition.starts_on)}: scegli un giorno da allora in poi.")
