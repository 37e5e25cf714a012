"""What an antenna signals by: a poster anybody may read, and links for who works there."""

from __future__ import annotations

from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.outreach import actions, forms
from ciao.outreach.models import Antenna, AntennaLink, Poster
from ciao.outreach.panel import poster_lines
from ciao.outreach.views.network import HERE, find_antenna


@require_POST
@requires(Action.NETWORK_EDIT)
def make_poster(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """Gives the antenna its public code."""
    found = find_antenna(request, antenna_id)
    try:
        actions.make_poster(antenna=found, by=acting_in(request))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect(found)
    return redirect("outreach:poster", found.id)


@requires(Action.NETWORK_VIEW)
def poster(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """A sheet to print and hang: the same few words in seven languages around a square to frame."""
    found = find_antenna(request, antenna_id)
    sheet = get_object_or_404(Poster.objects.select_related("page"), antenna=found)
    url = request.build_absolute_uri(sheet.get_absolute_url())
    first, *others = poster_lines()
    context = {
        "antenna": found,
        "poster": sheet,
        "url": url,
        "square": square(url),
        "first": first,
        "others": others,
        "crumbs": [(HERE, reverse("outreach:antennas")), (found.name, found.get_absolute_url()), ("Locandina", "")],
    }
    return TemplateResponse(request, "outreach/poster.html", context)


@never_cache
@requires(Action.NETWORK_EDIT)
def open_link(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """A link for who works there; it is shown on the answer and never again."""
    by, found = acting_in(request), find_antenna(request, antenna_id)
    form = forms.LinkForm(request.POST or None, initial={"label": found.referent_name})
    if request.method == "POST" and form.is_valid():
        try:
            row, token = actions.open_antenna_link(antenna=found, by=by, **form.cleaned_data)
            return _shown_once(request, found, row, token)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "outreach/network_act.html", {"form": form, **_frame(found)}, status=status)


@require_POST
@requires(Action.NETWORK_EDIT)
def revoke_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """From now on nobody signals by it."""
    by = acting_in(request)
    rows = visible(AntennaLink.objects, by, Action.NETWORK_EDIT).select_related("antenna", "link")
    found = get_object_or_404(rows, id=link_id)
    actions.revoke_antenna_link(antenna_link=found, by=by)
    messages.success(request, "Revocato: da adesso non si apre più.")
    return redirect(found.antenna)


def square(url: str) -> SafeString:
    """The QR as our own SVG: no script, no style, readable with a sixth of it spoiled."""
    drawn = segno.make(url, error="m", micro=False)
    markup = drawn.svg_inline(scale=4, border=2, dark="#17324d", omitsize=True, svgclass="c-qr", lineclass=None)
    return mark_safe(markup)  # noqa: S308 (drawn here from an address of ours)


def _shown_once(request: HttpRequest, antenna: Antenna, row: AntennaLink, token: str) -> HttpResponse:
    url = request.build_absolute_uri(reverse_link(token))
    crumbs = [(HERE, reverse("outreach:antennas")), (antenna.name, antenna.get_absolute_url()), ("Collegamento", "")]
    context = {"antenna": antenna, "row": row, "url": url, "square": square(url), "crumbs": crumbs}
    return TemplateResponse(request, "outreach/link.html", context)


def reverse_link(token: str) -> str:
    """The address a link opens; the page stands above, the configuration names it."""
    return reverse(settings.PLACES["antenna_signal"], args=[token])


def _frame(antenna: Antenna) -> dict[str, object]:
    heading = f"Collegamento per {antenna.name}"
    crumbs = [(HERE, reverse("outreach:antennas")), (antenna.name, antenna.get_absolute_url()), ("Collegamento", "")]
    lead = "Chi lo apre segnala a nome dell’antenna, senza entrare. Si vede una volta sola e si può revocare."
    back = antenna.get_absolute_url()
    return {"heading": heading, "save": "Apri il collegamento", "back": back, "crumbs": crumbs, "lead": lead}
