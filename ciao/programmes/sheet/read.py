"""From the bytes of an uploaded file to numbered lines, or one clear sentence that says why not."""

import re
import unicodedata

import filetype

from . import read_docx, read_pdf
from .refusal import NotASheet

PAGE_BREAK = "\x0c"
SIZE_LIMIT = 15 * 1024 * 1024
TEXT_LIMIT = 1_200_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIGATURES = {
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬀ": "ff",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "\xa0": " ",
    "\u202f": " ",
    "\u2009": " ",
}
LIGATURES |= {
    "\u2007": " ",
    "\u200b": "",
    "\ufeff": "",
    "\u2011": "-",
    "\u2010": "-",
    "\x0b": "\n",
    "\u2028": "\n",
}
LETTERS = str.maketrans(LIGATURES)


def read(content: bytes, name: str = "") -> list[str]:
    """The lines of a .txt, .docx or .pdf file, told by content; raises NotASheet with an Italian sentence."""
    if not content.strip():
        raise NotASheet("Il file è vuoto: scegli la scheda progetto.")
    if len(content) > SIZE_LIMIT:
        raise NotASheet(
            "Il file supera i 15 MB: una scheda progetto è molto più leggera. Controlla di aver scelto quella."
        )
    text = _text(content, name)
    if len(text) > TEXT_LIMIT:
        raise NotASheet("Il testo è troppo lungo per una scheda progetto. Controlla di aver scelto il file giusto.")
    lines = [tidy(line) for line in _newlines(text).split("\n")]
    if not any(line.strip() for line in lines):
        raise NotASheet("Il file non contiene testo: scegli la scheda progetto compilata.")
    return lines


def _text(content: bytes, name: str) -> str:
    kind = filetype.guess(content)
    mime = kind.mime if kind else ""
    if mime == "application/pdf" or content[:1024].lstrip().startswith(b"%PDF"):
        return read_pdf.text_of(content)
    if mime == WORD or (mime == "application/zip" and b"word/document.xml" in content):
        return read_docx.text_of(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotASheet(
            "È un vecchio file Word, o è protetto da password: salvalo come .docx o .pdf senza password e riprova."
        )
    if mime and not _readable(content):
        raise NotASheet("Questo tipo di file non si legge: carica la scheda in .txt, .docx o .pdf con il testo.")
    if name.lower().endswith((".docx", ".pdf")) and not _readable(content):
        raise NotASheet("Il file è danneggiato: aprilo, salvalo di nuovo e riprova.")
    return _decoded(content)


def _readable(content: bytes) -> bool:
    sample = content[:4096]
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\x00" not in sample and _odd(sample) == 0)


def _odd(sample: bytes) -> int:
    return sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b" for byte in sample)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if _looks_utf16(content):
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", errors="replace")
    if b"\x00" in content or _odd(content[:65536]) > 20:
        raise NotASheet("Questo file non è un testo: carica la scheda in .txt, .docx o .pdf con il testo.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _looks_utf16(content: bytes) -> bool:
    sample = content[:400]
    return len(sample) > 40 and max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) * 0.4


def _newlines(text: str) -> str:
    """Every kind of line end as one, a page break at the start of a line."""
    text = re.sub(r"\r\n?|[\x0b\u2028\u2029\x85]", "\n", text)
    return re.sub(r"(?<!\n)\x0c", "\n\x0c", text)


def tidy(line: str) -> str:
    """One line with ordinary spaces, composed accents, no control character but tab and page break."""
    line = unicodedata.normalize("NFC", line).translate(LETTERS)
    line = re.sub(r"(?<=[^\W\d_])\xad(?=[^\W\d_])", "", line).replace("\xad", "-")
    return "".join(c for c in line if c in "\t\x0c" or unicodedata.category(c) != "Cc").rstrip(" \t")
