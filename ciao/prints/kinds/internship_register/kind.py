"""A confirmed month of internship: days with hours, what was planned, the allowance line by line.

Source: DGR Lombardia X/7763 of 2018: a register of attendance is compulsory. Who pays keeps it as evidence, so a
protected person stands in it under the name of registers and without the host (ADR 0009).
"""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import DAYS, hours, money, month
from ciao.internships.models import Allowance, MonthlyRegister, RegisterDay
from ciao.internships.panel import explain
from ciao.internships.rules import month_days
from ciao.people.models import Protection
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method, SignerKind

CODE = "internship_register"


def context(register: MonthlyRegister, by: Actor) -> dict[str, Any]:
    """The month as it was confirmed; raises `NotPossible` while it is still being written."""
    if not register.is_confirmed or register.planned_hours is None:
        raise NotPossible("Il registro si stampa quando il mese è confermato.")
    internship, person = register.internship, register.internship.case.person
    rows = {one.day_on: one for one in register.days.all()}
    days = [_day(day, rows.get(day)) for day in month_days(register.month_on)]
    allowances = Allowance.objects.filter(register=register).standing().order_by("line")
    return {
        "person": person.register_name,
        "number": internship.number,
        "kind": internship.get_kind_display(),
        "month": month(register.month_on),
        "place": _place(register),
        "promoter": str(internship.promoter),
        "payer": str(internship.payer),
        "days": days,
        "planned": hours(register.planned_hours),
        "attended": hours(register.attended_hours()),
        "allowances": [_allowance(one) for one in allowances],
    }


def signers(register: MonthlyRegister) -> list[Signer]:
    """The trainee, the host's tutor, the promoter's tutor."""
    internship, person = register.internship, register.internship.case.person
    tutor = internship.tutor
    return [
        Signer(SignerKind.PERSON, person.id, person.register_name, "tirocinante"),
        Signer(SignerKind.LINK, None, _host_tutor(register), "tutor dell’ente ospitante"),
        Signer(SignerKind.USER, tutor.user_id, tutor.user.get_full_name(), "tutor del promotore"),
    ]


def _host_tutor(register: MonthlyRegister) -> str:
    project = register.internship.project()
    hidden = project is None or _hides_place(register)
    return "Per l’ente ospitante" if hidden or not project.host_tutor else project.host_tutor  # type: ignore[union-attr]


def _hides_place(register: MonthlyRegister) -> bool:
    """For named staff who issue it: whoever else cannot read the host anyway."""
    return Protection.objects.standing().filter(person_id=register.internship.case.person_id).exists()


def _place(register: MonthlyRegister) -> str:
    """Where the internship is, never for a protected person."""
    project = register.internship.project()
    if project is None or _hides_place(register):
        return ""
    return str(project.host.organization)


def _day(day: Any, row: RegisterDay | None) -> dict[str, str]:
    words = f"{DAYS[day.weekday()][:3]} {day.day}"
    if row is None:
        return {"day": words, "kind": "", "hours": ""}
    return {"day": words, "kind": row.get_kind_display(), "hours": hours(row.worked_hours) if row.worked_hours else ""}


def _allowance(one: Allowance) -> dict[str, Any]:
    said = explain(one)
    lines = [{key: line[key] for key in ("what", "rule", "value", "care")} for line in said["lines"]]
    return {"label": said["total_label"], "total": money(one.due_amount), "lines": lines}


def _title(register: MonthlyRegister) -> str:
    return f"Registro di tirocinio n. {register.internship.number}, {month(register.month_on)}"


KIND = declare(
    Kind(
        code=CODE,
        label="registro di tirocinio",
        about="Le ore di un mese confermato e l’indennità che ne viene; prova per chi paga.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.MONEY,
        subject=MonthlyRegister,
        subject_action=Action.INTERNSHIP_VIEW,
        reads=(Group.NAME, Group.INTERNSHIP, Group.ALLOWANCE),
        methods=(Method.PAPER, Method.ON_SCREEN, Method.SIGNED_FILE),
        title=_title,
        programme=lambda register: register.internship.case.programme,
        person_id=lambda register: register.internship.case.person_id,
        context=context,
        signers=signers,
    )
)
