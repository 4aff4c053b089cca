"""Comparators in Chinese sentences; see `stdml.text.limits`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stdml.text import modals
from stdml.text.limit_words import alternatives, listed
from stdml.text.limits import Op
from stdml.text.numbers import narrow
from stdml.text.quantities import match_quantity

HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Comparator:
    """A comparator in a text.

    Attributes:
        start: where it starts, its verbal form included
        end: where it ends
        op: what it comes to
        modal: its verbal form, or ""
        weak: whether it is no limit by itself, as 为 before a number
        suffix: whether it follows its value, as 以上 does
    """

    start: int
    end: int
    op: Op
    modal: str = ""
    weak: bool = False
    suffix: bool = False


_SYMBOLS: dict[str, Op] = {
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "<=": "<=",
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    ">=": ">=",
    "<": "<",
    ">": ">",
    "=": "==",
}
_NEGATED: dict[str, Op] = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}
_PREFIXES: dict[str, Op] = {
    "至少": ">=",
    "最少": ">=",
    "不少于": ">=",
    "最多": "<=",
    "至多": "<=",
    "最长": "<=",
    "最迟": "<=",
}


@cache
def _comparator() -> re.Pattern[str]:
    modal = alternatives("zh", "modals")
    adverbs = alternatives("zh", "adverbs")
    core = alternatives("zh", "greater", "less", "equal")
    return re.compile(
        rf"(?:(?P<modal>{modal})(?:{adverbs}){{0,3}})?(?P<spread>分别)?(?P<neg>不得|不|未|没有)?"
        rf"(?P<core>{core}|超(?=[ ]?\d))(?P<eq>(?:或|或者|、|/)?等于)?"
        rf"|(?P<symbol>[≤≥≦≧⩽⩾]|[<>]=?|=(?!=))(?![A-Za-z/!])"
    )


@cache
def _equals() -> re.Pattern[str]:
    """Return a pattern of what states a value outright, where one follows: 应为, 应在, 应达到, 宜取."""
    return re.compile(
        rf"(?P<modal>应当|应|宜|须|必须|可|不应|不宜)(?:{alternatives('zh', 'adverbs')}){{0,2}}"
        r"(?P<verb>为|是|等于|取|在|处于|介于|控制在|控制为|保持在|保持|维持在|达到|限制在|位于|采用|按|达)"
        r"|(?P<bare>(?<![认因作成称视以])(?:为|控制在|保持在|达到|介于|在))(?=[ ]?[\d（(±])"
    )


@cache
def _prefix() -> re.Pattern[str]:
    modal = alternatives("zh", "modals")
    return re.compile(
        rf"(?P<modal>{modal})?(?P<word>至少|最少|最多|至多|最长|最迟)"
        rf"(?:应|为|是|达到|有|能|(?!每|隔)[{HAN}]{{2,4}}(?=[ ]?\d))?"
    )


def comparators(text: str) -> list[Comparator]:
    """Return the comparators of a sentence in their order, those that say when it applies included.

    >>> [(found.op, found.start, found.end) for found in comparators("间距应不小于 3 m")]
    [('>=', 2, 6)]
    """
    text = narrow(text)
    found = list(_compared(text))
    taken = [(one.start, one.end) for one in found]
    for other in (*_stated(text), *_least(text)):
        if not any(start < other.end and other.start < end for start, end in taken):
            found.append(other)
            taken.append((other.start, other.end))
    return sorted(found, key=lambda one: one.start)


def _compared(text: str) -> Iterator[Comparator]:
    greater = listed("zh", "greater") | {"超"}
    for match in _comparator().finditer(text):
        if match["symbol"]:
            yield Comparator(match.start(), match.end(), _SYMBOLS[match["symbol"]])
            continue
        core = match["core"]
        op: Op = "==" if core == "等于" else ">" if core in greater else "<"
        if match["eq"] and op != "==":
            op = ">=" if op == ">" else "<="
        modal = match["modal"] or ""
        if modal and not _is_modal(text, match.start("modal"), modal):
            modal = ""
        negated = modal.startswith("不") != bool(match["neg"])
        if negated:
            if op == "==":
                continue
            op = _NEGATED[op]
        start = match.start() if modal or not match["modal"] else match.end("modal")
        yield Comparator(start, match.end(), op, modal)


def _is_modal(text: str, at: int, form: str) -> bool:
    """Whether a form is a verb here and no part of a word: 响应 不大于, 许可 超过."""
    lexicon = modals.lexicon("zh")
    if lexicon is None or form not in lexicon.meanings:
        return form != "可"
    return any(start <= at < start + len(word) for start, word in modals.scan(text, lexicon))


def _stated(text: str) -> Iterator[Comparator]:
    """Yield what states a value outright; it counts only right before one."""
    for match in _equals().finditer(text):
        if (match["modal"] or "").startswith("不") and match["verb"] != "在":
            continue
        value = match_quantity(text, match.end())
        if value is None and (of := _deviates.match(text, match.end())):
            value = match_quantity(text, of.end())
        if value is None:
            continue
        modal = match["modal"] or ""
        if modal and not _is_modal(text, match.start(), modal):
            continue
        verb = match["verb"] or match["bare"]
        op: Op = ">=" if verb in ("达到", "达") and value.kind != "range" else "=="
        if verb in ("采用", "按", "位于") and not (
            value.kind in ("grade", "code") or (value.kind == "range" and value.unit)
        ):
            continue
        yield Comparator(match.start(), match.end(), op, modal, weak=not modal)


# 应在参考值的 ±0.1 % 以内
_deviates = re.compile(r"[ ]?[^，。；：！？（()±\d]{1,20}?(?=[ ]?±)")


def _least(text: str) -> Iterator[Comparator]:
    for match in _prefix().finditer(text):
        op = _PREFIXES[match["word"]]
        yield Comparator(match.start(), match.end(), op, match["modal"] or "", weak=True)
