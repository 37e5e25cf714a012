"""The funder's codes follow the answers in the order of its tables."""

import pytest

from ciao.people.enums import EducationLevel, EmploymentStatus, Gender, JobSearchDuration, TriState


def test_the_working_condition_has_the_code_of_its_table() -> None:
    assert [status.tc29 for status in EmploymentStatus] == ["01", "02", "03", "04", "05"]
    assert EmploymentStatus.EMPLOYED.tc29 == "02"


def test_the_job_search_has_the_code_of_its_table() -> None:
    assert [duration.tc30 for duration in JobSearchDuration] == ["01", "02", "03"]


@pytest.mark.parametrize(
    ("level", "code", "isced"),
    [
        (EducationLevel.NONE, "00", 0),
        (EducationLevel.LOWER_SECONDARY, "02", 2),
        (EducationLevel.UPPER_SECONDARY_SHORT, "03", 3),
        (EducationLevel.UPPER_SECONDARY, "04", 3),
        (EducationLevel.DOCTORATE, "09", 8),
    ],
)
def test_the_level_of_education_has_its_code_and_isced(level: EducationLevel, code: str, isced: int) -> None:
    assert (level.tc28, level.isced) == (code, isced)


def test_every_level_has_an_isced_that_never_goes_down() -> None:
    levels = [level.isced for level in EducationLevel]
    assert levels == sorted(levels)
    assert len(levels) == 10


def test_not_saying_is_an_answer() -> None:
    assert Gender.NOT_SAID.label == TriState.NOT_SAID.label == "preferisce non dirlo"
