"""The page where a person answers, and the message that tells of it, are in every language."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = [ROOT / "ciao/services/templates/services/answer.html", ROOT / "ciao/services/views/waiting.py"]
SAID = re.compile(r'\{% translate "([^"]+)" %\}|gettext\("([^"]+)"\)')


def words() -> set[str]:
    return {one or other for path in PLACES for one, other in SAID.findall(path.read_text())}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ro", "uk"])
def test_every_word_is_translated_and_keeps_what_is_put_in_it(language: str) -> None:
    own = polib.pofile(str(ROOT / f"ciao/services/locale/{language}/LC_MESSAGES/django.po"))
    shared = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    done = {one.msgid: one.msgstr for one in [*shared, *own] if one.translated()}
    assert words() - set(done) == set()
    assert {one.msgid for one in own} - words() == set()
    for word in words():
        assert set(re.findall(r"%\(\w+\)s", done[word])) == set(re.findall(r"%\(\w+\)s", word))
