"""Pages of the mixed groups: the proposals, making one, moving people about, enrolling, pairs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import period
from ciao.core.lists import Column, ListPage, Mark
from ciao.services.composer import actions
from ciao.services.composer.forms import ComposeForm, EnrolGroupsForm, PairForm, SeatsForm, ServiceChoiceForm, WhyForm
from ciao.services.composer.showing import ids_of, pair_lines, proposal_of
from ciao.services.enums import GroupPlanState
from ciao.services.lifecycle import GROUP_PLAN
from ciao.services.models import Edition, Enrolment, GroupPlan, KeepPair, Service
from ciao.services.panel import Known, known

LISTED = ("Gruppi da comporre", "services:group_plans")
STATES = {
    GroupPlanState.DRAFT: ("info", "clock"), GroupPlanState.ENROLLED: ("ok", "check"), GroupPlanState.DROPPED: ("", ""),
}  # fmt: skip
STEPS = {"metti-da-parte": "drop", "riprendi": "work_again"}


def _state(plan: GroupPlan) -> Mark:
    kind, icon = STATES[GroupPlanState(plan.state)]
    return Mark(kind, plan.get_state_display(), icon)


LIST = ListPage(
    title="Gruppi da comporre",
    noun="proposta,proposte",
    columns=[
        Column("servizio", "Servizio", lambda one: one.service.title, sort="service__title",
               link=lambda one: one.get_absolute_url()),
        Column("del", "Del", lambda one: one.made_on, sort="made_on"),
        Column("chi", "Fatta da", lambda one: one.made_by_label.split(",")[0]),
        Column("stato", "Stato", _state, sort="state"),
    ],
    order=("-made_at",),
    empty=("user", "Ancora nessuna proposta", "Una proposta mette nei gruppi giusti chi può venire."),
    template="services/composer/list.html",
    export_name="proposte-di-gruppi",
)  # fmt: skip


@requires(Action.GROUP_COMPOSE)
def group_plans(request: HttpRequest) -> HttpResponse:
    """The proposals of groups: they name nobody."""
    rows = visible(GroupPlan.objects, acting_in(request), Action.GROUP_COMPOSE).select_related("service")
    return LIST.answer(request, rows)


@requires(Action.GROUP_COMPOSE)
def new_group_plan(request: HttpRequest) -> HttpResponse:
    """Which service the groups are for: those with editions one may still join."""
    by = acting_in(request)
    open_ones = visible(Edition.objects.all(), by, Action.GROUP_COMPOSE).open().filter(ends_on__gte=clock.today())
    rows = visible(Service.objects, by, Action.GROUP_COMPOSE).filter(id__in=open_ones.values("service_id"))
    services = [(str(one.id), one.title) for one in rows.order_by("title")]
    form = ServiceChoiceForm(request.POST or None, services=services)
    page = _page("Nuova proposta di gruppi", "Avanti", lambda to: to, "Ora scegli le edizioni e le persone.")
    return page.answer(request, form, lambda typed: reverse("services:compose", args=[typed["service"]]))


@requires(Action.GROUP_COMPOSE)
def compose(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Editions, sizes and people; the proposal is made at once."""
    by = acting_in(request)
    service = get_object_or_404(visible(Service.objects, by, Action.GROUP_COMPOSE), id=service_id)
    editions = {str(one.id): one for one in _open_editions(service, by)}
    cases = {str(one.id): one for one in _candidates(by, editions.values(), everything=request.method == "POST")}
    people = known([one.id for one in cases.values()], by)
    _read(request, service.scope_id, [one.person_id for one in people.values() if one.person_id])
    form = ComposeForm(request.POST or None, editions=[(key, _edition(one)) for key, one in editions.items()],
                       people=[(str(key), _called(one)) for key, one in _by_name(people)],
                       initial={"editions": list(editions), "cases": list(cases)})  # fmt: skip
    shape = _page("Componi i gruppi", "Proponi i gruppi", lambda plan: plan.get_absolute_url(),
                  "Ecco la proposta: guardala, sposta chi vuoi, poi iscrivi.", lead=service.title)  # fmt: skip
    return shape.answer(request, form, lambda typed: _compose(service, typed, editions, cases, by))


@requires(Action.GROUP_COMPOSE)
def group_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One proposal: groups with their mix, who stays out and why; and where each one goes."""
    by, plan = acting_in(request), _find(request, plan_id)
    shown = proposal_of(plan, by)
    _read(request, plan.scope_id, ids_of(shown.everybody))
    seats = [(one.seat.id, one.label, one.seat.edition_id) for one in shown.everybody]
    form = SeatsForm(request.POST or None, seats=seats, editions=shown.editions)
    pairs = visible(KeepPair.objects, by, Action.GROUP_COMPOSE).filter(ends_on=None)
    page = _page(plan.service.title, "Salva gli spostamenti", plan.get_absolute_url(), "Spostamenti salvati.",
                 template="services/composer/plan.html", plan=plan, shown=shown, status=_state(plan),
                 is_open=plan.state == GroupPlanState.DRAFT, may_enrol=may(by, Action.COURSE_ENROL),
                 pair_count=pairs.count(), changes=list(plan.changes.all()),
                 cards=[(one, _fields(form, one.people)) for one in shown.groups],
                 out=_fields(form, shown.out))  # fmt: skip
    return page.answer(request, form, lambda _: actions.move_seats(plan=plan, places=form.places(), by=by))


@requires(Action.COURSE_ENROL)
def enrol_groups(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Everybody with a place is enrolled at once, as far as one follows them."""
    by, plan = acting_in(request), _find(request, plan_id, Action.COURSE_ENROL)
    shown = proposal_of(plan, by)
    _read(request, plan.scope_id, ids_of(shown.everybody))
    form = EnrolGroupsForm(request.POST or None, initial={"on": clock.today()})
    page = _page("Iscrivi tutte insieme", "Iscrivi", plan.get_absolute_url(), actions.told, plan=plan,
                 template="services/composer/enrol.html", shown=shown)  # fmt: skip
    return page.answer(request, form, lambda typed: actions.enrol_groups(plan=plan, on=typed["on"], by=by))


@require_POST
@requires(Action.GROUP_COMPOSE)
def compose_again(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The same people, from the start."""
    plan = _find(request, plan_id)
    try:
        actions.compose_again(plan=plan, by=acting_in(request))
        messages.success(request, "Proposta rifatta con ciò che si sa oggi.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(plan)


@requires(Action.GROUP_COMPOSE)
def move_plan(request: HttpRequest, plan_id: UUID, step: str) -> HttpResponse:
    """Set aside, or worked on again."""
    by, plan = acting_in(request), _find(request, plan_id)
    if step not in STEPS:
        raise Http404
    label = GROUP_PLAN.transitions[STEPS[step]].label.capitalize()
    form = WhyForm(request.POST or None)
    page = _page(f"{label} la proposta", label, plan.get_absolute_url(), "Fatto.", lead=plan.service.title)
    return page.answer(
        request, form, lambda typed: actions.move_plan(plan=plan, verb=STEPS[step], by=by, reason=typed["note"])
    )


@requires(Action.GROUP_COMPOSE)
def pairs(request: HttpRequest) -> HttpResponse:
    """Who stays together and who apart, and one pair more."""
    by = acting_in(request)
    rows = list(visible(KeepPair.objects, by, Action.GROUP_COMPOSE).filter(ends_on=None).select_related("first"))
    people = known([one.id for one in _followed(by)], by)
    lines = pair_lines(rows, by)
    shown = {*people, *(one for pair in rows for one in (pair.first_id, pair.second_id))}
    _log_pairs(request, known(shown, by))
    form = PairForm(request.POST or None, people=[(str(key), _called(one)) for key, one in _by_name(people)])
    page = _page("Coppie", "Salva la coppia", reverse("services:pairs"), "Coppia salvata: vale per ogni proposta.",
                 template="services/composer/pairs.html", lines=lines, has_people=len(people) > 1)  # fmt: skip
    return page.answer(request, form, lambda typed: _pair(typed, by))


@require_POST
@requires(Action.GROUP_COMPOSE)
def end_pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """The two may sit anywhere again."""
    by = acting_in(request)
    actions.end_pair(pair=get_object_or_404(visible(KeepPair.objects, by, Action.GROUP_COMPOSE), id=pair_id), by=by)
    messages.success(request, "Coppia tolta.")
    return redirect("services:pairs")


def _find(request: HttpRequest, plan_id: UUID, action: Action = Action.GROUP_COMPOSE) -> GroupPlan:
    rows = visible(GroupPlan.objects, acting_in(request), action).select_related("service")
    return get_object_or_404(rows, id=plan_id)


def _page(heading: str, save: str, to: Any, done: Any, *, template: str = "", **context: Any) -> FormPage:
    back = context["plan"].get_absolute_url() if "plan" in context and template.endswith("enrol.html") else ""
    crumbs = [("Corsi e gruppi", reverse("services:editions")), (LISTED[0], reverse(LISTED[1])), (heading, "")]
    shown = {"heading": heading, "save": save, "back": back or reverse(LISTED[1]), "crumbs": crumbs, **context}
    return FormPage(template or "services/act.html", to=to, done=done, context=shown)


def _read(request: HttpRequest, scope_id: UUID, person_ids: list[UUID]) -> None:
    groups = [Group.NAME, Group.ATTENDANCE]
    record_read(
        by=acting_in(request), scope=scope_id, purpose="comporre i gruppi", groups=groups, person_ids=person_ids
    )


def _log_pairs(request: HttpRequest, people: dict[UUID, Known]) -> None:
    """One line under the first of the circles shown: pairs stand in no programme page of their own."""
    first = Case.objects.filter(id__in=people).order_by("number").first()
    if first is not None:
        _read(request, first.scope_id, [one.person_id for one in people.values() if one.person_id])


def _open_editions(service: Service, by: Actor) -> list[Edition]:
    rows = visible(Edition.objects.all(), by, Action.GROUP_COMPOSE).open().filter(service=service)
    return list(rows.filter(ends_on__gte=clock.today()).select_related("service").order_by("starts_on", "number"))


def _candidates(by: Actor, editions: Any, *, everything: bool) -> list[Case]:
    """Cases going on that the actor may see by number; on show only those not in these editions yet."""
    rows = visible(Case.objects.all(), by, Action.GROUP_COMPOSE).active()
    inside = visible(Enrolment.objects.all(), by, Action.GROUP_COMPOSE).counted().filter(edition__in=list(editions))
    return list(rows if everything else rows.exclude(id__in=inside.values("case_id")))


def _followed(by: Actor) -> list[Case]:
    reach = scopes(by, Level.ATTENDANCE).values("id")
    return list(visible(Case.objects.all(), by, Action.GROUP_COMPOSE).active().filter(scope__in=reach))


def _compose(service: Service, typed: dict[str, Any], editions: Any, cases: Any, by: Actor) -> GroupPlan:
    chosen = [editions[key] for key in typed.pop("editions")]
    people = [cases[key] for key in typed.pop("cases")]
    return actions.compose_groups(service=service, editions=chosen, cases=people, by=by, **typed)


def _pair(typed: dict[str, Any], by: Actor) -> KeepPair:
    people = {str(one.id): one for one in _followed(by)}
    return actions.keep_pair(
        first=people[typed["first"]], second=people[typed["second"]], kind=typed["kind"], note=typed["note"], by=by,
        row_id=typed["row_id"],
    )  # fmt: skip


def _fields(form: SeatsForm, people: Any) -> list[tuple[Any, Any]]:
    return list(zip(people, form.of([one.seat.id for one in people]), strict=True))


def _by_name(people: dict[UUID, Known]) -> list[tuple[UUID, Known]]:
    return sorted(people.items(), key=lambda pair: (pair[1].name.casefold(), pair[1].number))


def _called(who: Known) -> str:
    return f"{who.name}, {who.note}" if who.note else who.name


def _edition(one: Edition) -> str:
    return f"Edizione {one.number}, {period(one.starts_on, one.ends_on)}{f', {one.place}' if one.place else ''}"
