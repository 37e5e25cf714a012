"""Numbers and fingerprints of documents."""

from ciao.documents.rules import file_name, fingerprint, number_label


def test_a_number_is_said_with_its_year() -> None:
    assert number_label(2026, 51) == "2026/051"
    assert number_label(2026, 1051) == "2026/1051"


def test_a_file_name_names_no_person() -> None:
    assert file_name(2026, 51, "case_opening") == "2026-051-case-opening.pdf"


def test_the_same_facts_have_the_same_fingerprint_in_any_order() -> None:
    assert fingerprint({"a": 1, "b": "è"}) == fingerprint({"b": "è", "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
