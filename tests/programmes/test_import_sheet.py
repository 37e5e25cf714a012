"""`ciao import-sheet`: a draft left for who coordinates."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ciao.programmes.models import Mandate, SheetImport
from tests.cast import World
from tests.programmes.sheet import generator


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "scheda.txt"
    path.write_text(generator.sheet(7, missing=set()).text)
    return path


def test_a_draft_is_left_and_its_address_told(world: World, file: Path) -> None:
    out = StringIO()
    call_command("import_sheet", str(file), email="Paolo@example.org", stdout=out)
    sheet = SheetImport.objects.get()
    assert sheet.user_id == world.user("paolo").id
    assert f"/progetti/scheda/{sheet.id}/" in out.getvalue()
    call_command("import_sheet", str(file), stdout=StringIO())
    assert set(SheetImport.objects.values_list("user_id", flat=True)) == {world.user("paolo").id}


def test_who_may_not_create_programmes_is_told(world: World, file: Path) -> None:
    with pytest.raises(CommandError, match=r"marta@example\.org non può creare progetti"):
        call_command("import_sheet", str(file), email="marta@example.org")
    Mandate.objects.filter(role="coordinator").update(ends_on="2026-11-01")
    with pytest.raises(CommandError, match="Nessuno può creare progetti"):
        call_command("import_sheet", str(file))


def test_a_file_that_is_absent_or_no_sheet_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Non riusciamo ad aprire il file niente\.txt"):
        call_command("import_sheet", str(tmp_path / "niente.txt"))
    (tmp_path / "lettera.txt").write_text("Una lettera.\n" * 30)
    with pytest.raises(CommandError, match="non sembra una scheda") as refusal:
        call_command("import_sheet", str(tmp_path / "lettera.txt"))
    assert refusal.value.returncode == 2
    assert not SheetImport.objects.exists()
