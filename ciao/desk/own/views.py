"""The chooser of mandates and the page of one's own access."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import requires
from ciao.desk.own.forms import ProfileForm
from ciao.programmes.mandates import SESSION_KEY


@requires(Action.ACCOUNT_EDIT)
def choose_mandate(request: HttpRequest) -> HttpResponse:
    """Acts from now on under another of one's mandates; pages opened under the old one are refused kindly."""
    wanted = request.POST.get("mandate", "")
    if request.method == "POST" and wanted in {str(one.id) for one in request.mandates}:  # type: ignore[attr-defined]
        request.session[SESSION_KEY] = wanted
    return redirect("desk:home")


@requires(Action.ACCOUNT_EDIT)
def profile(request: HttpRequest) -> HttpResponse:
    """Name, shortcuts, keys and mandates of whoever is signed in."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Profilo salvato.")
        return redirect("desk:profile")
    kinds = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    context = {
        "form": form,
        "has_app": "totp" in kinds,
        "passkeys": kinds.count("webauthn"),
        "has_codes": "recovery_codes" in kinds,
    }
    return TemplateResponse(request, "desk/own/profile.html", context, status=422 if request.method == "POST" else 200)
