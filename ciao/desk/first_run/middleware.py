"""An installation without users has one page: the one that says where its link is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ciao.accounts.models import User

Handler = Callable[[HttpRequest], HttpResponse]
OPEN = ("/primo-avvio/", "/static/")


class FirstRunMiddleware:
    """Leads whoever has no session to Primo avvio until somebody works here; a session needs no look."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One small query for readers without a session, none for the others."""
        if request.user.is_authenticated or request.path.startswith(OPEN) or User.objects.exists():
            return self.get_response(request)
        return HttpResponseRedirect(reverse("desk:first_run"))
