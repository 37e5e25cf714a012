"""From a scanned file to pages: which sheet each is of, and which boxes are ticked beyond doubt.

Nothing is guessed: a row counts only where one box is clearly marked and the other three are clearly empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pypdfium2
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ciao.services.paper import layout
from ciao.services.paper.layout import BOX, ROWS, Code

DPI, MOST_PAGES, WIDEST = 200, 20, 3000
MARKED, EMPTY = 0.10, 0.04  # share of dark points inside a box
DARK = 0.62  # of the white of the paper
ONLY = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
Grid = NDArray[np.float64]


@dataclass(frozen=True)
class ScannedPage:
    """One page: its code, its picture as JPEG, row → presence where the boxes leave no doubt."""

    code: Code
    picture: bytes
    ticked: dict[int, str] = field(default_factory=dict)


def pages_of(content: bytes) -> Iterator[ScannedPage | None]:
    """Every page of a PDF or the one of a photo; None where no code of ours is seen. Raises `OSError`, `ValueError`
    (PDFium's own) on what is no picture."""
    for image in _images(content):
        yield _page(image)


def _images(content: bytes) -> Iterator[Image.Image]:
    if content[:5] != b"%PDF-":
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
        yield _sized(picture.convert("L"))
        return
    document = pypdfium2.PdfDocument(content)
    try:
        for number in range(min(len(document), MOST_PAGES)):
            yield _sized(document[number].render(scale=DPI / 72).to_pil().convert("L"))
    finally:
        document.close()


def _sized(image: Image.Image) -> Image.Image:
    image.thumbnail((WIDEST, WIDEST))
    return image


def _page(image: Image.Image) -> ScannedPage | None:
    seen = {}
    for found in zxingcpp.read_barcodes(image, formats=ONLY):
        code = layout.code_of(found.text)
        if code is not None:
            seen[code] = _middle(found.position)
    if not seen:
        return None
    first = next(iter(seen))
    same = {code.corner: at for code, at in seen.items() if (code.sheet_id, code.page) == (first.sheet_id, first.page)}
    return ScannedPage(first, _jpeg(image), _ticked(image, same) if len(same) >= 3 else {})


def _middle(position: zxingcpp.Position) -> tuple[float, float]:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return sum(one.x for one in corners) / 4, sum(one.y for one in corners) / 4


def _jpeg(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((1700, 1700))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=72)
    return out.getvalue()


def _ticked(image: Image.Image, corners: dict[str, tuple[float, float]]) -> dict[int, str]:
    pixels = np.asarray(image, dtype=np.float64)
    warp = _warp(corners)
    white = float(np.percentile(pixels, 80))
    found = {}
    for row in range(ROWS):
        shares = {one: _share(pixels, warp, row, one, white * DARK) for one in layout.BOXES}
        marked = [one for one, share in shares.items() if share >= MARKED]
        if len(marked) == 1 and all(share <= EMPTY for one, share in shares.items() if one != marked[0]):
            found[row] = marked[0]
    return found


def _warp(corners: dict[str, tuple[float, float]]) -> Grid:
    """From millimetres to pixels: affine on three corners, with perspective on four."""
    rows, values = [], []
    for corner, (u, v) in corners.items():
        x, y = layout.centre_of(corner)
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    system = np.array(rows)
    if len(corners) < 4:
        system = system[:, :6]
    solved, *_ = np.linalg.lstsq(system, np.array(values), rcond=None)
    return np.append(np.concatenate([solved, np.zeros(8 - len(solved))]), 1.0).reshape(3, 3)


def _share(pixels: Grid, warp: Grid, row: int, presence: str, limit: float) -> float:
    """How much of the inside of a box is dark; its own line is left out."""
    x, y = layout.box_of(row, presence)
    steps = np.linspace(BOX * 0.18, BOX * 0.82, 24)
    across, down = np.meshgrid(x + steps, y + steps)
    points = warp @ np.stack([across.ravel(), down.ravel(), np.ones(across.size)])
    columns, lines = np.rint(points[:2] / points[2]).astype(int)
    height, width = pixels.shape
    if columns.min() < 0 or lines.min() < 0 or columns.max() >= width or lines.max() >= height:
        return (MARKED + EMPTY) / 2  # off the picture: neither marked nor empty
    return float((pixels[lines, columns] < limit).mean())
