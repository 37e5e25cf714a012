"""Utenti e incarichi, as pages."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.accounts.models import User
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage
from ciao.desk.staff import actions
from ciao.desk.staff.forms import LeaveForm, SupervisorForm
from ciao.programmes.actions.invitations import OWN_BODY_ONLY
from ciao.programmes.models import Invitation, Mandate


def mandates_in_reach(by: Actor) -> QuerySet[Mandate]:
    """Mandates one may look after: a partner's administrator sees their own body."""
    rows = visible(Mandate.objects, by, Action.STAFF_VIEW).select_related("user", "organization")
    return rows.filter(organization_id__in=[by.organization_id]) if by.role in OWN_BODY_ONLY else rows


def _list(by: Actor) -> ListPage:
    rows = mandates_in_reach(by).order_by("organization__name")
    bodies = rows.values_list("organization_id", "organization__name").distinct()
    return ListPage(
        title="Utenti e incarichi",
        noun="incarico,incarichi",
        columns=[
            Column("name", "Persona", lambda one: one.user.get_full_name(), sort="user__given_name",
                   link=lambda one: reverse("desk:worker", args=[one.user_id])),
            Column("role", "Ruolo", lambda one: one.role_label),
            Column("organization", "Ente", lambda one: str(one.organization), sort="organization__name"),
            Column("since", "Dal", lambda one: one.starts_on, sort="starts_on"),
            Column("until", "Fino al", lambda one: one.ends_on),
        ],
        filters=[
            Filter("ente", "Ente", lambda: [(str(one), name) for one, name in bodies],
                   lambda rows, value: rows.filter(organization_id=value)),
            Filter("ruolo", "Ruolo", [(code, role.label) for code, role in ROLES.items()],
                   lambda rows, value: rows.filter(role=value)),
            Filter("quando", "Quando", [("ora", "in corso"), ("prima", "conclusi")], _when),
        ],
        search=lambda rows, text: rows.filter(user__given_name__icontains=text)
        | rows.filter(user__family_name__icontains=text) | rows.filter(user__email__icontains=text),
        search_label="Nome o e-mail",
        order=["user__given_name", "user__family_name"],
        empty=("user", "Qui non lavora ancora nessuno", "Invita la prima persona: riceve un collegamento."),
        template="desk/staff/list.html",
        export_name="incarichi",
    )  # fmt: skip


def _when(rows: QuerySet[Mandate], value: str) -> QuerySet[Mandate]:
    today = clock.today()
    return rows.filter(ends_on__lt=today) if value == "prima" else rows.current(today)  # type: ignore[attr-defined]


@requires(Action.STAFF_VIEW)
def staff(request: HttpRequest) -> HttpResponse:
    """Who works here, and the invitations nobody has answered yet."""
    by = acting_in(request)
    may_invite = may(by, Action.STAFF_INVITE)
    waiting = visible(Invitation.objects, by, Action.STAFF_INVITE).select_related("organization").filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True
    )  # fmt: skip
    return _list(by).answer(request, mandates_in_reach(by), waiting=waiting, may_invite=may_invite)


@requires(Action.STAFF_VIEW)
def worker(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """One colleague: what they do here, for whom, since when."""
    by = acting_in(request)
    mandates = list(mandates_in_reach(by).filter(user_id=user_id).order_by("-starts_on"))
    found = get_object_or_404(User, pk=user_id if mandates else None)
    today = clock.today()
    rows = [
        {
            "mandate": one,
            "is_open": one.ends_on is None or one.ends_on >= today,
            "may_end": actions.may_end(one, by),
        }
        for one in mandates
    ]
    return TemplateResponse(request, "desk/staff/worker.html", {"worker": found, "rows": rows})


@requires(Action.STAFF_INVITE)
def supervisor(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """Whom someone answers to; where nobody is named, the coordinator."""
    by = acting_in(request)
    mandate = get_object_or_404(mandates_in_reach(by).current(clock.today()), pk=mandate_id)  # type: ignore[attr-defined]
    readers = [code for code, role in ROLES.items() if Level.DIARY in role.cap]
    colleagues = Mandate.objects.at_work(mandate.programme_id, readers, clock.today()).exclude(user_id=mandate.user_id)
    form = SupervisorForm(request.POST or None, colleagues=list(colleagues), initial={"to": mandate.answers_to_id})
    back = reverse("desk:worker", args=[mandate.user_id])
    context = {
        "heading": f"A chi risponde {mandate.user}", "save": "Salva", "back": back, "lead": mandate.role_label,
        "crumbs": [("Utenti e incarichi", reverse("desk:staff")), (str(mandate.user), back), ("A chi risponde", "")],
    }  # fmt: skip
    shape = FormPage("cases/cover.html", to=back, done="Salvato: vale da oggi.", context=context)
    return shape.answer(request, form, lambda typed: actions.answer_to(mandate=mandate, to=typed["to"], by=by))


@requires(Action.STAFF_INVITE)
def leave(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """What happens if someone leaves, and to whom their work passes."""
    by = acting_in(request)
    mandate = get_object_or_404(mandates_in_reach(by).current(clock.today()), pk=mandate_id)  # type: ignore[attr-defined]
    ending = actions.ending(mandate, whole_body=bool(request.POST.get("whole_body")))
    burden = actions.burden_of(ending)
    form = _leave_form(request, mandate, burden)
    if form.is_valid() and _left(form, ending, by):
        messages.success(request, f"{mandate.user} non ha più questo incarico. Ciò che ha scritto resta.")
        return redirect("desk:staff")
    context = {
        "mandate": mandate,
        "form": form,
        "consequences": [{"text": line} for line in burden.in_words()],
        "may_end": actions.may_end(mandate, by),
    }
    return TemplateResponse(request, "desk/staff/leave.html", context, status=422 if request.method == "POST" else 200)


def _leave_form(request: HttpRequest, mandate: Mandate, burden: actions.Burden) -> LeaveForm:
    everything = actions.ending(mandate, whole_body=True)
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        colleagues=actions.successors(mandate),
        asks_successor=actions.burden_of(everything).needs_successor,
        has_more=len(everything) > 1,
    )
    if "successor" in form.fields:
        form.fields["successor"].required = burden.needs_successor
    return form


def _left(form: LeaveForm, ending: list[Mandate], by: Actor) -> bool:
    said: dict[str, Any] = form.cleaned_data
    try:
        actions.leave(mandates=ending, successor=said.get("successor"), on=said["on"], by=by)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
