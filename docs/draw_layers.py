"""Draws `docs/architettura.svg` from the layers of pyproject.toml: the picture never lags behind the code.

Run it with `.venv/bin/python -m docs.draw_layers`; a test fails while the picture is not current.
"""

import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "architettura.svg"
WIDTH, STREET, GAP, LEFT, RIGHT, TOP = 1056, 42, 10, 64, 226, 56
FONT = 'font-family="Titillium Web, sans-serif" font-size="14" fill="#17324d"'
BOXES = WIDTH - LEFT - RIGHT
# What each stretch of the street is about, by the app that opens it from above.
STRETCHES = {
    "desk": "chi guarda e chi usa",
    "indicators": "ciò che si conta e si paga",
    "internships": "i sostegni",
    "plans": "la persona e il suo percorso",
    "risks": "il progetto",
    "signatures": "carte, firme, luoghi, registri",
    "accounts": "chi entra e che cosa può",
    "core": "le fondamenta",
}


def layers() -> list[list[str]]:
    """The apps of each layer, from the top of the street down."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [[word.strip(" ()") for word in line.split("|")] for line in contract["layers"]]


def labels() -> dict[str, str]:
    """The Italian name of each app, as the glossary gives it."""
    text = (ROOT / "docs" / "glossario.md").read_text(encoding="utf-8").split("## Le parole")[0]
    return {code: label for label, code in re.findall(r"^\| ([^|]+) \| (\w+) \| \d+ \|", text, re.M)}


def draw() -> str:
    """The whole picture: one street per layer, a box per app, dashed where the app is still to come."""
    streets = layers()
    height = TOP + len(streets) * (STREET + GAP) + 20
    about = f"Le parti di CIAO! su {len(streets)} piani: ognuna conosce solo quelle più in basso"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" {FONT}>',
        f"<title>{about}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#f4f6f9"/>',
        _text(LEFT, 34, "Ogni parte conosce solo ciò che sta più in basso", bold=True),
    ]
    names = labels()
    for place, apps in enumerate(streets):
        parts += _street(place, len(streets) - 1 - place, apps, names)
    parts += _arrow(height)
    return "\n".join([*parts, "</svg>", ""])


def _street(place: int, floor: int, apps: list[str], names: dict[str, str]) -> list[str]:
    top = TOP + place * (STREET + GAP)
    width = (BOXES - GAP * (len(apps) - 1)) / len(apps)
    found = [_text(LEFT - 14, top + 26, str(floor), end=True)]
    for number, app in enumerate(apps):
        found += _box(LEFT + number * (width + GAP), top, width, app, names.get(app, ""))
    if apps[0] in STRETCHES:
        line = f'<path d="M{LEFT} {top - 5}H{WIDTH - 16}" stroke="#6b7f93" stroke-width="1"/>'
        found += [line, _text(LEFT + BOXES + 16, top + 26, STRETCHES[apps[0]], bold=True)]
    return found


def _box(left: float, top: int, width: float, app: str, label: str) -> list[str]:
    built = (ROOT / "ciao" / app).is_dir()
    look = 'fill="#ffffff" stroke="#0066cc"' if built else 'fill="none" stroke="#6b7f93" stroke-dasharray="5 4"'
    box = f'<rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{STREET}" rx="6" {look}/>'
    middle = left + width / 2
    if not label:
        return [box, _text(middle, top + 26, app, middle=True, faint=not built)]
    short = label if len(label) * 7 < width - 8 else f"{label[: int(width / 7) - 2].rsplit(' ', 1)[0]}…"
    return [
        box,
        _text(middle, top + 18, app, middle=True, bold=True),
        _text(middle, top + 35, short, middle=True),
    ]


def _arrow(height: int) -> list[str]:
    line = f"M20 {TOP}V{height - 34}m-6 -9l6 10l6 -10"
    return [f'<path d="{line}" fill="none" stroke="#0066cc" stroke-width="2"/>']


def _text(
    x: float,
    y: float,
    words: str,
    *,
    bold: bool = False,
    middle: bool = False,
    end: bool = False,
    faint: bool = False,
) -> str:
    look = ' font-weight="700"' if bold else ""
    look += ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    look += ' fill="#4b5f73"' if faint else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{look}>{escape(words)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
