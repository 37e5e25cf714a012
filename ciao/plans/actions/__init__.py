"""A plan is written together, signed, gone through again; the person decides on each goal and on who may know."""

from ciao.plans.actions.consent import (
    agree_to_goal,
    answer_for_goal,
    expected_grants,
    release_goal,
    revoke_release,
    withdraw_agreement,
)
from ciao.plans.actions.rating import rate_goal, review_plan
from ciao.plans.actions.signing import discard_plan, propose_plan, settle_plan, take_back_plan, undo_signing
from ciao.plans.actions.words import translate_plan, translations_of
from ciao.plans.actions.writing import drop_goal, move_goal, save_goal, save_pledges, start_plan

__all__ = [
    "agree_to_goal",
    "answer_for_goal",
    "discard_plan",
    "drop_goal",
    "expected_grants",
    "move_goal",
    "propose_plan",
    "rate_goal",
    "release_goal",
    "review_plan",
    "revoke_release",
    "save_goal",
    "save_pledges",
    "settle_plan",
    "start_plan",
    "take_back_plan",
    "translate_plan",
    "translations_of",
    "undo_signing",
    "withdraw_agreement",
]
