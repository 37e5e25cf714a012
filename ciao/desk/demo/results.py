"""What the demo measures: expected values, the measures of each promised result, what came of the paths."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ciao.access.actor import acting
from ciao.cases.actions import cover_colleague
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.persons import CLOSED_SINCE, Told
from ciao.indicators.actions import set_expected_value, set_measures
from ciao.indicators.figures.board import hints_for
from ciao.outcomes.actions import record_outcome
from ciao.outcomes.enums import ContractKind, OutcomeMoment, Situation

SHEET = "scheda progetto"
TABLE = "gruppo di coordinamento"
EXPECTED = (
    ("pro-01", "60", SHEET), ("tir-01", "30", TABLE), ("ser-01", "12", TABLE), ("ser-02", "2600", TABLE),
    ("tir-02", "9000", TABLE), ("ent-01", "15", TABLE), ("esi-01", "18", TABLE), ("esi-03", "40", TABLE),
)  # fmt: skip
# The results whose words suggest no figure, by their number in the sheet.
CHOSEN = {1: ["per-01", "per-02"], 3: ["pro-03", "esi-06"], 7: ["esi-01", "esi-04"], 9: ["ent-01", "ent-02"]}
HIRED = {"Rosalba": ContractKind.FIXED_TERM, "Aurora": ContractKind.APPRENTICESHIP, "Kevin": ContractKind.OCCASIONAL}


def promise(crew: Crew) -> None:
    """What the coordinator expects by the end, a month after the start."""
    with crew.on(crew.starts_on + timedelta(days=30)), acting(crew.actor("paolo")) as paolo:
        version = crew.programme.current_version
        for code, value, source in EXPECTED:
            set_expected_value(version=version, indicator=code, value=Decimal(value), source=source, by=paolo)
        for result in crew.programme.expected_results.all():
            codes = CHOSEN.get(result.number) or hints_for(result)
            set_measures(expected_result=result, indicators=codes, by=paolo)


def tell(crew: Crew, told: Told) -> None:
    """Who found work, during the path or on leaving."""
    for row, case in told:
        if row["state"] == "closed":
            _outcome(crew, row, case, OutcomeMoment.EXIT, ContractKind.FIXED_TERM, crew.today - timedelta(CLOSED_SINCE))
        elif row["given_name"] in HIRED:
            day = crew.today - timedelta(days=10 + case.number % 20)
            _outcome(crew, row, case, OutcomeMoment.DURING, HIRED[row["given_name"]], day)


def _outcome(
    crew: Crew, row: dict[str, str], case: Case, moment: OutcomeMoment, contract: ContractKind, day: date
) -> None:
    with crew.on(min(crew.today, day + timedelta(days=3))), acting(crew.actor(row["manager"])) as manager:
        record_outcome(
            case=Case.objects.get(id=case.id), moment=moment, situation=Situation.EMPLOYED, contract=contract,
            happened_on=day, note="Ha portato il contratto.", has_qualification=moment == OutcomeMoment.EXIT or None,
            by=manager,
        )  # fmt: skip


def cover(crew: Crew) -> None:
    """Bruno is away for two weeks: Teresa follows his people."""
    first = crew.today - timedelta(days=4)
    with crew.on(first), acting(crew.actor("paolo")) as paolo:
        cover_colleague(
            covered=crew.mandates["bruno"], substitute=crew.mandates["teresa"], starts_on=first,
            ends_on=first + timedelta(days=13), by=paolo,
        )  # fmt: skip
