"""A form refuses a bad file before any action sees it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.core.forms import PlainForm
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from tests.files.samples import PDF, PNG


class Sample(PlainForm):
    scan = UploadField(label="scansione", kinds=(FileKind.PDF,))


def errors(content: bytes) -> list[str]:
    form = Sample({}, {"scan": SimpleUploadedFile("a.pdf", content)})
    return [str(one) for one in form.errors.get("scan", [])]


def test_a_good_file_passes() -> None:
    assert errors(PDF) == []


def test_another_kind_and_a_program_are_refused() -> None:
    assert errors(PNG) == ["Qui serve un altro tipo di file: PDF."]
    assert "programma" in errors(b"MZ")[0]


def test_a_missing_file_is_asked_for() -> None:
    assert Sample({}, {}).errors["scan"] == ["Scegli un file per «scansione»"]
