"""A file is what its content says, and some contents are never kept."""

import pytest

from ciao.files.enums import FileKind
from ciao.files.rules import Refused, check_size, clean_name, recognise
from tests.files import samples

MB = 1024**2


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.PDF, "foto.jpg", FileKind.PDF),
        (samples.PNG, "a.png", FileKind.PNG),
        (samples.JPG, "a", FileKind.JPG),
        (samples.WEBP, "a.webp", FileKind.WEBP),
        (samples.DOCX, "a.pdf", FileKind.DOCX),
        (samples.XLSX, "a.xlsx", FileKind.XLSX),
        (samples.ODT, "a.odt", FileKind.ODT),
        (samples.ODS, "a.ods", FileKind.ODS),
        (samples.P7M, "a.pdf.p7m", FileKind.P7M),
        (b"MIIF8gYJKoZIhvcNAQcC", "a.p7m", FileKind.P7M),
        ("città;età\n".encode(), "a.csv", FileKind.CSV),
        ("città".encode("cp1252"), "a.txt", FileKind.TXT),
        (b"From: a@example.org\nSubject: x\n\nciao", "a.eml", FileKind.EML),
        (b"ciao", "a.eml", FileKind.TXT),
    ],
)
def test_the_content_decides(content: bytes, name: str, kind: FileKind) -> None:
    assert recognise(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\0", "conto.pdf", "programma"),
        (b"#!/bin/sh\n", "a.txt", "programma"),
        (b"<!DOCTYPE html><p>", "a.txt", "pagina web"),
        (b"  <svg xmlns=''>", "a.txt", "pagina web"),
        (b"<svg/>", "a.svg", "non si può allegare"),
        (b"alert(1)", "a.js", "non si può allegare"),
        (b"\0\1\2", "a.txt", "non si può allegare"),
        (samples.MACRO, "a.docx", "macro"),
        (samples.archive(a_txt=b"x"), "a.zip", "archivio"),
        (b"PK\x03\x04rotto", "a.docx", "rovinato"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "vecchio tipo"),
        (b"ciao", "a.p7m", "non contiene una firma"),
    ],
)
def test_what_could_do_harm_is_refused_with_the_reason(content: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        recognise(content, name)


def test_too_big_says_how_big_and_how_much_is_allowed() -> None:
    with pytest.raises(Refused, match="Il file è di 20 MB: il massimo è 15"):
        check_size(20 * MB, 15 * MB)
    with pytest.raises(Refused, match="Il file è vuoto"):
        check_size(0, 15 * MB)
    check_size(15 * MB, 15 * MB)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Documenti\\carta.pdf", "carta.pdf"),
        ("../../etc/carta", "carta.pdf"),
        ("carta.exe", "carta.exe.pdf"),
        ("\n\0", "allegato.pdf"),
    ],
)
def test_a_name_loses_its_folders_and_ends_as_its_content(name: str, clean: str) -> None:
    assert clean_name(name, FileKind.PDF) == clean


def test_a_jpeg_keeps_its_ending() -> None:
    assert clean_name("foto.jpeg", FileKind.JPG) == "foto.jpeg"
