"""Hosts on the home of who keeps up the talk with them: how many to call again today."""

from __future__ import annotations

from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.core.formats import plural
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.hosts.views.board import to_call_again


def add(parts: Parts) -> None:
    """One line that leads to the list; nothing where there is nobody to call."""
    if not may(parts.actor, Action.HOST_EDIT):
        return
    count = to_call_again(parts.actor).count()
    if count:
        url, title = reverse("hosts:again"), plural(count, "ente da risentire", "enti da risentire")
        why = "Il giorno deciso è arrivato, un tirocinio è finito, o non si sentono da tempo."
        button = Button("Apri l’elenco", url)
        parts.warnings.append(Item(title, url, "", why, kind="warn", icon="comment", button=button, weight=count))
