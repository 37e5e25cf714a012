"""The kinds of service, and what follows from each."""

import pytest

from ciao.services import kinds
from ciao.services.enums import ServiceKind


@pytest.mark.parametrize(
    ("code", "meets", "certified", "alone", "public"),
    [
        ("course", True, True, False, False), ("lab", True, True, False, False), ("path", True, True, False, False),
        ("taster", True, True, False, False), ("information", True, False, False, False),
        ("group", True, False, False, False), ("support_group", True, False, False, False),
        ("garden", True, False, False, False), ("community_lab", True, False, False, False),
        ("event", True, False, False, True), ("counselling", False, False, True, False),
        ("tutoring", False, False, True, False), ("mentoring", False, False, True, False),
        ("advice", False, False, True, False), ("debt_advice", False, False, True, False),
        ("accompaniment", False, False, True, False),
    ],
)  # fmt: skip
def test_each_kind_says_what_follows_from_it(
    code: str, meets: bool, certified: bool, alone: bool, public: bool
) -> None:
    found = kinds.KINDS[code]
    assert (found.has_sessions, found.gives_certificate, found.is_one_to_one, found.is_public) == (
        meets, certified, alone, public,
    )  # fmt: skip
    assert found.label == kinds.label_of(code)


def test_kinds_that_code_names_are_all_in_the_registry() -> None:
    assert [code for code in ServiceKind.values if code not in kinds.KINDS] == []


def test_events_and_one_to_one_are_not_courses_labs_and_groups() -> None:
    assert "event" not in kinds.taught()
    assert "counselling" not in kinds.taught()
    assert {"course", "lab", "group", "garden", "path"} <= set(kinds.taught())
    assert "counselling" not in dict(kinds.met_choices())
    assert dict(kinds.choices())["debt_advice"] == "aiuto con i debiti"
