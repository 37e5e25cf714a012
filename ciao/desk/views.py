"""The home of each role, and the door of the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, public_page, requires
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.desk.demo.accounts import PASSWORD, table
from ciao.desk.home import compose
from ciao.programmes.models import Programme


@requires(Action.DESK_VIEW)
def home(request: HttpRequest) -> HttpResponse:
    """What is late, what is next, what changed, for whoever opens it."""
    actor = acting_in(request)
    found = compose(actor, request.user.given_name)  # type: ignore[union-attr]
    if actor.programme_id is not None and found.parts.read:
        scope_id = Programme.objects.values_list("scope_id", flat=True).get(id=actor.programme_id)
        record_read(by=actor, scope=scope_id, purpose="scrivania", groups=[Group.NAME], person_ids=found.parts.read)
    return TemplateResponse(request, "desk/home.html", {"home": found, "parts": found.parts})


@public_page
def demo_accounts(request: HttpRequest) -> HttpResponse:
    """In the demo only: who one may enter as, with the code of this half minute; elsewhere the page does not exist."""
    if not settings.DEMO:
        raise Http404
    return TemplateResponse(request, "desk/demo_accounts.html", {"accounts": table(), "password": PASSWORD})
