"""The table and the drawing of `docs/prestazioni.md`, from the measures of every size there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from bench.words import INTRODUCTION, WHY
from ciao.core.command.instance import home

ROOT = Path(__file__).resolve().parents[1]
PAGE, PICTURE = ROOT / "docs" / "prestazioni.md", ROOT / "docs" / "prestazioni.svg"
LIMIT = 3.0
HEAD = "| pagina | persone | pagina p50 | p95 | pavimento p50 | p95 | rapporto | interrogazioni |"
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|"
WIDTH, LEFT, ROW, TOP = 960, 300, 22, 74
SHADES = ("#99c2f0", "#3385d6", "#003d7a")
Measures = dict[int, list[dict[str, Any]]]


def measures_file(size: int) -> Path:
    """Where the measures of one size wait for the report."""
    return home() / "bench" / f"measures-{size}.json"


def write() -> None:
    """Page and drawing from the measures of all sizes measured so far."""
    files = sorted(measures_file(0).parent.glob("measures-*.json"), key=_size_of)
    found: Measures = {_size_of(one): json.loads(one.read_text(encoding="utf-8")) for one in files}
    PAGE.write_text(page(found), encoding="utf-8")
    PICTURE.write_text(picture(found), encoding="utf-8")


def page(found: Measures) -> str:
    """The whole page, in words, with the table and what stands above three times its floor."""
    parts = [INTRODUCTION, "## La tabella", "Millisecondi; **in grassetto** ciò che supera tre volte il pavimento.", ""]
    parts += [HEAD, RULE, *(_row(size, one) for size, one in _by_page(found)), ""]
    parts += _skipped(found)
    parts += ["## Che cosa supera tre volte il pavimento, e perché", *_reasons(found), ""]
    return "\n".join(parts)


def picture(found: Measures) -> str:
    """A bar for each page and size, as long as its ratio; a line where three times the floor is."""
    groups = _grouped(found)
    widest = max([LIMIT + 1, *(_ratio(one) for rows in groups.values() for _, one in rows)])
    scale = (WIDTH - LEFT - 70) / widest
    bars, y = [], TOP
    for label, rows in groups.items():
        bars.append(_text(LEFT - 12, y + 16, label, end=True))
        for size, one in rows:
            bars += _bar(y, _ratio(one) * scale, _ratio(one), SHADES[min(sorted(found).index(size), 2)])
            y += ROW
        y += 12
    limit = LEFT + LIMIT * scale
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 10}" role="img"'
    return "\n".join([
        f'<svg {box} font-family="Titillium Web, sans-serif" font-size="14" fill="#17324d">',
        "<title>Quante volte il proprio pavimento costa ogni pagina, per numero di persone</title>",
        f"<desc>{escape(_described(groups))}</desc>",
        f'<rect width="{WIDTH}" height="{y + 10}" fill="#ffffff"/>',
        _text(16, 26, "Quante volte il pavimento", bold=True), *_legend(sorted(found)), *bars,
        f'<path d="M{limit:.0f} {TOP - 10}V{y}" stroke="#a32a0a" stroke-width="2" stroke-dasharray="6 4"/>',
        _text(limit + 6, TOP - 4, "tre volte"), "</svg>", "",
    ])  # fmt: skip


def number(value: int) -> str:
    """Thousands with a point, as Italians write them."""
    return f"{value:,}".replace(",", ".")


def decimal(value: float) -> str:
    """One decimal, with a comma."""
    return f"{value:.1f}".replace(".", ",")


def _size_of(path: Path) -> int:
    return int(path.stem.removeprefix("measures-"))


def _ratio(one: dict[str, Any]) -> float:
    return float(one["page_p50"] / one["floor_p50"])


def _grouped(found: Measures) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """Page by page, each with its sizes from the smallest; what was skipped is not here."""
    groups: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for size in sorted(found):
        for one in found[size]:
            if not one["skipped"]:
                groups.setdefault(one["label"], []).append((size, one))
    return groups


def _by_page(found: Measures) -> Iterator[tuple[int, dict[str, Any]]]:
    for rows in _grouped(found).values():
        yield from rows


def _row(size: int, one: dict[str, Any]) -> str:
    ratio = f"{decimal(_ratio(one))}×"
    marked = f"**{ratio}**" if _ratio(one) > LIMIT else ratio
    times = " | ".join(f"{one[name]:.0f}" for name in ("page_p50", "page_p95", "floor_p50", "floor_p95"))
    queries = f"{one['queries']} e {one['floor_queries']}"
    return f"| {one['label']} | {number(size)} | {times} | {marked} | {queries} |"


def _skipped(found: Measures) -> list[str]:
    missing = {one["label"]: one["skipped"] for rows in found.values() for one in rows if one["skipped"]}
    return [f"Non misurata: {label} ({reason})." for label, reason in missing.items()] + ([""] if missing else [])


def _reasons(found: Measures) -> list[str]:
    over = {one["code"]: one["label"] for _, one in _by_page(found) if _ratio(one) > LIMIT}
    return [f"- **{label}.** {WHY[code]}" for code, label in over.items()] or ["Nessuna pagina."]


def _bar(y: int, length: float, ratio: float, shade: str) -> list[str]:
    box = f'<rect x="{LEFT}" y="{y}" width="{length:.0f}" height="{ROW - 5}" rx="2" fill="{shade}"/>'
    return [box, _text(LEFT + length + 8, y + 14, f"{decimal(ratio)}×")]


def _legend(sizes: list[int]) -> list[str]:
    found = []
    for place, size in enumerate(sizes):
        x = LEFT + place * 180
        found.append(f'<rect x="{x}" y="14" width="16" height="16" rx="2" fill="{SHADES[min(place, 2)]}"/>')
        found.append(_text(x + 24, 27, f"{number(size)} persone"))
    return found


def _described(groups: dict[str, list[tuple[int, dict[str, Any]]]]) -> str:
    return "; ".join(
        f"{label}: " + ", ".join(f"{decimal(_ratio(one))} volte con {number(size)} persone" for size, one in rows)
        for label, rows in groups.items()
    )


def _text(x: float, y: float, words: str, *, bold: bool = False, end: bool = False) -> str:
    look = (' font-weight="700"' if bold else "") + (' text-anchor="end"' if end else "")
    return f'<text x="{x:.0f}" y="{y:.0f}"{look}>{escape(words)}</text>'
