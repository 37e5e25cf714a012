"""Files of every kind: read where they can be, refused with one clear sentence where they cannot."""

import io

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from ciao.programmes.sheet import NotASheet, as_json, parse_bytes
from tests.programmes.sheet.documents import pdf, unwrapped
from tests.programmes.sheet.generator import sheet

SHEET = sheet(1, furniture="none", date="dots", amount="sign")


def encrypted():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(unwrapped(1, bullet="• ")))))
    writer.encrypt("segreta", algorithm="RC4-128")
    return saved(writer)


def scanned():
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    return saved(writer)


def saved(thing):
    out = io.BytesIO()
    thing.write(out) if isinstance(thing, PdfWriter) else thing.save(out)
    return out.getvalue()


def letter():
    document = Document()
    document.add_paragraph("Gentile ente, ti mandiamo la scheda progetto. La durata è di 18 mesi.")
    return saved(document)


REFUSED = [
    (b"", "vuoto"),
    (b" \n \n\t", "vuoto"),
    (b"a" * (15 * 1024 * 1024 + 1), "15 MB"),
    (b"Gentile ente, ti mandiamo la scheda progetto.", "non sembra una scheda progetto"),
    (b"a" * 1_000_000, "non sembra una scheda progetto"),
    (b"parola " * 300_000, "troppo lungo"),
    (bytes(range(256)) * 20, "non è un testo"),
    (b"\x89PNG\r\n\x1a\n" + bytes(4000), "non si legge"),
    (b"%PDF-1.7\n" + bytes(3000), "danneggiato"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "vecchio file Word"),
    (encrypted(), "password"),
    (scanned(), "scansione"),
    (letter(), "non sembra una scheda progetto"),
    (letter()[:-900], "danneggiato"),
]


@pytest.mark.parametrize(("content", "words"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_sheet_is_refused_with_one_sentence(content, words):
    with pytest.raises(NotASheet, match=words):
        parse_bytes(content, "scheda")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_any_usual_encoding(encoding):
    text = sheet(1, furniture="none", bullet="• ").text
    assert as_json(parse_bytes(text.encode(encoding))) == as_json(parse_bytes(text.encode()))


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_sheet(line_end):
    content = SHEET.text.replace("\n", line_end).encode()
    assert as_json(parse_bytes(content)) == as_json(parse_bytes(SHEET.text.encode()))


def test_a_value_knows_its_line_in_the_file():
    draft = parse_bytes(SHEET.text.encode())
    number = draft.starts_on.lines[0]
    assert f"{draft.starts_on.value:%d.%m.%Y}" in SHEET.text.split("\n")[number - 1]


def test_an_empty_line_after_each_line_changes_nothing():
    doubled = SHEET.text.replace("\n", "\n\n").encode()
    assert as_json(parse_bytes(doubled)) == as_json(parse_bytes(SHEET.text.encode()))
