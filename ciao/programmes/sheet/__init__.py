"""Reads a Region's project sheet (scheda progetto) into a draft programme, each value with its lines."""

from pathlib import Path

from .as_json import as_json
from .draft import SheetDraft
from .parse import parse
from .read import SIZE_LIMIT, read
from .refusal import NotASheet

__all__ = ["NotASheet", "SheetDraft", "as_json", "parse", "parse_bytes", "parse_file"]


def parse_file(path: str | Path) -> SheetDraft:
    """The draft read in a file; raises NotASheet with one Italian sentence where there is none to read."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise NotASheet(f"Non riusciamo ad aprire il file {path.name}: controlla che ci sia.") from error
    return parse_bytes(content, path.name)


def parse_bytes(content: bytes, name: str = "") -> SheetDraft:
    """The draft read in an uploaded file's bytes; the type is told by content, the name only helps."""
    return parse(read(content, name))
