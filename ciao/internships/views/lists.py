"""The internships one may see, and the agreements they stand on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.facts import names_for, title_of
from ciao.core import clock
from ciao.core.formats import UNKNOWN, date_field, period
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.hosts.models import Host
from ciao.internships.actions import sign_agreement
from ciao.internships.enums import InternshipKind, InternshipState
from ciao.internships.forms import AgreementForm
from ciao.internships.models import Agreement, Internship
from ciao.internships.pack.gather import packs_of
from ciao.internships.panel import STATES, confirmed_months, step_of
from ciao.outreach.views import programme_of
from ciao.partners.models import Organization


@requires(Action.INTERNSHIP_VIEW)
def internships(request: HttpRequest) -> HttpResponse:
    """By number and name, with what comes next; the host only where one reads it."""
    by = acting_in(request)
    rows = visible(Internship.objects, by, Action.INTERNSHIP_VIEW).select_related("case__programme", "promoter")
    return internship_list(by).answer(
        request, rows, on_read=lambda shown: _prepare(shown, by), may_edit=may(by, Action.INTERNSHIP_EDIT)
    )


@requires(Action.HOST_VIEW)
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements with hosts, those in force first."""
    by = acting_in(request)
    rows = visible(Agreement.objects, by, Action.HOST_VIEW).select_related("host__organization", "promoter")
    return AGREEMENTS.answer(request, rows, may_edit=may(by, Action.HOST_EDIT))


@requires(Action.HOST_EDIT)
def new_agreement(request: HttpRequest) -> HttpResponse:
    """A convenzione that was signed."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    hosts = visible(Host.objects, by, Action.HOST_EDIT).filter(programme=programme).select_related("organization")
    bodies = bodies_of(programme)
    form = AgreementForm(
        request.POST or None, request.FILES or None, hosts=hosts, bodies=bodies, initial=_asked(request)
    )
    back = reverse("internships:agreements")
    page = FormPage(
        "internships/agreement.html", to=back, done="Convenzione salvata. I tirocini di quell’ente la possono usare.",
        context={"back": back, "crumbs": [("Tirocini", ""), ("Convenzioni", back), ("Nuova", "")]},
    )  # fmt: skip
    return page.answer(request, form, lambda typed: sign_agreement(programme=programme, by=by, **typed))


def bodies_of(programme: Any) -> Any:
    """The bodies that take part in a programme."""
    return Organization.objects.filter(partnerships__programme=programme).distinct()


def internship_list(by: Actor) -> ListPage:
    """Six columns at most; who may not read the host sees a dash."""
    return ListPage(
        title="Tirocini",
        noun="tirocinio,tirocini",
        columns=[
            Column("persona", "Persona", lambda one: one.shown_name, link=lambda one: one.get_absolute_url(),
                   note=lambda one: f"tirocinio {one.number}"),
            Column("ente", "Ente ospitante", lambda one: one.shown_host),
            Column("date", "Date", lambda one: period(one.starts_on, one.last_day), sort="starts_on"),
            Column("stato", "Stato", _state, sort="state"),
            Column("passo", "Prossimo passo", _step),
        ],
        search=found_by,
        search_label="Numero del tirocinio o del caso",
        filters=[
            Filter("stato", "Stato", InternshipState.choices, lambda rows, value: rows.filter(state=value)),
            Filter("tipo", "Tipo", InternshipKind.choices, lambda rows, value: rows.filter(kind=value)),
        ],
        order=("-starts_on", "-number"),
        empty=("briefcase", "Ancora nessun tirocinio", "Si aprono dal fascicolo di una persona."),
        template="internships/list.html",
        export_name="tirocini",
    )  # fmt: skip


AGREEMENTS = ListPage(
    title="Convenzioni",
    noun="convenzione,convenzioni",
    columns=[
        Column("ente", "Ente ospitante", lambda one: str(one.host.organization), sort="host__organization__name"),
        Column(
            "numero",
            "Numero",
            lambda one: one.number,
            sort="number",
            link=lambda one: reverse("internships:agreement", args=[one.id]),
        ),
        Column("promotore", "Promotore", lambda one: str(one.promoter)),
        Column(
            "firmata",
            "Firmata il",
            lambda one: date_field(one.signed_on) or Mark("warn", "da firmare"),
            sort="signed_on",
        ),
        Column("dal", "Vale dal", lambda one: date_field(one.starts_on), sort="starts_on"),
        Column("al", "Al", lambda one: _until(one), sort="ends_on"),
    ],
    order=("-ends_on",),
    empty=("file", "Ancora nessuna convenzione", "Serve per iniziare un tirocinio."),
    template="internships/agreements.html",
    export_name="convenzioni",
)


def found_by(rows: Any, text: str) -> Any:
    """Rows found by number, «caso 124» by that of the case."""
    digits = text.lower().removeprefix("tirocinio").removeprefix("caso").strip()
    if not digits.isdigit() or len(digits) > 6:
        return rows.none()
    is_case = text.lower().startswith("caso")
    return rows.filter(case__number=int(digits)) if is_case else rows.filter(number=int(digits))


def _prepare(shown: list[Internship], by: Actor) -> None:
    """Names, hosts and next steps of the rows on show, and the page's one line in the read log."""
    names, packs = names_for([one.case for one in shown], by), packs_of(shown, by)
    confirmed, edits = confirmed_months(shown, by), may(by, Action.INTERNSHIP_EDIT)
    for one in shown:
        project = packs[one.id].project
        asked = step_of(one, packs[one.id], confirmed[one.id], clock.today()) if edits else None
        one.shown_name = title_of(one.case, names.get(one.case.person_id))  # type: ignore[attr-defined]
        one.shown_host = str(project.host.organization) if project else UNKNOWN  # type: ignore[attr-defined]
        one.shown_step = asked[0] if asked else None  # type: ignore[attr-defined]
    if shown:
        groups = [Group.INTERNSHIP, *([Group.NAME] if names else [])]
        record_read(
            by=by, scope=shown[0].case.programme.scope_id, purpose="elenco dei tirocini", groups=groups,
            person_ids=[one.case.person_id for one in shown],
        )  # fmt: skip


def _state(one: Internship) -> Mark:
    kind, icon = STATES[InternshipState(one.state)]
    return Mark(kind, one.get_state_display(), icon)


def _step(one: Any) -> object:
    if one.shown_step is None:
        return UNKNOWN
    return Mark("stop", one.shown_step.title, "clock") if one.shown_step.kind == "stop" else one.shown_step.title


def _until(one: Agreement) -> object:
    if one.ends_on < clock.today():
        return Mark("warn", f"finita il {date_field(one.ends_on)}")
    return date_field(one.ends_on)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The host a page above asked for, where it is one."""
    return {"host": request.GET.get("ente", "")}
