"""The person is also followed elsewhere."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases.views import find, page, read
from ciao.consultations import actions
from ciao.consultations.forms import DayForm, SupportForm
from ciao.consultations.models import TherapeuticSupport
from ciao.core import clock


@requires(Action.CASE_EDIT)
def begin(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """By whom and since when, never for what."""
    by, case = acting_in(request), find(request, case_id)
    read(case, by, "sostegno terapeutico", Group.NAME)
    shape = page(request, case, "È seguita anche da un altro servizio", "Salva", "Scritto.")
    form = SupportForm(request.POST or None, initial={"starts_on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.begin_support(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def end(request: HttpRequest, case_id: UUID, support_id: UUID) -> HttpResponse:
    """It ended."""
    by, case = acting_in(request), find(request, case_id)
    support = get_object_or_404(visible(TherapeuticSupport.objects, by, Action.CASE_EDIT), id=support_id, case=case)
    read(case, by, "sostegno terapeutico", Group.NAME)
    shape = page(request, case, "Il sostegno è finito", "Salva", "Scritto.", lead=support.body)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.end_support(support=support, by=by, **typed))
