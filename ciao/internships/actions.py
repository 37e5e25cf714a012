"""What changes an allowance: approved, paid, and each taken back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.internships.lifecycle import ALLOWANCE
from ciao.internships.models import Allowance
from ciao.programmes.models import Mandate


@transaction.atomic
def move_allowance(*, allowance: Allowance, verb: str, on: date, by: Actor, reason: str = "") -> Allowance:
    """One step of an allowance; whoever confirmed the month's register does not approve what it gives."""
    if verb == "approve" and Mandate.objects.filter(id__in=[allowance.computed_by], user_id__in=[by.user_id]).exists():
        raise NotPossible("Hai confermato il registro di questo mese: l’indennità la approva un’altra persona.")
    ALLOWANCE.move(allowance, verb, by=by, on=on, reason=reason)
    if verb in ("approve", "withdraw_approval"):
        allowance.approved_on = on if verb == "approve" else None
        allowance.save(update_fields=["approved_on"])
    return allowance
