"""Limits (指标) that a sentence states: comparator and value, what they are said of, and when they apply.

`find` answers for a sentence in Chinese or English. The operator is always that of the effective limit: both
不应大于 and 应不大于 are <=. A comparator that says when a provision applies (高度大于 24 m 的建筑, 压力低于
0.1 MPa 时) is a condition and no limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from stdml.text.quantities import Quantity

Op = Literal[
    "<=", "<", ">=", ">", "==", "range", "tolerance", "enum", "exists", "not-exists", "not-detected", "ratio",
    "table", "reference",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit in a sentence.

    Attributes:
        start: where its comparator starts
        end: where its value ends
        op: the effective operator
        words: the comparator as it is written, the verbal form included
        value: its value; None for one that is a reference or no quantity
        upper_op: of a range the operator of the upper end, `op` being that of the lower one
        upper: the value of the upper end where it was stated apart
        role: whether it is a limit, or says when one applies
        subject: what the characteristic belongs to
        name: the characteristic
        condition: when it applies
        relative_to: the quantity that it is a multiple of, or is compared with
        factor: the multiple, as a decimal number or a fraction
        reference: the standard, clause or table it is taken from
        values: the allowed values
        period: the time it holds for, such as 昼间
        per: the denominator, such as 百人 in 每百人 0.6 m
        weak: the word that weakens it, such as 一般
        modal: the verbal form that governs it, such as 宜
        kind: "duration" and "frequency" for intervals, "date" for dates, else ""
    """

    start: int
    end: int
    op: Op
    words: str = ""
    value: Quantity | None = None
    upper_op: Op | None = None
    upper: Quantity | None = None
    role: Literal["limit", "condition"] = "limit"
    subject: str = ""
    name: str = ""
    condition: str = ""
    relative_to: str = ""
    factor: str = ""
    reference: str = ""
    values: tuple[str, ...] = ()
    period: str = ""
    per: str = ""
    weak: str = ""
    modal: str = ""
    kind: str = ""


@dataclass(slots=True)
class Reading:
    """What was understood of one sentence.

    Attributes:
        limits: its limits in the order of the text, conditions left out
        conditions: comparators that say when the sentence applies
        subject: what the sentence is about
        condition: when it applies
        exceptions: when it does not
        method: the reference to the method of test
    """

    limits: list[Limit] = field(default_factory=list)
    conditions: list[Limit] = field(default_factory=list)
    subject: str = ""
    condition: str = ""
    exceptions: list[str] = field(default_factory=list)
    method: str = ""


def read(text: str, language: str = "zh", subject: str = "", normative: bool = True) -> Reading:
    """Return what a sentence says of limits.

    Args:
        text: the sentence
        language: zh or en; a Chinese text may hold English sentences and the other way round
        subject: what the text around it is about, for a sentence that does not say
        normative: whether the sentence demands something though it holds no verbal form, as an item of a
            list may

    >>> reading = read("充电桩的接地电阻不应大于 4 Ω。")
    >>> [(found.subject, found.name, found.op, found.value.value) for found in reading.limits]
    [('充电桩', '接地电阻', '<=', '4')]
    >>> reading = read("The gap between two doors shall be at least 6 mm.", "en")
    >>> [(found.name, found.op, found.value.value) for found in reading.limits]
    [('gap', '>=', '6')]
    """
    pieces = [_read(piece, language, normative, at) for at, piece in _pieces(text)]
    found = pieces[0]
    for more in pieces[1:]:
        found.limits += more.limits
        found.conditions += more.conditions
        found.exceptions += more.exceptions
    if subject:
        found.limits = [one if one.subject else replace(one, subject=subject) for one in found.limits]
        found.subject = found.subject or subject
    return found


_LONGEST = 2000
_break = re.compile(r"[；;。]|[，,](?!\d)")


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a sentence in pieces with their offsets: what nobody would read as one is not read as one."""
    at = 0
    while len(text) - at > _LONGEST:
        marks = [match.end() for match in _break.finditer(text, at + _LONGEST // 2, at + _LONGEST)]
        end = marks[-1] if marks else at + _LONGEST
        yield at, text[at:end]
        at = end
    yield at, text[at:]


def _read(text: str, language: str, normative: bool, at: int) -> Reading:
    if language == "zh":
        from stdml.text.limits_zh import read_chinese as read_one
    else:
        from stdml.text.limits_en import read_english as read_one
    found = read_one(text, normative)
    if at:
        found.limits = [replace(one, start=one.start + at, end=one.end + at) for one in found.limits]
    return found
