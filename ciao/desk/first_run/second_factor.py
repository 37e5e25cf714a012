"""The second key: an app of codes, and codes on paper, for whoever has just come in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import public_page, requires
from ciao.desk.first_run.actions import keys_to_keep
from ciao.desk.first_run.views import steps


class _Activate(ActivateTOTPView):  # type: ignore[misc]
    template_name = "desk/first_run/second_factor.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return {**super().get_context_data(**context), "steps": _steps()}

    def get_success_url(self) -> str:
        return reverse("desk:paper_codes")


class _Codes(ViewRecoveryCodesView):  # type: ignore[misc]
    template_name = "desk/first_run/paper_codes.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        onward = "desk:first_keys" if keys_to_keep() else "desk:home"
        return {**super().get_context_data(**context), "steps": _steps(), "onward": reverse(onward)}


@public_page
def activate(request: HttpRequest) -> HttpResponse:
    """The app of codes: the one page that is open to readers of personal data before their second key."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return redirect("desk:paper_codes")
    return _fresh(request, _Activate.as_view())


@requires(Action.ACCOUNT_EDIT)
def paper_codes(request: HttpRequest) -> HttpResponse:
    """Codes to print, for the day the phone is lost."""
    return _fresh(request, _Codes.as_view())


def _fresh(request: HttpRequest, view: Any) -> HttpResponse:
    """Asks for the password again where it was given long ago."""
    if not did_recently_reauthenticate(request):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    answer: HttpResponse = view(request)
    answer["Cache-Control"] = "no-store"
    return answer


def _steps() -> list[dict[str, str]]:
    return steps(2) if keys_to_keep() else []
