"""Sets a document in type: data go in as JSON, so that nothing a person wrote is ever read as a command."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from ciao.core import clock

ROOT = Path(__file__).resolve().parents[1]
# Accessible and for keeping: tagged, with title and language, everything embedded.
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_FONT_FOLDERS = (
    ("bootstrap_italia_template", "static/fonts/Titillium_Web"),
    ("fontpkg_noto_sans_arabic", "files"),
)


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of one document; raises `typst.TypstError` where a template and its data do not agree."""
    compiler = typst.Compiler(
        input=ROOT / template,
        root=ROOT,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=int(clock.now().timestamp()))
    if not isinstance(made, bytes):
        raise TypeError(f"{template} gave no PDF")
    return made


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Titillium Web and Noto Sans Arabic from their wheels, nothing of the machine: one look everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(one) for one in font_folders()])


def font_folders() -> list[Path]:
    """The folders of the wheels that are installed; without them typst's own fonts serve."""
    found = []
    for package, folder in _FONT_FOLDERS:
        spec = find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            found.append(Path(spec.submodule_search_locations[0]) / folder)
    return [one for one in found if one.is_dir()]
