"""The four parts a fascicolo is read in: what was decided, what is being done, day by day, the papers."""

from __future__ import annotations

from dataclasses import dataclass, field

from ciao.access.pages import Panel

PAPERS = "dati-e-documenti"
# Anchor, title, what stands there; a panel named nowhere is something the person is doing.
SECTIONS = (
    ("decisioni", "Il progetto della persona", ("progetto", "raggiunti", "valutazione", "strumenti")),
    ("attivita", "Che cosa sta facendo", ()),
    ("giorni", "Giorno per giorno", ("approvazioni", "da-fare", "colloqui", "riunioni", "diario")),
    (PAPERS, "Dati e documenti", ("recapiti", "dati", "iscrizione", "requisiti", "delicate", "documenti", "diritti")),
)
_OF = {name: anchor for anchor, _, names in SECTIONS for name in names}


@dataclass
class Section:
    """One part: its panels, and whether it waits closed because it is seldom needed."""

    anchor: str
    title: str
    panels: list[Panel] = field(default_factory=list)

    @property
    def is_folded(self) -> bool:
        """Papers are looked for when needed; all else is read at once."""
        return self.anchor == PAPERS

    @property
    def names(self) -> str:
        """What is inside, for who has not opened it."""
        return ", ".join(one.title for one in self.panels)


def sorted_out(panels: list[Panel]) -> list[Section]:
    """The panels under their parts, in the order of both; parts with nothing to show are left out."""
    parts = {anchor: Section(anchor, title) for anchor, title, _ in SECTIONS}
    for panel in panels:
        parts[_OF.get(panel.anchor, "attivita")].panels.append(panel)
    return [one for one in parts.values() if one.panels]
