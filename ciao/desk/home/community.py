"""The community on the home: heads to count, ideas waiting for an answer, offers to put to use."""

from __future__ import annotations

from ciao.community.panel import waiting
from ciao.desk.home.blocks import Button, Item, Parts


def add(parts: Parts) -> None:
    """Each line leads to the page where it is done; nothing where nothing waits."""
    for weight, one in enumerate(reversed(waiting(parts.actor))):
        button = Button(one.label, one.url)
        parts.warnings.append(
            Item(one.title, one.url, "", one.why, kind="warn", icon="calendar", button=button, weight=weight)
        )
