import os
from pathlib import Path

from ciao.core.command.messages import compile_all

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "ciao"\nmsgstr "hello"\n'


def test_only_what_is_older_than_its_source_is_compiled(tmp_path: Path) -> None:
    source = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    assert compile_all(tmp_path) == 1
    assert b"hello" in source.with_suffix(".mo").read_bytes()
    assert compile_all(tmp_path) == 0
    os.utime(source, (2e9, 2e9))
    assert compile_all(tmp_path) == 1
