"""Places with how many people each has and what it asks; hosts and places where a person does not go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.core.lists import Column, ListPage
from ciao.hosts.models import Host, Vacancy
from ciao.matches import actions
from ciao.matches.assigning.asked import asked_of
from ciao.matches.forms import BarForm, DangerForm, LiftForm, TermsForm
from ciao.matches.models import DangerPlace, HostBar
from ciao.matches.panel import candidates_count, place_title
from ciao.matches.views import find_place, read, shape
from ciao.matches.views.pairs import team_case
from ciao.outreach.actions import programme_comuni
from ciao.partners.models import Organization

TERMS = ("seats", "days", "parts", "least_age", "italian", "titles", "burdens")


def _seats(vacancy: Vacancy) -> int:
    terms = getattr(vacancy, "terms", None)
    return terms.seats if terms else 1


def place_list(*, may_edit: bool) -> ListPage:
    """The list, whose titles lead to what a place asks for who looks after places."""
    return ListPage(
        title="Posti e candidature",
        noun="posto,posti",
        columns=[
            Column("posto", "Posto", lambda one: one.title, sort="title", note=lambda one: str(one.host.organization),
                   link=(lambda one: reverse("matches:terms", args=[one.id])) if may_edit else None),
            Column("comune", "Comune", lambda one: str(one.municipality or ""), sort="municipality__name"),
            Column("ore", "Ore a settimana", lambda one: one.weekly_hours, sort="weekly_hours", numeric=True),
            Column("posti", "Persone insieme", _seats, numeric=True),
            Column("proposte", "Persone proposte", lambda one: one.candidates, numeric=True),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text) | rows.filter(
            host__organization__name__icontains=text),
        search_label="Posto o ente",
        order=("title",),
        empty=("map-marker", "Nessun posto libero", "Qui ci sono i posti liberi degli enti disponibili."),
        template="matches/places.html",
        export_name="posti-e-candidature",
    )  # fmt: skip


@requires(Action.HOST_VIEW)
def places(request: HttpRequest) -> HttpResponse:
    """Open places and how many people are proposed for each: how many, never who."""
    by = acting_in(request)
    rows: Any = visible(Vacancy.objects.all(), by, Action.HOST_VIEW).open()
    rows = rows.filter(host__state="available").select_related("host__organization", "municipality", "terms")
    return place_list(may_edit=may(by, Action.HOST_EDIT)).answer(request, rows, on_read=_count)


@requires(Action.HOST_EDIT)
def terms(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """What a place asks of who comes."""
    by, found = acting_in(request), find_place(request, vacancy_id, Action.HOST_EDIT)
    known = asked_of(found)
    initial = {name: getattr(known, name) for name in TERMS} | {"fields_of_work": known.fields}
    form = TermsForm(request.POST or None, initial=initial)
    page = shape("Che cosa chiede il posto", "Salva", reverse("matches:places"), "Salvato.", lead=place_title(found),
                 more=[("Posti e candidature", reverse("matches:places"))], back=reverse("matches:places"))  # fmt: skip
    return page.answer(request, form, lambda _: actions.save_terms(vacancy=found, by=by, **form.facts()))


@requires(Action.MATCH_EDIT)
def bars(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Hosts the person does not go to, and one more."""
    by, case, name = team_case(request, case_id)
    hosts = visible(Host.objects, by, Action.MATCH_EDIT).filter(programme=case.programme).select_related("organization")
    rows = visible(HostBar.objects, by, Action.MATCH_EDIT).filter(case=case, ends_on=None)
    read(request, case.scope_id, "enti da evitare", [case.person_id])
    here = reverse("matches:bars", args=[case.id])
    page = cases.page(request, case, "Enti da evitare", "Aggiungi", "Salvato: a questo ente non si propone.",
                      template="matches/bars.html", rows=list(rows.select_related("host__organization")),
                      lead=name)  # fmt: skip
    form = BarForm(request.POST or None, hosts=hosts)
    return _again(page, here).answer(request, form, lambda typed: actions.bar_host(case=case, by=by, **typed))


@require_POST
@requires(Action.MATCH_EDIT)
def lift_bar(request: HttpRequest, bar_id: UUID) -> HttpResponse:
    """The host may be proposed again."""
    found = get_object_or_404(visible(HostBar.objects, acting_in(request), Action.MATCH_EDIT), id=bar_id)
    actions.lift_bar(bar=found, by=acting_in(request))
    messages.success(request, "Fatto: l’ente si può proporre di nuovo.")
    return redirect("matches:bars", found.case_id)


@requires(Action.PROTECTION_EDIT)
def dangers(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the person is never sent: only named staff read it, everybody's proposals are kept from it."""
    by, case = acting_in(request), cases.find(request, case_id)
    rows = visible(DangerPlace.objects, by, Action.PROTECTION_EDIT).filter(person_id=case.person_id, ends_on=None)
    record_read(by=by, scope=case.scope_id, purpose="luoghi pericolosi", groups=[Group.NAME, Group.CONTACT],
                person_ids=[case.person_id])  # fmt: skip
    here = reverse("matches:dangers", args=[case.id])
    page = cases.page(request, case, "Luoghi pericolosi", "Aggiungi", "Salvato: da adesso non si propone a nessuno.",
                      template="matches/dangers.html",
                      rows=list(rows.select_related("municipality", "organization")))  # fmt: skip
    form = DangerForm(request.POST or None, bodies=Organization.objects.order_by("name"))
    form.fields["municipality"].suggest([one.name for one in programme_comuni(case.programme)])  # type: ignore[attr-defined]
    return _again(page, here).answer(
        request, form, lambda typed: actions.name_danger(person=case.person, by=by, **typed)
    )


@requires(Action.PROTECTION_EDIT)
def lift_danger(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """The place is dangerous no more."""
    by, case = acting_in(request), cases.find(request, case_id)
    rows = visible(DangerPlace.objects, by, Action.PROTECTION_EDIT)
    found = get_object_or_404(rows, id=row_id, person_id=case.person_id)
    cases.read(case, by, "luoghi pericolosi", Group.NAME, Group.CONTACT)
    here = reverse("matches:dangers", args=[case.id])
    page = cases.page(request, case, "Togli il luogo", "Togli il luogo", "Tolto.")
    form = LiftForm(request.POST or None)
    return _again(page, here).answer(
        request, form, lambda typed: actions.lift_danger(place=found, reason=typed["note"], by=by)
    )


def _again(page: FormPage, here: str) -> FormPage:
    """The same page, which leads back to itself."""
    return FormPage(page.template, to=here, done=page.done, context=page.context)


def _count(shown: list[Vacancy]) -> None:
    found = candidates_count([one.id for one in shown])
    for one in shown:
        one.candidates = found.get(one.id, 0)  # type: ignore[attr-defined]
