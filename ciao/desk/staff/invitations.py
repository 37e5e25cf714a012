"""Inviting and being invited, as pages."""

from __future__ import annotations

import uuid

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, public_page, requires
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.accounts.models import User
from ciao.desk.first_run.views import sign_in
from ciao.desk.staff.forms import AcceptForm, InviteForm
from ciao.programmes.actions import invitations
from ciao.programmes.models import Invitation


@requires(Action.STAFF_INVITE)
def invite(request: HttpRequest) -> HttpResponse:
    """Asks who comes in; the answer is the sheet to print, with the mail already in the outbox."""
    by = acting_in(request)
    form = InviteForm(request.POST if request.method == "POST" else None, by=by)
    if form.is_valid():
        try:
            invitation, token = invitations.invite(**form.answers(), by=by)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return _sheet(request, invitation, token)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "desk/staff/invite.html", {"form": form}, status=status)


@requires(Action.STAFF_INVITE)
def renew(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """A new link and a new sheet; the old ones stop working."""
    by = acting_in(request)
    invitation = get_object_or_404(visible(Invitation.objects, by, Action.STAFF_INVITE), pk=invitation_id)
    if request.method != "POST":
        return redirect("desk:staff")
    try:
        return _sheet(request, invitation, invitations.renew_invitation(invitation=invitation, by=by))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:staff")


@requires(Action.STAFF_INVITE)
def withdraw(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """The link stops working at once."""
    by = acting_in(request)
    invitation = get_object_or_404(visible(Invitation.objects, by, Action.STAFF_INVITE), pk=invitation_id)
    if request.method == "POST":
        try:
            invitations.withdraw_invitation(invitation=invitation, by=by)
            messages.success(request, f"Invito ritirato: il collegamento di {invitation.given_name} non vale più.")
        except NotPossible as refusal:
            messages.warning(request, str(refusal))
    return redirect("desk:staff")


@public_page
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Behind an invitation: a new account, a known colleague, or the reason why it no longer works."""
    try:
        invitation = invitations.find_invitation(token)
        form = AcceptForm(request.POST if request.method == "POST" else None, invitation=invitation)
        if request.method == "POST" and (request.user.is_authenticated or form.is_valid()):
            return _come_in(request, token, form)
    except NotPossible as refusal:
        context = {"refusal": str(refusal), "is_other": request.user.is_authenticated}
        return TemplateResponse(request, "desk/staff/refused.html", context, status=410)
    context = {
        "invitation": invitation,
        "form": form,
        "token": token,
        "is_known": User.objects.filter(email=invitation.email).exists(),
    }
    return TemplateResponse(request, "desk/staff/accept.html", context, status=422 if request.method == "POST" else 200)


def _come_in(request: HttpRequest, token: str, form: AcceptForm) -> HttpResponse:
    if isinstance(request.user, User):
        mandate = invitations.accept_invitation(token=token, user=request.user)
    else:
        mandate = invitations.accept_invitation(token=token, **form.cleaned_data)
        sign_in(request, mandate.user)
    messages.success(request, f"Ora lavori qui come {mandate.role_label}.")
    return redirect("desk:second_factor" if ROLES[mandate.role].reads_persons else "desk:home")


def _sheet(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    address = invitations.address_of(token)
    context = {
        "invitation": invitation,
        "address": address,
        "drawing": segno.make(address, error="m").svg_data_uri(scale=5),
    }
    answer = TemplateResponse(request, "desk/staff/sheet.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
