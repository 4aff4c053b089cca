"""Figures as people write them, read exactly: the value, the last decimal place, and what was added to it.

Written digits count: "0.50" and "0.5" are the same value and not the same figure (GB/T 8170—2008, 4.1).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from stdml.semantics.intervals import Intervals

LONGEST = 200
"""A longer text is no figure."""
_LARGEST_EXPONENT = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written.

    Attributes:
        value: its exact value
        place: the exponent of its last written digit: -2 for 0.50, 2 for 1.2×10³; None for a ratio
        mark: 1 for a reported value with (+), -1 for (-); GB/T 8170—2008, 3.3.2
        rest: the words after the number, such as a unit
        doubtful: whether the comma in it may part thousands or be a decimal mark
    """

    value: Fraction
    place: int | None = None
    mark: int = 0
    rest: str = ""
    doubtful: bool = False

    @property
    def possible(self) -> Intervals:
        """The values it stands for: itself, or with a mark those just beyond it or just below it."""
        if not self.mark or self.place is None:
            return Intervals.point(self.value)
        half = Fraction(10) ** self.place / 2
        away = half if (self.value >= 0) == (self.mark > 0) else -half
        low, high = sorted((self.value, self.value + away))
        return Intervals.of(low, high, low != self.value, high != self.value)


# After NFKC; every part is bounded by what follows it, so that no text is looked at twice.
_number = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<whole>\d{1,3}(?: \d{3})+(?!\d)|[1-9]\d{0,2}(?:,\d{3})+(?![\d,])|\d+)"
    r"(?P<rest>[.,]\d{3}(?: \d{3}(?!\d))+|[.,]\d+)?"
)
_power = re.compile(
    r" ?(?:[x*·] ?10 ?(?:\^|\*\*)? ?\{?(?P<shown>[+-]?\d{1,3})\}?|[eE](?P<short>[+-]?\d{1,3})(?![A-Za-z]))"
)
_bare_power = re.compile(r"(?P<sign>[+-]?)10(?:\^|\*\*)\{?(?P<power>[+-]?\d{1,2})\}?(?!\d)")
_ratio = re.compile(r" ?(?P<sign>[:/]) ?(?P<other>\d+(?:\.\d+)?)(?![\d.])")
_mark = re.compile(r" ?\((?P<sign>[+-])\)")
_tens = re.compile(r"(?P<sign>[+-]?)10(?P<power>[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_raised = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_UNIFIED = str.maketrans({
    "−": "-", "–": "-", "‐": "-", "‑": "-", "×": "x", "✕": "x", "∶": ":", "⁄": "/", "・": "·", "⋅": "·",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ", "。": ".",
})  # fmt: skip


def unified(text: str) -> str:
    """Return a text with one form for each sign: full-width, raised and typographic ones become plain."""
    raised = _tens.sub(lambda m: f"{m['sign']}10^{m['power'].translate(_raised)}", text)
    return unicodedata.normalize("NFKC", raised.translate(_UNIFIED)).translate(_UNIFIED).strip()


@lru_cache(maxsize=65536)
def figure(text: str, decimal_comma: bool = False) -> Figure | None:
    """Return the number that a text begins with and what follows it; None where it begins with no number.

    Args:
        text: the words, such as "0.50", "1 200 mg/L", "1.2×10³", "1:3", "31.5(+)"
        decimal_comma: whether a comma always is the decimal mark, as in files of continental Europe

    >>> figure("0.50").value, figure("0.50").place, figure("1:3").value
    (Fraction(1, 2), -2, Fraction(1, 3))
    """
    if len(text) > LONGEST:
        return None
    words = unified(text)
    if power := _bare_power.match(words):
        value = Fraction(10) ** int(power["power"])
        value = -value if power["sign"] == "-" else value
        return _ended(value, int(power["power"]), words, power.end(), False)
    found = _number.match(words)
    if found is None:
        return None
    value, place, doubtful = _value(found, decimal_comma)
    if found["sign"] == "-":
        value = -value
    at = found.end()
    if power := _power.match(words, at):
        exponent = int(power["shown"] or power["short"])
        if abs(exponent) > _LARGEST_EXPONENT:
            return None
        value *= Fraction(10) ** exponent
        return _ended(value, place + exponent, words, power.end(), doubtful)
    if ratio := _ratio.match(words, at):
        other = Fraction(ratio["other"])
        return Figure(value / other, None, rest=words[ratio.end() :].strip()) if other else None
    return _ended(value, place, words, at, doubtful)


def _value(found: re.Match[str], decimal_comma: bool) -> tuple[Fraction, int, bool]:
    whole, rest = found["whole"], found["rest"] or ""
    if "," in whole and decimal_comma and whole.count(",") == 1 and not rest:
        whole, _, digits = whole.partition(",")
        rest, doubtful = "." + digits, False
    else:
        # One comma before three digits: 1,234 is 1234 here and 1.234 there.
        doubtful = whole.count(",") == 1 and not rest and not decimal_comma
    digits = rest[1:].replace(" ", "")
    whole = whole.replace(" ", "").replace(",", "")
    return Fraction(int(whole + digits), 10 ** len(digits)), -len(digits), doubtful


def _ended(value: Fraction, place: int, words: str, at: int, doubtful: bool) -> Figure:
    mark = _mark.match(words, at)
    sign = 0 if mark is None else 1 if mark["sign"] == "+" else -1
    return Figure(value, place, sign, words[mark.end() if mark else at :].strip(), doubtful)


def shown(value: Fraction, places: int = 6) -> str:
    """Return an exact decimal fraction in full, another one with ≈ and so many places.

    >>> shown(Fraction(1, 8)), shown(Fraction(1, 3), 3)
    ('0.125', '≈0.333')
    """
    digits = _decimals(value)
    if digits is None:
        return "≈" + _fixed(round(value * 10**places), places)
    return _fixed(int(value * 10**digits), digits)


def to_place(value: Fraction, place: int) -> str:
    """Return a multiple of 10^place with as many digits as that asks for: 1/2 and -2 give 0.50."""
    return _fixed(int(value * Fraction(10) ** -place), -place) if place < 0 else _fixed(int(value), 0)


def _decimals(value: Fraction) -> int | None:
    """Return how many decimals a fraction has; None where they never end or are too many to read."""
    twos = fives = 0
    below = value.denominator
    while below % 2 == 0:
        below, twos = below // 2, twos + 1
    while below % 5 == 0:
        below, fives = below // 5, fives + 1
    digits = max(twos, fives)
    return digits if below == 1 and digits <= 30 else None


def _fixed(count: int, digits: int) -> str:
    text = str(abs(count)).rjust(digits + 1, "0")
    sign = "-" if count < 0 else ""
    return f"{sign}{text[: len(text) - digits]}.{text[len(text) - digits :]}" if digits else sign + text
