"""Which rows of a list are the same person: pure, no database; Fellegi–Sunter weights learnt on the list itself."""

from ciao.people.matching.engine import Pair, find_pairs
from ciao.people.matching.roll import COLUMNS, Record, Roll

__all__ = ["COLUMNS", "Pair", "Record", "Roll", "find_pairs"]
