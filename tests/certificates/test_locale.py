"""Every word of the page that checks a certificate is translated into every language."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2] / "ciao/certificates"
WORDS = re.compile(r'\{% translate "([^"]+)" %\}')


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ro", "uk"])
def test_every_word_is_translated_and_none_is_left_over(language: str) -> None:
    said = set(WORDS.findall((ROOT / "templates/certificates/check.html").read_text()))
    catalogue = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    assert said == {one.msgid for one in catalogue if one.translated()}
