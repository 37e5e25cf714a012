"""The pages of a fascicolo about trust: protection, who answers for a minor, consents, the person's own page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.cases.panel import View
from ciao.core import clock
from ciao.people.panel import protection_of


def trust_pages(view: View) -> list[tuple[str, str]]:
    """Address and label of each that the reader may open, for the «Altro» of the fascicolo."""
    if not view.may_edit or view.person is None:
        return []
    here = [view.case.id]
    found = [(reverse("desk:consents", args=here), "Consensi")]
    if view.identity is not None and view.identity.is_minor_on(clock.today()):
        found.append((reverse("desk:holders", args=here), "Chi ne risponde"))
    standing = protection_of(view.case.person_id, view.actor)
    if standing is None or standing.is_page_safe:
        found.append((reverse(settings.PLACES["own_page"], args=here), "Pagina personale"))
    if may(view.actor, Action.PROTECTION_EDIT):
        label = "Metti in sicurezza i dati" if standing is None else "Dati protetti"
        found.append((reverse("desk:protection", args=here), label))
    return found
