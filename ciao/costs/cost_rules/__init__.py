"""Cost rules: one module each says how an amount comes about, what is wrong with it, which papers prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ciao.core.registry import Registry

RULES: Registry[CostRule] = Registry("ciao.costs.cost_rules")


@dataclass(frozen=True)
class Line:
    """One line of the explanation of an amount, as `<c-explain>` shows it."""

    what: str
    value: str
    rule: str = ""
    care: str = ""

    def as_kept(self) -> dict[str, str]:
        """As it is frozen with the expense."""
        return {"what": self.what, "value": self.value, "rule": self.rule, "care": self.care}


@dataclass(frozen=True)
class CostRule:
    """How one kind of cost is computed, checked, explained and proved."""

    code: str
    label: str
    amount: Callable[[Any], Decimal]
    problems: Callable[[Any], list[str]]
    lines: Callable[[Any], list[Line]]
    evidence: tuple[str, ...]


def declare(rule: CostRule) -> CostRule:
    """Each module declares its rule by this call; a code taken twice is refused."""
    return RULES.add(rule.code, rule)
