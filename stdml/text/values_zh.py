"""The values that comparators in Chinese sentences lead to; see `stdml.text.limits`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from stdml.text.comparators_zh import HAN, Comparator
from stdml.text.dates import match_date
from stdml.text.limit_words import alternatives, one_of
from stdml.text.limits import Limit, Op
from stdml.text.quantities import Quantity, match_quantity, share

_SUFFIXES: dict[str, Op] = {
    "以上": ">=",
    "及以上": ">=",
    "或以上": ">=",
    "以下": "<=",
    "及以下": "<=",
    "或以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
}


_suffix = re.compile(f"(?:{one_of(_SUFFIXES)})")
_bound = re.compile(rf"[ ]?(?P<word>{one_of(_SUFFIXES)})(?!部|侧|墙|容|径|外|层|表|壁|腔)")
_table = re.compile(
    r"(?P<place>(?:本(?:文件|标准|规范|规程))?"
    r"(?:表 ?[A-Z]?\.?\d[\d.\-—–]*|附录 ?[A-Z]|第 ?\d+(?:\.\d+)* ?[章条款]"
    r"|\d+(?:\.\d+)+ ?条|\d+(?:\.\d+){2,}|公?式 ?[（(]\d+[）)]))[^，。；]{0,8}?"
    r"(?=的|中|所|规定|要求|$|[，。；])"
)
_stop = re.compile(r"[，。；;！？\n]|,(?!\d{3})|、(?=[^、，。；]{0,20}(?:不|应|宜))")
_per = re.compile(rf"[ ]?每(?P<per>[百千万]?[{HAN}]{{1,4}}?)[ ]?(?=\d)")
_cited = re.compile(
    r"[ ]?(?:现行)?(?:国家|行业|地方)?(?:标准)?\ufffc[\ufffc（）() ]*(?:[^，。；\ufffc]{0,12}?(?:规定|给出"
    r"|要求)的|中?的?)"
)
_than = re.compile(r"\A(?:约|大约|该|其|相应的?|对应的?|所|为)")
_unless_value = re.compile(r"[A-Za-z\d.\-]")


def value_of(text: str, comparator: Comparator, limit: int) -> Limit | None:
    """Return the limit that follows a comparator: a value, a multiple, another quantity, a reference."""
    at = comparator.end
    value = match_date(text, at) or match_quantity(text, at)
    base = Limit(comparator.start, at, comparator.op, text[comparator.start : at])
    if value is not None and not _is_one_thing(text, value):
        return _with_value(text, base, value, limit)
    if (per := _per.match(text, at)) and (value := match_quantity(text, per.end())):
        return replace(_with_value(text, base, value, limit), per=per["per"])
    if (cited := _cited.match(text, at)) and (value := match_quantity(text, cited.end())):
        return replace(_with_value(text, base, value, limit), start=base.start)
    stop = _stop.search(text, at, limit)
    end = stop.start() if stop else limit
    if found := _in_periods(text, base, end):
        return found
    rest = text[at:end].strip()
    if comparator.weak or not rest:
        return None
    return _relative(text, base, at, end)


def _is_one_thing(text: str, value: Quantity) -> bool:
    """Whether 一台 names a thing to compare with rather than a count: 不应小于一台主要水泵."""
    counted = (
        value.unit is not None
        and value.unit.ucum == "{count}"
        and text[value.start : value.start + 1] == "一"
    )
    return counted and re.match(rf"[{HAN}]{{2}}", text[value.end :]) is not None


def _with_value(text: str, base: Limit, value: Quantity, limit: int) -> Limit:
    """Return a limit with its value; what follows may say that the value is a share of something."""
    end = value.end
    part = share(value)
    op: Op = base.op
    bound = _bound.match(text, value.end) if value.kind == "number" and op == "==" else None
    if bound and (bound["word"] != "内" or is_time(value)):
        # 应在 5 s 内完成自检: at most, whatever stands before.
        return replace(base, end=bound.end(), op=_SUFFIXES[bound["word"]], value=value)
    if value.kind == "tolerance" or (op == "==" and value.kind == "range"):
        op = "range" if value.kind == "range" else "tolerance"
        within = _within.match(text, end)
        end = within.end() if within else end
    if value.kind == "date":
        base = replace(base, kind="date")
    if op == "==" and (others := _alternatives(text, value)):
        # 牌号应为 Q235 或 Q355
        return replace(base, end=others[-1].end, op="enum", values=tuple(one.value for one in others))
    found = replace(base, end=end, op=op, value=value)
    if value.kind == "multiple" or (part is not None and value.unit is None and value.kind == "number"):
        rest = re.match(r"[ 的]{0,2}([^，。；、的 ][^，。；、]{0,24}?)(?=[，。；、]|时|\Z)", text[end:limit])
        if rest:
            return replace(
                found,
                end=end + rest.end(1),
                relative_to=_clean(rest[1]),
                factor=plain_multiple(part or Fraction(1)),
                value=None,
            )
        return replace(found, factor=plain_multiple(part or Fraction(1)), relative_to="", value=value)
    if part is not None and value.unit is not None and value.unit.ucum in ("%", "[ppth]"):
        rest = re.match(
            r"的([^，。；、]{1,16}?(?:额定|规定|设计|公称|标称|最大|总|值)[^，。；、]{0,10})(?=[，。；、]"
            r"|\Z)",
            text[end:limit],
        )
        if rest:
            return replace(
                found,
                end=end + rest.end(1),
                relative_to=_clean(rest[1]),
                factor=plain_multiple(part or Fraction(1)),
                value=None,
            )
    return found


_or = re.compile(r"[ ]?(?:、|或者?)[ ]?")
_MOST = 20


def _alternatives(text: str, first: Quantity) -> list[Quantity]:
    """Return grades and codes that are listed as choices, or nothing where there is only one."""
    found = [first]
    while first.kind in ("grade", "code") and len(found) < _MOST and (more := _or.match(text, found[-1].end)):
        value = match_quantity(text, more.end())
        if value is None or value.kind != first.kind:
            break
        found.append(value)
    return found if len(found) > 1 else []


_within = re.compile(
    r"[ ]?(?:的)?(?:范围)?(?:以内|之内|之间|内)(?!部|侧|墙|容|径|外|层|表|壁|腔)|[ ]?的?范围"
)


def is_time(value: Quantity) -> bool:
    return value.unit is not None and value.unit.dimension in ("T", "{workday}")


def plain_multiple(value: Fraction) -> str:
    """Return an exact multiple as a decimal number where it is one, else as a fraction.

    >>> plain_multiple(Fraction(3, 2)), plain_multiple(Fraction(1, 3)), plain_multiple(Fraction(2))
    ('1.5', '1/3', '2')
    """
    below = value.denominator
    digits = 0
    while below % 10 == 0 or below % 5 == 0 or below % 2 == 0:
        value, digits = value * 10, digits + 1
        below = value.denominator
    if below != 1:
        return str(value / 10**digits)
    text = str(abs(value.numerator)).rjust(digits + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)


def _clean(words: str) -> str:
    return (
        words.strip(" 　的，、")
        .removesuffix("的规定")
        .removesuffix("的要求")
        .removeprefix("该")
        .removeprefix("其")
    )


_period = re.compile(rf"(?P<period>{alternatives('zh', 'periods')})[ ]?(?:为|是|:|：)?")


def _in_periods(text: str, base: Limit, end: int) -> Limit | None:
    """Return the first limit of "不应大于昼间 55 dB(A)、夜间 45 dB(A)"; the others follow by `_further`."""
    found = _period.match(text, base.end)
    if found is None or found.end() >= end:
        return None
    value = match_quantity(text, found.end())
    return replace(base, end=value.end, value=value, period=found["period"]) if value else None


_share_of = re.compile(
    r"(?P<of>.{1,40}?)(?:的|之)? ?(?=(?:百分之|[\d±]|[一二两三四五]分之|[一二两三四五六七八九十]倍))"
)


def _relative(text: str, base: Limit, at: int, end: int) -> Limit | None:
    """Return a limit that is a multiple of something, more than it by a value, itself, or in a table."""
    table = _table.search(text, at, end)
    if table and table.start() - at < 24:
        return replace(base, end=end, reference=table["place"])
    for found in _share_of.finditer(text, at, end):
        value = match_quantity(text, found.end())
        if value is None or value.end > end + 12 or _unless_value.match(text[found.end() - 1]):
            continue
        of = _clean(text[at : found.end()])
        part = share(value)
        if value.kind == "tolerance" and not value.nominal:
            return replace(_with_value(text, base, value, end), relative_to=of)
        if part is not None and (value.unit is None or value.unit.dimension == "1"):
            return replace(base, end=value.end, relative_to=of, factor=plain_multiple(part or Fraction(1)))
        if value.kind in ("number", "grade", "code", "range"):
            # 应高于背景噪声的 15 dB: by that much; 应大于车宽加 1.0 m.
            return replace(base, end=value.end, relative_to=of.removesuffix("加"), value=value)
    words = _than.sub("", text[at:end].strip())
    if len(words) > 40 or not re.search(rf"[{HAN}A-Za-z]", words):
        return None
    return replace(base, end=end, relative_to=_clean(words), factor="1")


def suffixed(text: str, taken: list[Limit]) -> Iterator[tuple[Comparator, Limit]]:
    """Yield what 以上, 以下 and 以内 make of a value in front of them."""
    for match in _suffix.finditer(text):
        if any(one.start <= match.start() <= one.end for one in taken):
            continue
        value = _value_before(text, match.start())
        if value is None or any(one.start < match.start() and value.start < one.end for one in taken):
            continue
        op = _SUFFIXES[match.group()]
        if match.group() == "内" and not is_time(value):
            continue
        comparator = Comparator(value.start, match.end(), op, suffix=True)
        yield comparator, Limit(value.start, match.end(), op, match.group(), value)


def _value_before(text: str, end: int) -> Quantity | None:
    start = max(0, end - 24)
    for at in range(start, end):
        if at and (text[at - 1].isdigit() or (text[at - 1].isascii() and text[at - 1].isalnum())):
            continue
        if text[at - 1 : at] in (".", "-", "/") and at:
            continue
        value = match_quantity(text, at)
        if value is not None and text[value.end : end].strip() == "" and value.start == at:
            return value
    return None


SIZES = {"宽": "宽度", "高": "高度", "长": "长度", "深": "深度", "厚": "厚度"}
SIZE = re.compile(
    rf"[ ]?(?P<size>[{''.join(SIZES)}])的(?P<thing>[{HAN}A-Za-z]{{2,14}}?)(?=[，。；、,;（(]|和|与|或|及|\Z)"
)
_before_size = re.compile(rf"(?<=\d)[ ]?[A-Za-z毫厘分千]{{0,2}}[m米][ ]?(?=[{''.join(SIZES)}]的)")


def sized(text: str, taken: list[Limit]) -> Iterator[tuple[Comparator, Limit]]:
    """Yield the values that stand before a size without a comparator: 3 m 宽的隔离带."""
    for match in _before_size.finditer(text):
        value = _value_before(text, match.end())
        if value is None or any(one.start < value.end and value.start < one.end for one in taken):
            continue
        op: Op = "range" if value.kind == "range" else "tolerance" if value.kind == "tolerance" else "=="
        comparator = Comparator(value.start, value.start, op)
        yield comparator, Limit(value.start, value.end, op, "", value)
