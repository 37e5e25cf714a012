"""How the two papers of this part are set: the same sheet as every other document, with layouts of their own."""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import ActorKind
from ciao.documents.actions import Paper, Renderer, Stamp
from ciao.prints.actions import logos_of, stamped
from ciao.prints.typesetting import typeset
from ciao.programmes.models import Programme


def frame_of(programme: Programme) -> dict[str, str]:
    """What the head and the foot say."""
    return {"programme": str(programme), "controller": programme.controller.name, "call": programme.call}


def typeset_as(name: str, by: Actor) -> Renderer:
    """A renderer for one layout of `prints/typesetting`."""

    def render(paper: Paper, stamp: Stamp) -> bytes:
        foot = stamped(stamp, by)
        if by.kind == ActorKind.JOB:
            foot["issued_by"] = "CIAO!, in automatico"
        data: dict[str, Any] = {**paper.facts, "title": paper.title, "stamp": foot}
        data["logos"] = logos_of(paper.programme_id)
        return typeset(f"typesetting/{name}.typ", data)

    return render
