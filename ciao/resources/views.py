"""The directory: the list, a new entry, what changes it, and the same as open data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.programmes.models import Programme, ProgrammeArea
from ciao.programmes.panel import programme_of
from ciao.resources import actions
from ciao.resources.enums import Audience, ResourceKind, ResourceState
from ciao.resources.forms import DayForm, ReasonForm, ResourceForm, known
from ciao.resources.hsds import as_document, as_tables
from ciao.resources.lifecycle import RESOURCE
from ciao.resources.models import Resource
from ciao.resources.panel import STEPS, TINTS, check_days
from ciao.resources.rules import age_words, checked_words
from ciao.territories.forms import ComuneField
from ciao.territories.models import Municipality

VIEW, EDIT = Action.RESOURCE_VIEW, Action.RESOURCE_EDIT


@requires(VIEW)
def resources(request: HttpRequest) -> HttpResponse:
    """The directory; for who keeps it, what nobody has checked for long comes first."""
    by, days = acting_in(request), check_days()
    rows = visible(Resource.objects.all(), by, VIEW).select_related("municipality")
    may_edit = may(by, EDIT)
    ordered = rows.stale_first(clock.today(), days) if may_edit else rows.order_by("name", "pk")
    oldest = rows.unchecked_since(clock.today() - timedelta(days=days)).order_by("checked_on", "name").first()
    return directory(by, days if may_edit else None).answer(request, ordered, may_edit=may_edit, oldest=oldest)


@requires(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A new entry."""
    by, programme = acting_in(request), _programme(request)
    form = _suggested(ResourceForm(request.POST or None), programme)
    page = _page("Nuova risorsa", "Salva la risorsa", Resource.get_absolute_url, "Salvata: ora si può scegliere.")

    def act(typed: dict[str, Any]) -> Resource:
        return actions.add_resource(programme=programme, by=by, row_id=typed["row_id"], **form.told())

    return page.answer(request, form, act)


@requires(EDIT)
def edit(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """What is known now."""
    by, found = acting_in(request), find(request, resource_id, EDIT)
    form = _suggested(ResourceForm(request.POST or None, initial={**known(found), "row_id": found.id}), found.programme)
    page = _page(f"Modifica {found}", "Salva", found.get_absolute_url(), "Salvata, e segnata come controllata oggi.")
    return page.answer(request, form, lambda _: actions.edit_resource(resource=found, by=by, **form.told()))


@requires(EDIT)
@require_POST
def check(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """One click: what is written is still true today."""
    found = find(request, resource_id, EDIT)
    actions.check_resource(resource=found, on=clock.today(), by=acting_in(request))
    return HttpResponseRedirect(found.get_absolute_url())


@requires(EDIT)
def move(request: HttpRequest, resource_id: UUID, step: str) -> HttpResponse:
    """It closes for a while, for good, or opens again."""
    by, found = acting_in(request), find(request, resource_id, EDIT)
    if step not in STEPS:
        raise Http404
    transition = RESOURCE.transitions[STEPS[step]]
    form = (ReasonForm if transition.needs_reason else DayForm)(request.POST or None, initial={"on": clock.today()})
    label = transition.label[:1].upper() + transition.label[1:]
    page = _page(f"{found}: {transition.label}", label, found.get_absolute_url(), "Fatto.")
    return page.answer(
        request, form, lambda typed: actions.move_resource(resource=found, verb=transition.verb, by=by, **typed)
    )


@requires(VIEW)
def open_data(request: HttpRequest) -> HttpResponse:
    """The directory in Open Referral HSDS 3: one page of services, whole."""
    answer = JsonResponse(as_document(_open(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="risorse-hsds-{clock.today():%Y-%m-%d}.json"'
    return answer


@requires(VIEW)
def open_tables(request: HttpRequest) -> HttpResponse:
    """The same as HSDS tables: CSV files in one archive."""
    answer = HttpResponse(as_tables(_open(request)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="risorse-hsds-{clock.today():%Y-%m-%d}.zip"'
    return answer


def find(request: HttpRequest, resource_id: UUID, action: Action = VIEW) -> Resource:
    """The resource, or the same answer as for one that is not there."""
    rows: Any = visible(Resource.objects, acting_in(request), action).select_related("municipality", "programme")
    found: Resource = get_object_or_404(rows, id=resource_id)
    return found


def directory(by: Actor, stale_days: int | None) -> ListPage:
    """Name, for whom, where, in which language, how fresh; `stale_days` adds the filter of who keeps it."""

    def fresh(one: Resource) -> Mark:
        words = checked_words(one.checked_on, clock.today())
        late = stale_days is not None and one.is_stale(clock.today(), stale_days)
        return Mark("warn" if late else "", words, "warning-circle" if late else "check")

    def state(one: Resource) -> Mark:
        kind, icon = TINTS[ResourceState(one.state)]
        return Mark(kind, one.get_state_display(), icon)

    return ListPage(
        title="Risorse del territorio",
        noun="risorsa,risorse",
        columns=[
            Column("nome", "Nome", lambda one: one.name, sort="name", link=Resource.get_absolute_url,
                   note=lambda one: one.organization_name),
            Column("chi", "Per chi", _for_whom),
            Column("comune", "Comune", lambda one: one.municipality or "tutto il territorio",
                   sort="municipality__name"),
            Column("lingue", "Lingue", lambda one: one.languages),
            Column("stato", "Stato", state, sort="state"),
            Column("controllo", "Controllo", fresh, sort="checked_on"),
        ],
        search=_named,
        search_label="Nome, ente o parola",
        filters=_filters(by, stale_days),
        empty=("map-marker", "L’elenco è ancora vuoto", "Qui ci sono i servizi e i progetti a cui orientare."),
        template="resources/list.html",
        export_name="risorse",
    )  # fmt: skip


def _filters(by: Actor, stale_days: int | None) -> list[Filter]:
    def comuni() -> Iterable[tuple[str, str]]:
        seen = visible(Resource.objects, by, VIEW).values("municipality_id")
        return Municipality.objects.filter(istat_code__in=seen).values_list("istat_code", "name")

    found = [
        Filter("tipo", "Che cos’è", ResourceKind.choices, lambda rows, one: rows.filter(kind=one)),
        Filter("comune", "Comune", comuni, lambda rows, one: rows.near(one)),
        Filter("chi", "Per chi", Audience.choices, lambda rows, one: rows.filter(audience__in=("all", one))),
        Filter("stato", "Stato", ResourceState.choices, lambda rows, one: rows.filter(state=one)),
    ]
    if stale_days is not None:
        old = [("vecchie", "da controllare")]
        found.append(Filter("controllo", "Controllo", old, lambda rows, _: rows.filter(is_settled=0)))
    return found


def _named(rows: Any, text: str) -> Any:
    wanted = Q(name__icontains=text) | Q(organization_name__icontains=text) | Q(description__icontains=text)
    return rows.filter(wanted | Q(languages__icontains=text) | Q(conditions__icontains=text))


def _for_whom(one: Resource) -> str:
    return ", ".join(filter(None, [one.get_audience_display(), age_words(one.age_min, one.age_max)]))


def _open(request: HttpRequest) -> QuerySet[Resource]:
    rows = visible(Resource.objects.all(), acting_in(request), VIEW)
    return rows.select_related("municipality").order_by("name", "pk")


def _programme(request: HttpRequest) -> Programme:
    found = programme_of(acting_in(request))
    if found is None:
        raise Http404
    return found


def _suggested(form: ResourceForm, programme: Programme) -> ResourceForm:
    inside = ProgrammeArea.objects.filter(programme=programme).values("municipalities")
    field = form.fields["municipality"]
    if isinstance(field, ComuneField):
        field.suggest(list(Municipality.objects.filter(istat_code__in=inside).values_list("name", flat=True)))
    return form


def _page(heading: str, save: str, to: Any, done: str) -> FormPage:
    home = reverse("resources:list")
    back = to if isinstance(to, str) else home
    crumbs = [("Risorse del territorio", home), (heading, "")]
    context = {"heading": heading, "save": save, "back": back, "crumbs": crumbs}
    return FormPage("resources/form.html", to=to, done=done, context=context)
