"""What each page declares about who may open it; the middleware reads the declaration."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may

View = TypeVar("View", bound=Callable[..., HttpResponse])


def requires(action: Action) -> Callable[[View], View]:
    """The page needs an actor whose role holds `action`; otherwise it answers as an absent page."""

    def declare(view: View) -> View:
        view.ciao_action = action  # type: ignore[attr-defined]
        return view

    return declare


def public_page(view: View) -> View:
    """The page is open to anybody and runs as the public actor."""
    view.ciao_public = True  # type: ignore[attr-defined]
    return view


def ensure(actor: Actor, action: Action) -> None:
    """For actions: raises PermissionDenied where the role does not hold `action`."""
    if not may(actor, action):
        raise PermissionDenied(action)


def acting_in(request: HttpRequest) -> Actor:
    """Who acts in this request, as the middleware found them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return actor
