"""The month's register on a phone, by link: one tap a day, signed there; and the page that gives the link."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ciao.access.actions import bearer_of
from ciao.access.actor import Actor, acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, public_page, requires
from ciao.cases.rules import italian_holidays
from ciao.cases.views import who
from ciao.core import clock
from ciao.core.forms import PlainForm
from ciao.internships import actions
from ciao.internships.actions.figures import spans_of
from ciao.internships.actions.fill import digest_of, link_of, open_register_links, signatures_of, stamp
from ciao.internships.enums import DayKind, Filler
from ciao.internships.forms import HoursField
from ciao.internships.models import Internship, MonthlyRegister, RegisterDay, RegisterLink
from ciao.internships.rules import Day, hours_on, is_paused, month_days, months_of, next_month
from ciao.internships.views import crumbs, find, log
from ciao.signatures.rules import HEIGHT, WIDTH, NotDrawn, parse_strokes

DAYS = [("30", "un mese"), ("90", "tre mesi"), ("180", "sei mesi")]
KINDS = {DayKind.PRESENT, DayKind.ABSENT, DayKind.EXCUSED, DayKind.OFF}


class GiveForm(PlainForm):
    """Whose hand, and for how long."""

    filler = forms.ChoiceField(label="A chi dai il collegamento", choices=Filler.choices, widget=forms.RadioSelect)
    days = forms.ChoiceField(label="Per quanto tempo", choices=DAYS, initial="90", widget=forms.RadioSelect)


class DayForm(PlainForm):
    """One tap: the day, what it was, the hours where they are not the schedule's."""

    day = forms.DateField(input_formats=["%Y-%m-%d"])
    kind = forms.ChoiceField(choices=DayKind.choices)
    hours = HoursField(label="Ore", required=False)
    seen = forms.CharField(required=False)


@dataclass(frozen=True)
class Shown:
    """A day as the phone shows it."""

    day: date
    title: str
    planned: Decimal
    row: RegisterDay | None

    @property
    def stamp(self) -> str:
        """What tells that the day is as it was shown."""
        return stamp(self.row)

    @property
    def is_written(self) -> bool:
        """Whether somebody has said what the day was."""
        return self.row is not None


@requires(Action.INTERNSHIP_EDIT)
def give_link(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Where who follows the internship makes the link, shown once, to send or to show as a square code."""
    by, found = acting_in(request), find(request, internship_id)
    name = who(found.case, by)
    log(found, by)
    form = GiveForm(request.POST or None)
    token = _token(form, found, by) if request.method == "POST" and form.is_valid() else ""
    address = request.build_absolute_uri(reverse("internships:fill", args=[token])) if token else ""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=2, omitsize=False) if token else ""
    context = {
        "internship": found, "name": name, "form": form, "address": address, "back": found.get_absolute_url(),
        "links": open_register_links(found), "crumbs": crumbs(found, name, ("Registro con collegamento", "")),
        "code": mark_safe(drawn),  # noqa: S308 (drawn here from our own address)
    }  # fmt: skip
    return TemplateResponse(request, "internships/give_link.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Action.INTERNSHIP_EDIT)
def stop_links(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """The links open nothing any more."""
    by, found = acting_in(request), find(request, internship_id)
    actions.stop_register_links(internship=found, by=by)
    messages.success(request, "I collegamenti non valgono più.")
    return redirect("internships:give_link", found.id)


@never_cache
@public_page
def fill(request: HttpRequest, token: str) -> HttpResponse:
    """The month: days to say, hours, signatures; never more than that."""
    with _entered(request, token) as (bearer, of, language):
        return _page(request, token, bearer, of, language)


@never_cache
@csrf_exempt
@require_POST
@public_page
def fill_day(request: HttpRequest, token: str) -> HttpResponse:
    """One tap; the token is the only key, no cookie. What somebody else wrote meanwhile is shown, not overwritten."""
    with _entered(request, token) as (bearer, of, language):
        form = DayForm(request.POST)
        if not form.is_valid():
            return _page(request, token, bearer, of, language, said=" ".join(_faults(form)), status=422)
        day = form.cleaned_data["day"]
        try:
            actions.fill_day(of=of, day=day, given=_given(of, form), seen=form.cleaned_data["seen"], by=bearer)
        except NotPossible as refusal:
            return _page(request, token, bearer, of, language, said=str(refusal), on=day, status=422)
    return HttpResponseRedirect(f"{_address(token, language, day)}#g{day.day}")


@never_cache
@csrf_exempt
@require_POST
@public_page
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The month is signed with a finger, or by writing one's name."""
    with _entered(request, token) as (bearer, of, language):
        month_on = _month(of, request.POST.get("mese", ""))
        try:
            drawn = request.POST.get("strokes", "")
            actions.sign_register(
                of=of, month_on=month_on, by=bearer, name=request.POST.get("name", "")[:120],
                strokes=parse_strokes(drawn) if drawn else None, seen=request.POST.get("seen", ""),
            )  # fmt: skip
        except (NotPossible, NotDrawn) as refusal:
            return _page(request, token, bearer, of, language, said=str(refusal), on=month_on, status=422)
    return HttpResponseRedirect(f"{_address(token, language, month_on)}#firme")


def _token(form: GiveForm, found: Internship, by: Actor) -> str:
    """The new link's token, or nothing and the reason on the form."""
    typed = form.cleaned_data
    try:
        _, token = actions.give_register_link(internship=found, filler=typed["filler"], days=int(typed["days"]), by=by)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return ""
    return token


@contextmanager
def _entered(request: HttpRequest, token: str) -> Iterator[tuple[Actor, RegisterLink, str]]:
    """The bearer acts in the language of the address; the same answer for every link that is no more."""
    wanted = request.GET.get("lingua", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else "it"
    bearer = bearer_of(token)
    if bearer is None or bearer.role != f"link:{Action.REGISTER_FILL}":
        raise Http404
    with acting(bearer), translation.override(language):
        of = link_of(bearer.id)
        if of is None:
            raise Http404
        yield bearer, of, language


def _page(
    request: HttpRequest, token: str, bearer: Actor, of: RegisterLink, language: str, *, said: str = "",
    on: date | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    month_on = on.replace(day=1) if on else _month(of, request.GET.get("mese", ""))
    register = MonthlyRegister.objects.filter(internship=of.internship, month_on=month_on).first()
    days = _days(of, month_on, register)
    codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    done = sum((one.row.worked_hours for one in days if one.row), Decimal(0))
    signed = signatures_of(register)
    context = {
        "token": token, "of": of, "month": date_format(month_on, "F Y"), "mese": f"{month_on:%Y-%m}", "said": said,
        "todo": [one for one in days if not one.is_written and one.planned], "days": days, "done": done,
        "planned": sum((one.planned for one in days), Decimal(0)), "register": register,
        "closed": register is not None and register.is_confirmed, "signed": signed, "mine": signed.get(of.filler),
        "digest": digest_of(register) if register else "", "months": _months(of), "width": WIDTH, "height": HEIGHT,
        "is_over": min(next_month(month_on), of.internship.last_day) <= clock.today(), "lingua": language,
        "codes": codes, "path": request.path,
        "here": reverse("internships:fill", args=[token]), "actor": None, "menu": [],
        "right_to_left": translation.get_language_info(language)["bidi"],
    }  # fmt: skip
    return TemplateResponse(request, "internships/fill.html", context, status=status).render()


def _days(of: RegisterLink, month_on: date, register: MonthlyRegister | None) -> list[Shown]:
    """The days of the month up to today: of the schedule, or already written; the last first."""
    internship = of.internship
    rows = {one.day_on: one for one in register.days.all()} if register else {}
    pauses, closed = spans_of(internship), italian_holidays(month_on, month_on)
    found = []
    for day in month_days(month_on):
        inside = internship.starts_on <= day <= min(internship.last_day, clock.today()) and not is_paused(day, pauses)
        planned = hours_on(day, _schedule(of), closed) if inside else Decimal(0)
        if inside:
            found.append(Shown(day, date_format(day, "l j"), planned, rows.get(day)))
    return found[::-1]


def _schedule(of: RegisterLink) -> list[Decimal]:
    """The training project's hours where the bearer may read it, else those given with the link."""
    project = of.internship.project()
    return list(project.daily_hours) if project else list(of.daily_hours)


def _months(of: RegisterLink) -> list[tuple[str, str]]:
    last = min(of.internship.last_day, clock.today())
    return [(f"{one:%Y-%m}", date_format(one, "F")) for one in months_of(of.internship.starts_on, last)][-3:]


def _month(of: RegisterLink, wanted: str) -> date:
    """The month of the address if it is one of the internship's, else the present or last one."""
    months = months_of(of.internship.starts_on, min(of.internship.last_day, clock.today()))
    if not months:
        raise Http404
    return next((one for one in months if f"{one:%Y-%m}" == wanted), months[-1])


def _given(of: RegisterLink, form: DayForm) -> Day:
    """A presence without hours takes the schedule's."""
    day, kind, typed = (form.cleaned_data[name] for name in ("day", "kind", "hours"))
    if kind != DayKind.PRESENT:
        return Day(kind)
    planned = hours_on(day, _schedule(of), italian_holidays(day.replace(day=1), day.replace(day=1)))
    return Day(kind, typed or planned)


def _faults(form: DayForm) -> list[str]:
    return [str(one) for found in form.errors.values() for one in found]


def _address(token: str, language: str, day: date) -> str:
    return f"{reverse('internships:fill', args=[token])}?lingua={language}&mese={day:%Y-%m}"
