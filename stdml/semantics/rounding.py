"""Rounding of numerical values (数值修约) after GB/T 8170—2008, on exact numbers only.

A value is rounded once, from what was measured; there is no function that rounds what was rounded. Comparing
by rounded values (修约值比较法) needs no rounding at all: `before_rounding` gives the values that would round
into the limit, so every other decision (intervals, guard bands) works on them unchanged.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from stdml.semantics.intervals import Intervals

Exact = Fraction | Decimal | int
HALF = Fraction(1, 2)


def round_to(value: Exact, interval: Exact = 1, mark: int = 0) -> Fraction:
    """Return the multiple of a rounding interval that is nearest to a value; of two, the even multiple.

    The interval is 10ⁿ, or 5 × 10ⁿ (0.5 单位修约), or 2 × 10ⁿ (0.2 单位修约). GB/T 8170—2008, 3.2 and 3.4.

    Args:
        value: the number as it was measured or calculated, without a binary fraction
        interval: the rounding interval (修约间隔), greater than 0
        mark: 1 where the value was reported with (+), so that its true magnitude is larger than written,
            -1 for (-), 0 where it is exact; decides values in the middle (3.3.2)

    >>> round_to(Decimal("2.250"), Decimal("0.1"))
    Fraction(11, 5)
    """
    count = _exact(value) / _interval(interval)
    if mark and abs(count) % 1 == HALF:
        size = ceil(abs(count)) if mark > 0 else floor(abs(count))
        nearest = size if count > 0 else -size
    else:
        nearest = round(count)
    return nearest * _interval(interval)


def before_rounding(conforming: Intervals, interval: Exact) -> Intervals:
    """Return the values that lie in a set once they are rounded to multiples of an interval.

    GB/T 8170—2008, 4.3.3: with the limit ≤ 0.8 everything up to 0.85 conforms, and 0.85 does, since it rounds
    to the even 0.8.
    """
    step = _interval(interval)
    found = Intervals.EMPTY
    for part in conforming.parts():
        lower = upper = None
        if part.lower is not None:
            first = ceil(part.lower / step)
            first += first * step == part.lower and not part.lower_inclusive
            lower = first
        if part.upper is not None:
            last = floor(part.upper / step)
            last -= last * step == part.upper and not part.upper_inclusive
            upper = last
        if lower is not None and upper is not None and lower > upper:
            continue
        found |= Intervals.of(
            None if lower is None else (lower - HALF) * step,
            None if upper is None else (upper + HALF) * step,
            # A value in the middle goes to the even multiple.
            lower is not None and lower % 2 == 0,
            upper is not None and upper % 2 == 0,
        )
    return found


def interval_of(place: int) -> Fraction:
    """Return the rounding interval of a decimal place: 1/10 for -1, 100 for 2.

    >>> interval_of(-1)
    Fraction(1, 10)
    """
    return Fraction(10) ** place


def _exact(value: Exact) -> Fraction:
    if isinstance(value, float):
        raise TypeError("a binary fraction is not the number that was written")
    return Fraction(value)


def _interval(interval: Exact) -> Fraction:
    step = _exact(interval)
    if step <= 0:
        raise ValueError("a rounding interval is greater than 0")
    return step
