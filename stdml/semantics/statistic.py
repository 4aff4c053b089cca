"""Statistics over samples, exact: mean, maximum, minimum, percentile, and n of m.

A value that is only known to lie between two numbers gives a statistic that lies between two numbers. So does
a percentile, of which two definitions are in use: the nearest rank, and the interpolation of HJ 663—2013.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from math import ceil, floor
from typing import Literal

from stdml.semantics.figures import unified
from stdml.semantics.intervals import Intervals

Kind = Literal["each", "mean", "max", "min", "percentile", "n-of-m"]


@dataclass(frozen=True, slots=True)
class Statistic:
    """What is compared with a limit: each value, or a number made of all of them.

    Attributes:
        kind: which one
        text: the words, where they name none of these: Leq
        share: the percentile, as a fraction
        least: how many values have to conform, of n-of-m
        of: of how many
    """

    kind: Kind
    text: str = ""
    share: Fraction = Fraction(0)
    least: int = 0
    of: int = 0


_percentile = re.compile(
    r"p ?(\d{1,2}(?:\.\d{1,3})?)"
    r"|第? ?(\d{1,2}(?:\.\d{1,3})?) ?(?:%|th|st|nd|rd)? ?(?:百分位数?|分位数?|percentile)",
    re.IGNORECASE,
)
_n_of_m = re.compile(
    r"(\d{1,4}) ?-? ?(?:of|out of|/) ?-? ?(\d{1,4})"
    r"|(\d{1,4}) ?[次个件]?中 ?(?:至少)? ?(?:有)? ?(\d{1,4}) ?[次个件]?"
)


@cache
def _words() -> dict[str, str]:
    text = (files("stdml.semantics") / "data" / "statistics.json").read_text(encoding="utf-8")
    return {word: kind for kind, words in json.loads(text).items() for word in words}


@lru_cache(maxsize=1024)
def statistic(text: str | None) -> Statistic:
    """Return the statistic that words name. What a value is by itself, such as Leq or a daily mean, is no
    statistic of samples: each value that is reported is compared.

    >>> statistic("P95").share, statistic("4 of 5").least, statistic("日平均").kind
    (Fraction(19, 20), 4, 'each')
    """
    words = unified(text or "").casefold()
    match _words().get(words):
        case "median":
            return Statistic("percentile", share=Fraction(1, 2))
        case ("each" | "mean" | "max" | "min") as kind:
            return Statistic(kind)
    if match := _percentile.fullmatch(words):
        return Statistic("percentile", share=Fraction(match[1] or match[2]) / 100)
    if match := _n_of_m.fullmatch(words):
        least, of = (match[1], match[2]) if match[1] else (match[4], match[3])
        if 0 < int(least) <= int(of):
            return Statistic("n-of-m", least=int(least), of=int(of))
    return Statistic("each", words)


def combined(found: Statistic, samples: Sequence[Intervals]) -> Intervals:
    """Return the numbers that a statistic of samples may be, each sample being one of a set of numbers."""
    lows, highs = _ends(samples)
    low = None if None in lows else min(_values(found, [end for end in lows if end is not None]))
    high = None if None in highs else max(_values(found, [end for end in highs if end is not None]))
    # The maximum is at least every lower end that is known, whatever the others are.
    if low is None and found.kind == "max":
        low = max((end for end in lows if end is not None), default=None)
    if high is None and found.kind == "min":
        high = min((end for end in highs if end is not None), default=None)
    return Intervals.of(low, high)


def _ends(samples: Sequence[Intervals]) -> tuple[list[Fraction | None], list[Fraction | None]]:
    runs = [list(sample.parts()) for sample in samples]
    return [run[0].lower for run in runs], [run[-1].upper for run in runs]


def _values(found: Statistic, values: list[Fraction]) -> list[Fraction]:
    match found.kind:
        case "mean":
            return [sum(values, Fraction(0)) / len(values)]
        case "max":
            return [max(values)]
        case "min":
            return [min(values)]
    return percentiles(sorted(values), found.share)


def percentiles(values: Sequence[Fraction], share: Fraction) -> list[Fraction]:
    """Return a percentile of sorted values after both definitions in use.

    >>> percentiles([Fraction(n) for n in (1, 2, 3, 4)], Fraction(1, 2))
    [Fraction(2, 1), Fraction(5, 2)]
    """
    nearest = values[max(ceil(share * len(values)), 1) - 1]
    place = share * (len(values) - 1)
    below = values[floor(place)]
    above = values[min(floor(place) + 1, len(values) - 1)]
    return [nearest, below + (above - below) * (place - floor(place))]


def combined_uncertainty(found: Statistic, widths: Sequence[Fraction | None]) -> Fraction | None:
    """Return the most that the uncertainty of a statistic can be, from those of the values; None without any.

    The mean of values is never less certain than their uncertainties are on average; every order statistic
    moves by no more than the largest of them.
    """
    known = [width for width in widths if width is not None]
    if not known:
        return None
    return sum(known, Fraction(0)) / len(widths) if found.kind == "mean" else max(known)
