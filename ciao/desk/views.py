"""The home of each role."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import requires


@requires(Action.DESK_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """What is late, what is next, what changed, for whoever opens it."""
    return TemplateResponse(request, "desk/home.html", {})
