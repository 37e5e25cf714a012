"""What anybody reads and does without an account: the agenda, its feed, a booking and a change of mind."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from icalendar import Calendar
from icalendar import Event as Entry

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, Actor, acting, job
from ciao.access.enums import Action
from ciao.access.requires import public_page
from ciao.access.roles import may
from ciao.community import actions
from ciao.community.enums import EventState
from ciao.community.forms.public import BookingForm, ChangeBookingForm
from ciao.community.models import Booking, Event
from ciao.community.rules import places_left
from ciao.community.views.frame import ask, language_of, page_of, public_event, sent, show, spoken
from ciao.core import clock
from ciao.outreach.models import PublicPage

PAST_SHOWN = 6


@never_cache
@public_page
@spoken
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """What comes next, and what was, for everybody."""
    page = page_of(slug)
    ahead, past = _events(page)
    return show(request, "community/agenda.html", page, ahead=ahead, past=past[:PAST_SHOWN])


@never_cache
@public_page
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda for the calendar of a telephone: what is public, and nothing of anybody."""
    page = page_of(slug)
    ahead, past = _events(page)
    calendar = Calendar()
    for name, value in (("prodid", "-//CIAO!//agenda//IT"), ("version", "2.0"), ("x-wr-calname", page.name)):
        calendar.add(name, value)
    for event in [*ahead, *past]:
        calendar.add_component(_entry(request, page, event))
    answer = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="eventi.ics"'
    return answer


@never_cache
@public_page
@spoken
def event_page(request: HttpRequest, slug: str, event_id: uuid.UUID) -> HttpResponse:
    """One event: what, where, when, whether one can get in, and how to book."""
    page = page_of(slug)
    event, taken = public_event(page, event_id)
    left = places_left(event.capacity, taken)
    return show(request, "community/event_public.html", page, event=event, left=left, is_sent=request.GET.get("fatto"))


@never_cache
@csrf_exempt
@public_page
@spoken
def join(request: HttpRequest, slug: str, event_id: uuid.UUID) -> HttpResponse:
    """Booking; who sends it gets at once the address to change their mind."""
    page = page_of(slug)
    event, taken = public_event(page, event_id)
    form, tokens = BookingForm(request.POST or None), [""]

    def keep(row_id: uuid.UUID) -> None:
        told = form.told()
        _, tokens[0] = actions.book(event_id=event.id, by=PUBLIC, row_id=row_id, language=language_of(request), **told)

    problem = sent(request, form, event.id, keep)
    if problem is None:
        return _after(request, page, event, tokens[0])
    context = {"event": event, "left": places_left(event.capacity, taken)}
    return ask(request, "community/join.html", page, form, problem, **context)


@never_cache
@csrf_exempt
@public_page
@spoken
def booking(request: HttpRequest, token: str) -> HttpResponse:
    """One's own booking, by its link: read it, change it."""
    bearer = _bearer(token)
    if bearer is None:
        return show(request, "community/link_over.html", None, 404)
    with acting(bearer):
        found = get_object_or_404(Booking.objects.all(), link_id=bearer.id)
        names = list(ChangeBookingForm.base_fields)
        form = ChangeBookingForm(request.POST or None, initial={name: getattr(found, name) for name in names})
        problem = sent(request, form, found.id, lambda _: _changed(found, bearer, form))
        if problem is None:
            return HttpResponseRedirect(f"{request.path}?lingua={language_of(request)}&fatto=2")
        context = {"booking": found, "event": _event_of(found), "token": token, "done": request.GET.get("fatto")}
        return ask(request, "community/booking.html", None, form, problem, **context).render()


@never_cache
@csrf_exempt
@require_POST
@public_page
@spoken
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """They do not come: the places are free."""
    bearer = _bearer(token)
    if bearer is None:
        raise Http404
    with acting(bearer):
        found = get_object_or_404(Booking.objects.all().standing(), link_id=bearer.id)
        actions.cancel_booking(booking=found, by=bearer)
    return HttpResponseRedirect(f"{reverse('community:booking', args=[token])}?lingua={language_of(request)}")


def _bearer(token: str) -> Actor | None:
    found = bearer_of(token)
    return found if found is not None and may(found, Action.EVENT_JOIN) else None


def _changed(found: Booking, bearer: Actor, form: ChangeBookingForm) -> None:
    actions.change_booking(booking=found, by=bearer, **form.told())


def _event_of(found: Booking) -> Event:
    """The bearer reads its booking alone; what everybody reads of the event is read as everybody does."""
    with acting(job(actions.KEEPER)):
        return Event.objects.select_related("municipality", "organization").get(id=found.event_id)


def _events(page: PublicPage) -> tuple[list[Event], list[Event]]:
    """What is ahead, the nearest first, and what was, the latest first; read as the job that counts places."""
    now = clock.now()
    with acting(job(actions.KEEPER)):
        rows = Event.objects.public().filter(programme_id=page.programme_id)
        rows = rows.select_related("municipality", "organization")
        held = rows.filter(ends_at__lt=now).exclude(state=EventState.CANCELLED)
        return list(rows.ahead(now)), list(held.order_by("-starts_at"))


def _entry(request: HttpRequest, page: PublicPage, event: Event) -> Entry:
    entry = Entry()
    where = ", ".join(str(one) for one in (event.place, event.municipality) if one)
    rows = [
        ("uid", f"{event.id}@ciao"), ("summary", event.title), ("description", event.about), ("location", where),
        ("dtstart", event.starts_at), ("dtend", event.ends_at), ("dtstamp", event.published_at),
        ("status", "CANCELLED" if event.state == EventState.CANCELLED else "CONFIRMED"),
        ("url", request.build_absolute_uri(reverse("community:event_page", args=[page.slug, event.id]))),
    ]  # fmt: skip
    for name, value in rows:
        entry.add(name, value)
    return entry


def _after(request: HttpRequest, page: PublicPage, event: Event, token: str) -> HttpResponse:
    """To one's own booking; who sent the same page twice was given its address the first time."""
    own = reverse("community:booking", args=[token]) if token else ""
    url = own or reverse("community:event_page", args=[page.slug, event.id])
    return HttpResponseRedirect(f"{url}?lingua={language_of(request)}&fatto=1")
