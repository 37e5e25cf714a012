"""Downloading, the only way a file leaves."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.files.models import StoredFile


@requires(Action.FILE_VIEW)
@require_GET
def download(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Always as an attachment, never shown inside a page of ours; about a person, it is a logged read."""
    actor = acting_in(request)
    file = get_object_or_404(visible(StoredFile.objects, actor, Action.FILE_VIEW), id=file_id)
    if file.person_id:
        record_read(by=actor, scope=file.scope_id, purpose="allegato", groups=[Group.FILE], person_ids=[file.person_id])
    answer = HttpResponse(file.content(), content_type=file.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
