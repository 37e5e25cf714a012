"""Every word citizens read is translated into every language."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "ciao" / "community"
LANGUAGES = ("en", "fr", "es", "ar", "ro", "uk")
IN_TEMPLATES = re.compile(r'\{% translate "([^"]+)"(?: as \w+)? %\}')
IN_BLOCKS = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)\{% (?:plural|endblocktranslate) %\}", re.DOTALL)
IN_PYTHON = re.compile(r'(?:\b_|\bsay)\(\s*"([^"]+)"\s*\)')


def words() -> set[str]:
    found: set[str] = set()
    for path in [*HERE.rglob("*.html"), *HERE.rglob("*.py")]:
        text = path.read_text()
        found |= set(IN_TEMPLATES.findall(text)) | set(IN_PYTHON.findall(text))
        found |= {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", one) for one in IN_BLOCKS.findall(text)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_here_or_with_the_other_public_pages(language: str) -> None:
    own = polib.pofile(str(HERE / f"locale/{language}/LC_MESSAGES/django.po"))
    shared = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    done = {one.msgid for one in [*own, *shared] if one.translated()}
    assert len(words()) > 100
    assert words() - done == set()
    assert {one.msgid for one in own} - words() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_put_in_them(language: str) -> None:
    for one in polib.pofile(str(HERE / f"locale/{language}/LC_MESSAGES/django.po")):
        wanted = set(re.findall(r"%\(\w+\)s", one.msgid))
        for said in [one.msgstr] if one.msgstr else one.msgstr_plural.values():
            assert set(re.findall(r"%\(\w+\)s", said)) == wanted, one.msgid
