"""Cards for the door: the sheet to print, and the page that reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import plural, time_of_day
from ciao.services import actions
from ciao.services.actions.cards import AtDoor, token_of
from ciao.services.enums import EnrolmentState, Presence
from ciao.services.forms import DoorForm
from ciao.services.models import DoorCard, Edition, Enrolment, Session
from ciao.services.panel import Known, known, led_by
from ciao.services.views import check_leads, crumbs, find_edition, find_session, read
from ciao.services.views.attendance import when_of


@dataclass(frozen=True)
class Shown:
    """One card as it is printed: the drawing, the name where it is wanted, the last letters to tell two apart."""

    card: DoorCard
    who: Known
    drawing: str
    tail: str


@requires(Action.ATTENDANCE_TAKE)
def cards(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The cards of an edition, to print and cut; those that lack are made on request."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.ATTENDANCE_TAKE)
    check_leads(by, edition)
    rows = list(_enrolled(edition, by))
    if request.method == "POST":
        made = actions.issue_cards(enrolments=rows, by=by)
        messages.success(request, f"{plural(len(made), 'cartellino preparato', 'cartellini preparati')}: stampali.")
        return HttpResponseRedirect(request.path)
    names = known({one.case_id for one in rows}, by)
    read(edition, by, "cartellini", names.values())
    shown = _shown(rows, names)
    context = {
        "edition": edition, "cards": shown, "missing": len(rows) - len(shown), "with_names": "nomi" in request.GET,
        "crumbs": crumbs(edition, "Cartellini"), "back": edition.get_absolute_url(),
    }  # fmt: skip
    return TemplateResponse(request, "services/cards.html", context)


@requires(Action.ATTENDANCE_TAKE)
@require_POST
def reissue(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """A card is lost: another takes its place."""
    by = acting_in(request)
    rows = visible(DoorCard.objects, by, Action.ATTENDANCE_TAKE).select_related("enrolment__edition__service")
    card = get_object_or_404(rows, id=card_id)
    check_leads(by, card.enrolment.edition)
    try:
        actions.reissue_card(card=card, by=by)
        messages.success(request, "Cartellino rifatto: quello di prima non vale più. Stampa quello nuovo.")
    except NotPossible as refusal:
        messages.info(request, str(refusal))
    return HttpResponseRedirect(reverse("services:cards", args=[card.enrolment.edition_id]))


@requires(Action.ATTENDANCE_TAKE)
def door(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Reads one card after another: from a reader that types, a camera, or by hand."""
    by, session = acting_in(request), find_session(request, session_id, Action.ATTENDANCE_TAKE)
    check_leads(by, session.edition)
    form, done, name = DoorForm(request.POST or None, initial={"code": request.GET.get("codice", "")}), None, ""
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.mark_at_door(session=session, token=word_of(form.cleaned_data["code"]), by=by)
            name = _named(done, session, by)
            form = DoorForm()
        except NotPossible as refusal:
            form.add_error("code", str(refusal))
    context = {
        "session": session, "form": form, "done": done, "name": name, "said": _said(done), "when": when_of(session),
        "crumbs": crumbs(session.edition, "Alla porta"), "back": reverse("services:attendance", args=[session.id]),
    }  # fmt: skip
    return TemplateResponse(request, "services/door.html", context, status=422 if form.errors else 200)


@requires(Action.ATTENDANCE_TAKE)
def card(request: HttpRequest, token: str) -> HttpResponse:
    """A card seen by the camera of a phone: leads to the door of today's meeting, and marks nobody by itself."""
    by = acting_in(request)
    editions = (
        visible(DoorCard.objects.all(), by, Action.ATTENDANCE_TAKE).with_word(token).values("enrolment__edition_id")
    )
    rows = Session.objects.held().filter(edition_id__in=editions, starts_at__date=clock.today())
    rows = rows.filter(Q(edition__in=led_by(by, clock.today())), ends_at__gte=clock.now()).order_by("starts_at")
    found = rows.first()
    if found is None:
        raise Http404
    return HttpResponseRedirect(f"{reverse('services:door', args=[found.id])}?codice={token}")


def word_of(typed: str) -> str:
    """The word of a card, from the whole address a reader types or from the word alone."""
    found = re.findall(r"[0-9a-f]{20}", typed.lower())
    return str(found[-1]) if found else typed.strip()


def _enrolled(edition: Edition, by: Actor) -> list[Enrolment]:
    rows = visible(Enrolment.objects.all(), by, Action.ATTENDANCE_TAKE)
    return list(rows.filter(edition=edition, state=EnrolmentState.ENROLLED))


def _shown(rows: list[Enrolment], names: dict[UUID, Known]) -> list[Shown]:
    cases = {one.id: one.case_id for one in rows}
    found = DoorCard.objects.filter(enrolment__in=rows, revoked_at__isnull=True)
    shown = [_card(one, names[cases[one.enrolment_id]]) for one in found]
    return sorted(shown, key=lambda one: one.who.name.casefold())


def _card(card: DoorCard, who: Known) -> Shown:
    word = token_of(card)
    address = f"{settings.SITE_ADDRESS}{reverse('services:card', args=[word])}"
    return Shown(card, who, segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2), word[-4:])


def _named(done: AtDoor, session: Session, by: Actor) -> str:
    people = known({done.enrolment.case_id}, by)
    read(session.edition, by, "presenza alla porta", people.values())
    return people[done.enrolment.case_id].name


def _said(done: AtDoor | None) -> str:
    if done is None:
        return ""
    at = time_of_day(done.mark.recorded_at.astimezone(clock.ROME))
    if not done.is_new:
        return f"era già segnata alle {at}."
    return f"presente, alle {at}." if done.mark.presence == Presence.PRESENT else f"in ritardo, entra alle {at}."
