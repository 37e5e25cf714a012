"""What comes of an edition outside its page: certificates, satisfaction, groups; each page stands in another part."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.services.enums import EditionState
from ciao.services.models import Edition


def beyond(found: Edition, by: Actor) -> list[tuple[str, str]]:
    """Address and words, for who may open the page and when there is something to do on it."""
    links = []
    if may(by, Action.CERTIFICATE_VIEW) and found.state in (EditionState.RUNNING, EditionState.DONE):
        links.append((reverse(settings.PLACES["edition_certificates"], args=[found.id]), "Attestati"))
    if may(by, Action.SATISFACTION_EDIT) and found.state in (EditionState.RUNNING, EditionState.DONE):
        links.append((f"{reverse(settings.PLACES['new_survey'])}?edizione={found.id}", "Chiedi com’è andata"))
    if may(by, Action.GROUP_COMPOSE) and found.state == EditionState.PLANNED:
        links.append((reverse("services:compose", args=[found.service_id]), "Componi un gruppo misto"))
    return links
