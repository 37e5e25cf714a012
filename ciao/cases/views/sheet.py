"""What is known of a person: each table its page and its read line; two editors see the difference."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases.forms import suggest_comuni
from ciao.cases.models import Case
from ciao.cases.views import find, page, read
from ciao.core.formats import moment
from ciao.people import actions
from ciao.people.forms import (
    AnswersForm,
    ContactForm,
    IdentityForm,
    NoticeForm,
    PersonForm,
    SheetForm,
)
from ciao.people.models import Contact, Identity, Person, SensitiveAnswers
from ciao.programmes.models import Mandate


@requires(Action.CASE_EDIT)
def edit_person(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How the person is called."""
    return _edit(request, find(request, case_id), Person, PersonForm, "Nome e lingua", Group.NAME)


@requires(Action.CASE_EDIT)
def edit_identity(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What identifies the person and what the funder asks."""
    return _edit(request, find(request, case_id), Identity, IdentityForm, "Dati", Group.IDENTITY)


@requires(Action.CASE_EDIT)
def edit_contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How to reach the person."""
    return _edit(request, find(request, case_id), Contact, ContactForm, "Recapiti", Group.CONTACT)


@requires(Action.CASE_EDIT)
def edit_answers(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Delicate answers, each with what it is for."""
    lead = "Ogni risposta serve a uno scopo, scritto accanto. Si può sempre preferire non dirlo."
    return _edit(
        request, find(request, case_id), SensitiveAnswers, AnswersForm, "Risposte delicate", Group.SENSITIVE, lead
    )


@requires(Action.CASE_EDIT)
def notice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The privacy notice was shown."""
    by, case = acting_in(request), find(request, case_id)
    person = get_object_or_404(visible(Person.objects, by, Action.CASE_EDIT), id=case.person_id)
    read(case, by, "informativa", Group.NAME)
    form = NoticeForm(request.POST or None)
    shape = page(request, case, "Informativa mostrata", "Segna l’informativa", "Informativa segnata.")
    return shape.answer(request, form, lambda typed: actions.show_notice(person=person, by=by, **typed))


def _edit(
    request: HttpRequest,
    case: Case,
    model: Any,
    form_class: type[SheetForm],
    heading: str,
    group: Group,
    lead: str = "",
) -> HttpResponse:
    by = acting_in(request)
    key = "id" if model is Person else "person_id"
    row = get_object_or_404(visible(model.objects, by, Action.CASE_EDIT), **{key: case.person_id})
    read(case, by, "modifica", group)
    form = form_class(request.POST or None, row=row)
    suggest_comuni(form, case.programme)
    shape = page(request, case, heading, "Salva", f"{heading}: salvato.", lead=lead, template="cases/sheet.html")
    if request.method == "POST" and form.is_valid() and form.differences():
        return both_texts(request, form, shape)
    return shape.answer(request, form, lambda typed: _save(row, form, by))


def _save(row: Any, form: SheetForm, by: Any) -> Any:
    return actions.save_sheet(row=row, typed=form.typed(), by=by)


def both_texts(request: HttpRequest, form: SheetForm, shape: FormPage) -> HttpResponse:
    """Somebody saved in the meantime: both texts are shown, and saving again keeps what is written here."""
    found = actions.last_change(form.row)
    changed_by = Mandate.objects.filter(Q(id=found[0] or None)).select_related("user").first() if found else None
    said = {
        "differences": form.differences(),
        "theirs": changed_by.user.get_full_name() if changed_by else "Qualcuno",
        "when": moment(found[1]) if found else "",
    }
    again = request.POST.copy()
    again["_seen"] = actions.version_of(form.row, form.shown)
    form.data = again
    return TemplateResponse(request, shape.template, {"form": form, **shape.context, **said}, status=409)
