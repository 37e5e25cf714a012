"""When a person can come and what work they would like: one page of the fascicolo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import scopes, visible
from ciao.audit.enums import Group
from ciao.cases import actions
from ciao.cases.dossier.asking import AvailabilityForm
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Availability, Case, WorkWish
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.outreach.actions import programme_comuni
from ciao.outreach.models import Barrier
from ciao.people.models import Identity

TIMES = ("starts_on", "ends_on", "days", "parts", "weekly_hours", "starts_from", "reach", "italian", "barriers")


@requires(Action.MATCH_EDIT)
def availability(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Days, hours, how far, what work: what groups and places are looked for by."""
    by, case = acting_in(request), find(request, case_id, Action.MATCH_EDIT)
    if not scopes(by, Level.INTERNSHIP).filter(id=case.scope_id).exists():
        raise Http404
    read(case, by, "disponibilità", Group.NAME, Group.INTERNSHIP)
    form = AvailabilityForm(request.POST or None, initial=known(case, by))
    form.fields["starts_from"].suggest([one.name for one in programme_comuni(case.programme)])  # type: ignore[attr-defined]
    lead = "Basta un minuto. Ciò che non sai lascialo vuoto: non esclude nessuno, si può chiedere dopo."
    shape = page(request, case, "Disponibilità e desideri", "Salva", "Salvato: ora si può cercare il gruppo o il posto "
                 "adatto.", lead=lead)  # fmt: skip
    return shape.answer(request, form, lambda _: _save(case, form, by))


def known(case: Case, by: Actor) -> dict[str, Any]:
    """What is written already; before that, what other pages know: where they live, what kept them from coming."""
    found = visible(Availability.objects, by, Action.MATCH_EDIT).filter(case=case).select_related("starts_from").first()
    wish = visible(WorkWish.objects, by, Action.MATCH_EDIT).filter(case=case).first()
    wishes = {name: getattr(wish, name) for name in AvailabilityForm.WISHES} if wish else {}
    if found is not None:
        return {name: getattr(found, name) for name in TIMES} | wishes
    identity = seen(Identity, by).filter(person_id=case.person_id).select_related("domicile", "residence").first()
    barriers = visible(Barrier.objects, by, Action.SIGNAL_VIEW).filter(first_contact__signal__case=case)
    return {
        "starts_on": clock.today(), "starts_from": (identity.domicile or identity.residence) if identity else None,
        "barriers": list(barriers.values_list("kind", flat=True)), **wishes,
    }  # fmt: skip


def _save(case: Case, form: AvailabilityForm, by: Actor) -> Availability:
    actions.save_work_wish(case=case, by=by, **form.wishes())
    return actions.save_availability(case=case, by=by, **form.times())
