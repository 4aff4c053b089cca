"""Units: written forms to UCUM, and conversion that is exact and can be undone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdml.text import units
from stdml.text.unit_table import unit_table
from stdml.text.units import convert, match_unit, parse_unit, units_in

FORMS = sorted(unit_table().forms)


@pytest.mark.parametrize(
    ("written", "ucum"),
    [
        ("mg/m³", "mg/m3"),
        ("mg/m3", "mg/m3"),
        ("毫克每立方米", "mg/m3"),
        ("毫克/立方米", "mg/m3"),
        ("kWh/(m²·a)", "kW.h/(m2.a)"),
        ("kW·h/（m²·a）", "kW.h/(m2.a)"),
        ("CFU/100 mL", "[CFU]/(100.mL)"),
        ("MPN/100mL", "{MPN}/(100.mL)"),
        ("℃", "Cel"),
        ("°C", "Cel"),
        ("%", "%"),
        ("％", "%"),
        ("‰", "[ppth]"),
        ("次/年", "{times}/a"),
        ("人", "{person}"),
        ("床", "{bed}"),
        ("米", "m"),
        ("毫米", "mm"),
        ("平方米", "m2"),
        ("㎡", "m2"),
        ("立方厘米", "cm3"),
        ("NTU", "{NTU}"),
        ("Ω", "Ohm"),
        ("kΩ", "kOhm"),
        ("MΩ", "MOhm"),
        ("lx", "lx"),
        ("元", "{CNY}"),
        ("万元", "10*4.{CNY}"),
        ("r/min", "{rev}/min"),
        ("L/s", "L/s"),
        ("MPa", "MPa"),
        ("h", "h"),
        ("小时", "h"),
        ("min", "min"),
        ("分钟", "min"),
        ("d", "d"),
        ("个月", "mo"),
        ("mm/s", "mm/s"),
        ("W/(m²·K)", "W/(m2.K)"),
        ("m·s⁻²", "m/s2"),
        ("μg/L", "ug/L"),
        ("千瓦", "kW"),
        ("兆帕", "MPa"),
        ("KW", "kW"),
        ("Kg", "kg"),
        ("square metres", "m2"),
        ("cubic centimeters", "cm3"),
        ("kilopascals", "kPa"),
        ("degrees Celsius", "Cel"),
        ("per cent", "%"),
        ("working days", "{workday}"),
        ("[pH]", "[pH]"),
        ("dB(A)", "dB"),
        ("dB（A）", "dB"),
        ("L/(人·d)", "L/({person}.d)"),
        ("m^3/h", "m3/h"),
    ],
)
def test_written_forms(written: str, ucum: str) -> None:
    unit = parse_unit(written)
    assert unit is not None and unit.ucum == ucum and unit.written == written
    again = parse_unit(ucum)
    if not unit.weighting:
        assert again is not None and (again.dimension, again.factor) == (unit.dimension, unit.factor)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "好",
        "metering",
        "5",
        "m/",
        "(m",
        "kkg",
        "m²/m²/m²/m²/m²/m²/m²/m²/m²/m²x",
        "a" * 5000,
        "((((((m))))))",
    ],
)
def test_what_is_no_unit(written: str) -> None:
    assert parse_unit(written) is None


def test_the_table_is_broad_and_every_form_is_understood() -> None:
    assert len(FORMS) > 300
    # A form that one writes must be read as itself, whatever shorter form it begins with.
    wrong = [form for form in FORMS[::7] if (unit := parse_unit(form)) is None or unit.factor <= 0]
    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dB(A)", "dB"),
        ("dB(A)", "dB(C)"),
        ("人", "床"),
        ("NTU", "FNU"),
        ("CFU", "MPN"),
        ("°", "rad"),
        ("lm", "cd"),
        ("W", "VA"),
        ("d", "工作日"),
        ("%", "个"),
        ("m³", "Nm³"),
        ("Gy", "Sv"),
    ],
)
def test_what_must_not_be_converted(one: str, other: str) -> None:
    first, second = parse_unit(one), parse_unit(other)
    assert first is not None and second is not None and not first.converts_to(second)
    with pytest.raises(ValueError, match="not convertible"):
        convert(Decimal(1), first, second)


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("20", "℃", "K", "293.15"),
        ("32", "℉", "℃", "0"),
        ("212", "°F", "℃", "100"),
        ("1", "mg/L", "g/m³", "1"),
        ("1", "kWh", "MJ", "3.6"),
        ("36", "km/h", "m/s", "10"),
        ("1", "次/h", "次/d", "24"),
        ("12", "个月", "年", "1"),
        ("5", "%", "‰", "50"),
        ("100", "CFU/100mL", "CFU/mL", "1"),
        ("1", "公顷", "m²", "10000"),
        ("3000", "r/min", "r/s", "50"),
        ("1", "万元", "元", "10000"),
        ("90", "′", "°", "1.5"),
        ("1", "MPa", "kPa", "1000"),
        ("1", "inch", "mm", "25.4"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    first, second = parse_unit(source), parse_unit(target)
    assert first is not None and second is not None
    assert convert(Decimal(value), first, second) == Fraction(result)


_values = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1000)


def _by_dimension() -> list[list[units.Unit]]:
    found: dict[str, list[units.Unit]] = {}
    for form in FORMS[::3]:
        if unit := parse_unit(form):
            found.setdefault(unit.dimension, []).append(unit)
    return list(found.values())


_pairs = st.sampled_from(_by_dimension()).flatmap(
    lambda same: st.tuples(st.sampled_from(same), st.sampled_from(same))
)


@given(_pairs, _values)
def test_conversion_can_be_undone(pair: tuple[units.Unit, units.Unit], value: Fraction) -> None:
    unit, other = pair
    assert convert(convert(value, unit, other), other, unit) == value
    # A larger value stays larger.
    assert convert(value + 1, unit, other) > convert(value, unit, other)


@given(st.text(alphabet="mkgs/·()²³⁻^-1024 %℃米平方每个月dB(A)人万{}[].*", max_size=70))
def test_any_text_is_read_without_failing(text: str) -> None:
    parse_unit(text)
    for start, end, unit in units_in(text):
        assert text[start:end].strip() == unit.written.strip()
    for at in range(len(text)):
        found = match_unit(text, at)
        assert found is None or at < found[0] <= len(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5 m的管道", "m"),
        ("100 m2以上", "m2"),
        ("20%～30%", "%"),
        ("30 min。", "min"),
        ("20次/h", "次/h"),
        ("6 个月内", "个月"),
        ("100 m2. The", "m2"),
        ("2安全出口", None),
        ("2 meetings", None),
        ("5 in a row", None),
        ("2法兰", None),
        ("2 kg.", "kg"),
        ("3 hazards", None),
    ],
)
def test_the_unit_after_a_number(text: str, written: str | None) -> None:
    digits = len(text) - len(text.lstrip("0123456789"))
    found = match_unit(text, digits)
    assert (found[1].written if found else None) == written
