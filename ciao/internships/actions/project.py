"""The training project: written, changed while it may be, signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.documents.actions import void_document
from ciao.documents.models import IssuedDocument
from ciao.files.actions import store_file
from ciao.hosts.models import Host, Vacancy
from ciao.internships.actions.circles import writing_circle
from ciao.internships.enums import InternshipState, RegisterState
from ciao.internships.lifecycle import INTERNSHIP
from ciao.internships.models import Agreement, Internship, TrainingProject
from ciao.signatures.actions import withdraw

FIGURES = ("daily_hours", "total_hours", "full_amount")
SIGNED = (
    *FIGURES, "host_id", "place", "tasks", "skills", "goals", "motive", "eqf_low", "eqf_high", "host_tutor",
)  # fmt: skip
CHANGED = "Il progetto formativo è cambiato: va firmato di nuovo."
PROJECT = "training_project"


@transaction.atomic
def save_training_project(
    *, internship: Internship, by: Actor, host: Host, daily_hours: Sequence[Decimal], total_hours: Decimal,
    full_amount: Decimal, agreement: Agreement | None = None, vacancy: Vacancy | None = None, place: str = "",
    tasks: str = "", skills: str = "", host_tutor: str = "", inail_number: str = "", liability_policy: str = "",
    cob_number: str = "", cob_on: date | None = None, goals: str = "", motive: str = "", eqf_low: int | None = None,
    eqf_high: int | None = None,
) -> TrainingProject:  # fmt: skip
    """Where, what, which hours and allowance, and what the start asks for; changing what was signed asks for
    signatures anew. Hours and amount stand still once a month is confirmed. Raises `NotPossible`.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    _check(internship, host, daily_hours, agreement, vacancy, cob_on, eqf_low, eqf_high)
    scope_id = writing_circle(internship.case, by)
    project = internship.project() or TrainingProject(scope_id=scope_id, internship=internship)
    before = {name: getattr(project, name) for name in SIGNED} if project.saved_by else {}
    given: dict[str, Any] = {
        "host": host, "agreement": agreement, "vacancy": vacancy, "daily_hours": list(daily_hours),
        "total_hours": total_hours, "full_amount": full_amount, "place": place, "tasks": tasks, "skills": skills,
        "host_tutor": host_tutor, "inail_number": inail_number, "liability_policy": liability_policy,
        "cob_number": cob_number, "cob_on": cob_on, "goals": goals, "motive": motive, "eqf_low": eqf_low,
        "eqf_high": eqf_high,
    }  # fmt: skip
    for name, value in given.items():
        setattr(project, name, value)
    changed = {name for name, value in before.items() if getattr(project, name) != value}
    _check_figures(internship, changed)
    if changed:
        project.signed_on, project.signed_file, project.protocol, project.protocol_on = None, None, "", None
        _annul_paper(project, by)
    project.saved_at, project.saved_by, project.saved_by_label = clock.now(), by.id, by.label
    project.save()
    return project


@transaction.atomic
def sign_training_project(
    *, training_project: TrainingProject, on: date, by: Actor, upload: File[Any] | None = None
) -> TrainingProject:
    """Person (or who answers for a minor), host and promoter's tutor have all signed on this day, on paper or with
    a digital signature: the signed copy is kept as it came. Twice keeps the first.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    if training_project.signed_on is not None:
        return training_project
    if on > clock.today():
        raise NotPossible("Scegli una data di firma che non sia dopo oggi.")
    if upload:
        training_project.signed_file = store_file(
            upload=upload, scope=training_project.scope_id, level=Level.INTERNSHIP, by=by,
            person_id=training_project.internship.case.person_id,
        )  # fmt: skip
    training_project.signed_on = on
    training_project.save(update_fields=["signed_on", "signed_file"])
    return training_project


def _annul_paper(project: TrainingProject, by: Actor) -> None:
    """What was issued for signing no longer says what is planned."""
    for document in IssuedDocument.objects.valid().about(project.id).filter(kind=PROJECT):
        for signature in document.signatures.standing():
            withdraw(signature=signature, reason=CHANGED, by=by)
        void_document(document=document, reason=CHANGED, by=by)


def _check(
    internship: Internship, host: Host, daily_hours: Sequence[Decimal], agreement: Agreement | None,
    vacancy: Vacancy | None, cob_on: date | None, eqf_low: int | None, eqf_high: int | None,
) -> None:  # fmt: skip
    if internship.state not in (InternshipState.PREPARING, InternshipState.RUNNING):
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: il progetto non cambia più.")
    if len(daily_hours) != 7 or not any(daily_hours):
        raise NotPossible("Scrivi le ore di almeno un giorno della settimana.")
    if agreement is not None and agreement.host_id != host.id:
        raise NotPossible(f"La convenzione n. {agreement.number} è con un altro ente ospitante: scegline una sua.")
    if agreement is not None and agreement.promoter_id != internship.promoter_id:
        raise NotPossible(f"La convenzione n. {agreement.number} è di un altro soggetto promotore.")
    if eqf_low is not None and eqf_high is not None and eqf_low > eqf_high:
        raise NotPossible("Il livello più basso delle competenze viene prima del più alto.")
    if vacancy is not None and vacancy.host_id != host.id:
        raise NotPossible(f"Il posto «{vacancy.title}» è di un altro ente ospitante.")
    if cob_on is not None and cob_on > clock.today():
        raise NotPossible("Per la comunicazione obbligatoria scegli una data che non sia dopo oggi.")


def _check_figures(internship: Internship, changed: set[str]) -> None:
    if not changed & set(FIGURES):
        return
    confirmed = internship.registers.filter(state=RegisterState.CONFIRMED).order_by("month_on").first()
    if confirmed is not None:
        raise NotPossible(
            f"Il mese dal {date_field(confirmed.month_on)} è confermato: orario, ore e indennità non cambiano più."
        )
