"""Numbers in running text, in digits and in words: written digits kept, the value exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

SPACE = r"[ \u00a0\u2002\u2005\u2006\u2009\u202f]"
"""One space that may stand between a number and its unit."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start: where it starts
        end: where it ends
        written: as it is written in digits: spaces and commas between groups left out, so "1000" for
            "1 000"; "2" for 两, "1.2e3" for 1.2×10³
        value: its exact value
        digits: how many digits follow the decimal mark; 0 for a power of ten or a fraction
    """

    start: int
    end: int
    written: str
    value: Fraction
    digits: int = 0


# Full-width digits and signs, character for character.
# Chinese punctuation stays: it parts sentences.
_KEPT = frozenset("，；：！？")
_NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT} | {"−": "-"}
)
_RAISED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")

_power = r"10(?:\^\{?[-+−]?\d{1,2}\}?|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_decimal = re.compile(
    rf"(?:(?P<power>{_power})"
    rf"|(?P<number>\d{{1,3}}(?:(?:[ \u2009\u202f\u00a0]\d{{3}})+|(?:,\d{{3}})+)(?!\d)(?:\.\d+)?"
    rf"|0,\d+(?![\d,])|\d+,\d{{1,2}}(?![\d,])(?=[ \u00a0\u202f%)]|\Z)|\d+(?:\.\d+)?)"
    rf"(?:{SPACE}?[×xX*·]{SPACE}?(?P<times>{_power}))?)"
)
_decimal_comma = re.compile(r"\A(0|\d+(?=,\d{1,2}\Z)),(\d+)\Z")
_fraction = re.compile(r"(?P<above>\d{1,4})[/⁄](?P<below>[1-9]\d{0,3})(?![\d./])")
_exponent = re.compile(r"10\^?\{?([-+−⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹\d]+)\}?")
_chinese = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+|半(?=[年天日小个])")
_chinese_part = re.compile(r"(百|千|万|[一二两三四五六七八九十]{1,3})分之([零〇一二两三四五六七八九十百千]+)")
_ZH_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_WORDS = {word: value for value, word in enumerate(_ENGLISH)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "once": 1, "twice": 2,
}  # fmt: skip
_english = re.compile(rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
_english_part = re.compile(
    r"(?:one[- ]half|half|one[- ]third|two[- ]thirds|one[- ]quarter|three[- ]quarters)(?!\w)"
)
_PARTS = {"half": (1, 2), "third": (1, 3), "thirds": (2, 3), "quarter": (1, 4), "quarters": (3, 4)}


@lru_cache(maxsize=256)
def narrow(text: str) -> str:
    """Return `text` with full-width digits, letters and signs made narrow, its length kept."""
    return text if text.isascii() else text.translate(_NARROW)


def match_number(text: str, at: int, words: bool = True) -> Number | None:
    """Return the number that starts at offset `at`, or None.

    Args:
        text: the text
        at: the offset; what stands before it is not looked at
        words: whether numerals in words count as well: 两, 十二, twelve

    >>> texts = ("0.50 mm", "1 000 m", "12,500 kg", "1.2×10³ Pa", "两个", "1/3")
    >>> [match_number(text, 0).written for text in texts]
    ['0.50', '1000', '12500', '1.2e3', '2', '1/3']
    """
    text = narrow(text)
    if at < len(text) and text[at].isdigit():
        return _in_digits(text, at)
    if not words or at >= len(text):
        return None
    return _in_chinese(text, at) if text[at] >= "一" or text[at] == "〇" else _in_english(text, at)


def _in_digits(text: str, at: int) -> Number | None:
    part = _fraction.match(text, at)
    if part and "." not in part.group():
        value = Fraction(int(part["above"]), int(part["below"]))
        return Number(at, part.end(), f"{part['above']}/{part['below']}", value)
    found = _decimal.match(text, at)
    if found is None:
        return None
    if found["power"]:
        power = _exponent_of(found["power"])
        return Number(at, found.end(), f"1e{power}", Fraction(10) ** power)
    # ISO writes a decimal comma, 1,5; a comma before three digits groups them: 12,500.
    plain = _decimal_comma.sub(r"\1.\2", found["number"])
    plain = re.sub(r"[ ,\u2009\u202f\u00a0]", "", plain)
    digits = len(plain.partition(".")[2])
    value = Fraction(plain)
    if not found["times"]:
        return _with_myriads(text, Number(at, found.end(), plain, value, digits))
    power = _exponent_of(found["times"])
    return Number(at, found.end(), f"{plain}e{power}", value * Fraction(10) ** power, digits)


_myriad = re.compile(rf"{SPACE}?(万|亿)(?![元亩吨千立平人册部台辆户次字像套件个只株])")


def _with_myriads(text: str, number: Number) -> Number:
    """Return 1万 as one number; 5 万元 is a number and a unit of its own."""
    found = _myriad.match(text, number.end)
    if found is None:
        return number
    value = number.value * (10**4 if found[1] == "万" else 10**8)
    written = str(value.numerator) if value.denominator == 1 else number.written + found[1]
    return Number(number.start, found.end(), written, value)


def _exponent_of(written: str) -> int:
    exponent = _exponent.fullmatch(written)
    return int(exponent.group(1).translate(_RAISED)) if exponent else 0


def _in_chinese(text: str, at: int) -> Number | None:
    part = _chinese_part.match(text, at)
    if part:
        below, above = chinese_value(part[1]), chinese_value(part[2])
        if below and above is not None:
            written = str(above) if below == 100 else f"{above}/{below}"
            return Number(at, part.end(), written, Fraction(above, below))
    found = _chinese.match(text, at)
    if found is None:
        return None
    if found.group() == "半":
        return Number(at, found.end(), "0.5", Fraction(1, 2), 1)
    value = chinese_value(found.group())
    return None if value is None else Number(at, found.end(), str(value), Fraction(value))


def chinese_value(written: str) -> int | None:
    """Return the value of a Chinese numeral; None where the characters are none.

    >>> chinese_value("十二"), chinese_value("两百零五"), chinese_value("一万二千"), chinese_value("二〇二四")
    (12, 205, 12000, 2024)
    """
    if len(written) > 1 and all(character in _ZH_DIGITS for character in written):
        return int("".join(str(_ZH_DIGITS[character]) for character in written))
    total = section = digit = 0
    for character in written:
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        elif character in _ZH_UNITS:
            section += (digit or 1) * _ZH_UNITS[character]
            digit = 0
        elif character in "万亿":
            total = (total + section + digit or 1) * (10**4 if character == "万" else 10**8)
            section = digit = 0
        else:
            return None
    return total + section + digit


def _in_english(text: str, at: int) -> Number | None:
    if at and (text[at - 1].isalnum() or text[at - 1] == "-"):
        return None
    part = _english_part.match(text, at)
    if part:
        above, below = _PARTS[re.split(r"[- ]", part.group())[-1]]
        return Number(at, part.end(), f"{above}/{below}", Fraction(above, below))
    found = _english.match(text, at)
    if found is None:
        return None
    value = _WORDS[found.group().lower()]
    return Number(at, found.end(), str(value), Fraction(value))
