"""The phases are those of the social record, in its order."""

from ciao.cases.enums import CaseRole, CloseReason, Phase


def test_the_phases_are_the_five_of_the_social_record() -> None:
    assert [phase.value for phase in Phase] == ["A", "B", "C", "D", "E"]
    assert Phase.ACCESS.label == "Accesso e orientamento"


def test_a_case_opened_by_mistake_has_its_own_reason() -> None:
    assert CloseReason.OPENED_BY_MISTAKE.label == "aperto per errore"


def test_a_team_has_a_case_manager() -> None:
    assert CaseRole("case_manager").label == "case manager"
