"""An agreement with a host, and an internship that begins to be prepared."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actions import end_grants, grant
from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant
from ciao.access.requires import ensure
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.files.actions import store_file
from ciao.hosts.models import Host
from ciao.internships.actions.extending import judge, stop_at_law
from ciao.internships.enums import InternshipKind, InternshipState, ServicePaper
from ciao.internships.kinds import KINDS
from ciao.internships.models import Agreement, Internship, ServiceAct
from ciao.matches.enums import MatchState
from ciao.matches.models import Match
from ciao.partners.models import Organization
from ciao.plans.enums import PlanState, SupportKind
from ciao.plans.models import Support
from ciao.programmes.models import Activity, Mandate, Programme
from ciao.programmes.numbers import next_number

PAYER = "paga l’indennità"
NO_CARE = (
    "Il tirocinio di inclusione sociale è per chi è in carico a un servizio pubblico, sociale o sanitario (Accordo "
    "Stato-Regioni del 22.01.2015). Il percorso in CIAO! non basta: prima scrivi quale servizio, da quando, con "
    "quale documento."
)


@transaction.atomic
def sign_agreement(
    *, programme: Programme, host: Host, promoter: Organization, number: str, signed_on: date | None,
    starts_on: date, ends_on: date, by: Actor, upload: File[Any] | None = None, row_id: uuid.UUID | None = None,
) -> Agreement:  # fmt: skip
    """The convenzione between promoter and host, already signed or still to be; `row_id` makes sending twice harmless.

    Without `signed_on` its paper is issued from here, and it counts once everybody has signed that.
    """
    ensure(by, Action.HOST_EDIT)
    found = host.agreements.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if signed_on is not None and signed_on > clock.today():
        raise NotPossible("Scegli una data di firma che non sia dopo oggi.")
    if ends_on < starts_on:
        raise NotPossible(f"La convenzione vale dal {date_field(starts_on)}: la fine viene dopo.")
    agreement = Agreement(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, programme=programme, host=host, promoter=promoter,
        number=number, signed_on=signed_on, starts_on=starts_on, ends_on=ends_on, recorded_by=by.id,
        file=store_file(upload=upload, scope=host.scope_id, level=Level.HOST, by=by) if upload else None,
    )  # fmt: skip
    agreement.save(force_insert=True)
    return agreement


@transaction.atomic
def open_internship(
    *, case: Case, kind: InternshipKind | str, promoter: Organization, payer: Organization, tutor: Mandate,
    activity: Activity, starts_on: date, ends_on: date, by: Actor, support: Support | None = None,
    match: Match | None = None, row_id: uuid.UUID | None = None,
) -> Internship:  # fmt: skip
    """An internship to prepare: number, dates, who promotes, who pays; the body that pays reads the amounts.

    `row_id` makes sending twice harmless. Raises `NotPossible` where the case has ended, the tutor is not in its
    team, the support is not an internship of the plan in force, the match is not one both sides agreed to, or the
    kind asks what is not recorded yet.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    found = Internship.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_case(case, InternshipKind(kind), starts_on, ends_on)
    if ends_on > starts_on:
        stop_at_law(judge(Internship(case=case, kind=InternshipKind(kind)), starts_on, ends_on))
    check_tutor(case, tutor)
    _check_support(case, support)
    _check_match(case, match)
    internship = Internship(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, support=support, match=match, activity=activity,
        number=next_number(case.programme, "internship"), kind=InternshipKind(kind), promoter=promoter, payer=payer,
        tutor=tutor, starts_on=starts_on, ends_on=ends_on, recorded_by=by.id,
    )  # fmt: skip
    internship.save(force_insert=True)
    let_payer_in(internship, by)
    return internship


def _check_match(case: Case, match: Match | None) -> None:
    if match is not None and (match.case_id != case.id or match.state != MatchState.CONFIRMED):
        raise NotPossible("Prima conferma l’abbinamento: servono il sì della persona e quello dell’ente.")


@transaction.atomic
def change_tutor(*, internship: Internship, tutor: Mandate, by: Actor) -> Internship:
    """Somebody else of the team follows the internship and confirms its months."""
    ensure(by, Action.INTERNSHIP_EDIT)
    check_tutor(internship.case, tutor)
    internship.tutor = tutor
    internship.save(update_fields=["tutor"])
    return internship


def expected_grants(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """Circle, holder, level and reason of every permission that internships give on `day`, each once."""
    rows = Internship.objects.exclude(state=InternshipState.CANCELLED).order_by()
    for scope_id, payer_id in rows.values_list("scope_id", "payer_id").distinct():
        yield scope_id, payer_id, int(Level.MONEY), PAYER


def care_on(case: Case, day: date) -> ServiceAct | None:
    """The public service that has the person in charge on a day, as far as the reader may know."""
    found: ServiceAct | None = case.service_acts.valid_on(day).filter(kind=ServicePaper.CARE).first()
    return found


def let_payer_in(internship: Internship, by: Actor) -> None:
    """The body that pays reads the amounts of the case's circle, for as long as an internship names it."""
    held = Grant.objects.filter(scope_id=internship.scope_id, holder_id=internship.payer_id, why=PAYER)
    if not held.valid_on(clock.today()).exists():
        grant(
            scope=internship.scope, holder_kind="organization", holder_id=internship.payer_id, level=Level.MONEY,
            why=PAYER, by=by,
        )  # fmt: skip


def let_payer_out(internship: Internship, on: date) -> None:
    """An internship that never began lets its payer out, unless another of the same person names it too."""
    others = Internship.objects.filter(scope_id=internship.scope_id, payer_id=internship.payer_id)
    if not others.exclude(id=internship.id).exclude(state=InternshipState.CANCELLED).exists():
        end_grants(scope=internship.scope, holder_id=internship.payer_id, on=on, why=PAYER)


def check_tutor(case: Case, tutor: Mandate) -> None:
    """The tutor stands in the team today; raises `NotPossible` telling to add them."""
    if not case.workers.current(clock.today()).filter(mandate=tutor).exists():
        name = tutor.user.get_full_name()
        raise NotPossible(f"{name} non è nell’équipe di questa persona: prima aggiungi {name} all’équipe.")


def _check_case(case: Case, kind: InternshipKind, starts_on: date, ends_on: date) -> None:
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: per un tirocinio va prima riaperto.")
    if ends_on < starts_on:
        raise NotPossible(f"Il tirocinio comincia il {date_field(starts_on)}: la fine viene dopo.")
    if starts_on < case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(case.opened_on)}: il tirocinio viene dopo.")
    if "care" in KINDS[kind].pack and care_on(case, starts_on) is None:
        raise NotPossible(NO_CARE)


def _check_support(case: Case, support: Support | None) -> None:
    if support is None:
        return
    plan = support.goal.plan
    if support.kind != SupportKind.INTERNSHIP:
        raise NotPossible(f"Il sostegno scelto è «{support.get_kind_display()}»: scegline uno che sia un tirocinio.")
    if plan.case_id != case.id or plan.state != PlanState.SIGNED or support.is_dropped or support.goal.is_dropped:
        raise NotPossible("Il sostegno scelto non è nel progetto in vigore di questa persona.")
