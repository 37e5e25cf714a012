"""What a file is, found by reading it: a name proves nothing."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

import filetype

from ciao.files.enums import FileKind

ALLOWED = "Vanno bene PDF, immagini, Word, Excel, OpenDocument, CSV, testo, P7M e messaggi di posta."
MACROS = "Il file contiene macro: salvalo senza, per esempio come .docx o .xlsx."
OLD_OFFICE = "È un file Office di vecchio tipo: salvalo come .docx o .xlsx."
_IMAGES = {"image/png": FileKind.PNG, "image/jpeg": FileKind.JPG, "image/webp": FileKind.WEBP}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
}
_TEXTS = {"csv": FileKind.CSV, "txt": FileKind.TXT, "": FileKind.TXT, "eml": FileKind.EML}
_MARKUP = re.compile(r"\s*(<\?xml|<!doctype|<!--|<(html|svg|head|body|script)\b)", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"^(from|received|return-path|delivered-to|message-id|mime-version|date|subject|to):", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Refused(ValueError):
    """The file cannot be kept; the text is the Italian sentence to show."""


def check_size(size: int, limit: int) -> None:
    """Raises `Refused` for an empty file or one past the limit; in bytes, shown in whole MB rounded up."""
    if size == 0:
        raise Refused("Il file è vuoto.")
    if size > limit:
        raise Refused(f"Il file è di {_megabytes(size)} MB: il massimo è {limit // 1024**2}.")


def recognise(content: bytes, name: str) -> FileKind:
    """The kind of a file by its content; raises `Refused` for programs, web pages, macros, unknown things."""
    if content.startswith(_PROGRAMS):
        raise Refused(f"È un programma: non si può allegare. {ALLOWED}")
    if content.startswith(_OLE):
        raise Refused(OLD_OFFICE)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    guessed = filetype.guess(content[:4096])
    if guessed is not None and guessed.mime in _IMAGES:
        return _IMAGES[guessed.mime]
    if content[:1] == b"\x30" and _SIGNED_DATA in content[:64]:
        return FileKind.P7M
    return _text(content, extension(name))


def clean_name(name: str, kind: FileKind) -> str:
    """The name without folders and control characters, ending as its content does."""
    bare = PurePosixPath(PureWindowsPath(name).name).name
    bare = "".join(one for one in bare if one.isprintable()).strip(" .")[-150:] or "allegato"
    if kind == FileKind.JPG and extension(bare) == "jpeg":
        return bare
    return bare if extension(bare) == kind.value else f"{bare}.{kind.value}"


def extension(name: str) -> str:
    """The last suffix of a name, in small letters and without its dot."""
    return PurePosixPath(name).suffix.lstrip(".").lower()


def _office(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            declared = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused("Il file è rovinato o protetto da password.") from error
    if any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused(MACROS)
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if declared.strip() in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[declared.strip()]
    raise Refused(f"È un archivio: allega i file uno per uno. {ALLOWED}")


def _text(content: bytes, suffix: str) -> FileKind:
    text = _decoded(content)
    if text is None or suffix not in {*_TEXTS, "p7m"}:
        raise Refused(f"Questo tipo di file non si può allegare. {ALLOWED}")
    if _MARKUP.match(text):
        raise Refused(f"È una pagina web: non si può allegare. {ALLOWED}")
    if suffix == "p7m":
        return _armoured(text)
    if suffix == "eml" and not _MAIL_HEADER.match(text):
        return FileKind.TXT
    return _TEXTS[suffix]


def _armoured(text: str) -> FileKind:
    """A p7m may come as base64 text: its first letters are those of a DER sequence."""
    body = text.removeprefix("-----BEGIN PKCS7-----").lstrip()
    if body.startswith(("MII", "MIA")):
        return FileKind.P7M
    raise Refused("Il file P7M non contiene una firma.")


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def _megabytes(size: int) -> int:
    return -(-size // 1024**2)
