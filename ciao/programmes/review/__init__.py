"""The second step of the wizard: what the reader found, what the person corrected, what is still open."""

from ciao.programmes.review.facts import ProgrammeFacts, facts_of
from ciao.programmes.review.months import MonthGrid, grid
from ciao.programmes.review.review import Review

__all__ = ["MonthGrid", "ProgrammeFacts", "Review", "facts_of", "grid"]
