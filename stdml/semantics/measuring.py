"""A result brought to the unit of a limit, exactly, or the reason why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from stdml.language import say
from stdml.semantics.figures import figure, shown, unified
from stdml.semantics.intervals import Intervals
from stdml.semantics.limits_of import Limit
from stdml.semantics.names import word
from stdml.semantics.readings import Reading, below_limit, reading
from stdml.semantics.results import Result
from stdml.semantics.verdicts import Decision
from stdml.text.units import Unit, parse_unit

_NO_UNIT = frozenset({"", "/", "-", "—", "--", "——", "无"})
_DIMENSIONLESS = frozenset({"无量纲", "1", "dimensionless"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A result in the unit of the limit.

    Attributes:
        numbers: the numbers it may stand for
        text: the number in words, with what it was converted from
        uncertainty: the expanded uncertainty, or None
        mark: whether the figure was reported with (+) or (-)
    """

    numbers: Intervals
    text: str
    uncertainty: Fraction | None = None
    mark: int = 0


def measure(limit: Limit, result: Result, uncertainty: str = "") -> Measured | Decision:
    """Return a result as numbers in the unit of the limit, or why that cannot be."""
    found = reading(result.value, result.decimal_comma)
    if found.unit == "L" and (result.unit or not _is_volume(limit)):
        found = below_limit(found)
    if not found.numbers:
        return _no_number(found)
    if found.figure is not None and found.figure.doubtful:
        words = say("“{v}”可读作整数或小数", "{v!r} may part thousands or decimals", v=result.value)
        return Decision("invalid", words)
    scale = conversion(limit, result, found)
    if isinstance(scale, Decision):
        return scale
    factor, offset = scale
    written = found.uncertainty or result.uncertainty or uncertainty
    half_width = _half_width(written, limit, result, factor) if written else None
    if isinstance(half_width, Decision):
        return half_width
    same = factor == 1 and not offset
    numbers = found.numbers if same else found.numbers.mapped(factor, offset)
    mark = found.figure.mark if found.figure else 0
    return Measured(numbers, _value_text(limit, result, found, numbers, same), half_width, mark)


def _no_number(found: Reading) -> Decision:
    if found.detected is False:
        words = say("未检出，但没有给出检出限", "not detected, but the limit of detection is not given")
        return Decision("indeterminate", words)
    if found.passed is not None:
        words = say("只有结论“{text}”，没有测得值", "only {text!r}, no measured value", text=found.text)
        return Decision("indeterminate", words)
    return Decision("invalid", say("“{text}”不是数值", "{text!r} is not a number", text=found.text))


def _is_volume(limit: Limit) -> bool:
    return limit.unit is not None and limit.unit.dimension == "L3"


def conversion(limit: Limit, result: Result, found: Reading) -> tuple[Fraction, Fraction] | Decision:
    """Return factor and offset from the unit of a result to that of the limit, or why there is none."""
    inner, outer = found.unit, "" if result.unit in _NO_UNIT else result.unit
    if inner and outer and not _same_unit(inner, outer):
        words = say(
            "值中的单位 {a} 与单位栏 {b} 不同", "the value says {a}, the unit column {b}", a=inner, b=outer
        )
        return Decision("invalid", words)
    written = outer or inner
    if not written or written == limit.written_unit:
        return Fraction(1), Fraction(0)
    unit = parse_unit(written)
    if limit.unit is None:
        return _without_unit(limit, written, unit)
    if unit is None and unified(written) in _DIMENSIONLESS and limit.unit.dimension in ("1", "{pH}"):
        return Fraction(1), Fraction(0)
    if unit is None:
        words = say("不认识单位“{unit}”，不能换算为 {to}",
                    "unit {unit!r} is not known and cannot become {to}",
                    unit=written, to=limit.written_unit)  # fmt: skip
        return Decision("indeterminate", words)
    if unit.dimension != limit.unit.dimension and unit.ucum[:1] == limit.unit.ucum[:1] == "{":
        # Counted in other words: 座 and 个 may be the same, and need not.
        words = say("不知道 {unit} 与 {to} 是否相同", "whether {unit} and {to} are the same is not known",
                    unit=written, to=limit.written_unit)  # fmt: skip
        return Decision("indeterminate", words)
    if unit.dimension != limit.unit.dimension:
        words = say("单位 {unit} 与限值的单位 {to} 不是同一种量", "{unit} measures something else than {to}",
                    unit=written, to=limit.written_unit)  # fmt: skip
        return Decision("invalid", words)
    if unit.factor == limit.unit.factor and unit.offset == limit.unit.offset:
        return Fraction(1), Fraction(0)
    # Both go through the base unit of their dimension.
    return unit.factor / limit.unit.factor, (unit.offset - limit.unit.offset) / limit.unit.factor


def _without_unit(limit: Limit, written: str, unit: Unit | None) -> tuple[Fraction, Fraction] | Decision:
    """Return the conversion to a limit without a known unit: only what is no unit, or the same word, fits."""
    if limit.written_unit:
        if _same_unit(written, limit.written_unit):
            return Fraction(1), Fraction(0)
        words = say("单位“{unit}”不能换算为“{to}”", "unit {unit!r} cannot become {to!r}",
                    unit=written, to=limit.written_unit)  # fmt: skip
        return Decision("indeterminate", words)
    if unified(written) in _DIMENSIONLESS or (unit is not None and unit.dimension in ("{pH}", "{count}")):
        return Fraction(1), Fraction(0)
    if unit is not None and unit.dimension == "1":
        return unit.factor, Fraction(0)
    words = say(
        "限值没有单位，结果的单位是 {unit}", "the limit has no unit, the result is in {unit}", unit=written
    )
    return Decision("indeterminate", words)


def _same_unit(one: str, other: str) -> bool:
    if word(one) == word(other):
        return True
    a, b = parse_unit(one), parse_unit(other)
    return a is not None and b is not None and (a.dimension, a.factor) == (b.dimension, b.factor)


def _half_width(written: str, limit: Limit, result: Result, factor: Fraction) -> Fraction | Decision:
    """Return an expanded uncertainty in the unit of the limit; "5 %" is relative to the value."""
    words = unified(written).removeprefix("±").lstrip("Uu").lstrip(" =±")
    found = figure(words, result.decimal_comma)
    if found is None or found.value < 0 or found.doubtful:
        return Decision(
            "invalid", say("不确定度“{u}”无法读取", "uncertainty {u!r} cannot be read", u=written)
        )
    # "0.02 mg/L (k=2)": what follows the unit tells how U was found.
    unit = found.rest.split("(")[0].split(",")[0].split(";")[0].strip()
    value = reading(result.value, result.decimal_comma)
    if unit == "%" and (limit.unit is None or limit.unit.dimension != "1"):
        return abs(value.figure.value * factor) * found.value / 100 if value.figure else Fraction(0)
    if not unit:
        return found.value * abs(factor)
    own = conversion(limit, Result("", "", unit=unit), Reading(""))
    return own if isinstance(own, Decision) else found.value * abs(own[0])


def _value_text(limit: Limit, result: Result, found: Reading, numbers: Intervals, same: bool) -> str:
    written = result.value if found.unit or not (result.unit or limit.written_unit) else ""
    if not written:
        unit = limit.written_unit if result.unit in _NO_UNIT else result.unit
        written = f"{result.value} {unit}".rstrip()
    if same or found.figure is None:
        return written
    ends = [end for part in numbers.parts() for end in (part.upper, part.lower) if end is not None]
    return f"{written} = {shown(ends[0])} {limit.written_unit}".rstrip() if ends else written
