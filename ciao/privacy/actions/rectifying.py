"""Correcting a value that was wrong, and telling whoever received it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case, CaseWorker, EsfEntry
from ciao.core import clock
from ciao.internships.models import Internship, TrainingProject
from ciao.people.actions import save_sheet
from ciao.people.models import Contact, Identity, Person
from ciao.privacy.actions.limits import JOB, defence
from ciao.privacy.models import Recipient, Rectification, RightsRequest
from ciao.privacy.walk.copy import written

# What may be corrected at the desk: the table, its column, the words for it.
RECTIFIABLE: dict[str, tuple[type[Any], str, str]] = {
    "given_name": (Person, "given_name", "nome"),
    "family_name": (Person, "family_name", "cognome"),
    "fiscal_code": (Identity, "fiscal_code", "codice fiscale"),
    "birth_date": (Identity, "birth_date", "data di nascita"),
    "phone": (Contact, "phone", "telefono"),
    "email": (Contact, "email", "e-mail"),
    "address": (Contact, "address", "indirizzo"),
}


@transaction.atomic
def rectify(*, request: RightsRequest, field: str, value: Any, by: Actor) -> Rectification:
    """Writes the right value, keeps the wrong one in the line and in history, lists who is to be told (art. 16, 19).

    Raises `NotPossible` where the value is the same, or the actor does not read that part of the person.
    """
    if not request.is_open:
        raise NotPossible("La richiesta ha già la sua risposta: riaprila per correggere altro.")
    table, column, label = RECTIFIABLE[field]
    key = "id" if table is Person else "person_id"
    row = table.objects.filter(**{key: request.case.person_id}).first()
    if row is None:
        raise NotPossible("Questo dato lo corregge chi segue la persona: affidagli la richiesta.")
    before, after = written(getattr(row, column)), written(value)
    if before == after:
        raise NotPossible(f"Il dato è già così: {label} non cambia.")
    with defence():
        save_sheet(row=row, typed={column: value}, by=by)
    done = Rectification(
        scope_id=request.scope_id, request=request, field=label, before=before, after=after, rectified_by=by.id,
        rectified_by_label=by.label[:100],
    )  # fmt: skip
    done.save(force_insert=True)
    list_recipients(request)
    return done


def list_recipients(request: RightsRequest) -> None:
    """Every body that received the person's data becomes a line to tick off; done again it adds only new ones."""
    for name, why in recipients_of(request.case).items():
        Recipient.objects.get_or_create(
            request=request, name=name[:200], defaults={"scope_id": request.scope_id, "why": why[:100]}
        )


def recipients_of(case: Case) -> dict[str, str]:
    """Who received data of a person and why: bodies of the team, of the internship, and the funder."""
    with acting(job(JOB)):
        found = {
            one.organization.name: "lavora nell’équipe"
            for one in CaseWorker.objects.filter(case=case).select_related("organization")
        }
        for stage in Internship.objects.filter(case=case).select_related("promoter", "payer"):
            found[stage.promoter.name] = "promuove il tirocinio"
            found[stage.payer.name] = "paga l’indennità"
        for paper in TrainingProject.objects.filter(internship__case=case).select_related("host__organization"):
            if paper.host is not None:
                found[paper.host.organization.name] = "ospita il tirocinio"
        if EsfEntry.objects.filter(case=case, signed_on__isnull=False).exists():
            found["Ente che finanzia"] = "riceve la domanda di iscrizione"
    found.pop(case.programme.controller.name, None)
    return found


@transaction.atomic
def tell_recipient(*, recipient: Recipient, on: date, by: Actor) -> Recipient:
    """The body was told, that day."""
    if not recipient.request.received_on <= on <= clock.today():
        raise NotPossible("Scegli un giorno fra la richiesta e oggi.")
    recipient.told_on, recipient.told_by = on, by.id
    recipient.save()
    return recipient
