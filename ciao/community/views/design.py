"""The co-design table: its meetings, who sat there, what was chosen and why."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.community import actions
from ciao.community.forms.staff import ChoiceForm, DesignForm
from ciao.community.models import DesignMeeting
from ciao.community.views import TABLE, crumbs, fill, find, form_page, programme_of
from ciao.core import clock
from ciao.core.lists import Column, ListPage


@requires(Action.PROPOSAL_VIEW)
def meetings(request: HttpRequest) -> HttpResponse:
    """Every time the table met."""
    by = acting_in(request)
    rows: QuerySet[DesignMeeting] = visible(DesignMeeting.objects, by, Action.PROPOSAL_VIEW)
    rows = rows.select_related("event", "edition__service").annotate(many=Count("choices"))
    return meeting_list().answer(request, rows, may_edit=may(by, Action.PROPOSAL_EDIT))


@requires(Action.PROPOSAL_VIEW)
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting; and, for the same lab or event, what was chosen before and after it."""
    by = acting_in(request)
    found = find(request, DesignMeeting, meeting_id, Action.PROPOSAL_VIEW, "event", "edition__service")
    same: QuerySet[DesignMeeting] = visible(DesignMeeting.objects, by, Action.PROPOSAL_VIEW).exclude(id=found.id)
    if found.edition_id:
        same = same.filter(edition_id=found.edition_id)
    elif found.event_id:
        same = same.filter(event_id=found.event_id)
    else:
        same = same.none()
    context = {
        "meeting": found, "seats": found.seats.all(), "choices": found.choices.all(), "others": same,
        "became": shaped(found), "may_edit": may(by, Action.PROPOSAL_EDIT), "crumbs": crumbs(TABLE, (found.title, "")),
    }  # fmt: skip
    return TemplateResponse(request, "community/design_meeting.html", context)


@requires(Action.PROPOSAL_EDIT)
def new_meeting(request: HttpRequest) -> HttpResponse:
    """The table met."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    form = DesignForm(request.POST or None, initial={"on": clock.today()})
    fill(form, by)
    page = form_page(
        TABLE, "Nuovo incontro del tavolo", "Salva l’incontro", DesignMeeting.get_absolute_url,
        "Incontro salvato. Prossimo passo: scrivi le scelte.",
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.record_design_meeting(programme=programme, by=by, **typed))


@requires(Action.PROPOSAL_EDIT)
def new_choice(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One choice, with the ways weighed."""
    by, found = acting_in(request), find(request, DesignMeeting, meeting_id, Action.PROPOSAL_EDIT)
    page = form_page(
        TABLE, "Una scelta del tavolo", "Salva la scelta", found.get_absolute_url(), "Scelta salvata.",
        crumbs=crumbs(TABLE, (found.title, found.get_absolute_url()), ("Una scelta", "")), lead=found.title,
    )  # fmt: skip
    form = ChoiceForm(request.POST or None)
    return page.answer(request, form, lambda typed: actions.add_choice(meeting=found, by=by, **typed))


def meeting_list() -> ListPage:
    """Columns and export in one declaration."""
    return ListPage(
        title=TABLE, noun="incontro,incontri",
        columns=[
            Column("titolo", "Di che cosa si è parlato", str, sort="title", link=DesignMeeting.get_absolute_url),
            Column("quando", "Quando", lambda one: one.held_on, sort="held_on"),
            Column("scelte", "Scelte", lambda one: one.many, numeric=True),
            Column("forma", "Ha dato forma a", shaped),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text), search_label="Di che cosa",
        order=("-held_on",),
        empty=("comment", "Il tavolo non si è ancora riunito", "Chi c’era, che cosa si è scelto, che cosa è cambiato."),
        template="community/design_meetings.html", export_name="tavolo",
    )  # fmt: skip


def shaped(one: DesignMeeting) -> str:
    """The lab or the event a meeting gave shape to."""
    if one.edition is not None:
        return one.edition.title
    return one.event.title if one.event is not None else ""
