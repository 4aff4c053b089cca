"""Names of characteristics: one key for the ways in which the same characteristic is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from stdml.semantics.figures import unified
from stdml.text.units import parse_unit

_LONGEST = 100
_left_out = re.compile(r"[\s·•,，、。;；:：'\"“”‘’《》〈〉_\-/]+")
_bracketed = re.compile(r"\(([^()]{1,40})\)")
# What stands in brackets is part of the name, 铬（六价）, unless it repeats it: 铅（Pb）, 氨氮（以 N 计）.
_repeats = re.compile(r"\((?:[A-Za-z][A-Za-z0-9.-]{0,9}|以[^()]{1,10}计|as [A-Za-z0-9]{1,4})\)")


@cache
def _data() -> dict[str, Any]:
    text = (files("stdml.semantics") / "data" / "names.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return a name without spaces, signs, case and the particle 的.

    >>> plain("接地 电阻"), plain("Insulation-Resistance"), plain("ｐＨ")
    ('接地电阻', 'insulationresistance', 'ph')
    """
    words = _left_out.sub("", unified(name).casefold())
    return words.replace("的", "") or words


@lru_cache(maxsize=65536)
def word(value: str) -> str:
    """Return a value that is a word, such as a class or a colour, without spaces and case.

    >>> word("１ 类"), word("Ⅲ类")
    ('1类', 'iii类')
    """
    return "".join(unified(value).casefold().split())


@cache
def _synonyms() -> dict[str, str]:
    return {plain(name): plain(group[0]) for group in _data()["synonyms"] for name in group}


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(map(plain, _data()["tails"]), key=len, reverse=True))


class Synonyms:
    """Which names mean the same characteristic: the common ones, and those that a document or a user gives.

    Args:
        groups: names that mean the same, one group for each characteristic

    >>> known = Synonyms([["落叶箱容积", "bin volume"]])
    >>> known.key("Bin volume") == known.key("落叶箱容积")
    True
    >>> known.key("CODCr") == known.key("化学需氧量（COD）")
    True
    """

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        self._own: dict[str, str] = {}
        for group in groups:
            names = [plain(name) for name in group if plain(name)]
            # A group that shares a name with an earlier one, or with the table, belongs to it.
            head = next((found for name in names if (found := self._known(name))), names[0] if names else "")
            self._own.update(dict.fromkeys(names, head))
        self.key = lru_cache(maxsize=65536)(self._key)

    def _known(self, name: str) -> str | None:
        return self._own.get(name) or _synonyms().get(name)

    def _key(self, name: str) -> str:
        """Return the key of a name: equal for names that mean the same."""
        words = without_unit(unified(name))
        whole = plain(words)
        if found := self._known(whole):
            return found
        outside = plain(_repeats.sub("", words))
        inside = [plain(match) for match in _bracketed.findall(words)]
        for candidate in (outside, *inside):
            if found := self._known(candidate):
                return found
        return outside or whole

    def loose(self, name: str) -> str:
        """Return the key of a name without words such as 含量 and 浓度 at its end."""
        words = self.key(name)
        for tail in _tails():
            if words.endswith(tail) and len(words) - len(tail) >= (1 if len(tail) > 1 else 2):
                return self._known(words[: -len(tail)]) or words[: -len(tail)]
        return words


@cache
def _dimensions() -> dict[str, str]:
    return {plain(name): plain(group[0]) for group in _data()["dimensions"] for name in group}


def without_unit(name: str) -> str:
    """Return a name without a unit in brackets at its end.

    >>> without_unit("等效声级(dB(A))"), without_unit("铬(六价)")
    ('等效声级', '铬(六价)')
    """
    if not name.endswith(")"):
        return name
    for at in (at for at, sign in enumerate(name[:_LONGEST]) if sign == "(" and at):
        if name.count("(", at) == name.count(")", at) and parse_unit(name[at + 1 : -1]) is not None:
            return name[:at].rstrip()
    return name


_caption = re.compile(r"(?:表|[Tt]able) ?[A-Z]?\.?\d{1,3} ?[—:：-]? ?([^：:]{2,60})[：:]")


def telling(name: str, words: str) -> str:
    """Return a name; where it is only that of a column, such as Limit, the caption of its table instead.

    >>> telling("Limit", "Table 1 Sound pressure limits: A, day, ≤ 55"), telling("pH", "表 1 指标：pH，7")
    ('Sound pressure limits', 'pH')
    """
    if plain(name) not in _telling_nothing():
        return name
    found = _caption.match(words)
    return found[1].strip() if found else name


@cache
def _telling_nothing() -> frozenset[str]:
    return frozenset(map(plain, _data()["says_nothing"]))


def parted(name: str) -> tuple[str, str]:
    """Return what a name says of a subject, and the name proper: 泵站的等效声级 is the 等效声级 of a 泵站.

    >>> parted("补水泵站的等效声级"), parted("接地电阻"), parted("目的")
    (('补水泵站', '等效声级'), ('', '接地电阻'), ('', '目的'))
    """
    subject, _, inner = name.strip().rpartition("的")
    return (subject, inner) if len(subject) > 1 and len(inner) > 1 else ("", name)


def is_serial(name: str) -> bool:
    """Whether a column holds the numbers of rows: 序号, No."""
    return plain(name) in map(plain, _data()["serial"])


def dimension(name: str) -> str:
    """Return the key of what classes are told apart by, such as 时段 for "period"."""
    words = plain(name)
    return _dimensions().get(words, words)
