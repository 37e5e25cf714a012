"""The comuni of an area, where the sheet did not tell them."""

from collections.abc import Sequence

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.programmes.models import ProgrammeArea


@transaction.atomic
def complete_area(*, area: ProgrammeArea, places: Sequence[str], by: Actor) -> ProgrammeArea:
    """Writes an area's comuni, by ISTAT code; only where there are none yet."""
    ensure(by, Action.PROGRAMME_AMEND)
    if area.municipalities.exists():
        raise NotPossible("I comuni ci sono già.")
    area.municipalities.set(places)
    return area
