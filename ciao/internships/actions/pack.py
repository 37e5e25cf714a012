"""The papers of the pack: titles, acts, what a service wrote, the notice, protocols, starts allowed with a lack."""

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
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.files.actions import store_file
from ciao.files.models import StoredFile
from ciao.internships.actions.circles import writing_circle
from ciao.internships.enums import ActKind, InternshipState, OverrideState, ServicePaper, TitleKind
from ciao.internships.lifecycle import INTERNSHIP, OVERRIDE
from ciao.internships.models import (
    Agreement,
    Extension,
    Internship,
    PackAct,
    PromotionTitle,
    ServiceAct,
    StartOverride,
    TrainingProject,
)
from ciao.internships.pack.gather import pack_of
from ciao.internships.pack.items import ITEMS, missing_codes
from ciao.partners.models import Organization
from ciao.programmes.models import Programme

FUTURE = "Scegli una data che non sia dopo oggi."
Act = Agreement | TrainingProject | PackAct | Extension


@transaction.atomic
def record_title(
    *, programme: Programme, promoter: Organization, kind: TitleKind | str, reference: str, valid_from: date,
    by: Actor, valid_to: date | None = None, upload: File[Any] | None = None, row_id: uuid.UUID | None = None,
) -> PromotionTitle:  # fmt: skip
    """Why a body may promote internships (T19); `row_id` makes sending twice harmless."""
    ensure(by, Action.HOST_EDIT)
    found = PromotionTitle.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not reference.strip():
        raise NotPossible("Scrivi il numero dell’atto o dell’accreditamento.")
    if valid_to is not None and valid_to < valid_from:
        raise NotPossible(f"Il titolo vale dal {date_field(valid_from)}: la fine viene dopo.")
    file = _keep(upload, programme.scope_id, Level.HOST, by)
    row = PromotionTitle(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, promoter=promoter,
        kind=TitleKind(kind), reference=reference.strip(), valid_from=valid_from, valid_to=valid_to, file=file,
        recorded_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def record_service_act(
    *, case: Case, kind: ServicePaper | str, service: str, starts_on: date, upload: File[Any], by: Actor,
    reference: str = "", ends_on: date | None = None, row_id: uuid.UUID | None = None,
) -> ServiceAct:  # fmt: skip
    """A public service has the person in charge, or certifies the need; always with its document."""
    ensure(by, Action.INTERNSHIP_EDIT)
    found = case.service_acts.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not service.strip():
        raise NotPossible("Scrivi quale servizio pubblico, sociale o sanitario.")
    if starts_on > clock.today():
        raise NotPossible(FUTURE)
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible(f"Comincia il {date_field(starts_on)}: la fine viene dopo.")
    scope_id = writing_circle(case, by)
    row = ServiceAct(
        id=row_id or uuid.uuid4(), scope_id=scope_id, case=case, kind=ServicePaper(kind), service=service.strip(),
        reference=reference.strip(), starts_on=starts_on, ends_on=ends_on,
        file=store_file(upload=upload, scope=scope_id, level=Level.INTERNSHIP, by=by, person_id=case.person_id),
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def record_act(
    *, internship: Internship, kind: ActKind | str, by: Actor, body: str = "", reference: str = "",
    happened_on: date | None = None, valid_to: date | None = None, not_due_reason: str = "",
    upload: File[Any] | None = None,
) -> PackAct:  # fmt: skip
    """One paper of the pack, written or corrected: who gave it and when, or why it is not due."""
    ensure(by, Action.INTERNSHIP_EDIT)
    _check_open(internship)
    if not not_due_reason.strip() and not (body.strip() and happened_on):
        raise NotPossible("Scrivi chi l’ha fatto e quando, oppure perché non serve.")
    if happened_on is not None and happened_on > clock.today():
        raise NotPossible(FUTURE)
    if happened_on is not None and valid_to is not None and valid_to < happened_on:
        raise NotPossible(f"È del {date_field(happened_on)}: la scadenza viene dopo.")
    scope_id = writing_circle(internship.case, by)
    row = PackAct.objects.filter(internship=internship, kind=ActKind(kind)).first()
    row = row or PackAct(scope_id=scope_id, internship=internship, kind=ActKind(kind))
    row.body, row.reference, row.happened_on = body.strip(), reference.strip(), happened_on
    row.valid_to, row.not_due_reason = valid_to, not_due_reason.strip()
    row.file = _keep(upload, row.scope_id, Level.INTERNSHIP, by, internship) or row.file
    row.recorded_at, row.recorded_by, row.recorded_by_label = clock.now(), by.id, by.label
    row.save()
    return row


@transaction.atomic
def record_notice(*, internship: Internship, cob_number: str, cob_on: date, by: Actor) -> TrainingProject:
    """The number of the compulsory notice, which the host sends before the start (T21)."""
    ensure(by, Action.INTERNSHIP_EDIT)
    _check_open(internship)
    project = internship.project()
    if project is None:
        raise NotPossible("Prima scrivi il progetto formativo: la comunicazione si fa sui suoi dati.")
    if cob_on > clock.today():
        raise NotPossible("Per la comunicazione obbligatoria scegli una data che non sia dopo oggi.")
    if not cob_number.strip():
        raise NotPossible("Scrivi il numero della comunicazione.")
    project.cob_number, project.cob_on = cob_number.strip(), cob_on
    project.save(update_fields=["cob_number", "cob_on"])
    return project


@transaction.atomic
def set_protocol(*, act: Act, protocol: str, on: date, by: Actor) -> Act:
    """The number a body's own register gave to a formal act; history keeps an earlier one."""
    ensure(by, Action.HOST_EDIT if isinstance(act, Agreement) else Action.INTERNSHIP_EDIT)
    if not protocol.strip():
        raise NotPossible("Scrivi il numero di protocollo.")
    if on > clock.today():
        raise NotPossible(FUTURE)
    act.protocol, act.protocol_on = protocol.strip(), on
    act.save(update_fields=["protocol", "protocol_on"])
    return act


@transaction.atomic
def ask_override(*, internship: Internship, request: str, by: Actor) -> StartOverride:
    """Asks to start with what is missing today; twice keeps the first while it is undecided.

    Raises `NotPossible` where nothing lacks, or where what lacks can never be waived.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    if internship.state != InternshipState.PREPARING:
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: si chiede prima dell’inizio.")
    waiting = internship.overrides.filter(state=OverrideState.ASKED).first()
    if waiting is not None:
        return waiting
    codes = missing_codes(pack_of(internship, by).facts)
    never = [ITEMS[code].lacking for code in codes if ITEMS[code].must]
    if not codes:
        raise NotPossible("Non manca niente: il tirocinio può iniziare.")
    if never:
        raise NotPossible(f"Senza questo non si può iniziare: {' '.join(never)}")
    if not request.strip():
        raise NotPossible("Scrivi perché non si può aspettare.")
    row = StartOverride(
        scope_id=internship.scope_id, internship=internship, missing=",".join(codes), request=request.strip(),
        asked_by=by.id, asked_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def decide_override(*, override: StartOverride, verb: str, reason: str, on: date, by: Actor) -> StartOverride:
    """Allows or refuses a start with something missing, with the reason; never by who asked."""
    ensure(by, Action.INTERNSHIP_OVERRIDE)
    if override.asked_by == by.id:
        raise NotPossible("L’hai chiesto tu: lo decide un’altra persona.")
    if verb == "reconsider" and override.internship.state != InternshipState.PREPARING:
        raise NotPossible("Il tirocinio è già iniziato: la decisione resta com’è.")
    OVERRIDE.move(override, verb, by=by, on=on, reason=reason)
    return override


def _check_open(internship: Internship) -> None:
    if internship.state not in (InternshipState.PREPARING, InternshipState.RUNNING):
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: gli atti non cambiano più.")


def _keep(
    upload: File[Any] | None, scope_id: uuid.UUID, level: Level, by: Actor, internship: Internship | None = None
) -> StoredFile | None:
    if not upload:
        return None
    person_id = internship.case.person_id if internship else None
    return store_file(upload=upload, scope=scope_id, level=level, by=by, person_id=person_id)
