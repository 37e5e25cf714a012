"""Tiny files of every kind, made here."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 300
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 300
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 300
P7M = bytes.fromhex("308203e8 06092a864886f70d010702".replace(" ", "")) + b"\0" * 40


def archive(**files: bytes) -> bytes:
    """A zip whose names have / written as __ and . as _."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            target.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


DOCX = archive(word__document_xml=b"<w/>")
XLSX = archive(xl__workbook_xml=b"<w/>")
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<o/>")
ODS = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
MACRO = archive(word__document_xml=b"<w/>", word__vbaProject_bin=b"x")
