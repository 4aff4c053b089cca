"""What stands in the cell of a result: a number, less than a number, not detected, a grade, yes or no."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from stdml.semantics.figures import Figure, figure, unified
from stdml.semantics.intervals import Intervals


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as it was reported.

    Attributes:
        text: the words
        numbers: the numbers that it may stand for; empty where it is no number
        figure: the number, or the bound of those it may be
        unit: a unit that stands in the same cell
        uncertainty: what stands after ± in the same cell
        detected: False for "not detected" and for less than a number, True for a number or "detected"
        yes: whether it says yes or no
        passed: whether it says that the requirement is met, or that it is not
        missing: whether nothing was measured
    """

    text: str
    numbers: Intervals = Intervals.EMPTY
    figure: Figure | None = None
    unit: str = ""
    uncertainty: str = ""
    detected: bool | None = None
    yes: bool | None = None
    passed: bool | None = None
    missing: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The number, where it is one and not a bound or a range."""
        found = self.figure
        return found.value if found and self.numbers == Intervals.point(found.value) else None


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files("stdml.semantics") / "data" / "words.json").read_text(encoding="utf-8")
    return {kind: frozenset(unified(w).casefold() for w in words) for kind, words in json.loads(text).items()}


@cache
def _bounds() -> tuple[tuple[str, str], ...]:
    """Return the words in front of a number that make it a bound, the longest first."""
    pairs = ((word, kind) for kind in ("below", "up_to", "above", "from") for word in _words()[kind])
    return tuple(sorted(set(pairs), key=lambda pair: -len(pair[0])))


# HJ standards write 0.005L for "below the detection limit of 0.005".
_below_limit = re.compile(r"L(?![A-Za-z])")
_uncertain = re.compile(r"(?P<unit>[^±]{0,40})±(?P<by>[^±]{1,40})")
_to = re.compile(r"~ ?")
_in_brackets = re.compile(r"^(?P<word>[^()<]{1,20}?) ?\(?<? ?(?P<limit>[^()<]{1,40})\)?$")


@lru_cache(maxsize=65536)
def reading(text: str, decimal_comma: bool = False) -> Reading:
    """Return what the words of a result say.

    >>> reading("0.52").exact, reading("<0.005").numbers, reading("未检出").detected
    (Fraction(13, 25), Intervals(cuts=((-1, Fraction(0, 1), 0), (0, Fraction(1, 200), 0))), False)
    """
    shown = " ".join(text.split())
    words = unified(shown)
    lower = words.casefold()
    known = _words()
    if lower in known["missing"]:
        return Reading(shown, missing=True)
    if lower in known["not_detected"] or lower in known["detected"]:
        return Reading(shown, detected=lower in known["detected"])
    if lower in known["pass"] or lower in known["fail"]:
        return Reading(shown, passed=lower in known["pass"])
    found = figure(words, decimal_comma)
    if found is not None:
        return _number(shown, found, decimal_comma)
    if lower in known["true"] or lower in known["false"]:
        return Reading(shown, yes=lower in known["true"])
    return _bounded(shown, words, decimal_comma) or Reading(shown)


def _number(shown: str, found: Figure, decimal_comma: bool) -> Reading:
    rest, uncertainty = found.rest, ""
    if (match := _uncertain.fullmatch(rest)) is not None:
        rest, uncertainty = match["unit"].strip(), match["by"].strip()
    to = _to.match(rest)
    end = figure(rest[to.end() :], decimal_comma) if to else None
    if end and end.value >= found.value:
        numbers = Intervals.of(found.value, end.value)
        return Reading(shown, numbers, None, end.rest, detected=True)
    return Reading(shown, found.possible, found, rest, uncertainty, detected=True)


def below_limit(found: Reading) -> Reading:
    """Return 0.005L as "less than 0.005", the form of HJ standards for results below the detection limit."""
    if found.figure is None or not _below_limit.fullmatch(found.unit):
        return found
    numbers = Intervals.of(None, found.figure.value, upper_inclusive=False)
    return Reading(found.text, numbers, found.figure, detected=False)


def _bounded(shown: str, words: str, decimal_comma: bool) -> Reading | None:
    """Return a bound, such as <0.005, or "not detected" with its limit, such as 未检出（<0.005）."""
    lower = words.casefold()
    for word, kind in _bounds():
        if lower.startswith(word):
            found = figure(words[len(word) :].strip(), decimal_comma)
            return None if found is None else _bound(shown, kind, found)
    match = _in_brackets.fullmatch(words)
    if match and match["word"].casefold() in _words()["not_detected"]:
        found = figure(match["limit"].strip(), decimal_comma)
        return None if found is None else _bound(shown, "below", found)
    return None


def _bound(shown: str, kind: str, found: Figure) -> Reading:
    if kind in ("below", "up_to"):
        numbers = Intervals.of(None, found.value, upper_inclusive=kind == "up_to")
        return Reading(shown, numbers, found, found.rest, detected=False if kind == "below" else None)
    numbers = Intervals.of(found.value, None, lower_inclusive=kind == "from")
    return Reading(shown, numbers, found, found.rest, detected=True)
