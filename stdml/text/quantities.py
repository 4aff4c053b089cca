"""Values in running text: quantities, ranges, tolerances, ratios, multiples, grades, codes, dimensions.

How they are written: GB/T 1.1—2020, 9.4.4 and 9.4.5; ISO/IEC Directives, Part 2, clause 9. Forms that these
advise against (5～35 ℃, 50±1 mm) are understood all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Literal

from stdml.text.numbers import SPACE, Number, match_number, narrow
from stdml.text.units import Unit, match_unit, parse_unit

Kind = Literal["number", "range", "tolerance", "ratio", "multiple", "grade", "code", "dimensions", "date"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a text, its numbers as strings with their written digits.

    Attributes:
        start: where it starts
        end: where it ends, the unit included
        kind: which form it has
        value: the number, grade or code; of a ratio 1:3
        unit: its unit
        lower: the lower end of a range
        upper: the upper end of a range
        lower_unit: the unit of the lower end, where it differs from `unit`
        nominal: what a tolerance refers to
        plus: the tolerance upwards
        minus: the tolerance downwards
        relative: whether the tolerance is a share of the nominal value
        digits: how many digits follow the decimal mark
        values: the numbers of 12 m × 15 m
        factor: the exact multiple: 2 倍, 50 %
    """

    start: int
    end: int
    kind: Kind
    value: str = ""
    unit: Unit | None = None
    lower: str = ""
    upper: str = ""
    lower_unit: Unit | None = None
    nominal: str = ""
    plus: str = ""
    minus: str = ""
    relative: bool = False
    digits: int = 0
    values: tuple[str, ...] = ()
    factor: Fraction | None = None


_spaces = re.compile(rf"(?:{SPACE}|\u3000){{0,3}}")
_dash = re.compile(rf"{SPACE}?(?:～|~|〜|∼|—|–|-(?=[\d ])|至|到|to(?= )){SPACE}?", re.IGNORECASE)
_current = re.compile(r"(?:AC|DC|a\.c\.|d\.c\.|交流|直流)[ ]?(?=\d)")
_share_of_one = re.compile(
    rf"{SPACE}?[×xX*·]?{SPACE}?[（(]1{SPACE}?±{SPACE}?(?P<share>\d+(?:\.\d+)?){SPACE}?%[)）]"
)
_plus_minus = re.compile(rf"{SPACE}?(?:±|\+/-|\+-|\\pm){SPACE}?")
_by = re.compile(rf"{SPACE}?[×xX*]{SPACE}?")
_colon = re.compile(rf"{SPACE}?[:：∶]{SPACE}?|{SPACE}?比{SPACE}?(?=\d)")
_times = re.compile(rf"{SPACE}?(?:倍|times(?= the | that | its )|fold\b)")
_bracket = re.compile(r"[（(]")
_code = re.compile(
    r"(?:(?:DN|PN|IP|IK|SIL|ASIL|HRB|HPB|MU|φ|Φ|Ø|[CDMQPSKFT])[ -]?[0-9X]{1,4}(?:\.\d+)"
    r"?(?:[A-Z]{0,2}(?![A-Za-z]))"
    r"|[A-Z]{1,2}\d{0,2}(?=级|类)|[A-Z]\d(?![\dA-Za-z.]))(?:级(?!联)|类)?"
)
_grade = re.compile(
    r"(?:第?(?:(?:[一二三四甲乙丙丁1-9]、)*[一二三四五六七八九十]{1,2}|(?:[甲乙丙丁]、)*[甲乙丙丁戊]"
    r"|[ⅠⅡⅢⅣⅤⅥⅦ]{1,3}|[IVX]{1,4}|[A-Z]{1,2}[+\-]?\d{0,2}"
    r"|\d[A-Z]{1,3}|\d{1,2}(?:\.\d{1,2})?)[ ]?(?:[a-z]?(?:级|类(?!似)|等级|等(?=[，。；]|\Z)|星级|档)))"
    r"|(?:[Cc]lass|[Gg]rade|[Ll]evel|[Cc]ategory|[Tt]ype) (?:[A-Z]{1,3}\d{0,2}[+\-]?|\d{1,2}|[IVX]{1,4})"
    r"(?!\w)"
)
_level = re.compile(r"优秀|良好|合格|中等|优(?=[，。；]|\Z)|良(?=[，。；]|\Z)")
_date = re.compile(
    r"\d{4}[ ]?年|\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日|\d{4}-\d{2}-\d{2}|\d{1,2}[:：]\d{2}(?!\d)"
    r"(?=[ ]?[-～—至到][ ]?\d{1,2}[:：]\d{2})"
)


def match_quantity(text: str, at: int) -> Quantity | None:
    """Return the value that starts at offset `at` of `text`, spaces passed over; None where none does.

    >>> found = match_quantity("6.5～8.5", 0)
    >>> found.kind, found.lower, found.upper
    ('range', '6.5', '8.5')
    >>> found = match_quantity("230 V ± 10 %", 0)
    >>> found.nominal, found.unit.ucum, found.plus, found.relative
    ('230', 'V', '10', True)
    >>> match_quantity("IP54。", 0).value, match_quantity("1:3", 0).value, match_quantity("2 倍", 0).factor
    ('IP54', '1:3', Fraction(2, 1))
    """
    text = narrow(text)
    at = _skip(text, at)
    if kind := _current.match(text, at):
        at = kind.end()
    if at >= len(text) or not _may_start(text[at]) or _date.match(text, at):
        return None
    return _bracketed(text, at) or _deviation(text, at) or _coded(text, at) or _numeric(text, at)


def _skip(text: str, at: int) -> int:
    found = _spaces.match(text, at)
    return found.end() if found else at


_STARTS = frozenset("0123456789(+-±~φΦØⅠⅡⅢⅣⅤⅥⅦ第甲乙丙丁戊零〇一二两三四五六七八九十百千半优良合中")


def _may_start(character: str) -> bool:
    return character in _STARTS or (character.isascii() and character.isalpha())


def _coded(text: str, at: int) -> Quantity | None:
    """Return a grade or a code: 二级, B1 级, IP54, DN100, Class A."""
    grade = _grade.match(text, at)
    if grade and not (text[at].isdigit() and match_unit(text, at + 1) and "级" not in grade.group()):
        return Quantity(at, grade.end(), "grade", _closed(grade.group()))
    before = text[at - 1] if at else ""
    if before.isascii() and before.isalnum():
        return None
    code = _code.match(text, at)
    if code:
        return Quantity(at, code.end(), "code", _closed(code.group()))
    level = _level.match(text, at)
    return Quantity(at, level.end(), "grade", level.group()) if level else None


def _closed(written: str) -> str:
    """Return a grade without the space that type-setting put into it: B1 级; "Class A" keeps its own."""
    return written if written[1:2].isalpha() and written.isascii() else written.replace(" ", "")


def _bracketed(text: str, at: int) -> Quantity | None:
    """Return (55±3) %, where the unit follows the brackets."""
    if not _bracket.match(text, at):
        return None
    inner = _toleranced(text, _skip(text, at + 1)) or _ranged(text, _skip(text, at + 1))
    if inner is None:
        return None
    close = _skip(text, inner.end)
    if text[close : close + 1] != ")":
        return None
    unit = _unit(text, close + 1)
    if unit is None:
        return replace(inner, start=at, end=close + 1)
    return replace(inner, start=at, end=unit[0], unit=unit[1], relative=False)


def _deviation(text: str, at: int) -> Quantity | None:
    """Return ±0.1 %, ±2 mm, +2 mm: a deviation from something that is said elsewhere."""
    sign = _plus_minus.match(text, at)
    if sign is None:
        return None
    number = _signed(text, sign.end())
    if number is None:
        return None
    end, unit = _unit(text, number.end) or (number.end, None)
    return Quantity(
        at, end, "tolerance", unit=unit, plus=number.written, minus=number.written, digits=number.digits
    )


def _numeric(text: str, at: int) -> Quantity | None:
    return (
        _toleranced(text, at)
        or _ranged(text, at)
        or _ratio(text, at)
        or _dimensions(text, at)
        or _plain(text, at)
    )


def _signed(text: str, at: int, words: bool = True) -> Number | None:
    """Return a number with its sign, if it has one."""
    sign = text[at : at + 1]
    if sign in ("-", "+") and sign:
        number = match_number(text, at + 1, False)
        if number is None:
            return None
        value = -number.value if sign == "-" else number.value
        return replace(number, start=at, written=("-" if sign == "-" else "") + number.written, value=value)
    return match_number(text, at, words)


def _unit(text: str, at: int) -> tuple[int, Unit] | None:
    return match_unit(text, at)


def _toleranced(text: str, at: int) -> Quantity | None:
    nominal = _signed(text, at)
    if nominal is None:
        return None
    end, unit = _unit(text, nominal.end) or (nominal.end, None)
    if one := _share_of_one.match(text, end):
        # 220 V（1±10%）, 220×(1±10%) V
        last, unit = (one.end(), unit) if unit else _unit(text, one.end()) or (one.end(), None)
        return Quantity(
            at, last, "tolerance", unit=unit, nominal=nominal.written, plus=one["share"], minus=one["share"],
            relative=True, digits=nominal.digits,
        )  # fmt: skip
    sign = _plus_minus.match(text, end)
    if sign is None:
        return None
    deviation = match_number(text, sign.end(), False)
    if deviation is None:
        return None
    last, own = _unit(text, deviation.end) or (deviation.end, None)
    relative = own is not None and own.ucum == "%" and (unit is not None and unit.ucum != "%")
    return Quantity(
        at, last, "tolerance", unit=unit or own, nominal=nominal.written, plus=deviation.written,
        minus=deviation.written, relative=relative, digits=max(nominal.digits, deviation.digits),
    )  # fmt: skip


def _ranged(text: str, at: int) -> Quantity | None:
    lower = _signed(text, at)
    if lower is None:
        return None
    end, first = _unit(text, lower.end) or (lower.end, None)
    dash = _dash.match(text, end)
    if dash is None:
        return None
    upper = _signed(text, dash.end())
    if upper is None:
        return None
    last, unit = _unit(text, upper.end) or (upper.end, None)
    if unit is None and _no_range.match(text, last):
        return None
    times = _times.match(text, last)
    if unit is None and times:
        return Quantity(
            at, times.end(), "range", lower=lower.written, upper=upper.written, unit=None, value="倍"
        )
    if (first is not None and unit is None) or (first and unit and not first.converts_to(unit)):
        return None
    other = first if first is not None and unit is not None and first.ucum != unit.ucum else None
    return Quantity(
        at, last, "range", unit=unit, lower=lower.written, upper=upper.written, lower_unit=other,
        digits=max(lower.digits, upper.digits),
    )  # fmt: skip


def _ratio(text: str, at: int) -> Quantity | None:
    above = match_number(text, at, False)
    colon = _colon.match(text, above.end) if above else None
    below = match_number(text, colon.end(), False) if colon else None
    if above is None or below is None:
        return None
    return Quantity(at, below.end, "ratio", f"{above.written}:{below.written}")


def _dimensions(text: str, at: int) -> Quantity | None:
    numbers: list[str] = []
    unit = None
    end = at
    while len(numbers) < 4:
        number = match_number(text, end, False)
        if number is None:
            return None
        numbers.append(number.written)
        end, own = _unit(text, number.end) or (number.end, None)
        unit = own or unit
        by = _by.match(text, end)
        if by is None:
            break
        end = by.end()
    return Quantity(at, end, "dimensions", unit=unit, values=tuple(numbers)) if len(numbers) > 1 else None


def _plain(text: str, at: int) -> Quantity | None:
    number = _signed(text, at)
    if number is None:
        return None
    times = _times.match(text, number.end)
    if times:
        return Quantity(
            at, times.end(), "multiple", number.written, digits=number.digits, factor=number.value
        )
    if text.startswith("百分之", at):
        return Quantity(at, number.end, "number", number.written, parse_unit("%"), factor=number.value)
    found = _unit(text, number.end)
    if found is None:
        if not _ends_here(text, number):
            return None
        return Quantity(at, number.end, "number", number.written, digits=number.digits)
    end, unit = found
    if unit.ucum == "{point}" and not text[number.start].isdigit():
        return None
    return Quantity(at, end, "number", number.written, unit, digits=number.digits)


# 400-800-1234 and 2024-05-06 are no ranges.
_no_range = re.compile(r"[-—–]\d|\.\d")
_no_end = re.compile(r"[A-Za-z_.\d]|[ ]?(?:号|期|款|章|条(?=[的规款]))|-\d|/")


def _ends_here(text: str, number: Number) -> bool:
    """Whether a number without a unit is whole: no part of a name such as 3A or 5.2.1."""
    if _no_end.match(text, number.end) and not re.match(r"\.(?!\d)", text[number.end : number.end + 2]):
        return False
    if not text[number.start].isdigit() and text[number.start] not in "+-":
        return _follows_word(text, number.end)
    return True


def _follows_word(text: str, end: int) -> bool:
    """Whether a numeral in words stands alone: "at least two", 不少于两; 一般 and 十分 are no numbers."""
    after = text[end : end + 1]
    return not after or not ("一" <= after <= "龥" or after.isalnum())


@cache
def share(quantity: Quantity) -> Fraction | None:
    """Return the multiple that a value is, if it is one: 2 倍, 50 %, 1/3; else None."""
    if quantity.factor is not None:
        return quantity.factor
    if quantity.kind != "number":
        return None
    number = match_number(quantity.value, 0, False)
    if number is None:
        return None
    if quantity.unit is None:
        return number.value if "/" in quantity.value else None
    return number.value * quantity.unit.factor if quantity.unit.dimension == "1" else None
