"""What certificates give to composed pages: the fascicolo's block and step, what lapses, what is to look at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.certificates.actions import expiry_days
from ciao.certificates.enums import Origin, Stage
from ciao.certificates.models import Certificate, CertificateQuerySet, CertificateRule
from ciao.certificates.rules import stage_of
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.services.enums import EditionState
from ciao.services.models import Edition
from ciao.services.panel import Known, known

STAGES = {Stage.EXPIRED: ("stop", "close"), Stage.NOW: ("warn", "clock"), Stage.SOON: ("info", "clock")}


@dataclass(frozen=True)
class CertificateLine:
    """A certificate as lists show it; `url` renews where an edition of the same service is open."""

    certificate: Certificate
    who: Known
    status: str
    kind: str
    icon: str
    doubt: str = ""


def seen(actor: Actor) -> CertificateQuerySet:
    """The certificates the actor may read."""
    rows: CertificateQuerySet = visible(Certificate.objects.all(), actor, Action.CERTIFICATE_VIEW)
    return rows


def certificates(view: View) -> Panel | None:
    """A person's certificates, with what lapses; none for who may not see certificates."""
    if not may(view.actor, Action.CERTIFICATE_VIEW):
        return None
    rows = list(seen(view.actor).filter(case=view.case).with_hours_now().select_related("enrolment"))
    gives = may(view.actor, Action.CERTIFICATE_ISSUE) and view.case.is_active()
    if not rows and not gives:
        return None
    context = {"lines": lines(rows, view.actor), "record": reverse("certificates:record", args=[view.case.id])}
    return Panel(
        "attestati", "Attestati", "certificates/panels/certificates.html", context, count=len(rows) or None,
        url=reverse("certificates:outside", args=[view.case.id]) if gives else "",
        action="Scrivi un attestato di fuori",
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """The first certificate of a person that has lapsed or is about to."""
    if not may(view.actor, Action.CERTIFICATE_ISSUE) or not view.case.is_active():
        return None
    first = expiring(view.actor, clock.today()).filter(case=view.case).order_by("expires_on").first()
    if first is None or first.expires_on is None:
        return None
    past = first.expires_on < clock.today()
    title = f"Rinnovare «{first.title}»"
    why = f"{'È scaduto' if past else 'Scade'} il {date_field(first.expires_on)}. Il messaggio per la persona è pronto."
    return NextStep("certificate", title, why, "", "Apri l’attestato", first.expires_on), first.get_absolute_url()


def expiring(actor: Actor, today: date) -> CertificateQuerySet:
    """What has lapsed or lapses within the first notice, and nothing later has taken its place."""
    first, _ = expiry_days(today)
    return seen(actor).lapsing().filter(expires_on__lte=today + timedelta(days=first))


def to_review(actor: Actor) -> CertificateQuerySet:
    """What was given and no longer stands on its hours."""
    return seen(actor).to_review()


def lines(rows: Sequence[Any], actor: Actor) -> list[CertificateLine]:
    """Certificates as lists show them, with names the actor may say; rows carry `hours_now`."""
    names, today = known({one.case_id for one in rows}, actor), clock.today()
    first, last = expiry_days(today)
    return [_line(one, names[one.case_id], stage_of(one.expires_on, today, first_days=first, last_days=last))
            for one in rows]  # fmt: skip


def people(shown: Iterable[CertificateLine]) -> list[UUID]:
    """Whom the page showed by name, for the read log."""
    return [one.who.person_id for one in shown if one.who.person_id]


def renewals(certificate: Certificate, actor: Actor) -> list[Edition]:
    """The editions still open where the same subject is certified, the next first."""
    service = Q(service__in=_services_of(certificate))
    rows = visible(Edition.objects.all(), actor, Action.COURSE_VIEW).open().filter(service, ends_on__gte=clock.today())
    return list(rows.select_related("service").order_by("starts_on")[:5])


def enrol_url(case: Case | UUID) -> str:
    """Where a person is enrolled again."""
    return reverse("services:enrol_case", args=[case.id if isinstance(case, Case) else case])


def waiting(actor: Actor) -> list[Edition]:
    """Editions of the actor's with every meeting held and nobody certified yet, for the list's next step."""
    if not may(actor, Action.CERTIFICATE_ISSUE):
        return []
    given = Certificate.objects.standing().filter(enrolment__isnull=False).values("enrolment__edition_id")
    rows = visible(Edition.objects, actor, Action.COURSE_VIEW).filter(
        _has_rule(), Q(enrolments__isnull=False), state__in=[EditionState.RUNNING, EditionState.DONE]
    ).exclude(id__in=given).exclude(sessions__state="open")  # fmt: skip
    return list(rows.select_related("service").distinct().order_by("ends_on")[:5])


def _has_rule() -> Q:
    return Q(service__in=CertificateRule.objects.values("service_id"))


def _services_of(certificate: Certificate) -> Any:
    return CertificateRule.objects.filter(subject=certificate.subject).values("service_id")


def _line(one: Any, who: Known, stage: Stage | None) -> CertificateLine:
    state = one.enrolment.state if one.enrolment is not None else None
    doubt = one.doubt(state, one.hours_now)
    if not one.is_standing:
        return CertificateLine(one, who, "revocato", "", "ban")
    if doubt:
        return CertificateLine(one, who, "da rivedere", "stop", "warning-circle", doubt)
    if stage is not None:
        return CertificateLine(one, who, str(stage.label), *STAGES[stage])
    outside = one.origin == Origin.OUTSIDE
    return CertificateLine(one, who, "portato da fuori" if outside else "valido", "" if outside else "ok", "check")
