"""Grades and codes that have an order of their own: IP54, B1, 二级, C30.

An order is known from the document (an indicator whose allowed values stand from the highest to the lowest),
or from the table `data/grades.json`. Where neither knows it, nothing is decided: grade 1 is the best for the
efficiency of a lamp and the least for the security of a system.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.semantics.figures import unified
from stdml.semantics.names import plain
from stdml.text.dates import match_date

_code = re.compile(r"([A-Z]{2})([0-9X]{1,2})[A-Z]{0,2}")
_lettered = re.compile(r"([A-Z]{1,2})(\d{1,4}(?:\.\d{1,2})?)")
_ends = re.compile(r"^(?:第|class |grade |level )|(?:等级|级|类|等|型|class|grade)$", re.IGNORECASE)
_CHINESE = {character: str(value) for value, character in enumerate("一二三四五六七八九", 1)}


@cache
def _data() -> dict[str, Any]:
    text = (files("stdml.semantics") / "data" / "grades.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def key(grade: str) -> str:
    """Return a grade without the word for grade, and a Chinese number as a digit: 二级, 2 级 → 2."""
    words = unified(grade).upper().replace(" ", "")
    bare = _ends.sub("", _ends.sub("", words)) or words
    return _CHINESE.get(bare, bare)


def reaches(grade: str, least: str, name: str, order: Sequence[str] = ()) -> bool | None:
    """Return whether a grade is at least as high as another one; None where their order is not known.

    Args:
        grade: the grade in question
        least: the grade that has to be reached
        name: the characteristic, which tells what the grades are of
        order: the grades from the highest to the lowest, where the document lists them

    >>> reaches("IP65", "IP54", "防护等级"), reaches("IP63", "IP54", "防护等级"), reaches("IP57", "IP55", "")
    (True, False, False)
    >>> reaches("一级", "二级", "耐火等级"), reaches("1级", "2级", "评价") is None
    (True, True)
    """
    first, second = day_of(grade), day_of(least)
    if first or second:
        return first >= second if first and second else None
    one, other = key(grade), key(least)
    if one == other:
        return True
    listed = [key(value) for value in order]
    if one in listed and other in listed:
        return listed.index(one) < listed.index(other)
    coded = _codes(one, other)
    return coded if coded is not NotImplemented else _by_order(one, other, name)


def day_of(words: str) -> str:
    """Return the date that words are, in the form of ISO 8601; "" where they are none."""
    found = match_date(words, 0)
    return found.value if found and not words[found.end :].strip() else ""


def _codes(one: str, other: str) -> Any:
    """Return whether a code such as IP65 covers another one part by part; NotImplemented for other words."""
    mine, theirs = _code.fullmatch(one), _code.fullmatch(other)
    if mine is None or theirs is None or mine[1] != theirs[1]:
        return NotImplemented
    kind = _data()["codes"].get(mine[1])
    if kind is None or (kind["parts"] == 2 and not len(mine[2]) == len(theirs[2]) == 2):
        return NotImplemented
    if kind["parts"] == 1:
        return None if "X" in mine[2] + theirs[2] else int(mine[2]) >= int(theirs[2])
    found = [_covers(a, b, kind.get("does_not_imply", {})) for a, b in zip(mine[2], theirs[2], strict=True)]
    return False if False in found else None if None in found else True


def _covers(mine: str, theirs: str, exceptions: dict[str, list[str]]) -> bool | None:
    # X in a limit asks for nothing; X in a grade says that it was not tested.
    if theirs == "X":
        return True
    if mine == "X":
        return None
    # IEC 60529: an enclosure for immersion is not thereby one for jets of water.
    return mine >= theirs and theirs not in exceptions.get(mine, [])


def _by_order(one: str, other: str, name: str) -> bool | None:
    words = plain(name)
    for entry in _data()["orders"]:
        order = entry["highest_first"]
        if one in order and other in order and any(plain(known) in words for known in entry["names"]):
            return bool(order.index(one) < order.index(other))
    mine, theirs = _lettered.fullmatch(one), _lettered.fullmatch(other)
    if mine and theirs and mine[1] == theirs[1] and mine[1] in _data()["rising"]:
        return Fraction(mine[2]) >= Fraction(theirs[2])
    return None
