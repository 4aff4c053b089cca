"""What the rules about words share: the verbal forms of a text, where they count, and lists of words."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model import Clause, Node, Provision, Quotation, Requirement
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.text.modals import Modal, find
from stdml.text.patterns import lazy

COUNTED = (
    r"(?:个|台|人|名|次|辆|处|件|套|只|根|条|项|家|户|层|级|座|间|组|份|张|块|片|位|种|年|岁|周岁"
    r"|天|日|周|月|个月|小时|分钟)"
)
"""Chinese words that stand between a number and what is counted."""

_word = lazy("[a-z]+")
_STATEMENTS = frozenset(("foreword", "introduction"))


@cache
def word_list(name: str) -> Any:
    """Return the word lists of a rule, as they stand in `data/<name>.json`."""
    return json.loads((files("stdml.rules") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def is_normative(prose: Prose, ctx: Context) -> bool:
    """Whether the text is one in which provisions stand: no note, example, definition, foreword …"""
    if prose.provisions:
        return True
    known: bool | None = prose.__dict__.get("_normative")
    if known is None:
        element = ctx.element
        known = ctx.inside(Requirement) and (element is None or element.nature != "informative")
        prose.__dict__["_normative"] = known
    return known


def is_quoted(prose: Prose, ctx: Context) -> bool:
    """Whether the text is a quotation, which nobody may reword."""
    known: bool | None = prose.__dict__.get("_quoted")
    if known is None:
        known = prose.__dict__["_quoted"] = ctx.inside(Quotation)
    return known


def forms(prose: Prose, language: str) -> list[Modal]:
    """Return the verbal forms of a text, quotations and words that are not to be understood left out."""
    cache = prose.__dict__.setdefault("_forms", {})
    if language not in cache:
        found = find(prose.text, language)
        if prose.provisions:
            found = [form for form in found if stands_in(prose, form.start, Provision)]
        cache[language] = found
    known: list[Modal] = cache[language]
    return known


def lacks(prose: Prose, words: frozenset[str]) -> bool:
    """Whether none of some English words, in small letters, is in the text."""
    known: frozenset[str] | None = prose.__dict__.get("_words")
    if known is None:
        known = prose.__dict__["_words"] = frozenset(_word.findall(prose.text.lower()))
    return known.isdisjoint(words)


def telling(phrases: Iterable[str]) -> frozenset[str]:
    """Return one English word of each phrase, its longest, by which `lacks` knows that it is not there."""
    return frozenset(max(_word.findall(phrase.lower()), key=len) for phrase in phrases)


def sentence_at(prose: Prose, at: int) -> tuple[int, int]:
    """Return the range of the sentence that a character stands in."""
    index = bisect_right(prose.sentences, at, key=lambda sentence: sentence[0]) - 1
    return prose.sentences[index] if index >= 0 else (0, len(prose.text))


def by_sentence(prose: Prose, found: list[Modal]) -> Iterator[tuple[int, int, list[Modal]]]:
    """Yield the range of each sentence that holds verbal forms, and these."""
    sentences: dict[tuple[int, int], list[Modal]] = {}
    for form in found:
        sentences.setdefault(sentence_at(prose, form.start), []).append(form)
    for (start, end), own in sentences.items():
        yield start, end, own


def stands_in(prose: Prose, at: int, cls: type[Node]) -> bool:
    """Whether a character stands inside a node of a class that holds none of its own kind."""
    return overlaps(prose, at, at + 1, cls)


def overlaps(prose: Prose, start: int, end: int, cls: type[Node]) -> bool:
    """Whether a range of the text overlaps a node of a class that holds none of its own kind."""
    known = prose.__dict__.setdefault("_ranges", {})
    if cls not in known:
        known[cls] = prose.of(cls)
    ranges: list[tuple[int, int, Any]] = known[cls]
    index = bisect_left(ranges, end, key=lambda piece: piece[0]) - 1
    return index >= 0 and start < ranges[index][1]


def element_type(ctx: Context) -> str:
    """Return the type of the element that the text stands in; "" before the first heading."""
    element = ctx.element
    return element.type if isinstance(element, Clause) else ""


def holds_statements(ctx: Context) -> bool:
    """Whether the text stands in the foreword or the introduction, which other rules judge."""
    return element_type(ctx) in _STATEMENTS
