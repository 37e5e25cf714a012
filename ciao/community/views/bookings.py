"""Around an event: who calls or comes to the door, what to write to whom, who wants no photos."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.community import actions
from ciao.community.enums import EventState, Photos
from ciao.community.forms.staff import StaffBookingForm
from ciao.community.models import Booking, Event
from ciao.community.views import EVENTS, crumbs, find, form_page, read
from ciao.core import clock
from ciao.core.forms import PlainForm

COME = _("Ciao %(name)s, ti aspettiamo a «%(title)s»: %(day)s alle %(hour)s, %(place)s. Se non vieni, faccelo sapere.")
OFF = _("Ciao %(name)s, «%(title)s» di %(day)s non si farà. Ci dispiace: appena c’è una nuova data te la diciamo.")


@dataclass(frozen=True)
class Reminder:
    """Words ready to be sent to one who booked, in their language."""

    booking: Booking
    language: str
    text: str

    @property
    def direction(self) -> str:
        """How the words are read."""
        return "rtl" if translation.get_language_info(self.booking.language)["bidi"] else "ltr"


@requires(Action.EVENT_EDIT)
def new_booking(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Somebody who called, or who is at the door."""
    by, found = acting_in(request), find(request, Event, event_id, Action.EVENT_EDIT)
    form = StaffBookingForm(request.POST or None)
    page = form_page(
        EVENTS, f"Segna chi viene: {found.title}", "Segna la prenotazione", found.get_absolute_url(), "Segnata.",
        lead="Di’ a voce come trattiamo i dati: si cancellano da soli dopo l’evento.",
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.book(event_id=found.id, by=by, **typed))


@requires(Action.EVENT_EDIT)
def cancel_booking(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Somebody called to say they do not come."""
    by, found = acting_in(request), find(request, Booking, booking_id, Action.EVENT_EDIT, "event")
    read(by, found.event.scope_id, "disdetta di una prenotazione", [found])
    page = form_page(
        EVENTS, f"Disdici la prenotazione di {found.name or 'chi si è prenotato'}", "Disdici",
        found.event.get_absolute_url(), "Disdetta: i posti sono liberi.", lead="Nome e recapito si cancellano subito.",
    )  # fmt: skip
    return page.answer(
        request, PlainForm(request.POST or None), lambda typed: actions.cancel_booking(booking=found, by=by)
    )


@requires(Action.EVENT_EDIT)
def reminders(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """What to write to each, ready to copy; nothing is sent from here."""
    found = find(request, Event, event_id, Action.EVENT_EDIT, "municipality")
    rows = _standing(request, found)
    read(acting_in(request), found.scope_id, "promemoria di un evento", rows)
    reached = [one for one in rows if one.email or one.phone]
    context = {
        "event": found, "reminders": [_reminder(found, one) for one in reached], "unreached": len(rows) - len(reached),
        "crumbs": crumbs(EVENTS, (found.title, found.get_absolute_url()), ("Promemoria", "")),
        "is_off": found.state == EventState.CANCELLED,
    }  # fmt: skip
    return TemplateResponse(request, "community/reminders.html", context)


@requires(Action.EVENT_VIEW)
def no_photos(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """A sheet for who takes pictures: by nickname, whoever wants none."""
    found = find(request, Event, event_id, Action.EVENT_VIEW)
    rows = [one for one in _standing(request, found) if one.photos == Photos.NO and one.name]
    read(acting_in(request), found.scope_id, "chi non vuole foto a un evento", rows)
    context = {
        "event": found, "rows": rows,
        "crumbs": crumbs(EVENTS, (found.title, found.get_absolute_url()), ("Niente foto", "")),
    }  # fmt: skip
    return TemplateResponse(request, "community/no_photos.html", context)


def _standing(request: HttpRequest, event: Event) -> list[Booking]:
    rows = visible(Booking.objects.all(), acting_in(request), Action.EVENT_VIEW)
    return list(rows.standing().named().filter(event=event))


def _reminder(event: Event, booking: Booking) -> Reminder:
    with translation.override(booking.language):
        starts = event.starts_at.astimezone(clock.ROME)
        place = ", ".join(str(one) for one in (event.place, event.municipality) if one)
        day = date_format(starts, "l j F")
        told = {
            "name": booking.name, "title": event.title, "place": place,
            "day": day if booking.language == "en" else day.lower(), "hour": starts.strftime("%H:%M"),
        }  # fmt: skip
        language = translation.get_language_info(booking.language)["name_local"]
        return Reminder(booking, language, str(OFF if event.state == EventState.CANCELLED else COME) % told)
