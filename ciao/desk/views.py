"""The home of each role, and the door of the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import public_page, requires
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.desk.demo.accounts import PASSWORD, table
from ciao.desk.home import compose
from ciao.programmes.models import Programme


@requires(Action.DESK_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """What is late, what is next, what changed, for whoever opens it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = compose(actor, request.user.given_name)  # type: ignore[union-attr]
    programme = Programme.objects.filter(id=actor.programme_id).first()
    if programme is not None:
        record_read(
            by=actor,
            scope=programme.scope_id,
            purpose="scrivania",
            groups=[Group.NAME],
            person_ids=found.parts.read,
        )
    return TemplateResponse(request, "desk/home.html", {"home": found, "parts": found.parts})


@public_page
def demo_accounts(request: HttpRequest) -> HttpResponse:
    """In the demo only: who one may enter as, with the code of this half minute; elsewhere the page does not exist."""
    if not settings.DEMO:
        raise Http404
    return TemplateResponse(request, "desk/demo_accounts.html", {"accounts": table(), "password": PASSWORD})
