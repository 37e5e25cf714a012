"""A person's own page, in seven languages, and the page of the fascicolo that gives its link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ciao.access.actions import bearer_of
from ciao.access.actor import Actor, acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Link
from ciao.access.requires import acting_in, public_page, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, read, who
from ciao.certificates.record import own_record
from ciao.core.forms import PlainForm
from ciao.people.actions import keeper
from ciao.people.actions.requests import ask_for_readers
from ciao.people.models import Consent, Person, PrivacyNotice
from ciao.portal.actions import give_page, is_safe, open_links, shows_anything, stop_page
from ciao.portal.panel import readings_of
from ciao.portal.rules import CONSENTS

DAYS = [("7", "una settimana"), ("30", "un mese"), ("90", "tre mesi")]


class DaysForm(PlainForm):
    """How long the link opens."""

    days = forms.ChoiceField(label="Per quanto tempo", choices=DAYS, initial="30", widget=forms.RadioSelect)


@requires(Action.CASE_EDIT)
def own_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the team makes the link for a person, once, to print or to show as a square code."""
    by, case = acting_in(request), find(request, case_id)
    person = get_object_or_404(visible(Person.objects, by, Action.CASE_EDIT), id=case.person_id)
    read(case, by, "pagina personale", Group.NAME)
    form, token, status = DaysForm(request.POST or None), "", 200
    if request.method == "POST" and form.is_valid():
        try:
            _, token = give_page(person=person, days=int(form.cleaned_data["days"]), by=by)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        status = 422
    return TemplateResponse(request, "portal/give.html", _given(request, case, person, by, form, token), status=status)


@require_POST
@requires(Action.CASE_EDIT)
def stop(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The link opens nothing any more."""
    by, case = acting_in(request), find(request, case_id)
    person = get_object_or_404(visible(Person.objects, by, Action.CASE_EDIT), id=case.person_id)
    stop_page(person=person, by=by)
    messages.success(request, "Il collegamento non vale più.")
    return redirect("portal:own_page", case.id)


@never_cache
@public_page
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Who read my file, what I said yes to, which notice I saw; the same answer for every link that is no more."""
    language = language_of(request)
    bearer = _bearer(token)
    with acting(bearer), translation.override(language):
        person = _person(bearer)
        rows = visible(Consent.objects, bearer, Action.OWN_FILE_VIEW).filter(person=person)
        context = {
            "token": token, "name": person.register_name, "readings": readings_of(person.id),
            "record": own_record(person.id),
            "consents": [(str(CONSENTS[one.purpose]), one) for one in rows],
            "notices": list(visible(PrivacyNotice.objects, bearer, Action.OWN_FILE_VIEW).filter(person=person)),
            "asked": request.GET.get("chiesto") == "1", **frame(request, language),
        }  # fmt: skip
        return TemplateResponse(request, "portal/page.html", context).render()


@never_cache
@csrf_exempt
@require_POST
@public_page
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """The names are asked of whoever protects the data; no cookie, the token is the only key."""
    bearer = _bearer(token)
    with acting(bearer):
        person = _person(bearer)
    with keeper():
        case = Case.objects.counted().filter(person_id=person.id).order_by("-opened_on").first()
        number = case.number if case else 0
        ask_for_readers(person_id=person.id, scope_id=person.scope_id, case_number=number, by=bearer)
    to = f"{reverse('portal:page', args=[token])}?lingua={language_of(request)}&chiesto=1"
    return HttpResponseRedirect(to)


def language_of(request: HttpRequest) -> str:
    """The language of the address; Italian where it names none we have."""
    wanted = request.GET.get("lingua", "")
    return wanted if wanted in dict(settings.LANGUAGES) else "it"


def frame(request: HttpRequest, language: str) -> dict[str, Any]:
    """What the public layout needs."""
    codes = [(code, translation.get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    return {"lingua": language, "codes": codes, "path": request.path, "actor": None, "menu": [],
            "right_to_left": translation.get_language_info(language)["bidi"]}  # fmt: skip


def _bearer(token: str) -> Actor:
    found = bearer_of(token)
    if found is None:
        raise Http404
    return found


def _person(bearer: Actor) -> Person:
    link = Link.objects.filter(Q(id=bearer.id), action=Action.OWN_FILE_VIEW).first()
    if link is None:
        raise Http404
    person = get_object_or_404(visible(Person.objects, bearer, Action.OWN_FILE_VIEW), scope_id=link.scope_id)
    if not shows_anything(person.id):
        raise Http404
    return person


def _given(request: HttpRequest, case: Case, person: Person, by: Actor, form: DaysForm, token: str) -> dict[str, Any]:
    name, back = who(case, by), case.get_absolute_url()
    address = request.build_absolute_uri(reverse("portal:page", args=[token])) if token else ""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=2, omitsize=False) if token else ""
    return {
        "case": case, "name": name, "back": back, "form": form, "address": address, "links": open_links(person),
        "code": mark_safe(drawn), "is_safe": is_safe(person.id, by),  # noqa: S308 (drawn here from our own address)
        "crumbs": [("Persone", reverse("cases:list")), (name, back), ("Pagina personale", "")],
    }  # fmt: skip
