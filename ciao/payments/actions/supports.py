"""An income support of a person in an internship, written down so that whoever pays is warned."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.internships.models import Internship
from ciao.payments.enums import SupportChoice, SupportKind
from ciao.payments.models import IncomeSupport


@transaction.atomic
def record_support(
    *, internship: Internship, kind: SupportKind | str, choice: SupportChoice | str, starts_on: date, by: Actor,
    ends_on: date | None = None, row_id: uuid.UUID | None = None,
) -> IncomeSupport:  # fmt: skip
    """The support and what was decided; `row_id` given again changes what was decided and until when (T8)."""
    ensure(by, Action.INTERNSHIP_EDIT)
    if starts_on > clock.today():
        raise NotPossible("Scegli un inizio che non sia dopo oggi.")
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible("La fine del sostegno viene dopo l’inizio.")
    row = IncomeSupport.objects.filter(id=row_id, internship=internship).first() if row_id else None
    is_new = row is None
    row = row or IncomeSupport(id=row_id or uuid.uuid4(), scope_id=internship.scope_id, internship=internship)
    row.kind, row.choice = SupportKind(kind), SupportChoice(choice)
    row.starts_on, row.ends_on = starts_on, ends_on
    row.recorded_at, row.recorded_by, row.recorded_by_label = clock.now(), by.id, by.label
    row.save(force_insert=is_new)
    return row
