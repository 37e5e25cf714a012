"""Verbs of matching, sorted by what they act upon."""

from ciao.matches.actions.limits import bar_host, lift_bar, lift_danger, name_danger, save_terms
from ciao.matches.actions.matching import move_match, place_elsewhere, propose_match
from ciao.matches.actions.rounds import run_round

__all__ = [
    "bar_host",
    "lift_bar",
    "lift_danger",
    "move_match",
    "name_danger",
    "place_elsewhere",
    "propose_match",
    "run_round",
    "save_terms",
]
