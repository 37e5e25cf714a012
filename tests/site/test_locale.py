"""Every word of the public pages is translated into every language."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "fr", "es", "ar", "ro", "uk")
SOURCES = [
    *(ROOT / "ciao/site/templates/site").glob("*.html"),
    *(ROOT / "ciao/site").glob("*.py"),
    ROOT / "ciao/outreach/panel.py",
    *(ROOT / "ciao/portal").rglob("*.html"),
    *(ROOT / "ciao/portal").rglob("*.py"),
]
IN_TEMPLATES = re.compile(r'\{% translate "([^"]+)" %\}')
IN_BLOCKS = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)\{% (?:plural|endblocktranslate) %\}", re.DOTALL)
IN_PYTHON = re.compile(r'(?:\b_|gettext_lazy)\(\s*"([^"]+)"\s*\)')


def words() -> set[str]:
    found: set[str] = set()
    for path in SOURCES:
        text = path.read_text()
        found |= set(IN_TEMPLATES.findall(text)) | set(IN_PYTHON.findall(text))
        found |= {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", one) for one in IN_BLOCKS.findall(text)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    done = {one.msgid for one in catalogue if one.translated()}
    assert words() - done == set()
    assert {one.msgid for one in catalogue} - words() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_put_in_them(language: str) -> None:
    for one in polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po")):
        wanted = set(re.findall(r"%\(\w+\)s", one.msgid))
        for said in [one.msgstr] if one.msgstr else one.msgstr_plural.values():
            assert set(re.findall(r"%\(\w+\)s", said)) == wanted, one.msgid
