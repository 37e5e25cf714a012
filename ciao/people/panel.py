"""What higher pages ask about a person's protection, consents and who answers for a minor."""

from __future__ import annotations

import uuid
from datetime import date

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.people.actions import keeper
from ciao.people.models import Consent, Identity, KeptAway, ParentalResponsibility, Person, Protection
from ciao.people.rules import Holder, is_minor_on, who_signs


def protection_of(person_id: uuid.UUID, actor: Actor) -> Protection | None:
    """The standing protection, for named staff; None for everybody else, as for an ordinary person."""
    rows = visible(Protection.objects.all(), actor, Action.CASE_VIEW).standing().filter(person_id=person_id)
    return rows.select_related("contact", "domicile").first()


def kept_away_from(person_id: uuid.UUID, actor: Actor) -> list[KeptAway]:
    """Who is kept away, for named staff."""
    rows = visible(KeptAway.objects.all(), actor, Action.CASE_VIEW).filter(person_id=person_id, ends_on__isnull=True)
    return list(rows.select_related("user"))


def holders_of(person_id: uuid.UUID, actor: Actor, day: date) -> list[ParentalResponsibility]:
    """Who answers for a minor on a day, as far as the reader may know: a danger is shown to named staff only."""
    rows = visible(ParentalResponsibility.objects.all(), actor, Action.CASE_VIEW).current(day)
    return list(rows.filter(person_id=person_id))


def consents_of(person_id: uuid.UUID, actor: Actor, action: Action = Action.CASE_VIEW) -> list[Consent]:
    """Every consent ever given, the standing ones first."""
    rows = visible(Consent.objects, actor, action).filter(person_id=person_id)
    return sorted(rows, key=lambda one: (one.withdrawn_on is not None, one.purpose))


def signers_for(person: Person, day: date) -> list[Holder] | None:
    """Who signs instead of a minor on a day; None for who signs alone, an empty list where nobody may be asked."""
    with reporting():  # whoever asks for a signature need not read the rest of the identity
        born_on = Identity.objects.filter(person_id=person.id).values_list("birth_date", flat=True).first()
    if born_on is None or not is_minor_on(born_on, day):
        return None
    with keeper():  # the same for every reader, who is never told of a danger they may not know
        rows = list(ParentalResponsibility.objects.current(day).filter(person_id=person.id))
        return who_signs(Holder(one.name, one.kind, one.may_sign, one.is_danger, bool(one.act)) for one in rows)
