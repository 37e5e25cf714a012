"""Past allowances: a row for each month; the internship, the confirmed month and what was paid, as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ciao.access.actions import end_grants
from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.models import Grant
from ciao.cases.enums import LoadOutcome
from ciao.cases.loads import Checked, LoadKind, Made, all_read, id_of, people_by
from ciao.cases.models import Load
from ciao.core import clock
from ciao.core.formats import date_field, money, month
from ciao.core.sheets import ReadRow
from ciao.internships.actions.opening import PAYER, let_payer_in
from ciao.internships.enums import AllowanceState, DayKind, InternshipState, RegisterState
from ciao.internships.loads.columns import WANTED, AllowancesForm
from ciao.internships.models import Allowance, Internship, MonthlyRegister, RegisterDay
from ciao.internships.rules import month_days
from ciao.programmes.numbers import next_number

DAY_HOURS = Decimal(8)
MISSING = {
    "starts_on": "Manca l’inizio del tirocinio.", "ends_on": "Manca la fine del tirocinio.",
    "month": "Manca il mese.", "hours": "Mancano le ore fatte.", "amount": "Manca l’importo.",
    "paid_on": "Manca il giorno del pagamento.",
}  # fmt: skip
NOTE = "Dal foglio caricato: del mese si sanno le ore, non i giorni. Stanno nel registro di carta."


def check(rows: Sequence[ReadRow], load: Load) -> list[Checked]:
    """Whose month, within the internship, once; internships of one person do not overlap those that are there."""
    found = all_read(rows)
    people = people_by(found, load.programme)
    spans = _spans(load)
    seen: set[tuple[str, date]] = set()
    ends: dict[tuple[str, date], date] = {}
    for one in found:
        known = people.of(one)
        _check_cells(one)
        if one.outcome == LoadOutcome.WRONG or known is None:
            continue
        one.values.update(case_id=str(known.id), person_id=str(known.person_id), scope_id=str(known.scope_id))
        _check_place(one, known.opened_on, spans[str(known.id)], ends)
        if one.outcome == LoadOutcome.NEW and (mine := (one.values["case_id"], one.values["month"])) in seen:
            one.outcome = LoadOutcome.REPEATED
            one.said.append("Questo mese della stessa persona c’è già in una riga prima.")
        elif one.outcome == LoadOutcome.NEW:
            seen.add(mine)
    return found


def make(part: Sequence[Checked], load: Load, by: Actor) -> dict[int, Made]:
    """Internships that ended or run, their months confirmed, their allowances paid; nothing is computed anew."""
    ids = {id_of(load, "internship", one.values["case_id"], one.values["starts_on"]) for one in part}
    there = {one.id: one for one in Internship.objects.filter(id__in=ids)}
    days: list[RegisterDay] = []
    made: dict[int, Made] = {}
    for one in part:
        rows: Made = []
        internship = _internship(one.values, load, by, there, rows)
        register = _register(one.values, load, by, internship, rows)
        for row in _days(one, load, by, register):
            days.append(row)
            rows.append(("internships_registerday", str(row.id)))
        allowance = _allowance(one.values, load, by, internship, register)
        allowance.save(force_insert=True)
        made[one.number] = [*rows, ("internships_allowance", str(allowance.id))]
    RegisterDay.objects.bulk_create(days)
    return made


def let_payers_out(load: Load, by: Actor) -> None:
    """Who paid reads the amounts of a circle only while an internship there names them."""
    payer = load.options["payer"]
    held = Grant.objects.filter(holder_id=payer, why=PAYER, ends_on__isnull=True).select_related("scope")
    named = set(Internship.objects.filter(payer_id=payer).exclude(state=InternshipState.CANCELLED)
                .values_list("scope_id", flat=True))  # fmt: skip
    for one in held:
        if one.scope_id not in named:
            end_grants(scope=one.scope, holder_id=one.holder_id, on=clock.today(), why=PAYER)


def _check_cells(one: Checked) -> None:
    values = one.values
    unread = " ".join(one.said)
    wanted = {each.name: each.label for each in WANTED}
    for name, sentence in MISSING.items():
        if values[name] is None and f"{wanted[name]}:" not in unread:
            one.wrong(sentence)
    if one.outcome != LoadOutcome.WRONG:
        _check_days(one, values)


def _check_days(one: Checked, values: dict[str, Any]) -> None:
    if values["ends_on"] < values["starts_on"]:
        one.wrong("La fine del tirocinio è prima dell’inizio.")
    if values["paid_on"] > clock.today():
        one.wrong("Il giorno del pagamento è dopo oggi: qui si caricano le indennità già pagate.")
    if values["paid_on"] < values["month"]:
        one.wrong("Il pagamento è prima del mese.")
    if month_days(values["month"])[-1] < values["starts_on"] or values["month"] > values["ends_on"]:
        one.wrong(f"Il tirocinio non tocca {month(values['month'])}.")
    values["planned"] = max(values["planned"] or values["hours"], values["hours"])
    if values["hours"] > 24 * len(_open_days(values)):
        one.wrong("Le ore sono più di quante ne ha il mese nei giorni del tirocinio.")


def _check_place(one: Checked, opened_on: date, spans: list[tuple[date, date]], ends: dict[Any, date]) -> None:
    values = one.values
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    if starts_on < opened_on:
        one.wrong(f"La presa in carico è del {date_field(opened_on)}: il tirocinio viene dopo.")
    key = values["case_id"], starts_on
    if ends.setdefault(key, ends_on) != ends_on:
        one.wrong(f"In una riga prima lo stesso tirocinio finisce il {date_field(ends[key])}.")
    if any(start <= ends_on and starts_on <= end for start, end in spans):
        one.wrong("In quei giorni la persona ha già un tirocinio: scrivi lì i suoi mesi.")


def _spans(load: Load) -> dict[str, list[tuple[date, date]]]:
    rows = Internship.objects.filter(case__programme=load.programme).exclude(state=InternshipState.CANCELLED)
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for one in rows:
        found[str(one.case_id)].append((one.starts_on, one.last_day))
    return found


def _internship(
    values: dict[str, Any], load: Load, by: Actor, there: dict[Any, Internship], made: Made
) -> Internship:  # fmt: skip
    key = id_of(load, "internship", values["case_id"], values["starts_on"])
    if key in there:
        return there[key]
    is_over, options = values["ends_on"] <= clock.today(), load.options
    row = Internship(
        id=key, scope_id=values["scope_id"], case_id=values["case_id"], activity_id=options["activity"],
        number=next_number(load.programme, "internship"), kind=options["kind"], promoter_id=options["promoter"],
        state=InternshipState.ENDED if is_over else InternshipState.RUNNING, payer_id=options["payer"],
        tutor_id=options["tutor"], starts_on=values["starts_on"], ends_on=values["ends_on"],
        ended_on=values["ends_on"] if is_over else None, recorded_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    let_payer_in(row, by)
    made.append(("internships_internship", str(row.id)))
    there[key] = row
    return row


def _register(values: dict[str, Any], load: Load, by: Actor, internship: Internship, made: Made) -> MonthlyRegister:
    row = MonthlyRegister(
        id=id_of(load, "register", internship.id, values["month"]), scope_id=internship.scope_id,
        internship=internship, month_on=values["month"], state=RegisterState.CONFIRMED,
        planned_hours=values["planned"], recorded_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    made.append(("internships_monthlyregister", str(row.id)))
    return row


def _open_days(values: dict[str, Any]) -> list[date]:
    """The days of the month in the internship, working days first."""
    last = min(values["ends_on"], clock.today())
    inside = [day for day in month_days(values["month"]) if values["starts_on"] <= day <= last]
    return sorted(inside, key=lambda day: (day.weekday() > 4, day))


def _days(one: Checked, load: Load, by: Actor, register: MonthlyRegister) -> list[RegisterDay]:
    """The hours of the month laid on its days, eight at a time, because counts look at days; the note says so."""
    days, left = _open_days(one.values), one.values["hours"]
    a_day = max(DAY_HOURS, (left / len(days)).quantize(Decimal("0.01")) + Decimal("0.01")) if days else DAY_HOURS
    found: list[RegisterDay] = []
    for day in days:
        hours = min(a_day, left, Decimal(24))
        if not hours:
            break
        left -= hours
        found.append(RegisterDay(
            id=id_of(load, "day", register.id, day), scope_id=register.scope_id, register=register, day_on=day,
            kind=DayKind.PRESENT, worked_hours=hours, note=NOTE if not found else "", recorded_by=by.id,
            recorded_by_label=by.label,
        ))  # fmt: skip
    return found


def _allowance(
    values: dict[str, Any], load: Load, by: Actor, internship: Internship, register: MonthlyRegister
) -> Allowance:  # fmt: skip
    rule = f"Caricata da un elenco: {load.source}, caricamento {load.number}"
    return Allowance(
        id=id_of(load, "allowance", register.id), scope_id=internship.scope_id, register=register,
        internship_number=internship.number, month_on=values["month"], payer_id=internship.payer_id,
        state=AllowanceState.PAID, planned_hours=values["planned"], attended_hours=values["hours"],
        full_amount=values["amount"], due_amount=values["amount"], approved_on=values["paid_on"],
        explanation=[{"what": f"Pagata il {date_field(values['paid_on'])}", "rule": rule,
                      "value": money(values["amount"]), "care": ""}],
        computed_by=by.id, computed_by_label=by.label,
    )  # fmt: skip


ALLOWANCES = LoadKind(
    code="indennita",
    label="Indennità già pagate",
    about="Una riga per ogni mese: persona, date del tirocinio, mese, ore, importo, giorno del pagamento.",
    action=Action.ALLOWANCE_APPROVE,
    wanted=WANTED,
    needed=(("starts_on",), ("ends_on",), ("month",), ("hours",), ("amount",), ("paid_on",), ("case", "fiscal_code")),
    check=check,
    make=make,
    undo_words="Un mese riaperto, o un tirocinio con un esito, resta.",
    form=AllowancesForm,
    after_undo=let_payers_out,
)
