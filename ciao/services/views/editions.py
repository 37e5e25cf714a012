"""The courses and groups there are, the catalogue they come from, and the page of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.core import clock
from ciao.core.formats import date_text, hours, period
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.services import kinds
from ciao.services.enums import EditionState, EnrolmentState, Modality, RegisterState, Theme
from ciao.services.lifecycle import EDITION
from ciao.services.models import Edition, EditionChange, EditionStaff, Enrolment, Service, Session
from ciao.services.panel import PLACES, STATES, Known, Tally, files_of, known, led_by, next_meetings, tallies
from ciao.services.rules import EditionFacts, Step, edition_step
from ciao.services.views import cares, crumbs, find_edition, leads, read
from ciao.services.views.beyond import beyond
from ciao.services.views.conditions import share_lines, standing_requirements
from ciao.services.views.enrolments import places_taken
from ciao.services.views.waiting import waiting_lines

REGISTERS = {
    RegisterState.OPEN: ("info", "pencil", "da segnare"),
    RegisterState.LOCKED: ("ok", "locked", "presenze chiuse"),
    RegisterState.OFF: ("", "close", "annullato"),
}


@dataclass(frozen=True)
class Meeting:
    """A meeting on the page of its edition."""

    session: Session
    status: str
    kind: str
    icon: str
    url: str
    is_ahead: bool


@dataclass(frozen=True)
class Member:
    """Somebody enrolled, as this reader may call them."""

    enrolment: Enrolment
    who: Known
    url: str
    tally: Tally
    status: str
    kind: str
    icon: str


@requires(Action.COURSE_VIEW)
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition of the programme: state, dates, who leads, how many, when next. Counts only: nobody is read."""
    by = acting_in(request)
    rows = visible(Edition.objects, by, Action.COURSE_VIEW).select_related("service")
    return edition_list(by).answer(request, rows, on_read=_prepare, may_edit=may(by, Action.COURSE_EDIT))


@requires(Action.COURSE_VIEW)
def catalogue(request: HttpRequest) -> HttpResponse:
    """What can be attended, whether or not it takes place now."""
    by = acting_in(request)
    may_edit = may(by, Action.COURSE_EDIT)
    rows = visible(Service.objects, by, Action.COURSE_VIEW).select_related("activity", "organization")
    return service_list(may_edit).answer(request, rows.annotate(times=Count("editions")), may_edit=may_edit)


@requires(Action.COURSE_VIEW)
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One edition: what to do next, its meetings, and of those enrolled whoever one may see."""
    by, found = acting_in(request), find_edition(request, edition_id)
    people = members(found, by)
    waiting = waiting_lines(found, by)
    read(found, by, "corso o gruppo", [*(one.who for one in people), *waiting.people])
    takes = leads(by, found) or (may(by, Action.ATTENDANCE_TAKE) and bool(people))
    held = list(found.sessions.select_related("trainer__user", "room__municipality"))
    staff = list(found.staff.filter(ends_on__isnull=True).select_related("mandate__user", "mandate__organization"))
    count = places_taken([found.id]).get(found.id, 0)
    held_by = {EnrolmentState.ENROLLED, *([EnrolmentState.COMPLETED] if found.state == EditionState.DONE else [])}
    seen = sum(one.enrolment.state in held_by for one in people)
    context = {
        "edition": found, "crumbs": crumbs(None, found.title), "meetings": [_meeting(one, takes) for one in held],
        "people": people, "unseen": count - seen, "count": count, "staff": staff, "facts": _about(found, count),
        "team": [_staff_member(one) for one in staff], "status": Mark(*_state(found)),
        "changes": [_change(one) for one in found.changes.all()],
        "waiting": waiting, "shares": share_lines(found), "reads_links": takes or bool(people),
        "asked": [str(one) for one in standing_requirements(found)], "beyond": beyond(found, by),
        **_may(found, by), **_next(found, held, len(staff), count, by),
    }  # fmt: skip
    return TemplateResponse(request, "services/edition.html", context)


def members(found: Edition, by: Actor) -> list[Member]:
    """Those enrolled whom the reader sees, by name."""
    rows = list(visible(Enrolment.objects.all(), by, Action.COURSE_VIEW).counted().filter(edition=found))
    names, counts = known({one.case_id for one in rows}, by), tallies(rows, by)
    files = files_of(names, by)
    lines = [
        Member(
            one, names[one.case_id], files.get(one.case_id, ""), counts[one.id], one.get_state_display(),
            *PLACES[EnrolmentState(one.state)],
        )
        for one in rows
    ]  # fmt: skip
    return sorted(lines, key=lambda one: (one.enrolment.state != EnrolmentState.ENROLLED, one.who.name.casefold()))


def edition_list(by: Actor) -> ListPage:
    """Columns, filters and export of the list of editions."""
    return ListPage(
        title="Corsi e gruppi",
        noun="edizione,edizioni",
        columns=[
            Column("corso", "Corso o gruppo", lambda one: one.title, sort="service__title", link=_url, note=_kind),
            Column("stato", "Stato", lambda one: Mark(*_state(one)), sort="state"),
            Column("date", "Date", lambda one: period(one.starts_on, one.ends_on), sort="starts_on"),
            Column("conduce", "Chi conduce", lambda one: one.led_by),
            Column("iscritti", "Iscritti", _taken, numeric=True),
            Column("prossimo", "Prossimo incontro", lambda one: one.next_at),
        ],
        search=lambda rows, text: rows.filter(service__title__icontains=text),
        search_label="Cerca nel titolo",
        filters=[
            Filter("stato", "Stato", EditionState.choices, lambda rows, value: rows.filter(state=value)),
            Filter("tipo", "Tipo", kinds.met_choices, lambda rows, value: rows.filter(service__kind=value)),
            Filter("miei", "Chi conduce", [("1", "Io")], lambda rows, _: rows & led_by(by, clock.today())),
        ],
        order=("-starts_on", "service__title"),
        empty=("presentation", "Nessun corso, per ora", "Si comincia dal catalogo: che cosa si può frequentare."),
        template="services/editions.html",
        export_name="corsi-e-gruppi",
    )


def service_list(may_edit: bool) -> ListPage:
    """Columns of the catalogue."""
    return ListPage(
        title="Catalogo",
        noun="servizio,servizi",
        columns=[
            Column("titolo", "Servizio", lambda one: one.title, sort="title", note=_about_service,
                   link=_service_page if may_edit else None),
            Column("attivita", "Attività", lambda one: str(one.activity), sort="activity__number"),
            Column("ente", "Chi lo realizza", lambda one: str(one.organization), sort="organization__name"),
            Column("ore", "Ore previste", lambda one: hours(one.planned_hours), numeric=True),
            Column("edizioni", "Edizioni", lambda one: str(one.times), link=_times, numeric=True),
            *([Column("nuova", "Prepara", _may_start, link=_new_edition, in_export=False)] * may_edit),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text),
        search_label="Cerca nel titolo",
        filters=[
            Filter("tipo", "Tipo", kinds.choices, lambda rows, value: rows.filter(kind=value)),
            Filter("tema", "Tema", Theme.choices, lambda rows, value: rows.filter(themes__contains=[value])),
            Filter("come", "Come si fa", Modality.choices, lambda rows, value: rows.filter(modality=value)),
        ],
        order=("title",),
        empty=("list", "Il catalogo è vuoto", "Comincia da un corso o da un gruppo che il progetto offre."),
        template="services/catalogue.html",
        export_name="catalogo",
    )  # fmt: skip


def _prepare(shown: list[Any]) -> None:
    """Counts, leaders and next meetings of the rows on show, in three queries."""
    ids = [one.id for one in shown]
    counts, ahead, leaders = places_taken(ids), next_meetings(ids), defaultdict(list)
    rows = EditionStaff.objects.current(clock.today()).filter(edition_id__in=ids).select_related("mandate__user")
    for one in rows:
        leaders[one.edition_id].append(one.mandate.user.get_full_name())
    for one in shown:
        one.count, one.next_at, one.led_by = counts.get(one.id, 0), _rome(ahead.get(one.id)), ", ".join(leaders[one.id])


def _rome(value: datetime | None) -> datetime | None:
    return value.astimezone(clock.ROME) if value else None


def _meeting(one: Session, takes: bool) -> Meeting:
    kind, icon, status = REGISTERS[RegisterState(one.state)]
    is_ahead = one.day > clock.today() and one.state == RegisterState.OPEN
    if is_ahead:
        kind, icon, status = "", "calendar", "in programma"
    elif one.state == RegisterState.OPEN and one.ends_at < clock.now():
        kind, icon = "stop", "clock"
    url = reverse("services:attendance", args=[one.id]) if takes else ""
    return Meeting(one, status, kind, icon, url, is_ahead)


def _may(found: Edition, by: Actor) -> dict[str, Any]:
    is_open, may_edit = found.is_open, cares(by, found)
    return {
        "register_url": _register(found, by),
        "may_edit": may_edit, "may_enrol": may(by, Action.COURSE_ENROL) and is_open,
        "may_plan": may_edit and is_open, "is_leading": leads(by, found),
        "may_change_people": may(by, Action.COURSE_ENROL),
    }  # fmt: skip


def _register(found: Edition, by: Actor) -> str:
    """Where the register is put on paper: for who stands in its circle, and issues documents."""
    inside = scopes(by, Level.ATTENDANCE).filter(Q(id=found.register_scope_id))
    if not (may(by, Action.DOCUMENT_ISSUE) and may(by, Action.ATTENDANCE_TAKE) and inside.exists()):
        return ""
    return f"{reverse(settings.PLACES['issue'], args=['attendance_register', found.id])}?da=fascicolo"


def _next(found: Edition, held: list[Session], staff: int, count: int, by: Actor) -> dict[str, Any]:
    """The next step with its page, where this reader may open it."""
    now = clock.now()
    waiting = [one for one in held if one.state == RegisterState.OPEN]
    late = [one for one in waiting if one.ends_at <= now]
    ahead = [one for one in waiting if one.ends_at > now]
    step = edition_step(EditionFacts(
        found.is_open, found.state == EditionState.RUNNING, staff, len(held), count, len(late), len(ahead),
        late[0].day if late else None, ahead[0].starts_at if ahead else None,
    ))  # fmt: skip
    if step is None:
        return {"step": None, "step_url": "", "step_label": ""}
    button = _page_of(step.code, found, next(iter(late or ahead), None), by)
    if late and not button["step_url"]:
        step = Step("wait", f"Mancano le presenze di {date_text(late[0].day)}", "Le chiude chi conduce.")
    return {"step": step, **button}


def _page_of(code: str, found: Edition, first: Session | None, by: Actor) -> dict[str, str]:
    """The button of a step; none for who may not do it."""
    labels = {
        "staff": (Action.COURSE_EDIT, "Aggiungi chi conduce"),
        "plan_sessions": (Action.COURSE_EDIT, "Metti in calendario"),
        "enrol": (Action.COURSE_ENROL, "Iscrivi"),
        "finish": (Action.COURSE_EDIT, "Concludi l’edizione"),
    }
    if code in labels:
        action, label = labels[code]
        does = may(by, action) if action == Action.COURSE_ENROL else cares(by, found)
        return {"step_url": reverse(f"services:{code}", args=[found.id]) if does else "", "step_label": label}
    takes = first is not None and leads(by, found) and first.day <= clock.today()
    url = reverse("services:attendance", args=[first.id]) if first is not None and takes else ""
    return {"step_url": url, "step_label": "Segna le presenze"}


def _about(found: Edition, count: int) -> list[tuple[str, str]]:
    where = ", ".join(filter(None, (found.place, str(found.municipality or ""))))
    places = f"{count} su {found.capacity}" if found.capacity else str(count)
    return [
        ("Tipo", found.service.get_kind_display()), ("Chi lo realizza", str(found.service.organization)),
        ("Come si fa", str(found.service.get_modality_display())),
        ("Date", period(found.starts_on, found.ends_on)), ("Dove", where or "–"), ("Posti occupati", places),
        ("Ore previste", hours(found.service.planned_hours)),
    ]  # fmt: skip


def _change(one: EditionChange) -> dict[str, Any]:
    text = f"{EDITION.labels[one.from_state].capitalize()}, poi {EDITION.labels[one.to_state]}"
    return {"when": one.changed_on, "who": one.changed_by_label, "text": text, "reason": one.reason}


def _staff_member(one: EditionStaff) -> dict[str, Any]:
    role = f"{one.get_role_display()} · {one.mandate.organization}"
    return {"name": one.mandate.user.get_full_name(), "role": role, "is_lead": False}


def _state(one: Edition) -> tuple[str, str, str]:
    kind, icon = STATES[EditionState(one.state)]
    return kind, str(one.get_state_display()), icon


def _url(one: Edition) -> str:
    return one.get_absolute_url()


def _kind(one: Edition) -> str:
    return str(one.service.get_kind_display())


def _taken(one: Any) -> str:
    return f"{one.count} su {one.capacity}" if one.capacity else str(one.count)


def _times(one: Service) -> str:
    return f"{reverse('services:editions')}?{urlencode({'q': one.title})}"


def _may_start(one: Service) -> str:
    return "Nuova edizione" if one.shape.has_sessions else "Una persona alla volta"


def _new_edition(one: Service) -> str:
    return reverse("services:new_edition", args=[one.id]) if one.shape.has_sessions else ""


def _service_page(one: Service) -> str:
    return reverse("services:requirements", args=[one.id])


def _about_service(one: Service) -> str:
    return " · ".join(filter(None, (one.get_kind_display(), one.get_modality_display(), one.theme_words)))
