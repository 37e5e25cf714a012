"""Engine: what outreach counts, the same for every reader, from columns that name nobody."""

from ciao.outreach.figures.conversion import Conversion, Fate, Stage, convert, funnel, funnel_words
from ciao.outreach.figures.counting import Needs, by_antenna, by_comune, needs_by_place, themes_by_area, whole
from ciao.outreach.figures.crossing import Crossing, cross

__all__ = [
    "Conversion",
    "Crossing",
    "Fate",
    "Needs",
    "Stage",
    "by_antenna",
    "by_comune",
    "convert",
    "cross",
    "funnel",
    "funnel_words",
    "needs_by_place",
    "themes_by_area",
    "whole",
]
