"""The plans to go through again, as one line on the home: how many are late, and whose is first."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst

from ciao.core.formats import date_table, plural
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.plans.dossier import reviews


def add(parts: Parts) -> None:
    """Only those of the people one works with whose day has come."""
    late = [one for one in reviews.due(parts.actor, parts.today) if one.is_late]
    if not late:
        return
    first, url = late[0], reverse("plans:reviews")
    parts.warnings.append(
        Item(
            title=plural(len(late), "progetto da rivedere", "progetti da rivedere"), url=url, text="",
            why=f"Per primo: {capfirst(first.name)}, entro il {date_table(first.due_on)}.", kind="warn", icon="clock",
            weight=1, button=Button("Apri l’elenco", url),
        )
    )  # fmt: skip
    parts.read.append(first.plan.case.person_id)
