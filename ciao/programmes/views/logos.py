"""The logos of a programme's documents: which, in which order."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.programmes import actions
from ciao.programmes.forms import LogoForm
from ciao.programmes.models import Programme, ProgrammeLogo
from ciao.programmes.views.programmes import address


@requires(Action.PROGRAMME_AMEND)
def logos(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The line of logos as documents carry it, and one more."""
    by = acting_in(request)
    programme = get_object_or_404(visible(Programme.objects, by, Action.PROGRAMME_AMEND), id=programme_id)
    back = address(programme.id)
    rows = ProgrammeLogo.objects.filter(programme=programme)
    page = FormPage(
        "programmes/logos.html",
        to=request.path,
        done="Logo aggiunto: sta sui prossimi documenti.",
        context={
            "programme": programme, "back": back, "logos": list(rows.current()),
            "removed": list(rows.filter(removed_at__isnull=False)),
            "crumbs": [("Progetti", reverse("programmes:list")), (str(programme), back), ("Loghi", "")],
        },
    )  # fmt: skip
    form = LogoForm(request.POST or None, request.FILES or None)
    return page.answer(request, form, lambda typed: actions.add_logo(programme=programme, by=by, **typed))


@require_POST
@requires(Action.PROGRAMME_AMEND)
def change_logo(request: HttpRequest, programme_id: uuid.UUID, logo_id: uuid.UUID) -> HttpResponse:
    """One place earlier or later, or off the line."""
    by, logo = acting_in(request), _find(request, programme_id, logo_id, Action.PROGRAMME_AMEND)
    if request.POST.get("do") == "remove":
        actions.remove_logo(logo=logo, by=by)
        messages.success(request, "Logo tolto. I documenti già emessi lo tengono.")
    else:
        actions.move_logo(logo=logo, earlier=request.POST.get("do") == "earlier", by=by)
    return redirect("programmes:logos", programme_id)


@require_GET
@requires(Action.PROGRAMME_VIEW)
def logo_image(request: HttpRequest, programme_id: uuid.UUID, logo_id: uuid.UUID) -> HttpResponse:
    """The picture itself: no personal data, known by its content to be a PNG or a JPEG."""
    logo = _find(request, programme_id, logo_id, Action.PROGRAMME_VIEW)
    answer = HttpResponse(logo.file.content(), content_type=logo.file.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _find(request: HttpRequest, programme_id: uuid.UUID, logo_id: uuid.UUID, action: Action) -> ProgrammeLogo:
    rows = visible(ProgrammeLogo.objects.current(), acting_in(request), action)
    return get_object_or_404(rows.select_related("file"), id=logo_id, programme_id=programme_id)
