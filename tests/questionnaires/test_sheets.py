"""A spreadsheet becomes an instrument, or says row by row what is to be mended."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from ciao.questionnaires.enums import QuestionKind, ScaleMethod
from ciao.questionnaires.logic.definition import Part
from ciao.questionnaires.models import Instrument
from ciao.questionnaires.sheets.cells import NotReadable
from ciao.questionnaires.sheets.reading import Settings, read
from ciao.questionnaires.sheets.writing import write
from tests.questionnaires.workbooks import CHOICES, SETTINGS, SURVEY, with_row, workbook


def test_a_sound_workbook_is_read_whole() -> None:
    found = read(workbook())
    assert found.faults == ()
    assert (found.settings.code, found.settings.title, found.settings.months_between) == (
        "soddisfazione", "Soddisfazione", 6,
    )  # fmt: skip
    items = found.definition.by_name
    assert [one.kind for one in found.definition.items] == [
        QuestionKind.ONE, QuestionKind.TEXT, QuestionKind.ONE, QuestionKind.ONE, QuestionKind.SCALE,
    ]  # fmt: skip
    assert items["viene"].is_required
    assert (items["perche"].relevant, items["perche"].section) == ("${viene} = 'no'", "Come va")
    assert (items["in_tutto"].low, items["in_tutto"].high, items["in_tutto"].section) == (0, 10, "")
    scale = found.definition.scales[0]
    assert (scale.method, scale.parts) == (ScaleMethod.SUM, (Part("aiuto"), Part("fatica", is_reversed=True)))


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (("geopoint", "dove", "Dove?"), "type", "«geopoint» non si può usare"),
        (("text", "con spazio", "?"), "name", "non va come nome"),
        (("text", "viene", "Ancora?"), "name", "c’è già"),
        (("text", "muta", ""), "label", "Manca il testo"),
        (("select_one", "a", "A?"), "type", "serve il nome di una lista"),
        (("select_one altre", "a", "A?"), "type", "La lista «altre» non c’è"),
        (("text", "a", "A?", "", "viene = 'no'"), "relevant", "Non si capisce"),
        (("text", "a", "A?", "", "${dopo} = 'no'"), "relevant", "guarda solo indietro"),
        (("range", "a", "A?", "", "", "start=5 end=1"), "parameters", "di uno in uno"),
        (("range", "a", "A?", "", "", "start=0 end=10 step=2"), "parameters", "di uno in uno"),
        (("calculate", "t", "T", "", "", "", "${viene} + ${aiuto}"), "calculation", "non ha risposte in numeri"),
        (("calculate", "t", "T", "", "", "", "if(${aiuto} > 3, 1, 0)"), "calculation", "non si capisce"),
        (("calculate", "t", "T", "", "", "", "sum(${aiuto}, 7 - ${fatica})"), "calculation", "scrivi 6 - "),
        (("calculate", "t", "T", "", "", "", "sum(${mai})"), "calculation", "non è una domanda"),
        (("end_group",), "type", "non era cominciata"),
        (("begin_group", "", "Aperta"), "type", "aggiungi end_group"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_column(row: tuple[str, ...], column: str, says: str) -> None:
    faults = read(with_row(*row)).faults
    assert [(one.sheet, one.row, one.column) for one in faults] == [("survey", len(SURVEY) + 1, column)]
    assert says in faults[0].sentence


@pytest.mark.parametrize(
    ("row", "column"),
    [(["si_no", "si", "di nuovo"], "name"), (["si_no", "", "vuoto"], "name"), (["si_no", "a b", "x"], "name")],
)
def test_a_list_of_answers_is_checked_too(row: list[str], column: str) -> None:
    faults = read(workbook(choices=[*CHOICES, row])).faults
    assert [(one.sheet, one.row, one.column) for one in faults] == [("choices", len(CHOICES) + 1, column)]


def test_title_and_code_are_needed() -> None:
    faults = read(workbook(settings=[["form_title", "form_id", "mesi"], ["", "sigla è sbagliata", "molti"]])).faults
    assert [(one.sheet, one.column) for one in faults] == [
        ("settings", "form_title"), ("settings", "form_id"), ("settings", "mesi"),
    ]  # fmt: skip
    assert [one.column for one in read(workbook(survey=SURVEY[:1])).faults] == ["type"]


@pytest.mark.parametrize("content", [b"", b"nome;cognome", b"%PDF-1.4", b"PK\x03\x04 rotto"])
def test_another_file_is_refused_with_what_is_wanted(content: bytes) -> None:
    with pytest.raises(NotReadable, match="foglio di calcolo"):
        read(content)


def test_a_broken_workbook_and_one_without_survey_are_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr("niente.txt", "x")
    with pytest.raises(NotReadable, match="rovinato"):
        read(archive.getvalue())
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Foglio1")
    with pytest.raises(NotReadable, match="survey"):
        read(buffer.getvalue())
    with pytest.raises(NotReadable, match="troppo grande"):
        read(b"PK" + b"x" * (3 * 1024**2))
    with pytest.raises(NotReadable, match="al massimo"):
        read(workbook(survey=[*SURVEY, *[["text", f"a{n}", "?"] for n in range(1100)]]))


def test_formulas_and_markup_stay_texts() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        survey = book.add_worksheet("survey")
        survey.write_row(0, 0, ["type", "name", "label"])
        survey.write_row(1, 0, ["text", "a", "<script>alert(1)</script>"])
        survey.write_row(2, 0, ["text", "b"])
        survey.write_formula(2, 2, '=HYPERLINK("http://example.org","clic")', None, "clic")
        settings = book.add_worksheet("settings")
        settings.write_row(0, 0, SETTINGS[0])
        settings.write_row(1, 0, SETTINGS[1])
    labels = [one.label for one in read(buffer.getvalue()).definition.items]
    assert labels == ["<script>alert(1)</script>", "clic"]
    again = read(write(Settings("a", "=1+1"), read(buffer.getvalue()).definition))
    assert again.settings.title == "=1+1"


@pytest.mark.django_db
def test_what_comes_with_the_product_can_be_taken_out_and_loaded_again() -> None:
    shipped = list(Instrument.objects.filter(programme__isnull=True))
    assert {one.code for one in shipped} == {"lifecomp", "occupabilita", "primo-contatto"}
    for one in shipped:
        settings = Settings(
            one.code, one.title, months_between=one.months_between, is_first_contact=one.is_first_contact
        )
        again = read(write(settings, one.definition()))
        assert again.faults == ()
        assert again.definition == one.definition()
        assert again.settings == settings


@pytest.mark.django_db
def test_the_grid_for_life_has_nine_competences_of_three_questions_and_says_whose_it_is() -> None:
    grid = Instrument.objects.get(code="lifecomp")
    assert [len(one.parts) for one in grid.definition().scales] == [3] * 9
    assert len(grid.definition().items) == 27
    assert grid.licence == "CC BY 4.0"
    assert "LifeComp" in grid.attribution
