"""A running total over time against a target: dots joined by a line, target ruled and written."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ciao.core.formats import count

LEFT, RIGHT, BASE, TOP = 34.0, 380.0, 126.0, 20.0


@dataclass(frozen=True)
class Series:
    """Values in time order with the label of each point («gen»); target None when there is none."""

    title: str
    points: Sequence[tuple[str, int]]
    target: int | None = None


@dataclass(frozen=True)
class Line:
    """Geometry in a box of 440 × 156."""

    label: str
    levels: list[tuple[float, int]]
    target: tuple[float, int] | None
    path: str
    dots: list[tuple[float, float]]
    names: list[tuple[float, str]]
    last: tuple[float, float, str]
    rows: list[tuple[str, int]]


def draw(series: Series) -> Line:
    """Raises ValueError on an empty series: there is nothing to draw, the page shows `empty`."""
    if not series.points:
        raise ValueError("a line needs at least one point")
    top = max([value for _, value in series.points] + [series.target or 0, 1]) * 1.05
    dots = [_at(index, value, len(series.points), top) for index, (_, value) in enumerate(series.points)]
    x, y = dots[-1]
    return Line(
        label=_label(series),
        levels=[(_y(level, top), level) for level in ticks_of(top) if level != series.target],
        target=None if series.target is None else (_y(series.target, top), series.target),
        path=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        names=_names(series, dots),
        last=(x + 8, y - 2, count(series.points[-1][1])),
        rows=list(series.points),
    )


def ticks_of(top: float) -> list[int]:
    """Round levels from 0, three or four of them, up to `top`."""
    if top < 4:
        return list(range(int(top) + 1))
    rough = top / 3
    size = 10 ** math.floor(math.log10(rough))
    step = max(unit * size for unit in (1, 2, 3, 5) if unit * size <= rough)
    return [int(step * index) for index in range(int(top / step) + 1)]


def _names(series: Series, dots: list[tuple[float, float]]) -> list[tuple[float, str]]:
    every = max(1, math.ceil(len(dots) / 4))
    return [(dots[index][0], series.points[index][0]) for index in range(0, len(dots), every)]


def _at(index: int, value: int, number: int, top: float) -> tuple[float, float]:
    return round(LEFT + (RIGHT - LEFT) * index / max(number - 1, 1), 1), _y(value, top)


def _y(value: float, top: float) -> float:
    return round(BASE - (BASE - TOP) * value / top, 1)


def _label(series: Series) -> str:
    chosen = series.points if len(series.points) < 5 else [series.points[0], *series.points[3:-1:3], series.points[-1]]
    told = ", ".join(f"{count(value)} a {name}" for name, value in chosen)
    return f"{series.title}: {told}" + (f"; obiettivo {count(series.target)}" if series.target is not None else "")
