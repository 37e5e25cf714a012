"""The command reads a sheet without a database, and leaves a clean exit code."""

import json
import subprocess
import sys

from tests.programmes.sheet.generator import sheet


def run(*arguments):
    command = [sys.executable, "-m", "ciao.programmes.sheet", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_the_draft_is_one_json_object_on_standard_output(tmp_path):
    written = sheet(2)
    path = tmp_path / "scheda.txt"
    path.write_text(written.text, encoding="utf-8")
    answer = run(str(path), "--json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["partners"] == written.truth["partners"]


def test_no_sheet_is_exit_code_2_and_one_sentence(tmp_path):
    path = tmp_path / "altro.txt"
    path.write_text("Una lettera qualsiasi.", encoding="utf-8")
    answer = run(str(path), "--json")
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.decode().count("\n") == 1
    assert run(str(tmp_path / "assente.txt")).returncode == 2


def test_the_reader_imports_no_django(tmp_path):
    code = "import ciao.programmes.sheet, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
