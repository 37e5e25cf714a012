"""The draft as the plain object that `ciao import-sheet --json` prints."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .draft import Area, Found, OfficeHolder, SheetDraft, Target

Json = None | str | int | float | list["Json"] | dict[str, "Json"]


def as_json(draft: SheetDraft) -> dict[str, Json]:
    """Dates ISO, amounts with two decimals as text, None for what was not found; gender is F, M or all."""
    return {
        "title": _value(draft.title),
        "acronym": _value(draft.acronym),
        "call": _value(draft.call),
        "actions": _values(draft.actions),
        "starts_on": _day(draft.starts_on),
        "ends_on": _day(draft.ends_on),
        "months": _value(draft.months),
        "signed_on": _day(draft.signed_on),
        "signed_place": _value(draft.signed_place),
        "areas": [_area(area) for area in draft.areas],
        "objectives": _values(draft.objectives),
        "expected_results": _values(draft.expected_results),
        "targets": [_target(target) for target in draft.targets],
        "activities": [
            {"number": a.number, "title": a.title.value, "months": list(a.months)} for a in draft.activities
        ],
        "partners": [
            {"name": p.name.value, "sector": p.sector, "role": p.role, "note": p.note} for p in draft.partners
        ],
        "supporters": _values(draft.supporters),
        "bodies": [{"name": b.name.value, "cadence": _value(b.cadence)} for b in draft.bodies],
        "office_holders": [_holder(holder) for holder in draft.office_holders],
        "total_amount": _amount(draft.total_amount),
        "contribution_amount": _amount(draft.contribution_amount),
        "cofinancing_percent": _number(draft.cofinancing_percent),
        "missing": list(draft.missing),
    }


def _value(found: Found[str] | Found[int] | None) -> str | int | None:
    return found.value if found else None


def _values(found: Iterable[Found[str]]) -> list[Json]:
    return [one.value for one in found]


def _day(found: Found[date] | None) -> str | None:
    return found.value.isoformat() if found else None


def _amount(found: Found[Decimal] | None) -> str | None:
    return f"{found.value:.2f}" if found else None


def _number(found: Found[Decimal] | None) -> int | float | None:
    if not found:
        return None
    return int(found.value) if found.value == int(found.value) else float(found.value)


def _area(area: Area) -> Json:
    return {
        "name": area.name.value,
        "municipalities": _values(area.municipalities),
        "population": _value(area.population),
    }


def _target(target: Target) -> Json:
    return {
        "label": target.label.value,
        "count": _value(target.count),
        "gender": target.gender,
        "age_min": _value(target.age_min),
        "age_max": _value(target.age_max),
    }


def _holder(holder: OfficeHolder) -> Json:
    return {
        "name": holder.name.value,
        "partner": _value(holder.partner),
        "office": _value(holder.office),
        "role": _value(holder.role),
        "resolution_on": _day(holder.resolution_on),
    }
