"""What the papers of an internship say: the trainee as the law asks, schedule, acts, starts allowed with a lack."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.core.formats import DAYS, date_field, hours
from ciao.internships.enums import OverrideState
from ciao.internships.models import Internship, PackAct, TrainingProject
from ciao.internships.pack.items import ITEMS, sentences
from ciao.people.actions import reveal_for
from ciao.people.enums import NamedAct
from ciao.people.models import Identity, Person, Protection


def trainee(person: Person, act: NamedAct, by: Actor) -> dict[str, str]:
    """Name, codice fiscale, birth, home for one named act; what its writer may not read stays blank, to be filled."""
    shown = reveal_for(act=act, person=person, by=by)
    identity = Identity.objects.filter(person_id=person.id).select_related("birth_municipality", "citizenship").first()
    born_in = identity.birth_municipality if identity else None
    return {
        "name": shown.full_name,
        "fiscal_code": shown.fiscal_code,
        "address": ", ".join(filter(None, (shown.address, str(shown.domicile or "")))),
        "phone": shown.phone,
        "born_on": date_field(identity.birth_date) if identity else "",
        "born_in": str(born_in or ""),
        "citizenship": str(identity.citizenship or "") if identity else "",
        "employment": str(identity.get_employment_display()) if identity else "",
    }


def name_of(person: Person) -> str:
    """The name that stands under a signature: the true one where the reader enters the protected circle."""
    standing = Protection.objects.standing().filter(person_id=person.id).first()
    return standing.full_name if standing else person.register_name


def schedule(project: TrainingProject) -> list[dict[str, str]]:
    """The days that have hours, in words."""
    return [{"day": DAYS[one], "hours": hours(given)} for one, given in enumerate(project.daily_hours) if given]


def weekly(project: TrainingProject) -> Decimal:
    """Hours a week."""
    return sum(project.daily_hours, Decimal(0))


def acts(internship: Internship, by: Actor) -> list[dict[str, str]]:
    """The acts of the pack, each done or not due."""
    rows = visible(PackAct.objects, by, Action.INTERNSHIP_VIEW).filter(internship=internship)
    return [{"what": str(one), "words": _act(one)} for one in rows]


def overrides(internship: Internship) -> list[dict[str, Any]]:
    """Starts allowed with something missing: they stand on every paper, for ever."""
    rows = internship.overrides.filter(state=OverrideState.ALLOWED).prefetch_related("changes")
    return [_override(one) for one in rows]


def _act(one: PackAct) -> str:
    if one.not_due_reason:
        return f"non serve: {one.not_due_reason}"
    until = f", vale fino al {date_field(one.valid_to)}" if one.valid_to else ""
    reference = f", {one.reference}" if one.reference else ""
    return f"{one.body}, {date_field(one.happened_on)}{reference}{until}"


def _override(one: Any) -> dict[str, Any]:
    last = [change for change in one.changes.all() if change.verb == "allow"][-1]
    who = last.changed_by_label
    return {
        "missing": sentences(sorted(one.codes, key=list(ITEMS).index)),
        "words": f"Consentito da {who} il {date_field(last.changed_on)}. Motivo: {last.reason}",
    }
