"""Limits in Chinese sentences: what they are said of, and when they apply; see `stdml.text.limits`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stdml.text import modals
from stdml.text.comparators_zh import Comparator, comparators
from stdml.text.limit_words import alternatives
from stdml.text.limits import Limit, Reading
from stdml.text.naming_zh import named
from stdml.text.numbers import narrow
from stdml.text.quantities import match_quantity
from stdml.text.requirements_zh import other_demands
from stdml.text.scopes_zh import Scopes
from stdml.text.values_zh import sized, suffixed, value_of

_MASK = "\ufffc"


_more = re.compile(
    rf"[ ]?(?:[、，,；;]|和|与|或)[ ]?(?P<period>{alternatives('zh', 'periods')})[ ]?(?:为|是)?(?:不(?:应"
    rf"|得|宜)?(?:大于|超过|高于))?"
)


def read_chinese(text: str, normative: bool = True) -> Reading:
    """Return what a Chinese sentence says of limits; see `stdml.text.limits.read`."""
    original, text = text, _masked(text)
    scopes = Scopes(text)
    found: list[tuple[Comparator, Limit]] = []
    known = comparators(text)
    for index, comparator in enumerate(known):
        if found and comparator.start < found[-1][1].end:
            continue
        limit = known[index + 1].start if index + 1 < len(known) else len(text)
        one = value_of(text, comparator, limit)
        if one is not None:
            found.append((comparator, one))
            found.extend((comparator, other) for other in _further(text, one))
    found.extend(suffixed(text, [one for _, one in found]))
    found.extend(sized(text, [one for _, one in found]))
    found.sort(key=lambda pair: pair[1].start)
    return _assembled(original, text, scopes, found, normative)


def _masked(text: str) -> str:
    """Return the sentence with quoted words and numbers of standards out of the way, its length kept."""
    from stdml.text import standards

    masked = modals.mask_quotes(narrow(text))
    for number in standards.find_all(masked):
        masked = masked[: number.start] + "\ufffc" * (number.end - number.start) + masked[number.end :]
    return masked


def _further(text: str, first: Limit) -> Iterator[Limit]:
    """Yield the limits of other periods that the same comparator governs."""
    last = first
    while first.period and (found := _more.match(text, last.end)):
        value = match_quantity(text, found.end())
        if value is None:
            return
        last = replace(first, start=found.start("period"), end=value.end, value=value, period=found["period"])
        yield last


def _assembled(
    original: str, text: str, scopes: Scopes, found: list[tuple[Comparator, Limit]], normative: bool
) -> Reading:
    reading = Reading(subject=scopes.topic(original), condition=scopes.condition(original))
    reading.exceptions = scopes.exceptions(original)
    previous: Limit | None = None
    floor = 0
    conditional = _conditional(text, scopes, found)
    for (comparator, one), is_condition in zip(found, conditional, strict=True):
        modal = scopes.governing(comparator.start, floor)
        if is_condition:
            reading.conditions.append(
                replace(one, role="condition", name=original[scopes.segment(one.start, floor) : one.start])
            )
            floor = one.end
            continue
        if not _is_limit(text, comparator, one, modal, normative, scopes):
            continue
        one = replace(one, modal=scopes.form_before(comparator.end))
        for limit in named(original, text, scopes, comparator, one, previous, floor, reading.subject):
            reading.limits.append(limit)
            previous = limit
        floor = one.end
    reading.limits = [_unmasked(original, text, one) for one in _merged(text, reading.limits)]
    others = other_demands(original, text, scopes, reading.limits)
    repeated = [one for one in others if one.kind]
    reading.limits = [one for one in reading.limits if not any(_meet(one, other) for other in repeated)]
    reading.limits += others
    reading.limits.sort(key=lambda one: one.start)
    reading.method = scopes.method(original)
    if not reading.condition and reading.conditions:
        reading.condition = scopes.whole_condition(original, reading.conditions[0].start)
    return reading


def _meet(one: Limit, other: Limit) -> bool:
    return one.start < other.end and other.start < one.end


def _unmasked(original: str, text: str, one: Limit) -> Limit:
    """Return a limit with the words of the sentence in place of what was masked."""
    if _MASK not in one.relative_to:
        return one
    at = text.find(one.relative_to, one.start)
    return replace(one, relative_to=original[at : at + len(one.relative_to)]) if at >= 0 else one


_joined = re.compile(r"[^，。；]{0,3}(?:或|且|和|及|、)[^，。；应宜]{0,20}\Z")


def _conditional(text: str, scopes: Scopes, found: list[tuple[Comparator, Limit]]) -> list[bool]:
    """Return which comparators are conditions; one that is joined to a condition is one, too."""
    flags = [
        _is_condition(text, scopes, comparator, one, scopes.governing(comparator.start, 0))
        for comparator, one in found
    ]
    for index in range(len(found) - 2, -1, -1):
        between = text[found[index][1].end : found[index + 1][0].start]
        if flags[index + 1] and not found[index][0].modal and _joined.match(between):
            flags[index] = True
    return flags


def _is_condition(text: str, scopes: Scopes, comparator: Comparator, one: Limit, modal: bool) -> bool:
    """Whether a comparator says when the sentence applies."""
    if _surroundings.match(text, one.end) and "在" in one.words:
        return True
    if comparator.modal:
        return False
    if scopes.in_when(one.start, one.end):
        return True
    after = text[one.end :].lstrip()
    of = re.match(r"(?:[）)]|及以上|以上|及以下|以下|（[^（）]{0,12}）)*的(?![,，。；]|\Z)", after)
    if of:
        # 高度大于 24 m 的建筑应…: the verbal form follows; 应设置宽度不小于 1 m 的通道: it comes before.
        return not modal and scopes.modal_after(one.end)
    if scopes.in_bracket(one.start):
        return not modal and scopes.modal_after(one.end)
    if re.match(r"[，,](?:且|并|但|同时|最)", after):
        return False
    bare = comparator.op in (">", "<", "==") or comparator.suffix
    if bare and not modal and scopes.modal_after(one.end):
        return not re.match(r"[；;。]", after)
    return False


# 应在 -20 ℃～50 ℃ 环境温度下正常工作
_surroundings = re.compile(
    r"[ ]?的?[^，。；应宜]{0,8}(?:温度|湿度|条件|环境|电压|压力|负载|工况|海拔)下(?=[^，。；])"
)


def _is_limit(
    text: str, comparator: Comparator, one: Limit, modal: bool, normative: bool, scopes: Scopes
) -> bool:
    if comparator.modal or modal:
        return not comparator.suffix or scopes.leads(comparator.start)
    if comparator.suffix and "内" in one.words and not text[scopes.segment(one.start) : one.start].strip():
        # 应在 24 h 内响应，7 个工作日内办结
        return scopes.modal_before(one.start) and not text[one.end :].lstrip().startswith(("的", "，", "。"))
    if comparator.suffix or (
        comparator.weak and (not normative or text[one.end :].lstrip().startswith("的"))
    ):
        return False
    if comparator.weak and one.value is not None and one.value.kind == "number" and one.value.unit is None:
        return False
    return normative or scopes.modal_before(comparator.start)


def _merged(text: str, limits: list[Limit]) -> list[Limit]:
    """Return the limits with a lower and an upper one of the same characteristic made a range."""
    found: list[Limit] = []
    for one in limits:
        before = found[-1] if found else None
        if before is not None and _are_bounds(text, before, one):
            lower, upper = (before, one) if before.op in (">", ">=") else (one, before)
            found[-1] = replace(
                before, end=one.end, value=lower.value, op=lower.op, upper_op=upper.op, upper=upper.value
            )
        else:
            found.append(one)
    return found


def _are_bounds(text: str, before: Limit, one: Limit) -> bool:
    if before.upper_op or {before.op[0], one.op[0]} != {"<", ">"}:
        return False
    if (
        before.value is None
        or one.value is None
        or before.value.kind != "number"
        or one.value.kind != "number"
    ):
        return False
    between = text[before.end : one.start].strip(" ，,、；")
    first, second = before.value.unit, one.value.unit
    same = (first is None or second is None) or first.dimension == second.dimension
    return (
        same
        and before.name == one.name
        and between in ("", "且", "并", "并且", "但", "同时", "又", "也", "和", "与", "或", "而且")
    )
