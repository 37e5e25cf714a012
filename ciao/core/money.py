"""Euro amounts: each line is rounded once, here; a total is the sum of rounded lines."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction

Number = Decimal | int | str

_CENT = Decimal("0.01")
_WIDE = Context(prec=60)


def cents(amount: Number) -> Decimal:
    """Rounds one line to the cent, so that every amount shown, stored and summed is the same one.

    Half a cent goes away from zero (0.005 → 0.01, −0.005 → −0.01). A float raises TypeError, a value that is
    not a finite number ValueError.
    """
    return _quantize(amount, ROUND_HALF_UP)


def floor_cents(amount: Number) -> Decimal:
    """Rounds down (towards minus infinity) to the cent, so no ceiling is ever passed; errors as `cents`."""
    return _quantize(amount, ROUND_FLOOR)


def share_floor(total: Number, percent: Number) -> Decimal:
    """The share of a total that may never be passed: 80 % of 374.986,52 is 299.989,21, not 299.989,22.

    `percent` is written as 80, not 0.80. The product is exact; only the result is rounded, downwards.
    """
    return floor_cents(_WIDE.multiply(_exact(total), _exact(percent)).scaleb(-2, _WIDE))


def apportion(total: Number, weights: Sequence[Number]) -> list[Decimal]:
    """Splits a total over lines in proportion to their weights, to the cent, so that they sum exactly to it.

    Largest remainder (Hamilton): every line first gets its share rounded towards zero, then the cents left
    over go to the largest remainders, among equal ones to the first line. A line of weight 0 gets 0.
    A negative total is split as its opposite. Raises ValueError if the total is not a whole number of cents,
    a weight is negative, or there is something to split and nothing to split it over.
    """
    exact = _exact(total)
    if exact != cents(exact):
        raise ValueError(f"not a whole number of cents: {total}")
    count = int(exact.scaleb(2, _WIDE))
    sign = -1 if count < 0 else 1
    return [Decimal(sign * part).scaleb(-2) for part in _split(abs(count), [_weight(item) for item in weights])]


def _split(count: int, weights: list[Fraction]) -> list[int]:
    whole = sum(weights)
    if whole == 0:
        if count:
            raise ValueError("nothing to split the amount over")
        return [0] * len(weights)
    shares = [count * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda line: parts[line] - shares[line])
    for line in by_remainder[: count - sum(parts)]:
        parts[line] += 1
    return parts


def _weight(item: Number) -> Fraction:
    weight = Fraction(_exact(item))
    if weight < 0:
        raise ValueError(f"negative weight: {item}")
    return weight


def _quantize(amount: Number, rounding: str) -> Decimal:
    rounded = _exact(amount).quantize(_CENT, rounding=rounding, context=_WIDE)
    return _WIDE.add(rounded, Decimal("0.00"))  # never −0.00


def _exact(amount: Number) -> Decimal:
    if isinstance(amount, float):
        raise TypeError("an amount is never a float: write it as text or Decimal")
    try:
        number = Decimal(amount)
    except InvalidOperation:
        raise ValueError(f"not an amount: {amount}") from None
    if not number.is_finite():
        raise ValueError(f"not an amount: {amount}")
    return number
