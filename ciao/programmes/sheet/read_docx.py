"""The text of a Word file: paragraphs and tables in the order of the page, cells parted by tabs."""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .refusal import NotASheet

UNPACKED_LIMIT = 100 * 1024 * 1024
SHADED = "■"
NO_COLOUR = {"auto", "ffffff", ""}


def text_of(content: bytes) -> str:
    """One line per paragraph and table row; a shaded empty cell is written ■: a calendar keeps its months."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
                raise NotASheet("Il file Word è troppo grande per una scheda progetto.")
        return "\n".join(_lines(Document(io.BytesIO(content)).iter_inner_content()))
    except NotASheet:
        raise
    except Exception as error:
        raise NotASheet("Il file Word è danneggiato o protetto: aprilo, salvalo di nuovo e riprova.") from error


def _lines(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _bullet(block) + block.text
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    yield ""
    for row in table.rows:
        cells = list(dict.fromkeys(row.cells))
        texts = [_cell(cell, len(cells)) for cell in cells]
        if len(cells) == 1:
            yield from texts[0].split("\n")
        else:
            yield "\t".join(" ".join(text.split()) for text in texts)
    yield ""


def _cell(cell: _Cell, width: int) -> str:
    if width == 1:
        return "\n".join(_lines(cell.iter_inner_content()))
    return cell.text.strip() or (SHADED if _is_shaded(cell) else "")


def _is_shaded(cell: _Cell) -> bool:
    fills = cell._element.xpath("./w:tcPr/w:shd/@w:fill")  # noqa: SLF001
    return any(str(fill).lower() not in NO_COLOUR for fill in fills)


def _bullet(paragraph: Paragraph) -> str:
    """A list item of Word keeps its bullet outside the text: put it back."""
    numbered = paragraph._element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None  # noqa: SLF001
    style = (paragraph.style.name or "") if paragraph.style else ""
    return "• " if paragraph.text.strip() and (numbered or style.startswith("List")) else ""
