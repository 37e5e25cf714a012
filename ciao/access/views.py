"""The role table, as a page for those who answer for data."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import requires
from ciao.access.rules import jobs_in_words, role_words, who_may


@requires(Action.ACCESS_VIEW)
def matrix(request: HttpRequest) -> HttpResponse:
    """Who may do what, and how deep each role reads."""
    context = {"actions": who_may(), "roles": role_words(), "jobs": jobs_in_words()}
    return TemplateResponse(request, "access/matrix.html", context)
