"""What is done one to one: the list, the quick form, the hours, and taking back a mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES, may
from ciao.access.visibility import scopes, visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.cases.forms import ReasonForm
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import hours, plural
from ciao.core.forms import PlainForm, offer
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.deliveries import actions
from ciao.deliveries.enums import DeliveryKind, DeliveryState, DeliveryWay
from ciao.deliveries.forms import DeliveryForm
from ciao.deliveries.models import Delivery
from ciao.deliveries.panel import known, of_case, supports_of, writable
from ciao.programmes.models import Activity, Mandate, Programme

WHO = "mandate__user__given_name"
SUMS = {
    "chi": ("Per chi lavora", "Chi", "mandate_id"),
    "attivita": ("Per attività", "Attività", "activity_id"),
    "che-cosa": ("Per tipo", "Che cosa", "kind"),
}


@dataclass(frozen=True)
class Total:
    """One line of the sums: how many times, people and hours; decimal hours."""

    label: str
    times: int
    people: int
    hours: Decimal


@requires(Action.DELIVERY_VIEW)
def deliveries(request: HttpRequest) -> HttpResponse:
    """What was done one to one with the people one works with, and by oneself."""
    by = acting_in(request)
    rows = visible(Delivery.objects.all(), by, Action.DELIVERY_VIEW).select_related("mandate__user", "activity")
    if asked := _asked(request):
        rows = rows.filter(case_id=asked)
    total = rows.counted().aggregate(total=Sum("delivered_hours"))["total"] or Decimal(0)
    return delivery_list(by).answer(
        request, rows, on_read=lambda shown: _name(shown, by), total=total,
        may_write=may(by, Action.DELIVERY_EDIT), is_one=bool(asked),
    )  # fmt: skip


@requires(Action.DELIVERY_VIEW)
def hours_done(request: HttpRequest) -> HttpResponse:
    """Hours by worker, activity and kind over the whole programme: the same for everybody, and nobody is named."""
    by = acting_in(request)
    sums = [(title, head, _sums(by, column)) for title, head, column in SUMS.values()]
    total = sum((one.hours for one in sums[2][2]), start=Decimal(0))
    return TemplateResponse(request, "deliveries/hours.html", {
        "sums": sums, "total": total, "crumbs": _crumbs("Ore degli interventi"),
    })  # fmt: skip


@requires(Action.DELIVERY_EDIT)
def choose(request: HttpRequest) -> HttpResponse:
    """With whom: then the quick form opens."""
    by = acting_in(request)
    names = known(writable(by).values_list("id", flat=True), by)
    people = {str(key): one.name for key, one in sorted(names.items(), key=lambda pair: pair[1].name.casefold())}
    record_read(by=by, scope=_programme_scope(by), purpose="intervento individuale", groups=[Group.NAME],
                person_ids=[one.person_id for one in names.values() if one.person_id])  # fmt: skip
    form = PersonForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        return redirect("deliveries:record", case_id=form.cleaned_data["case"])
    context = {"form": form, "people": people, "heading": "Con chi", "crumbs": _crumbs("Con chi"), "save": "Avanti"}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "deliveries/choose.html", context, status=status)


@requires(Action.DELIVERY_EDIT)
def record(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The quick form: what, when, how long."""
    by, case = acting_in(request), _find_case(request, case_id)
    supports = {str(one.id): one for one in supports_of(case, by)}
    last = of_case(case, by).filter(Q(mandate_id=by.mandate_id)).first()
    form = DeliveryForm(
        request.POST or None, activities=_activities(by, case), mandates=_workers(by, case),
        supports={key: capfirst(one.sentence) for key, one in supports.items()},
        initial=_filled(by, last, list(supports.values())),
    )  # fmt: skip
    cases.read(case, by, "intervento individuale", Group.NAME, Group.PLAN, Group.ATTENDANCE)
    shape = cases.page(
        request, case, "Scrivi un intervento", "Salva l’intervento", "Intervento salvato: le ore si contano."
    )

    def act(typed: dict[str, Any]) -> Delivery:
        typed["support"] = supports.get(typed.get("support") or "")
        return actions.record_delivery(case=case, by=by, **typed)

    return shape.answer(request, form, act)


@requires(Action.DELIVERY_EDIT)
def void(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """It was never so."""
    return _change(request, delivery_id, "Segna per errore", "I suoi minuti non si contano più.", actions.void_delivery)


@requires(Action.DELIVERY_EDIT)
def restore(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Correction: it was so after all."""

    def act(*, delivery: Delivery, reason: str, **more: Any) -> Delivery:
        return actions.restore_delivery(delivery=delivery, note=reason, **more)

    return _change(request, delivery_id, "Rimetti tra gli interventi", "I suoi minuti tornano a contare.", act)


class PersonForm(PlainForm):
    """Who it was done with."""

    case = forms.ChoiceField(label="Persona")

    def __init__(self, *args: Any, people: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "case", [("", "Scegli"), *people.items()])


def delivery_list(by: Actor) -> ListPage:
    """Columns, filters and export of the list."""
    return ListPage(
        title="Interventi individuali",
        noun="intervento,interventi",
        columns=[
            Column("persona", "Persona", lambda one: one.who.name, link=lambda one: one.who.url),
            Column("quando", "Quando", lambda one: one.happened_on, sort="happened_on"),
            Column("che-cosa", "Che cosa", lambda one: one.get_kind_display(), sort="kind",
                   note=lambda one: one.get_way_display()),
            Column("chi", "Chi", lambda one: one.mandate.user.get_full_name(), sort=WHO),
            Column("ore", "Ore", lambda one: hours(one.delivered_hours), sort="delivered_hours", numeric=True),
            Column("stato", "Stato", _mark, link=lambda one: _page_of(one, by)),
            Column("attivita", "Attività", lambda one: str(one.activity)),
        ],
        filters=[
            Filter("tipo", "Che cosa", DeliveryKind.choices, lambda rows, value: rows.filter(kind=value)),
            Filter("miei", "Chi", [("1", "Io")], lambda rows, _: rows.filter(mandate_id=by.mandate_id)),
            Filter("stato", "Stato", DeliveryState.choices, lambda rows, value: rows.filter(state=value)),
        ],
        order=("-happened_on",),
        empty=("user", "Nessun intervento, per ora", "Qui si scrive ciò che fai con una persona alla volta."),
        template="deliveries/list.html",
        export_name="interventi-individuali",
    )  # fmt: skip


def _change(
    request: HttpRequest, delivery_id: UUID, verb: str, lead: str, act: Callable[..., Delivery]
) -> HttpResponse:
    by = acting_in(request)
    found = get_object_or_404(visible(Delivery.objects.all(), by, Action.DELIVERY_EDIT), id=delivery_id)
    who = known([found.case_id], by)[found.case_id]
    record_read(by=by, scope=found.scope_id, purpose="intervento individuale", groups=[Group.NAME, Group.ATTENDANCE],
                person_ids=[who.person_id] if who.person_id else [])  # fmt: skip
    back = reverse("deliveries:list")
    shape = FormPage("deliveries/act.html", to=back, done="Intervento aggiornato.", context={
        "heading": verb, "save": verb, "back": back, "crumbs": _crumbs(verb),
        "lead": f"{who.name}, {found.get_kind_display()}, {plural(found.minutes, 'minuto', 'minuti')}. {lead}",
    })  # fmt: skip
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: act(delivery=found, reason=typed["note"], on=typed["on"], by=by))


def _find_case(request: HttpRequest, case_id: UUID) -> Case:
    """The case, where the actor reads its attendance."""
    by, case = acting_in(request), cases.find(request, case_id, Action.CASE_VIEW)
    if not scopes(by, Level.ATTENDANCE).filter(id=case.scope_id).exists():
        raise Http404
    return case


def _asked(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("persona", ""))
    except ValueError:
        return None


def _name(shown: list[Any], by: Actor) -> None:
    """Names of the people on show, and the page's one line in the read log."""
    names = known({one.case_id for one in shown}, by)
    for one in shown:
        one.who = names[one.case_id]
    record_read(by=by, scope=_programme_scope(by), purpose="interventi individuali",
                groups=[Group.NAME, Group.ATTENDANCE],
                person_ids=[one.person_id for one in names.values() if one.person_id])  # fmt: skip


def _programme_scope(by: Actor) -> UUID:
    return Programme.objects.get(Q(id=by.programme_id)).scope_id


def _activities(by: Actor, case: Case) -> Any:
    return visible(Activity.objects, by, Action.PROGRAMME_VIEW).filter(programme_id=case.programme_id)


def _workers(by: Actor, case: Case) -> list[Mandate]:
    """Oneself, and the team for who works at the whole path."""
    ids = {by.mandate_id}
    if scopes(by, Level.WORK).filter(id=case.scope_id).exists():
        ids |= set(case.workers.current(clock.today()).values_list("mandate_id", flat=True))
    rows = visible(Mandate.objects.all(), by, Action.PROGRAMME_VIEW).filter(id__in=[one for one in ids if one])
    writers = [code for code, role in ROLES.items() if Action.DELIVERY_EDIT in role.actions]
    return list(rows.filter(role__in=writers))


def _filled(by: Actor, last: Delivery | None, supports: list[Any]) -> dict[str, Any]:
    """What comes filled: today, oneself, and the way, the activity and the support of the last time."""
    only = supports[0] if len(supports) == 1 else None
    return {
        "happened_on": clock.today(), "mandate": by.mandate_id, "minutes": 60,
        "way": last.way if last else DeliveryWay.OFFICE, "kind": last.kind if last else "",
        "activity": last.activity_id if last else getattr(only, "activity_id", None),
        "support": last.support_id if last and last.support_id else getattr(only, "id", ""),
    }  # fmt: skip


def _sums(by: Actor, column: str) -> list[Total]:
    with reporting():
        rows = list(
            Delivery.objects.filter(Q(activity__programme_id=by.programme_id), state=DeliveryState.DONE)
            .order_by()
            .values(column)
            .annotate(times=Count("id"), people=Count("case_id", distinct=True), hours=Sum("delivered_hours"))
        )
    labels = _labels(column, [row[column] for row in rows])
    found = [Total(labels.get(one[column], "–"), one["times"], one["people"], one["hours"]) for one in rows]
    return sorted(found, key=lambda one: (-one.hours, one.label))


def _labels(column: str, keys: list[Any]) -> dict[Any, str]:
    if column == "kind":
        return {key: str(label) for key, label in DeliveryKind.choices}
    if column == "activity_id":
        return {one.id: str(one) for one in Activity.objects.filter(id__in=keys)}
    rows = Mandate.objects.filter(id__in=keys).select_related("user")
    return {one.id: f"{one.user.get_full_name()}, {one.role_label}" for one in rows}


def _mark(one: Delivery) -> Mark:
    return (
        Mark("", one.get_state_display(), "close")
        if one.state == DeliveryState.VOID
        else Mark("ok", one.get_state_display(), "check")
    )


def _page_of(one: Delivery, by: Actor) -> str:
    """Where it is taken back or put back, for who may write."""
    if not may(by, Action.DELIVERY_EDIT):
        return ""
    name = "restore" if one.state == DeliveryState.VOID else "void"
    return reverse(f"deliveries:{name}", args=[one.id])


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [("Interventi individuali", reverse("deliveries:list")), (here, "")]
