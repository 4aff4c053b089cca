"""Ids of provisions and parameters that stay: an author's own, else one that follows from their words.

An id that was computed depends on nothing but the provision itself: its words without spaces, punctuation and
width of characters, and for a parameter its characteristic and condition as well. Numbers of clauses and the
text around do not count, so an edit elsewhere changes no id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from stdml.semantics.records import Demand

_LENGTH = 10
_silent = re.compile(r"[\s，。；：、,.;:“”\"'‘’（）()\[\]【】—–-]+")


def key(*words: str) -> str:
    """Return a key of words: equal for the same words, whatever their spaces and punctuation.

    >>> key("间距不应小于 3 m。") == key("间距不应小于3m"), key("a", "b") == key("ab")
    (True, False)
    """
    plain = "\x1f".join(_silent.sub("", unicodedata.normalize("NFKC", word)).casefold() for word in words)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def identify(demands: Iterable[Demand]) -> None:
    """Give each provision and parameter that has no id one of its own, in place.

    Equal ones are told apart by a suffix, in the order of the text.
    """
    demands = list(demands)
    taken = {demand.id for demand in demands if demand.id}
    taken |= {one.id for demand in demands for one in demand.parameters if one.id}
    for demand in demands:
        own = key(demand.text)
        if demand.id is None:
            demand.id = _free(f"req-{own}", taken)
        for one in demand.parameters:
            if one.id is None:
                classes = "".join(f"{name}={value}" for name, value in sorted(one.classes.items()))
                words = (own, one.name or "", one.condition or "", classes)
                one.id = _free(f"par-{key(*words)}", taken)


def _free(name: str, taken: set[str]) -> str:
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{name}-{count}"
    taken.add(found)
    return found
