"""The birth of a programme with the bodies that steer it."""

from django.db import transaction

from ciao.access.actor import Actor
from ciao.governance.models import Body
from ciao.programmes import actions
from ciao.programmes.models import Programme, SheetImport


@transaction.atomic
def found_programme(*, sheet_import: SheetImport, by: Actor) -> Programme:
    """Founds the programme a reviewed sheet describes, governance bodies included; all of it or nothing.

    Raises NotPossible where the sheet still holds something to correct, or was confirmed already.
    """
    facts = actions.reviewed_facts(sheet_import)
    programme = actions.found_programme(sheet_import=sheet_import, facts=facts, by=by)
    for one in facts.governance:
        Body.objects.create(
            scope=programme.scope, programme=programme, name=one.name, cadence=one.cadence,
            months_between=one.months_between,
        )  # fmt: skip
    return programme
