"""Sentences of running text in Chinese and English.

Whether a sentence ends at a mark depends only on the characters close by, so that an edit moves no boundary
elsewhere. A semicolon ends no sentence: in GB/T 15834—2011 分号 is one of the marks inside sentences, and
where it ends an item of a list the item ends too.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from stdml.text.cjk import is_cjk, join_lines

OPAQUE = "\ufffc"
"""Stands for something inside a text that has no words, such as a formula."""

MARK = "\ufffb"
"""Stands for something that hangs on the words before it, such as the mark of a footnote."""

# Closing quotes and brackets stay with the sentence they close; so do asterisks that an author left over.
_CLOSERS = "”’」』〉》】〕）］｝\"')\\]}»" + MARK
_OPENERS = "“‘「『〈《【〔（［｛\"'(\\[{«"

# One character class in front, so that text without any mark is passed over quickly. What follows a Chinese
# mark must not go on with the sentence, as in （见 5.2。），其中; an English one is followed by a space and
# by what a sentence starts with.
_end = re.compile(
    rf"[。！？.!?\n](?:(?<=\n)|(?<=[。！？])[。！？.!?]*(?:(?![{_CLOSERS}])|[{_CLOSERS}]+(?![，、；：。,;:的]))"
    rf"|(?<=[.!?])[.!?]*[{_CLOSERS}]*(?=\s+(?:[{_OPENERS}*_]*[A-ZÀ-ÞΑ-ΩА-Я0-9{OPAQUE}⺀-￦]|[—–•-]\s)|\s*\Z))"
)
_inner_mark = re.compile(r"[。！？.!?\n](?=.)", re.DOTALL)
_data = json.loads((files("stdml.text") / "data" / "sentences.json").read_text(encoding="utf-8"))
# After these a sentence goes on.
_ABBREVIATIONS = frozenset(_data["abbreviations"])
# These are words or units as well: they are abbreviations before a number, as in "no. 5" and "art. 3".
_ALSO_WORDS = frozenset(_data["also_words"])
# Words that a single capital letter names something with: "in accordance with Annex A. The …" is an end.
_named = re.compile(
    r"(?:annex|appendix|class|grade|type|category|level|group|part|table|figure|clause|method|procedure|option|case"
    r"|point|phase|zone|form|step|item|and|or|model|size|series|vitamin|\d|[%°])\s*\Z",
    re.IGNORECASE,
)
_initials = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_LONGEST_TOKEN = 24
_LONGEST_ABBREVIATION = 6
_TOO_LONG = _LONGEST_ABBREVIATION + 1
_OPENING = "“‘「『〈《【〔（［｛\"'([{«\n\u3000"
_NEAR = 8


@lru_cache(maxsize=16)
def _all_ends(text: str) -> tuple[int, ...]:
    """Return the `ends` of a text: a writer asks for sentences, then for lines, of the same words."""
    return tuple(ends(text))


def segment(text: str, closed: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the sentences of `text` as half-open ranges; the space between them belongs to none.

    `closed` are ranges, in their order, that are not cut: no sentence starts or ends inside one.

    >>> text = "充电桩应接地。接地电阻不应大于 4 Ω。"
    >>> [text[start:end] for start, end in segment(text)]
    ['充电桩应接地。', '接地电阻不应大于 4 Ω。']
    >>> text = "See Fig. 3, i.e. the plan. The pile shall be earthed."
    >>> [text[start:end] for start, end in segment(text)]
    ['See Fig. 3, i.e. the plan.', 'The pile shall be earthed.']
    """
    found = []
    start = 0
    ranges = list(closed)
    for end in (*_all_ends(text), len(text)):
        if ranges and _inside(ranges, end) is not None:
            continue
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            found.append(_widened(ranges, first, last) if ranges else (first, last))
            start = end
    return found


def _widened(ranges: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    before, after = _inside(ranges, start), _inside(ranges, end)
    return before[0] if before else start, after[1] if after else end


def _inside(ranges: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """Return the range that `offset` is inside of, its ends left out."""
    found = ranges[bisect_left(ranges, (offset, 0)) - 1]
    return found if found[0] < offset < found[1] else None


def ends(text: str) -> Iterator[int]:
    """Yield the offset after each end of a sentence, closing quotes and brackets included."""
    for found in _end.finditer(text):
        first = found.start()
        # Most sentences end with a word too long for an abbreviation.
        if (
            text[first] != "."
            or (first >= _TOO_LONG and text[first - _TOO_LONG : first].isalpha())
            or not _is_within_sentence(text, first, found.end())
        ):
            yield found.end()


def _is_within_sentence(text: str, period: int, end: int) -> bool:
    """Whether the period belongs to an abbreviation, an initial or the number in front of a sentence."""
    if end >= len(text):
        return False
    start = text.rfind(" ", max(0, period - _LONGEST_TOKEN), period) + 1 or max(0, period - _LONGEST_TOKEN)
    token = text[start:period].lstrip(_OPENING)
    if len(token) > _LONGEST_ABBREVIATION:
        return False
    if not token:
        # A lone period, or the last of an ellipsis that spaces hold apart.
        return True
    if len(token) == 1 and token.isupper():
        return _named.search(text, max(0, start - _LONGEST_TOKEN), start) is None
    if token.isdigit():
        # "1. Scope": a number in front of a sentence, not a sentence.
        before = text[max(0, start - 3) : start].rstrip()
        return not before or before[-1] in ".!?。！？\n"
    return _is_abbreviation(token, text, end)


def _is_abbreviation(token: str, text: str, end: int) -> bool:
    """Whether the period after `token` marks an abbreviation rather than the end of a sentence."""
    word = token.lower().rstrip(")")
    if word in _ALSO_WORDS:
        return text[end : end + 3].lstrip()[:1].isdigit()
    return word in _ABBREVIATIONS or _initials.fullmatch(token) is not None


def line_breaks(text: str) -> list[int]:
    """Return the offsets at which a sentence of `text` may start a new line of Markdown.

    Reading such a line back gives the same text: a single space that follows a sentence is what the line
    break stands for, and between two CJK characters it stands for nothing. An offset is that of the space,
    or of the first character of the next sentence.

    >>> line_breaks("充电桩应接地。接地电阻不应大于 4 Ω。"), line_breaks("It is so. That is all.")
    ([7], [9])
    """
    found: list[int] = []
    if not _inner_mark.search(text):
        return found
    for end in _all_ends(text):
        if end >= len(text):
            continue
        if text[end] == " ":
            if not text[end + 1 : end + 2].isspace() and _joined(text, end, end + 1) == " ":
                found.append(end)
        elif is_cjk(text[end - 1]) and is_cjk(text[end]) and text[end] != "\u3000":
            found.append(end)
    return found


def _joined(text: str, end: int, start: int) -> str:
    """Return what a reader puts for a line break between what ends at `end` and what starts at `start`."""
    return (
        join_lines(text[max(0, end - _NEAR) : end], text[start : start + _NEAR]) if start < len(text) else ""
    )


def split_lines(text: str) -> list[str]:
    """Return `text` cut at its `line_breaks`; the spaces that line breaks stand for are left out.

    >>> split_lines("It is so. That is all.")
    ['It is so.', 'That is all.']
    """
    lines = []
    start = 0
    for at in line_breaks(text):
        lines.append(text[start:at])
        start = at + 1 if text[at] == " " else at
    lines.append(text[start:])
    return lines
