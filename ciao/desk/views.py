"""The home of each role."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import requires
from ciao.audit.actions import record_read
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
            by=actor, scope=programme.scope_id, purpose="scrivania", groups=["name"], person_ids=found.parts.read
        )
    return TemplateResponse(request, "desk/home.html", {"home": found, "parts": found.parts})
