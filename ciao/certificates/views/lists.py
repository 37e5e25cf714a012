"""Every certificate one may see: what is to look at again, what lapses, what was given."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.audit.enums import Group
from ciao.certificates import panel
from ciao.certificates.enums import CertificateState, Origin, Subject
from ciao.certificates.views import crumbs, read
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark


def _mark(one: Any) -> Mark:
    return Mark(one.line.kind, one.line.status, one.line.icon)


PERSON = Column(
    "persona", "Persona", lambda one: one.line.who.name, note=lambda one: one.line.who.note,
    link=lambda one: one.get_absolute_url(),
)  # fmt: skip
LIST = ListPage(
    title="Attestati",
    noun="attestato,attestati",
    columns=[
        PERSON,
        Column("attestato", "Attestato", lambda one: one.title, "title"),
        Column("numero", "Numero", lambda one: one.number_label, "number"),
        Column("rilasciato", "Rilasciato", lambda one: one.issued_on, "issued_on"),
        Column("scade", "Vale fino al", lambda one: one.expires_on, "expires_on"),
        Column("stato", "Oggi", _mark),
    ],
    filters=[
        Filter("da", "Da che cosa", Origin.choices, lambda rows, value: rows.filter(origin=value)),
        Filter("su", "Di che cosa", Subject.choices, lambda rows, value: rows.filter(subject=value)),
        Filter("stato", "Stato", CertificateState.choices, lambda rows, value: rows.filter(state=value)),
    ],
    order=("-issued_on", "-number"),
    empty=("file", "Ancora nessun attestato", "Si rilasciano dal corso, quando i registri sono chiusi."),
    template="certificates/list.html",
    export_name="attestati",
)
EXPIRING = ListPage(
    title="Attestati che scadono",
    noun="attestato,attestati",
    columns=[
        PERSON,
        Column("attestato", "Attestato", lambda one: one.title, "title"),
        Column("scade", "Vale fino al", lambda one: one.expires_on, "expires_on"),
        Column("stato", "Oggi", _mark),
    ],
    filters=[Filter("su", "Di che cosa", Subject.choices, lambda rows, value: rows.filter(subject=value))],
    order=("expires_on",),
    empty=("check", "Niente in scadenza", "Compaiono qui gli attestati scaduti e quelli da rinnovare."),
    template="certificates/expiring.html",
    export_name="attestati-che-scadono",
)
REVIEW = ListPage(
    title="Attestati da rivedere",
    noun="attestato,attestati",
    columns=[
        PERSON,
        Column("attestato", "Attestato", lambda one: one.title, "title"),
        Column("numero", "Numero", lambda one: one.number_label, "number"),
        Column("perche", "Perché", lambda one: one.line.doubt),
    ],
    order=("-issued_on", "-number"),
    empty=("check", "Niente da rivedere", "Compaiono qui se le ore scendono dopo il rilascio."),
    template="certificates/review.html",
    export_name="attestati-da-rivedere",
)


@requires(Action.CERTIFICATE_VIEW)
def certificates(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first; on top what waits."""
    by = acting_in(request)
    return LIST.answer(
        request, _with_facts(panel.seen(by)), on_read=partial(_prepare, by=by, purpose="attestati"),
        review=panel.to_review(by).count(), expiring=panel.expiring(by, clock.today()).count(),
        waiting=panel.waiting(by), gives=may(by, Action.CERTIFICATE_ISSUE), rules=may(by, Action.COURSE_EDIT),
    )  # fmt: skip


@requires(Action.CERTIFICATE_VIEW)
def expiring(request: HttpRequest) -> HttpResponse:
    """What has lapsed or is about to, the nearest first."""
    by = acting_in(request)
    rows = _with_facts(panel.expiring(by, clock.today()))
    first = rows.order_by("expires_on").first()
    return EXPIRING.answer(
        request, rows, on_read=partial(_prepare, by=by, purpose="attestati che scadono"), first=first,
        crumbs=crumbs(("Che scadono", "")),
    )  # fmt: skip


@requires(Action.CERTIFICATE_VIEW)
def review(request: HttpRequest) -> HttpResponse:
    """What was given and whose hours fell afterwards."""
    by = acting_in(request)
    rows = panel.to_review(by).select_related("enrolment")
    first = rows.order_by("-issued_on").first()
    where = first.get_absolute_url() if first else reverse("certificates:list")
    return REVIEW.answer(
        request, rows, on_read=partial(_prepare, by=by, purpose="attestati da rivedere"), first=first, where=where,
        crumbs=crumbs(("Da rivedere", "")),
    )  # fmt: skip


def _with_facts(rows: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.with_hours_now().select_related("enrolment")
    return found


def _prepare(shown: list[Any], *, by: Actor, purpose: str) -> None:
    """Names of the rows on show, and the page's one line in the read log."""
    found = panel.lines(shown, by)
    for one, line in zip(shown, found, strict=True):
        one.line = line
    if found:
        read(shown[0].scope_id, by, purpose, panel.people(found), Group.ATTENDANCE)
