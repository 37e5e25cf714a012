"""Taking somebody of a story out of sight, as named staff do."""

from __future__ import annotations

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.protection.actions import secure_person
from ciao.people.models import Protection
from tests.cast import World


def hide(world: World, case: Case, alias: str, by: str = "marta") -> Protection:
    """From now on everybody but `by` reads the alias."""
    case = Case.objects.select_related("person").get(id=case.id)
    with acting(world.actor(by)) as actor:
        return secure_person(
            case=case, alias=alias, reason="Chi la cerca non deve trovarla.", starts_on=clock.today(), by=actor,
            readers=[world.mandates[by]],
        )  # fmt: skip
