"""Events as the team prepares them: the list, the page of one, publishing, counting heads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.community import actions
from ciao.community.enums import EventState
from ciao.community.forms.staff import EventForm, HeadsForm, ReasonForm
from ciao.community.models import Booking, Event
from ciao.community.panel import STATES, event_step, facts_of
from ciao.community.views import EVENTS, crumbs, fill, find, form_page, programme_of, public_page_of, read
from ciao.core import clock
from ciao.core.formats import day_of
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.programmes.models import Activity

COMMUNITY_ACTIVITY = 8


@requires(Action.EVENT_VIEW)
def events(request: HttpRequest) -> HttpResponse:
    """Every event of the programme; counts only, nobody is read."""
    by = acting_in(request)
    rows = visible(Event.objects.all(), by, Action.EVENT_VIEW).select_related("municipality")
    page = public_page_of(by)
    taken = visible(Booking.objects.all(), by, Action.EVENT_VIEW).standing()
    places = dict(taken.order_by().values_list("event").annotate(many=Sum("people_count")))
    return event_list(places).answer(
        request,
        rows,
        may_edit=may(by, Action.EVENT_EDIT),
        public_page=page,
        may_ask=may(by, Action.SATISFACTION_VIEW),
    )


@requires(Action.EVENT_VIEW)
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """One event: what to do next, who booked, who wants no photos."""
    by = acting_in(request)
    found = find(request, Event, event_id, Action.EVENT_VIEW, "activity", "organization", "municipality", "edition")
    bookings = list(visible(Booking.objects.all(), by, Action.EVENT_VIEW).filter(event=found))
    read(by, found.scope_id, "prenotazioni di un evento", bookings)
    page = public_page_of(by)
    standing = [one for one in bookings if one.cancelled_at is None]
    context = {
        "event": found, "bookings": standing, "places": sum(one.people_count for one in standing),
        "cancelled": len(bookings) - len(standing), "facts": facts_of(found), "step": event_step(found, page, by),
        "status": state_of(found),
        "changes": found.changes.all(), "may_edit": may(by, Action.EVENT_EDIT), "page": page,
        "crumbs": crumbs(EVENTS, (found.title, "")), "no_photos": sum(one.photos == "no" for one in standing),
    }  # fmt: skip
    return TemplateResponse(request, "community/event.html", context)


@requires(Action.EVENT_EDIT)
def new_event(request: HttpRequest) -> HttpResponse:
    """A draft, that only the programme sees until it is published."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    chosen = visible(Activity.objects, by, Action.PROGRAMME_VIEW).filter(
        programme=programme, number=COMMUNITY_ACTIVITY
    ).first()  # fmt: skip
    form = EventForm(request.POST or None, initial={"activity": chosen, "organization": by.organization_id})
    fill(form, by)
    done = "Bozza salvata. Prossimo passo: rileggila e pubblicala."
    page = form_page(EVENTS, "Nuovo evento", "Salva la bozza", Event.get_absolute_url, done)
    return page.answer(request, form, lambda typed: actions.prepare_event(programme=programme, by=by, **form.facts()))


@requires(Action.EVENT_EDIT)
def edit_event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """What is told, corrected."""
    by, found = acting_in(request), find(request, Event, event_id, Action.EVENT_EDIT, "municipality")
    form = EventForm(request.POST or None, initial=_typed(found))
    fill(form, by)
    page = form_page(EVENTS, f"Modifica {found.title}", "Salva l’evento", found.get_absolute_url(), "Evento salvato.")

    def act(_: dict[str, Any]) -> Event:
        facts = form.facts()
        facts.pop("row_id")
        return actions.change_event(event=found, by=by, **facts)

    return page.answer(request, form, act)


@require_POST
@requires(Action.EVENT_EDIT)
def publish(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Anybody reads it from now on."""
    found = find(request, Event, event_id, Action.EVENT_EDIT)
    try:
        actions.publish_event(event=found, by=acting_in(request))
        messages.success(request, "Pubblicato: da adesso lo legge chiunque, e ci si prenota.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@requires(Action.EVENT_EDIT)
def heads(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """How many came."""
    by, found = acting_in(request), find(request, Event, event_id, Action.EVENT_EDIT)
    names = list(HeadsForm.base_fields)
    form = HeadsForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    lead = "Contate le teste, non i nomi: chi viene a un evento non è un partecipante del Fondo sociale europeo."
    page = form_page(
        EVENTS, f"Quante persone sono venute: {found.title}", "Salva il conteggio", found.get_absolute_url(),
        "Conteggio salvato.", lead=lead,
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.hold_event(event=found, by=by, **typed))


@requires(Action.EVENT_EDIT)
def cancel(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """It will not be."""
    lead = (
        "La pagina pubblica dirà che è annullato. Poi apri i promemoria: diventano un avviso per chi si era prenotato."
    )
    return _because(request, event_id, "Annulla", "Annulla l’evento", actions.cancel_event, "Annullato.", lead)


@requires(Action.EVENT_EDIT)
def unpublish(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Correction: back to a draft."""
    lead = "Non lo legge più nessuno fuori dal progetto, finché non lo pubblichi di nuovo."
    return _because(
        request, event_id, "Riporta in bozza", "Riporta in bozza", actions.unpublish_event, "In bozza.", lead
    )


@requires(Action.EVENT_EDIT)
def restore(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Correction: it was called off by mistake."""
    done = "Ripreso: è di nuovo una bozza."
    return _because(request, event_id, "Riprendi", "Riprendi l’evento", actions.restore_event, done, "Torna in bozza.")


@requires(Action.EVENT_EDIT)
def undo(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Correction: it was not held."""
    lead = "Il conteggio delle persone si cancella."
    return _because(
        request, event_id, "Togli il segno di svolto a", "Togli il segno", actions.undo_holding, "Tolto.", lead
    )


def event_list(places: dict[UUID, int]) -> ListPage:
    """Columns, filters and export in one declaration."""
    return ListPage(
        title=EVENTS, noun="evento,eventi",
        columns=[
            Column("titolo", "Evento", str, sort="title", link=Event.get_absolute_url, note=lambda one: one.place),
            Column("quando", "Quando", lambda one: one.starts_at, sort="starts_at"),
            Column("stato", "Stato", state_of, sort="state"),
            Column("prenotati", "Prenotati", lambda one: places.get(one.id, 0), numeric=True),
            Column("posti", "Posti", lambda one: one.capacity, sort="capacity", numeric=True),
            Column("venuti", "Venuti", lambda one: one.heads, numeric=True),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text), search_label="Titolo",
        filters=[
            Filter("stato", "Stato", EventState.choices, lambda rows, one: rows.filter(state=one)),
            Filter("quando", "Quando", [("prima", "già passati"), ("dopo", "ancora da venire")], _by_time),
        ],
        order=("-starts_at",),
        empty=("calendar", "Nessun evento, per ora", "Una festa, un mercatino, un laboratorio che si apre a tutti."),
        template="community/events.html", export_name="eventi",
    )  # fmt: skip


def state_of(one: Event) -> Mark:
    """Where an event stands, in tint, icon and word."""
    kind, icon = STATES[EventState(one.state)]
    return Mark(kind, one.get_state_display(), icon)


def _by_time(rows: Any, when: str) -> Any:
    now = clock.now()
    return rows.filter(ends_at__lt=now) if when == "prima" else rows.filter(ends_at__gte=now)


def _typed(found: Event) -> dict[str, Any]:
    names = [name for name in EventForm.base_fields if hasattr(found, name)]
    starts, ends = (one.astimezone(clock.ROME) for one in (found.starts_at, found.ends_at))
    hours = {"day": day_of(found.starts_at), "starts": starts.time(), "ends": ends.time()}
    return {**{name: getattr(found, name) for name in names}, **hours}


def _because(
    request: HttpRequest, event_id: UUID, verb: str, save: str, act: Any, done: str, lead: str
) -> HttpResponse:
    by: Actor = acting_in(request)
    found = find(request, Event, event_id, Action.EVENT_EDIT)
    heading = f"{verb} {found.title}" if verb != "Riporta in bozza" else f"Riporta in bozza {found.title}"
    page = form_page(EVENTS, heading, save, reverse("community:event", args=[found.id]), done, lead=lead)
    return page.answer(request, ReasonForm(request.POST or None), lambda typed: act(event=found, by=by, **typed))
