"""Progress towards a target: grey track, expected band, blue value, dark tick; the bar may pass the tick."""

from dataclasses import dataclass
from decimal import Decimal

from ciao.core.formats import count

WIDTH = 320
AHEAD, ON_TRACK, BEHIND, REACHED, WITHIN, OVER = (
    "in anticipo",
    "in linea",
    "indietro",
    "raggiunto",
    "entro il limite",
    "oltre il limite",
)
STATUS = {
    AHEAD: ("ok", "arrow-up"),
    ON_TRACK: ("info", "check-circle"),
    BEHIND: ("warn", "warning-circle"),
    REACHED: ("ok", "check"),
    WITHIN: ("ok", "check"),
    OVER: ("warn", "warning-circle"),
}


@dataclass(frozen=True)
class Progress:
    """A value on its way to a target; the band is what one expects today, a ceiling where fewer is better."""

    value: Decimal | int
    target: Decimal | int
    expected_low: Decimal | int | None = None
    expected_high: Decimal | int | None = None
    label: str = ""
    fewer_is_better: bool = False


@dataclass(frozen=True)
class Bar:
    """Geometry in a box of 320 × 26; widths in the same units."""

    label: str
    word: str
    kind: str
    icon: str
    track: float
    value: float
    tick: float
    band: tuple[float, float] | None

    @property
    def band_width(self) -> float:
        """The expected band, from its low to its high edge."""
        return round(self.band[1] - self.band[0], 1) if self.band else 0.0


def word(progress: Progress) -> str:
    """The word beside the bar, because colour and length alone do not speak."""
    value, target = progress.value, progress.target
    if progress.fewer_is_better:
        ceiling = progress.expected_high if progress.expected_high is not None else target
        return WITHIN if value <= ceiling else OVER
    if value >= target:
        return REACHED
    if progress.expected_low is not None and value < progress.expected_low:
        return BEHIND
    if progress.expected_high is not None and value > progress.expected_high:
        return AHEAD
    return ON_TRACK


def draw(progress: Progress) -> Bar:
    """Scales the largest of value and target to the box, leaving room for the tick."""
    widest = max(Decimal(progress.value), Decimal(progress.target) * Decimal("1.08"), Decimal(1))
    shown = word(progress)
    kind, icon = STATUS[shown]
    tick = _scaled(progress.target, widest)
    return Bar(
        sentence(progress),
        shown,
        kind,
        icon,
        tick,
        _scaled(progress.value, widest),
        tick - 1,
        _band(progress, widest),
    )


def sentence(progress: Progress) -> str:
    """What a screen reader says: «Tirocini avviati: 23 su 30, attesi oggi tra 16 e 21»."""
    lead = f"{progress.label}: " if progress.label else ""
    told = f"{lead}{_told(progress.value)} su {_told(progress.target)}"
    if progress.expected_low is None or progress.expected_high is None:
        return told
    if progress.fewer_is_better:
        return f"{told}, limite di oggi {_told(progress.expected_high)}"
    return f"{told}, attesi oggi tra {_told(progress.expected_low)} e {_told(progress.expected_high)}"


def _band(progress: Progress, widest: Decimal) -> tuple[float, float] | None:
    if progress.expected_low is None or progress.expected_high is None:
        return None
    return _scaled(progress.expected_low, widest), _scaled(progress.expected_high, widest)


def _scaled(value: Decimal | int, widest: Decimal) -> float:
    return round(float(Decimal(value) / widest) * WIDTH, 1)


def _told(value: Decimal | int) -> str:
    return count(int(value)) if value == int(value) else str(value).replace(".", ",")
