"""The work plan: months across, activities down; done solid, planned outlined, late hatched with words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ciao.core.formats import plural

LABELS, WIDTH, TOP, ROW = 250.0, 1190.0, 44.0, 28.0
PLOT = 934.0


@dataclass(frozen=True)
class Stage:
    """A milestone: where it stands on the calendar (1.5 = middle of the first month), whether reached."""

    at: float
    label: str = ""
    is_reached: bool = False


@dataclass(frozen=True)
class Row:
    """An activity: months it runs (ranges, both included), how far it is done, how many months it is late."""

    number: str
    title: str
    months: Sequence[tuple[int, int]]
    done_until: float = 0.0
    late_months: int = 0
    milestones: Sequence[Stage] = ()
    url: str = ""


@dataclass(frozen=True)
class Plan:
    """Rows on a calendar of `months` months from that of `starts_on`; `today_at` as `Stage.at`, or None."""

    starts_on: date
    months: int
    rows: Sequence[Row]
    today_at: float | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar."""

    x: float
    width: float


@dataclass(frozen=True)
class Diamond:
    """A milestone on its row: the path of the diamond and how it is filled."""

    path: str
    label: str
    is_reached: bool
    is_late: bool


@dataclass
class Line:
    """One activity as drawn, and in words for the table and the phone."""

    number: str
    title: str
    url: str
    y: float
    planned: list[Piece]
    done: list[Piece]
    late: Piece | None
    milestones: list[Diamond]
    spoken: str
    status: tuple[str, str, str]

    @property
    def text_y(self) -> float:
        """The baseline of the words on the row."""
        return self.y + 12

    @property
    def rule_y(self) -> float:
        """The hairline under the row."""
        return self.y + 20

    @property
    def late_x(self) -> float:
        """Where the words of the delay begin, just after the hatched stretch."""
        return self.late.x + self.late.width + 8 if self.late else 0.0

    @property
    def late_word(self) -> str:
        """«in ritardo di 2 mesi», or nothing."""
        return self.status[2] if self.late else ""


@dataclass
class Gantt:
    """Everything the template writes; x and y in the units of the view box."""

    width: float
    height: float
    label: str
    heads: list[dict[str, object]]
    years: list[dict[str, object]]
    lines: list[Line]
    today: float | None
    month_width: float
    bottom: float
    pattern: str = "hatch"


def draw(plan: Plan) -> Gantt:
    """Lays out any number of months and activities; the width stays the same, months share it."""
    step = PLOT / plan.months
    height = TOP + ROW * len(plan.rows) + 12
    lines = [_line(row, index, plan, step) for index, row in enumerate(plan.rows)]
    return Gantt(
        width=WIDTH,
        height=height,
        label=_label(plan),
        heads=[_head(number, plan, step) for number in range(1, plan.months + 1)],
        years=_years(plan, step),
        lines=lines,
        today=None if plan.today_at is None else round(_x(plan.today_at, step), 1),
        month_width=round(step, 1),
        bottom=height - TOP - 4,
        pattern=f"hatch-{plan.starts_on:%Y%m}",
    )


def spoken_months(months: Sequence[tuple[int, int]]) -> str:
    """«mesi 1–18», «mesi 2–4 e 9–12», «mese 3», «mesi da decidere»."""
    if not months:
        return "mesi da decidere"
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in months]
    many = len(parts) > 1 or "–" in parts[0]
    return f"{'mesi' if many else 'mese'} " + " e ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _line(row: Row, index: int, plan: Plan, step: float) -> Line:
    late_to = plan.today_at or row.done_until + row.late_months
    y = TOP + 10 + ROW * index
    return Line(
        number=row.number,
        title=row.title,
        url=row.url,
        y=y,
        planned=[_piece(first, last + 1, step) for first, last in row.months],
        done=[
            _piece(first, min(last + 1, row.done_until), step) for first, last in row.months if row.done_until > first
        ],
        late=_piece(row.done_until, late_to, step) if row.late_months else None,
        milestones=[_diamond(stage, y, plan, step) for stage in row.milestones],
        spoken=spoken_months(row.months),
        status=_status(row, plan),
    )


def _status(row: Row, plan: Plan) -> tuple[str, str, str]:
    if row.late_months:
        return "warn", "warning-circle", f"in ritardo di {plural(row.late_months, 'mese', 'mesi')}"
    if not row.months or plan.today_at is None:
        return "", "minus", "da pianificare" if not row.months else "previsto"
    if plan.today_at < row.months[0][0]:
        return "", "clock", "da iniziare"
    if row.done_until >= row.months[-1][1] + 1:
        return "ok", "check", "finita"
    return "info", "check-circle", "in corso"


def _piece(start: float, end: float, step: float) -> Piece:
    return Piece(round(_x(start, step), 1), round(max(end - start, 0) * step, 1))


def _x(at: float, step: float) -> float:
    return LABELS + (at - 1) * step


def _diamond(stage: Stage, y: float, plan: Plan, step: float) -> Diamond:
    path = f"M{_x(stage.at, step):.1f} {y - 1:.1f}l8 8-8 8-8-8z"
    is_late = not stage.is_reached and plan.today_at is not None and stage.at < plan.today_at
    return Diamond(path, stage.label, stage.is_reached, is_late)


def _head(number: int, plan: Plan, step: float) -> dict[str, object]:
    is_now = plan.today_at is not None and int(plan.today_at) == number
    x = _x(number, step)
    return {
        "number": number,
        "x": round(x, 1),
        "middle": round(x + step / 2, 1),
        "odd": number % 2,
        "now": is_now,
    }


def _years(plan: Plan, step: float) -> list[dict[str, object]]:
    """The year at the first month and at each January, where a rule marks the change."""
    marks: list[dict[str, object]] = []
    for number in range(1, plan.months + 1):
        index = plan.starts_on.month - 1 + number - 1
        if number == 1 or index % 12 == 0:
            marks.append(
                {
                    "year": plan.starts_on.year + index // 12,
                    "x": round(_x(number, step), 1),
                    "rule": number > 1,
                }
            )
    return marks


def _label(plan: Plan) -> str:
    late = sum(1 for row in plan.rows if row.late_months)
    told = f"Calendario di {len(plan.rows)} attività su {plural(plan.months, 'mese', 'mesi')}"
    return f"{told}, {late or 'nessuna'} in ritardo. I dati sono nella tabella sotto."
