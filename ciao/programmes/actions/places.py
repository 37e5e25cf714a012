"""The comuni of an area, where the sheet did not tell them all."""

from collections.abc import Sequence

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import ensure
from ciao.programmes.models import ProgrammeArea
from ciao.territories.models import Municipality


@transaction.atomic
def write_places(*, area: ProgrammeArea, places: Sequence[str], by: Actor) -> ProgrammeArea:
    """Writes an area's comuni, by ISTAT code, in place of those it had."""
    ensure(by, Action.PROGRAMME_AMEND)
    area.municipalities.set(Municipality.objects.filter(istat_code__in=places))
    return area
