"""The one address that keeps what is being typed."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.models import Grant
from ciao.access.requires import acting_in, requires
from ciao.core import clock
from ciao.drafts.actions import save_draft
from ciao.drafts.rules import TooLong


@requires(Action.DRAFT_SAVE)
@require_POST
def save(
    request: HttpRequest, form: str, scope_id: uuid.UUID | None = None, subject_id: uuid.UUID | None = None
) -> HttpResponse:
    """Answers with the hour; a draft too long to keep changes nothing and says so."""
    actor = acting_in(request)
    if scope_id and not _reaches(actor.holders, scope_id):
        raise Http404
    try:
        draft = save_draft(
            form=form, typed=dict(request.POST.lists()), by=actor, scope_id=scope_id, subject_id=subject_id
        )
    except TooLong:
        return TemplateResponse(request, "drafts/too_long.html", {})
    if draft is None:
        return HttpResponse(status=204)
    return TemplateResponse(request, "core/draft_saved.html", {"saved_at": draft.saved_at})


def _reaches(holders: tuple[uuid.UUID, ...], scope_id: uuid.UUID) -> bool:
    """Whether the actor stands in the circle, or in the one around it."""
    grants = Grant.objects.filter(holder_id__in=holders).valid_on(clock.today())
    return grants.filter(scope_id=scope_id).exists() or grants.filter(scope__children=scope_id).exists()
