"""From signals to people in charge: counted by antenna or comune, and drawn as a funnel; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ciao.outreach.enums import SignalState


@dataclass(frozen=True)
class Fate:
    """What became of one signal, for counting: nothing in it names anybody."""

    key: str
    state: str
    is_met: bool


@dataclass(frozen=True)
class Conversion:
    """From signals to people in charge, for one antenna or one comune; `lost` were never reached."""

    signals: int = 0
    met: int = 0
    accepted: int = 0
    oriented: int = 0
    lost: int = 0

    @property
    def waiting(self) -> int:
        """Those still to be decided."""
        return self.signals - self.accepted - self.oriented - self.lost

    @property
    def percent(self) -> int | None:
        """People in charge out of a hundred signals, to the whole; None where there is no signal."""
        return round(100 * self.accepted / self.signals) if self.signals else None

    def plus(self, fate: Fate) -> Conversion:
        """One signal more; whoever is in charge was met, even where nobody wrote the first contact."""
        is_accepted = fate.state == SignalState.ACCEPTED
        return Conversion(
            self.signals + 1,
            self.met + (fate.is_met or is_accepted),
            self.accepted + is_accepted,
            self.oriented + (fate.state == SignalState.ORIENTED),
            self.lost + (fate.state in (SignalState.UNREACHABLE, SignalState.EXPIRED)),
        )


def convert(fates: Iterable[Fate]) -> dict[str, Conversion]:
    """One conversion for each key, in the order in which keys first come."""
    found: dict[str, Conversion] = {}
    for fate in fates:
        found[fate.key] = found.get(fate.key, Conversion()).plus(fate)
    return found


FUNNEL_WIDTH, FUNNEL_STEP = 560, 46
FUNNEL_TINTS = {"lost": "#dc8c9c", "oriented": "#9fb4c8"}


@dataclass(frozen=True)
class Stage:
    """One bar of the drawn funnel, in a box 560 wide: a centred bar, its words and its number."""

    label: str
    count: int
    percent: int
    x: float
    y: int
    width: float
    tint: str


def funnel(found: Conversion) -> list[Stage]:
    """Five bars, the first as wide as the box; none where there is no signal."""
    if not found.signals:
        return []
    steps = [
        ("signals", "segnalate", found.signals),
        ("met", "incontrate", found.met),
        ("accepted", "prese in carico", found.accepted),
        ("oriented", "orientate altrove", found.oriented),
        ("lost", "perse", found.lost),
    ]
    return [
        Stage(
            label=label,
            count=count,
            percent=round(100 * count / found.signals),
            x=round((FUNNEL_WIDTH - _wide(count, found.signals)) / 2, 1),
            y=index * FUNNEL_STEP,
            width=_wide(count, found.signals),
            tint=FUNNEL_TINTS.get(key, "#2f5f8f"),
        )
        for index, (key, label, count) in enumerate(steps)
    ]


def funnel_words(found: Conversion) -> str:
    """What a screen reader says of the drawing."""
    return ", ".join(f"{one.count} {one.label}" for one in funnel(found)) or "nessuna segnalazione"


def _wide(count: int, out_of: int) -> float:
    return round(FUNNEL_WIDTH * count / out_of, 1)
