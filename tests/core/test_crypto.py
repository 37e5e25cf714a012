"""Sealed texts open only with their key, in their own place, unchanged."""

import base64
import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.core.crypto import KeyMissing, KeyRing, Tampered, create_keyring, load_keyring

RING = KeyRing(current="k2", keys={"k1": b"1" * 32, "k2": b"2" * 32}, index_key=b"3" * 32)
OLD = KeyRing(current="k1", keys={"k1": b"1" * 32}, index_key=b"3" * 32)
PLACE = "7b0e:fiscal_code"


@given(st.text())
def test_what_was_sealed_opens_as_it_was(text: str) -> None:
    assert RING.open(RING.seal(text, PLACE), PLACE) == text


def test_the_same_text_never_seals_alike() -> None:
    assert RING.seal("Amina", PLACE) != RING.seal("Amina", PLACE)


def test_the_text_does_not_show() -> None:
    token = RING.seal("HSSMNA88E41Z330X", PLACE)
    assert b"HSSMNA" not in base64.b64decode(token.partition(":")[2])


def test_a_value_moved_elsewhere_does_not_open() -> None:
    with pytest.raises(Tampered):
        RING.open(RING.seal("Amina", PLACE), "7b0e:phone")


def test_a_changed_value_does_not_open() -> None:
    key_id, _, body = RING.seal("Amina", PLACE).partition(":")
    raw = bytearray(base64.b64decode(body))
    raw[-1] ^= 1
    with pytest.raises(Tampered):
        RING.open(f"{key_id}:{base64.b64encode(bytes(raw)).decode()}", PLACE)


def test_old_keys_still_open_and_new_values_use_the_current_one() -> None:
    assert RING.open(OLD.seal("Sara", PLACE), PLACE) == "Sara"
    assert RING.seal("Sara", PLACE).startswith("k2:")
    with pytest.raises(KeyMissing):
        OLD.open(RING.seal("Sara", PLACE), PLACE)


def test_a_blind_index_meets_equal_texts_of_one_purpose_only() -> None:
    assert RING.blind_index("3331234567", "phone") == RING.blind_index("3331234567", "phone")
    assert RING.blind_index("3331234567", "phone") != RING.blind_index("3331234567", "fiscal_code")
    other = KeyRing(current="k1", keys={}, index_key=b"4" * 32)
    assert RING.blind_index("x", "phone") != other.blind_index("x", "phone")


def test_a_ring_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "keyring.json"
    create_keyring(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = load_keyring(path)
    assert len(first.keys[first.current]) == len(first.index_key) == 32
    with pytest.raises(FileExistsError):
        create_keyring(path)
    assert load_keyring(path) == first
    assert [one.name for one in path.parent.iterdir()] == ["keyring.json"]


@pytest.mark.parametrize("content", ["", "{}", "[]", json.dumps({"current": "k1"}), '"testo"'])
def test_what_is_no_ring_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keyring.json"
    path.write_text(content)
    with pytest.raises(KeyMissing):
        load_keyring(path)
    with pytest.raises(KeyMissing):
        load_keyring(tmp_path / "absent.json")
