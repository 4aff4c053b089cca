"""Counting in the ways that standards count: 1, 2 … a, b … A, B … i, ii … and reading such numbers back."""

from __future__ import annotations

import re

_CHINESE_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_chinese = re.compile("(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letters(count: int) -> str:
    """Return a, b, …, z, aa, ab … for 1, 2 …

    >>> letters(1), letters(26), letters(27)
    ('a', 'z', 'aa')
    """
    found = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        found = chr(ord("a") + rest) + found
    return found or "0"


def roman(count: int) -> str:
    """Return i, ii, iii, iv … for 1, 2, 3, 4 …

    >>> roman(1994)
    'mcmxciv'
    """
    # Roman numerals end at 3999, and a list that long has no use for them.
    if not 0 < count < 4000:
        return str(count)
    found = ""
    for value, digits in _ROMAN:
        times, count = divmod(count, value)
        found += digits * times
    return found


def last_count(number: str) -> int | None:
    """Return the count that a written number ends with, or None if it is not understood.

    >>> last_count("5.12"), last_count("B"), last_count("A.3"), last_count("第十二章"), last_count("5-x")
    (12, 2, 3, 12, None)
    """
    last = number.strip(" .()（）[]第章节条").rpartition(".")[2]
    if last.isascii() and last.isdigit():
        return int(last) if len(last) < 10 else None
    if re.fullmatch("[Aa]?[A-Za-z]", last):
        return ord(last[-1].lower()) - ord("a") + 1 + 26 * (len(last) - 1)
    chinese = _chinese.fullmatch(last)
    if not last or not chinese:
        return None
    tens, ten, ones = chinese.groups()
    return (_CHINESE_DIGITS[tens or "一"] * 10 if ten else 0) + (_CHINESE_DIGITS[ones] if ones else 0)
