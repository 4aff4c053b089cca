"""Sets of numbers made of intervals, and their exact algebra.

A set is held as the sorted places ("cuts") at which one enters and leaves it. A cut lies just below or just
above a number, so open and closed ends need no cases of their own: [1, 2) is the run from the cut below 1 to
the cut below 2, and the number 1 is the run between its two cuts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

Cut = tuple[int, Fraction, int]
"""Infinity (-1, 0 or 1), the number, and 0 for just below it or 1 for just above it."""

_ZERO = Fraction(0)
_LOWEST: Cut = (-1, _ZERO, 0)
_HIGHEST: Cut = (1, _ZERO, 0)


@dataclass(frozen=True, slots=True)
class Interval:
    """One run of numbers; an end that is None lies at infinity."""

    lower: Fraction | None
    upper: Fraction | None
    lower_inclusive: bool
    upper_inclusive: bool


@dataclass(frozen=True, slots=True)
class Intervals:
    """A set of numbers: the union of any number of intervals.

    >>> low = Intervals.of(None, 8)
    >>> str(low & Intervals.of(6, None, lower_inclusive=False))
    '(6, 8]'
    """

    cuts: tuple[Cut, ...] = ()

    EMPTY: ClassVar[Intervals]
    ALL: ClassVar[Intervals]

    @classmethod
    def of(
        cls,
        lower: Fraction | int | None = None,
        upper: Fraction | int | None = None,
        lower_inclusive: bool = True,
        upper_inclusive: bool = True,
    ) -> Intervals:
        """Return one interval; None stands for no end. Where the ends cross, nothing is in it."""
        first = _LOWEST if lower is None else (0, Fraction(lower), int(not lower_inclusive))
        last = _HIGHEST if upper is None else (0, Fraction(upper), int(upper_inclusive))
        return cls((first, last) if first < last else ())

    @classmethod
    def point(cls, value: Fraction | int) -> Intervals:
        """Return the set of one number."""
        return cls.of(value, value)

    def parts(self) -> Iterator[Interval]:
        """Yield the intervals from the lowest to the highest."""
        for first, last in zip(self.cuts[::2], self.cuts[1::2], strict=True):
            yield Interval(
                None if first[0] else first[1],
                None if last[0] else last[1],
                not first[0] and first[2] == 0,
                not last[0] and last[2] == 1,
            )

    def __contains__(self, value: Fraction | int) -> bool:
        return bisect_right(self.cuts, (0, value, 0)) % 2 == 1

    def __bool__(self) -> bool:
        """Whether any number is in it."""
        return bool(self.cuts)

    def __or__(self, other: Intervals) -> Intervals:
        return self._combine(other, lambda a, b: a or b)

    def __and__(self, other: Intervals) -> Intervals:
        return self._combine(other, lambda a, b: a and b)

    def __sub__(self, other: Intervals) -> Intervals:
        return self._combine(other, lambda a, b: a and not b)

    def __invert__(self) -> Intervals:
        return Intervals.ALL - self

    def __le__(self, other: Intervals) -> bool:
        """Whether every number of this set is in the other one."""
        mine, theirs = self.cuts, other.cuts
        if len(mine) == 2 == len(theirs):
            return theirs[0] <= mine[0] and mine[1] <= theirs[1]
        return not self - other

    def __lt__(self, other: Intervals) -> bool:
        return self != other and self <= other

    def overlaps(self, other: Intervals) -> bool:
        """Whether some number is in both."""
        mine, theirs = self.cuts, other.cuts
        if len(mine) == 2 == len(theirs):
            return mine[0] < theirs[1] and theirs[0] < mine[1]
        return bool(self & other)

    def mapped(self, factor: Fraction, offset: Fraction = _ZERO) -> Intervals:
        """Return the set of `factor` × x + `offset`: the same limits in another unit. The factor is not 0."""
        if not factor:
            raise ValueError("a factor of 0 maps everything to one number")
        rising = factor > 0
        moved = [
            (rank, value * factor + offset, side) if not rank else (rank, _ZERO, 0)
            for rank, value, side in self.cuts
        ]
        if not rising:
            moved = [(-rank, value, 0 if rank else 1 - side) for rank, value, side in reversed(moved)]
        return Intervals(tuple(moved))

    def widened(self, by: Fraction) -> Intervals:
        """Return the numbers that are no further than `by` from a number of the set; `by` is not negative."""
        found = Intervals.EMPTY
        for part in self.parts():
            found |= Intervals.of(
                None if part.lower is None else part.lower - by,
                None if part.upper is None else part.upper + by,
                part.lower_inclusive,
                part.upper_inclusive,
            )
        return found

    def _combine(self, other: Intervals, keep: Callable[[bool, bool], bool]) -> Intervals:
        if not self.cuts and not other.cuts:
            return self
        found: list[Cut] = []
        in_self = in_other = inside = False
        mine, theirs = set(self.cuts), set(other.cuts)
        for cut in sorted(mine | theirs):
            in_self ^= cut in mine
            in_other ^= cut in theirs
            if keep(in_self, in_other) != inside:
                inside = not inside
                found.append(cut)
        return Intervals(tuple(found))

    def __str__(self) -> str:
        return " ∪ ".join(map(_shown, self.parts())) or "∅"


def _shown(part: Interval) -> str:
    if part.lower is not None and part.lower == part.upper:
        return f"{{{part.lower}}}"
    lower = "−∞" if part.lower is None else str(part.lower)
    upper = "∞" if part.upper is None else str(part.upper)
    return f"{'[' if part.lower_inclusive else '('}{lower}, {upper}{']' if part.upper_inclusive else ')'}"


Intervals.EMPTY = Intervals()
Intervals.ALL = Intervals((_LOWEST, _HIGHEST))
