"""Where a text stands that was joined of parts: lines of the source, escapes, words on both sides of a
sign.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter


class JoinedSpan(tuple[int, int]):
    """The range of a text whose characters do not stand in the source one after the other.

    Attributes:
        parts: for each part where it begins in the text, how many characters it has, and its own range; a
            part
            whose range is not as long as its text (an escape) is never cut
    """

    parts: list[tuple[int, int, tuple[int, int]]]


def join(spans: Iterable[tuple[int, tuple[int, int]]]) -> tuple[int, int]:
    """Return the range of a text that is made of texts of these sizes and ranges, in their order."""
    parts: list[tuple[int, int, tuple[int, int]]] = []
    at = 0
    for size, span in spans:
        if isinstance(span, JoinedSpan):
            parts += [(at + begin, length, own) for begin, length, own in span.parts]
        elif parts and _continues(parts[-1], size, span):
            begin, length, own = parts[-1]
            parts[-1] = (begin, length + size, (own[0], span[1]))
        else:
            parts.append((at, size, span))
        at += size
    return _joined(parts)


def _continues(last: tuple[int, int, tuple[int, int]], size: int, span: tuple[int, int]) -> bool:
    """Whether a text stands right after the last part, both of them character by character."""
    _, length, own = last
    return own[1] == span[0] and own[1] - own[0] == length and span[1] - span[0] == size


def _joined(parts: list[tuple[int, int, tuple[int, int]]]) -> tuple[int, int]:
    first, last = parts[0][2], parts[-1][2]
    if len(parts) == 1:
        return first
    made = JoinedSpan((first[0], last[1]))
    made.parts = parts
    return made


def cut(span: tuple[int, int], size: int, start: int, end: int) -> tuple[int, int]:
    """Return the range of the characters from `start` to `end` of a text of `size` characters.

    >>> cut(join([(2, (10, 12)), (1, (12, 14)), (3, (20, 23))]), 6, 2, 4)
    (12, 21)
    """
    if not isinstance(span, JoinedSpan):
        exact = span[1] - span[0] == size
        return (span[0] + start, span[0] + end) if exact else span
    parts = []
    at = max(bisect_right(span.parts, start, key=itemgetter(0)) - 1, 0)
    for index in range(at, len(span.parts)):
        begin, length, own = span.parts[index]
        if begin >= end:
            break
        first, last = max(start, begin), min(end, begin + length)
        if first < last:
            parts.append((first - start, last - first, cut(own, length, first - begin, last - begin)))
    return _joined(parts) if parts else (span[1], span[1])
