"""The ways figures are divided, written once; `path` leads from a row to the case or to the table named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ciao.budget.enums import CostKind
from ciao.cases.enums import CloseReason
from ciao.core.formats import MONTHS, NOT_KNOWN
from ciao.deliveries.enums import DeliveryKind
from ciao.indicators.catalogue import Cut, Known
from ciao.indicators.rules import AGE_BANDS, age_band, fits
from ciao.internships.enums import InternshipKind
from ciao.outcomes.enums import ContractKind
from ciao.outreach.enums import SignalSource
from ciao.partners.enums import Sector
from ciao.people.enums import Gender
from ciao.people.rules import age_on
from ciao.programmes.enums import PartnerRole
from ciao.services import kinds

NO_GROUP = "nessun gruppo scelto"
NOT_HERE = "fuori dai territori del progetto"


def of_person(path: str = "") -> tuple[Cut, ...]:
    """Every way to divide people: the group they count in, gender, age on entry, where they live, requirements."""
    identity = f"{path}person__identity__"
    return (
        Cut("destinatari", "Destinatari", (f"{path}target__label",), _plain(NO_GROUP)),
        gender(f"{identity}gender"),
        Cut("eta", "Età alla presa in carico", (f"{path}opened_on", f"{identity}birth_date"), _age, AGE_BANDS),
        Cut("ambito", "Ambito", (f"{identity}domicile", f"{identity}residence"), _area),
        Cut(
            "requisiti", "Gruppi di cui hanno i requisiti",
            (f"{identity}gender", f"{path}opened_on", f"{identity}birth_date"), _fitting, is_partition=False,
        ),
    )  # fmt: skip


def gender(field: str) -> Cut:
    """By gender as the person says it; the ESF asks it of every figure."""
    return Cut("genere", "Genere", (field,), _choice(Gender.choices), _labels(Gender.choices))


def area(field: str) -> Cut:
    """By the programme's territory a comune stands in."""
    return Cut("ambito", "Ambito", (field,), _area)


def organization(field: str, label: str = "Ente") -> Cut:
    """By body."""
    return Cut("ente", label, (f"{field}__name",), _plain(NOT_KNOWN))


def activity(path: str) -> Cut:
    """By activity of the sheet."""
    return Cut("attivita", "Attività", (f"{path}__number", f"{path}__title"), _activity)


def month(field: str) -> Cut:
    """By month."""
    return Cut("mese", "Mese", (f"{field}__year", f"{field}__month"), _month)


def source(field: str) -> Cut:
    """By who let us know."""
    return Cut("fonte", "Da chi arriva", (field,), _choice(SignalSource.choices), _labels(SignalSource.choices))


def service_kind(field: str) -> Cut:
    """By kind of service."""
    return Cut("tipo", "Tipo", (field,), _choice(kinds.met_choices()), _labels(kinds.met_choices()))


def delivery_kind(field: str) -> Cut:
    """By what was done one to one."""
    return Cut("tipo", "Tipo", (field,), _choice(DeliveryKind.choices), _labels(DeliveryKind.choices))


def internship_kind(field: str) -> Cut:
    """By kind of internship."""
    return Cut("tipo", "Tipo", (field,), _choice(InternshipKind.choices), _labels(InternshipKind.choices))


def close_reason(field: str) -> Cut:
    """By why a path ended."""
    return Cut("motivo", "Perché", (field,), _choice(CloseReason.choices), _labels(CloseReason.choices))


def contract(field: str) -> Cut:
    """By contract of who works."""
    return Cut("contratto", "Contratto", (field,), _choice(ContractKind.choices), _labels(ContractKind.choices))


def cost_kind(field: str) -> Cut:
    """By what money pays for."""
    return Cut("voce", "Voce", (field,), _choice(CostKind.choices), _labels(CostKind.choices))


def partner_role(field: str) -> Cut:
    """By place in the partnership."""
    return Cut("ruolo", "Ruolo", (field,), _choice(PartnerRole.choices), _labels(PartnerRole.choices))


def sector(field: str) -> Cut:
    """By who a body answers to."""
    return Cut("settore", "Settore", (field,), _choice(Sector.choices), _labels(Sector.choices))


def _labels(choices: Sequence[tuple[Any, Any]]) -> tuple[str, ...]:
    return tuple(str(label) for _, label in choices)


def _choice(choices: Sequence[tuple[Any, Any]]) -> Any:
    words = {str(key): str(label) for key, label in choices}
    return lambda values, known: (words.get(values[0] or "", NOT_KNOWN),)


def _plain(missing: str) -> Any:
    return lambda values, known: (values[0] or missing,)


def _area(values: tuple[Any, ...], known: Known) -> tuple[str, ...]:
    """Where somebody lives counts more than where they are registered."""
    place = next((one for one in values if one), None)
    return (NOT_KNOWN if place is None else known.areas.get(place, NOT_HERE),)


def _age(values: tuple[Any, ...], known: Known) -> tuple[str, ...]:
    opened_on, birth_date = values
    return (age_band(_age_of(birth_date, opened_on)) or NOT_KNOWN,)


def _fitting(values: tuple[Any, ...], known: Known) -> tuple[str, ...]:
    said, opened_on, birth_date = values
    age = _age_of(birth_date, opened_on)
    found = tuple(dict.fromkeys(one.label for one in known.targets if fits(said or "", age, one)))
    return found or ("nessuno, o non lo sappiamo",)


def _age_of(birth_date: date | None, day: date) -> int | None:
    return age_on(birth_date, day) if birth_date is not None and birth_date <= day else None


def _activity(values: tuple[Any, ...], known: Known) -> tuple[str, ...]:
    number, title = values
    return (title if number is None else f"{number}. {title}",)


def _month(values: tuple[Any, ...], known: Known) -> tuple[str, ...]:
    year, number = values
    return (f"{year}-{number:02d} {MONTHS[number - 1]}",) if year else (NOT_KNOWN,)
