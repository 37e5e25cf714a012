"""One request, one actor, one transaction: the view runs and its answer is rendered inside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ciao.access.actor import PUBLIC, Actor, acting
from ciao.access.roles import may
from ciao.programmes.mandates import ChosenMandate, choose, needs_second_factor

Handler = Callable[[HttpRequest], HttpResponse]


class RolledBack(Exception):
    """Carries an answer of status 5xx out of the transaction it must not commit."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


class ActorMiddleware:
    """Reads what the page declares (`requires`, `public_page`), finds the actor, opens the transaction, renders."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Every request starts without an actor; `process_view` finds it."""
        request.actor = None  # type: ignore[attr-defined]
        request.mandates = []  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Pages that declare nothing are the framework's own (login, static): they run as they are."""
        action = getattr(view, "ciao_action", None)
        if action is None and not getattr(view, "ciao_public", False):
            self._framework_page(request)
            return None
        chosen = choose(request)
        request.mandates = chosen.all if chosen else []  # type: ignore[attr-defined]
        if action is None:
            return _run(request, view, args, kwargs, chosen.actor if chosen else PUBLIC)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if chosen is None:
            return render(request, "errors/no_mandate.html", status=403)
        refusal = _refuse(request, chosen)
        if refusal is not None:
            return refusal
        if not may(chosen.actor, action):
            raise Http404
        return _run(request, view, args, kwargs, chosen.actor)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """The framework's own pages are rendered with the actor too, so header and menu stay the same."""
        if not response.is_rendered:
            with acting(request.actor or PUBLIC):  # type: ignore[attr-defined]
                response.render()
        return response

    def _framework_page(self, request: HttpRequest) -> None:
        chosen = choose(request)
        if chosen:
            request.actor = chosen.actor  # type: ignore[attr-defined]
            request.mandates = chosen.all  # type: ignore[attr-defined]


def _refuse(request: HttpRequest, chosen: ChosenMandate) -> HttpResponse | None:
    """Sends whoever lacks the second factor to set it up; refuses a form opened under another mandate."""
    if needs_second_factor(request, chosen):
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    posted = request.POST.get("_mandate", "") if request.method == "POST" else ""
    if request.method == "POST" and posted != str(chosen.actor.mandate_id):
        request.actor = chosen.actor  # type: ignore[attr-defined]
        return render(request, "409.html", {"typed": _typed(request), "acting_as": chosen.actor.label}, status=409)
    return None


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was written in the refused form, to be shown and copied: nothing typed is lost."""
    hidden = {"csrfmiddlewaretoken", "_mandate", "password"}
    return [(name, value) for name in request.POST if name not in hidden for value in request.POST.getlist(name)]


def _run(request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any], actor: Actor) -> HttpResponse:
    """Runs and renders inside the transaction; an exception or a 5xx answer rolls it back."""
    request.actor = actor  # type: ignore[attr-defined]
    try:
        with acting(actor):
            response: HttpResponse = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            if response.status_code >= 500:
                raise RolledBack(response)
            return response
    except RolledBack as stopped:
        return stopped.response
