"""The five steps of the first start; each can be left and taken up again."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, public_page, requires
from ciao.accounts.models import User
from ciao.accounts.rules import sheet_of
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.desk.first_run import actions
from ciao.desk.first_run.forms import AdministratorForm, KeysForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STEPS = ["Chi amministra", "Seconda chiave", "Foglio delle chiavi", "Scheda progetto", "Inviti"]


def steps(now: int) -> list[dict[str, str]]:
    """The wizard's steps with `now` (from 1) under way."""
    states = ["done" if at < now else "now" if at == now else "" for at in range(1, len(STEPS) + 1)]
    return [{"label": label, "state": state} for label, state in zip(STEPS, states, strict=True)]


def sign_in(request: HttpRequest, user: User) -> None:
    """Opens the session of someone who has just chosen their password."""
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="password", reauthenticated=True)


@public_page
def closed(request: HttpRequest) -> HttpResponse:
    """An installation without users says where its link is."""
    if User.objects.exists():
        return redirect("desk:home")
    return TemplateResponse(request, "desk/first_run/closed.html", {})


@public_page
def administrator(request: HttpRequest, token: str) -> HttpResponse:
    """Step 1: who looks after this installation."""
    try:
        actions.first_start_of(token)
    except NotPossible as refusal:
        context = {"refusal": str(refusal), "has_users": User.objects.exists()}
        return TemplateResponse(request, "desk/first_run/closed.html", context, status=410)
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        by = acting_in(request)
        sign_in(request, actions.found_installation(token=token, by=by, **form.cleaned_data))
        return redirect("desk:second_factor")
    return _step(request, "desk/first_run/administrator.html", 1, form=form)


@requires(Action.SYSTEM_VIEW)
def keys(request: HttpRequest) -> HttpResponse:
    """Step 3: the sheet of the keys, shown until someone has it on paper."""
    if not actions.keys_to_keep():
        return redirect("desk:first_sheet")
    form = KeysForm(request.POST or None)
    if form.is_valid():
        try:
            actions.keep_keys(typed=form.cleaned_data["typed"], user=request.user)  # type: ignore[arg-type]
        except NotPossible as refusal:
            form.add_error("typed", str(refusal))
        else:
            messages.success(request, "Le chiavi sono su carta. Tieni il foglio lontano da questo computer.")
            return redirect("desk:first_sheet")
    return _step(request, "desk/first_run/keys.html", 3, form=form, lines=sheet_of(keyring()), printed_on=clock.today())


@requires(Action.SYSTEM_VIEW)
def sheet(request: HttpRequest) -> HttpResponse:
    """Step 4: the programme is born from its project sheet, now or later."""
    return _step(request, "desk/first_run/sheet.html", 4)


def _step(request: HttpRequest, template: str, number: int, **context: Any) -> HttpResponse:
    context["steps"] = steps(number)
    status = 422 if request.method == "POST" else 200
    answer = TemplateResponse(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
