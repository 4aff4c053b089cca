"""Results against limits: the verdict, the reason, and nothing guessed."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stdml
from stdml.errors import InputError
from stdml.report.verification import FORMS, Facts, render
from stdml.semantics.conditions import holds
from stdml.semantics.decide import decide
from stdml.semantics.figures import figure, shown
from stdml.semantics.limits_of import limit_of
from stdml.semantics.names import Synonyms
from stdml.semantics.provisions import requirements
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.results import Result, conditions, read_results
from stdml.semantics.rounding import round_to
from stdml.semantics.statistic import percentiles, statistic
from stdml.semantics.verdicts import VERDICTS, Judgement, worst
from stdml.semantics.verify import verify
from tests.conftest import examples


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def demand(*parameters: Indicator, **facets: Any) -> Demand:
    return Demand(
        **{"id": "r1", "clause": "5.1", "modality": "requirement", **facets}, parameters=list(parameters)
    )


def verdicts(demands: list[Demand], *rows: Result) -> list[Judgement]:
    return verify(demands, rows)


def one(indicator: Indicator, *rows: Result, **facets: Any) -> Judgement:
    found = verify([demand(indicator, **facets)], rows)
    assert len(found) == 1
    return found[0]


AMMONIA = Indicator(id="p1", name="氨氮", op="<=", value="0.50", unit="mg/L", written_unit="mg/L")
PH = Indicator(name="pH", op="range", lower="6.5", upper="8.5")
BACTERIA = Indicator(op="not-detected", written_unit="CFU", per="100 mL")
GUARD = Indicator(name="防护等级", op=">=", value="IP54", type="composite")


# --- One value, one limit

# indicator, value, unit, uncertainty, verdict, words of the reason
DECIDED = [
    (AMMONIA, "0.52", "mg/L", "", "nonconform", "0.52 mg/L > 0.50 mg/L"),
    (AMMONIA, "0.50", "mg/L", "", "conform", "0.50 mg/L ≤ 0.50 mg/L"),
    (AMMONIA, "0.504", "", "", "nonconform", "0.504 mg/L > 0.50 mg/L"),
    (AMMONIA, "0.00052", "g/L", "", "nonconform", "0.00052 g/L = 0.52 mg/L > 0.50 mg/L"),
    (AMMONIA, "0.52 mg/L", "", "", "nonconform", "0.52 mg/L > 0.50 mg/L"),
    (AMMONIA, "0.48", "mg/L", "0.01", "conform", "≤"),
    (AMMONIA, "0.49", "mg/L", "0.02", "conditional-conform", "U = 0.02 mg/L"),
    (AMMONIA, "0.51", "mg/L", "0.02", "conditional-nonconform", "U = 0.02 mg/L"),
    (AMMONIA, "0.53", "mg/L", "0.02 mg/L (k=2)", "nonconform", ">"),
    (AMMONIA, "0.49", "mg/L", "20 μg/L", "conditional-conform", "U = 0.02 mg/L"),
    (AMMONIA, "0.49", "mg/L", "5 %", "conditional-conform", "U = 0.0245 mg/L"),
    (AMMONIA, "0.49±0.02", "mg/L", "", "conditional-conform", "U = 0.02 mg/L"),
    (AMMONIA, "0.49", "mg/L", "much", "invalid", "much"),
    (AMMONIA, "0.49", "mg/L", "-0.1", "invalid", "-0.1"),
    (AMMONIA, "<0.025", "mg/L", "", "conform", "<0.025 mg/L"),
    (AMMONIA, "0.025L", "mg/L", "", "conform", "0.025L"),
    (AMMONIA, "<5", "mg/L", "", "indeterminate", "may or may not"),
    (AMMONIA, ">3", "mg/L", "", "nonconform", ">3"),
    (AMMONIA, "0.4～0.6", "mg/L", "", "indeterminate", "may or may not"),
    (AMMONIA, "未检出", "mg/L", "", "indeterminate", "limit of detection"),
    (AMMONIA, "ND(0.025)", "mg/L", "", "conform", "ND"),
    (AMMONIA, "", "mg/L", "", "indeterminate", "no value"),
    (AMMONIA, "/", "mg/L", "", "indeterminate", "no value"),
    (AMMONIA, "合格", "mg/L", "", "indeterminate", "no measured value"),
    (AMMONIA, "about 0.4", "mg/L", "", "invalid", "not a number"),
    (AMMONIA, "1,234", "mg/L", "", "invalid", "thousands"),
    (AMMONIA, "0.4", "m", "", "invalid", "something else"),
    (AMMONIA, "0.4", "furlong", "", "indeterminate", "furlong"),
    (AMMONIA, "0.4 g/L", "mg/L", "", "invalid", "unit column"),
    (PH, "7.7", "", "", "conform", "≥ 6.5 and ≤ 8.5"),
    (PH, "8.7", "", "", "nonconform", "8.7 > 8.5"),
    (PH, "6.4", "无量纲", "", "nonconform", "< 6.5"),
    (PH, "6.4", "mg/L", "", "indeterminate", "no unit"),
    (Indicator(op="tolerance", nominal="230", tol_plus="10", tol_type="relative", written_unit="V"),
     "253", "V", "", "conform", "253"),
    (Indicator(op="tolerance", nominal="230", tol_plus="10 %", tol_minus="10 %", written_unit="V"),
     "253.1", "V", "", "nonconform", "> 253 V"),
    (Indicator(op="tolerance", nominal="25.0", tol_plus="0.5", tol_minus="0.5", written_unit="℃"),
     "297.5", "K", "", "nonconform", "24.35 ℃ < 24.5 ℃"),
    (Indicator(op="range", lower="10", upper="20", lower_inclusive=False),
     "10", "", "", "nonconform", "≤ 10"),
    (Indicator(op=">=", value="1:3", type="ratio"), "1:4", "", "", "nonconform", "1:4 < 1:3"),
    (Indicator(op=">=", value="1:3", type="ratio"), "1/2", "", "", "conform", "1/2 ≥ 1:3"),
    (Indicator(op="<=", value="10", written_unit="%"), "0.09", "1", "", "conform", "9 %"),
    (Indicator(op="==", value="5"), "5.0", "", "", "conform", "="),
    (Indicator(op="enum", values=["10", "16"], written_unit="mm²"), "12", "mm²", "", "nonconform", "10, 16"),
    (Indicator(op="enum", values=["红色", "黄色"]), "绿色", "", "", "nonconform", "红色"),
    (GUARD, "IP65", "", "", "conform", "IP65"),
    (GUARD, "IP63", "", "", "nonconform", "does not reach"),
    (GUARD, "IPX5", "", "", "indeterminate", "not known"),
    (Indicator(name="评价", op=">=", value="2级"), "1级", "", "", "indeterminate", "not known"),
    (Indicator(name="评价", op=">=", value="2级", values=["3级", "2级", "1级"]),
     "1级", "", "", "nonconform", "2级"),
    (Indicator(name="燃烧性能", op=">=", value="B1级"), "A级", "", "", "conform", "A级"),
    (Indicator(op="exists"), "有", "", "", "conform", "present"),
    (Indicator(op="exists"), "0", "", "", "nonconform", "absent"),
    (Indicator(op="not-exists"), "是", "", "", "nonconform", "must not"),
    (Indicator(op="exists"), "perhaps", "", "", "invalid", "yes or no"),
    (BACTERIA, "未检出", "", "", "conform", "not detected"),
    (BACTERIA, "0", "CFU/100 mL", "", "conform", "not detected"),
    (BACTERIA, "<1", "CFU/100 mL", "", "conform", "not detected"),
    (BACTERIA, "2", "CFU/100 mL", "", "nonconform", "2 CFU"),
    (Indicator(op="not-detected", value="0.01", written_unit="mg/L"), "<0.05", "", "", "indeterminate",
     "above"),
    (Indicator(op="reference", reference="GB/T 1 中 5.3"), "7", "", "", "indeterminate", "GB/T 1 中 5.3"),
    (Indicator(op="reference", reference="GB/T 1 中 5.3"), "符合", "", "", "conform", "符合"),
    (Indicator(name="x"), "1", "", "", "indeterminate", "operator"),
    (Indicator(op="<=", value="适量"), "1", "", "", "indeterminate", "not known"),
    (Indicator(op="range", lower="a", upper="b"), "1", "", "", "indeterminate", "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("indicator", "value", "unit", "u", "verdict", "words"), DECIDED)
def test_decided(indicator: Indicator, value: str, unit: str, u: str, verdict: str, words: str) -> None:
    result = Result("p", value, unit, uncertainty=u)
    found = decide(limit_of(indicator), result, indicator.name or "")
    assert found.verdict == verdict, found
    assert words in found.reason


def test_chinese_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert one(PH, Result("pH", "7.0")).reason == "7.0 ≥ 6.5且≤ 8.5"
    assert "检出限" in one(AMMONIA, Result("氨氮", "未检出")).reason


# limit, value, verdict by full values, by rounded values: GB/T 8170—2008, 4.3
BOTH_METHODS = [
    (Indicator(op=">=", value="92.0"), "91.96", "nonconform", "conform"),
    (Indicator(op=">=", value="92.0"), "91.94", "nonconform", "nonconform"),
    (Indicator(op="<=", value="0.8"), "0.849", "nonconform", "conform"),
    (Indicator(op="<=", value="0.8"), "0.851", "nonconform", "nonconform"),
    (Indicator(op="<", value="20.0"), "19.96", "conform", "nonconform"),
    (Indicator(op="range", lower="2.5", upper="3.1"), "3.149", "nonconform", "conform"),
    (Indicator(op="tolerance", nominal="15.0", tol_plus="0.2", tol_minus="0.2"),
     "14.79", "nonconform", "conform"),
    (Indicator(op="<=", value="120"), "120.4", "nonconform", "conform"),
    (Indicator(op="<=", value="31"), "31.5(-)", "nonconform", "conform"),
    (Indicator(op="<=", value="30"), "30.5(+)", "nonconform", "nonconform"),
    (Indicator(op="<=", value="1.2×10³"), "1249", "nonconform", "conform"),
]  # fmt: skip


@pytest.mark.parametrize(("indicator", "value", "full", "rounded"), BOTH_METHODS)
def test_the_document_says_how_to_compare(indicator: Indicator, value: str, full: str, rounded: str) -> None:
    indicator.name = "a"
    row = Result("a", value)
    assert one(indicator, row).verdict == full
    assert one(indicator, row, decision="rounded").verdict == rounded
    said = Demand(id="r2", modality="requirement", text="测定值按修约值比较法判定。")
    assert verify([demand(indicator), said], [row])[0].verdict == rounded
    also = Demand(id="r3", modality="requirement", text="其他指标用全数值比较法。")
    both = verify([demand(indicator), said, also], [row])[0].verdict
    assert both == (full if full == rounded else "indeterminate")


def test_the_rounded_value_is_shown_with_its_digits() -> None:
    found = one(AMMONIA, Result("氨氮", "0.504", "mg/L"), decision="rounded")
    assert found.reason == "0.504 mg/L, rounded 0.50 mg/L ≤ 0.50 mg/L"


# --- Laws

written = st.builds(lambda n, d: str(Decimal(n).scaleb(-d)), st.integers(-9999, 9999), st.integers(0, 3))
operators = st.sampled_from(["<=", "<", ">=", ">"])


@given(written, written, operators, st.booleans())
def test_agrees_with_comparing_numbers(limit: str, value: str, op: Any, rounded: bool) -> None:
    indicator = Indicator(name="a", op=op, value=limit)
    decision = decide(limit_of(indicator), Result("a", value), rounded=rounded)
    left, right = Fraction(value), Fraction(limit)
    if rounded:
        left = round_to(left, Fraction(10) ** (figure(limit) or pytest.fail("no figure")).place)  # type: ignore[operator]
    truth = {"<=": left <= right, "<": left < right, ">=": left >= right, ">": left > right}[op]
    assert decision.verdict == ("conform" if truth else "nonconform")


@given(written, written, operators, st.integers(0, 500))
def test_a_guard_band_only_makes_careful(limit: str, value: str, op: Any, width: int) -> None:
    limits = limit_of(Indicator(name="a", op=op, value=limit))
    plain = decide(limits, Result("a", value)).verdict
    guarded = decide(limits, Result("a", value, uncertainty=str(width))).verdict
    assert guarded in (plain, f"conditional-{plain}")


@given(
    written, written, st.sampled_from([("mg/L", "g/m³"), ("m", "mm"), ("℃", "K"), ("%", "‰"), ("h", "min")])
)
def test_units_do_not_change_the_verdict(limit: str, value: str, units: tuple[str, str]) -> None:
    from stdml.text.units import convert, parse_unit

    first, second = map(parse_unit, units)
    assert first is not None and second is not None
    converted = convert(Fraction(value), first, second)
    digits = Decimal(converted.numerator) / Decimal(converted.denominator)
    limits = limit_of(Indicator(name="a", op="<=", value=limit, written_unit=units[0]))
    here = decide(limits, Result("a", value, units[0])).verdict
    if Fraction(digits) == converted:
        assert decide(limits, Result("a", f"{digits:f}", units[1])).verdict == here


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_no_cell_breaks_it(value: str, unit: str, uncertainty: str) -> None:
    for indicator in (AMMONIA, PH, GUARD, Indicator(op="exists"), Indicator(op="not-detected")):
        assert (
            decide(limit_of(indicator), Result("a", value, unit, uncertainty=uncertainty)).verdict in VERDICTS
        )


@given(st.lists(st.tuples(*[st.text(max_size=12)] * 4), max_size=4), st.text(max_size=40))
def test_no_row_breaks_it(rows: list[tuple[str, str, str, str]], condition: str) -> None:
    limits = [*noise(), demand(AMMONIA, condition=condition, exceptions=["当 a 大于 1 m 时"], id="r9")]
    names = ["等效声级", "氨氮", "n00"]
    results = [
        Result(names[len(name) % 3] if n else name, value, unit, condition=conditions(f"{where};a={value}"))
        for n, (name, value, unit, where) in enumerate(rows)
    ]
    found = verify(limits, results)
    assert sum(len(one.samples) for one in found) == len(results)
    assert all(one.verdict in VERDICTS and one.reason for one in found)


texts = (
    st.none()
    | written
    | st.text(max_size=8)
    | st.sampled_from(["IP54", "1:3", "10 %", "±2", "5 mg/L", "2 倍"])
)


@examples(1)
@given(
    st.sampled_from(["<=", "<", ">=", ">", "==", "range", "tolerance", "enum", "exists", "not-exists",
                     "not-detected", "ratio", "table", "reference", None]),
    texts, texts, texts, texts, texts, texts, texts, st.lists(st.text(max_size=5), max_size=3), written,
)  # fmt: skip
def test_no_indicator_breaks_it(
    op: Any,
    value: Any,
    lower: Any,
    upper: Any,
    nominal: Any,
    plus: Any,
    unit: Any,
    base: Any,
    values: Any,
    got: str,
) -> None:
    indicator = Indicator(
        name="a", op=op, value=value, lower=lower, upper=upper, nominal=nominal, tol_plus=plus,
        written_unit=unit, relative_to=base, factor=plus, values=values,
    )  # fmt: skip
    found = one(indicator, Result("a", got, unit or ""), Result("a", "符合"))
    assert found.verdict in VERDICTS
    assert found.reason


# --- Several results, classes, conditions


def noise() -> list[Demand]:
    rows = {"0类": ("50", "40"), "1类": ("55", "45"), "2类": ("60", "50")}
    cells = [
        Indicator(id=f"n{cls[0]}{at}", name="等效声级", op="<=", value=value, written_unit="dB(A)",
                  classes={"类别": cls, "时段": ("昼间", "夜间")[at]}, statistic="Leq")
        for cls, values in rows.items()
        for at, value in enumerate(values)
    ]  # fmt: skip
    return [demand(*cells)]


def noise_row(value: str, **condition: str) -> Result:
    return Result("等效声级", value, "dB(A)", condition=tuple(condition.items()))


# value, condition, verdict, limit of the cell, words
CELLS = [
    ("56", {"类别": "1类", "时段": "昼间"}, "nonconform", "≤ 55 dB(A)", "56 dB(A) > 55 dB(A)"),
    ("56", {"类别": "2", "时段": "昼间"}, "conform", "≤ 60 dB(A)", "≤"),
    ("46", {"功能区": "1类", "period": "夜间"}, "nonconform", "≤ 45 dB(A)", ">"),
    ("40", {"": "0类", "时间": "夜间"}, "conform", "≤ 40 dB(A)", "≤"),
    ("40", {"类别": "1类"}, "indeterminate", None, "时段"),
    ("40", {}, "indeterminate", None, "类别, 时段"),
    ("99", {"类别": "4类", "时段": "昼间"}, "not-applicable", None, "no limit"),
]


@pytest.mark.parametrize(("value", "condition", "verdict", "limit", "words"), CELLS)
def test_tables_of_limits(
    value: str, condition: dict[str, str], verdict: str, limit: str | None, words: str
) -> None:
    [found] = verify(noise(), [noise_row(value, **condition)])
    assert (found.verdict, [cell.limit for cell in found.cells]) == (verdict, [limit] if limit else [])
    assert words in found.reason


def test_one_verdict_for_a_table() -> None:
    rows = [
        noise_row("56", 类别="1类", 时段="昼间"),
        noise_row("44", 类别="1类", 时段="夜间"),
        noise_row("1"),
    ]
    [found] = verify(noise(), rows)
    assert found.verdict == "nonconform"
    assert [(cell.classes["时段"], cell.verdict) for cell in found.cells] == [
        ("昼间", "nonconform"),
        ("夜间", "conform"),
    ]
    assert len(found.samples) == 3
    assert set(found.to_dict()) >= {"parameter", "clause", "verdict", "reason", "samples", "cells"}


def test_an_id_names_a_cell() -> None:
    [found] = verify(noise(), [Result("n11", "46", "dB(A)")])
    assert (found.verdict, found.cells[0].classes) == ("nonconform", {"类别": "1类", "时段": "夜间"})


def test_weightings_are_kept_apart() -> None:
    [found] = verify(noise(), [Result("n11", "40", "dB")])
    assert found.verdict == "invalid"


def test_each_of_several_samples_counts() -> None:
    found = one(
        AMMONIA, *(Result("氨氮", value, "mg/L", f"S{n}") for n, value in enumerate(["0.1", "0.6", "0.7"]))
    )
    assert found.verdict == "nonconform"
    assert found.reason.startswith("2 of 3 results: S1: 0.6 mg/L > 0.50 mg/L")
    assert [sample.verdict for sample in found.samples] == ["conform", "nonconform", "nonconform"]


# statistic, values, verdict against ≤ 10
STATISTICS = [
    ("平均值", ["9", "11"], "conform", "mean"),
    ("mean", ["9", "11.01"], "nonconform", "10.005"),
    ("mean", ["1", "<5"], "conform", "mean"),
    ("最大值", ["9", "11"], "nonconform", "11"),
    ("min", ["9", "11"], "conform", "9"),
    ("max", ["11", "<5"], "nonconform", "11"),
    ("P50", ["1", "2", "30", "40"], "indeterminate", "P50"),
    ("P95", ["1", "2", "3"], "conform", "P95"),
    ("中位数", ["1", "20", "30"], "nonconform", "20"),
    ("2 of 3", ["1", "2"], "conform", "2 of 2"),
    ("2 of 3", ["1", "20"], "indeterminate", "1 of 2"),
    ("3次中至少2次", ["1", "20", "30"], "nonconform", "1 of 3"),
    ("2 of 3", ["1", "2", "3", "4"], "indeterminate", "4"),
    ("24 h平均", ["9", "11"], "nonconform", "1 of 2"),
    ("mean", ["9", "x"], "invalid", "x"),
]


@pytest.mark.parametrize(("name", "values", "verdict", "words"), STATISTICS)
def test_statistics(name: str, values: list[str], verdict: str, words: str) -> None:
    found = one(Indicator(name="a", op="<=", value="10", statistic=name), *(Result("a", v) for v in values))
    assert found.verdict == verdict, found.reason
    assert words in found.reason


@given(
    st.lists(written, min_size=1, max_size=9), written, st.sampled_from(["mean", "max", "min", "P90", "P10"])
)
def test_statistics_are_exact(values: list[str], limit: str, name: str) -> None:
    found = one(Indicator(name="a", op="<=", value=limit, statistic=name), *(Result("a", v) for v in values))
    numbers = sorted(map(Fraction, values))
    bound = Fraction(limit)
    if name == "mean":
        truth = {sum(numbers) / len(numbers) <= bound}
    elif name[0] == "P":
        truth = {value <= bound for value in percentiles(numbers, statistic(name).share)}
    else:
        truth = {(numbers[-1] if name == "max" else numbers[0]) <= bound}
    expected = "indeterminate" if len(truth) == 2 else "conform" if truth == {True} else "nonconform"
    assert found.verdict == expected


def test_conditions_decide_whether_a_requirement_applies() -> None:
    width = Indicator(name="宽度", op=">=", value="1.2", written_unit="m")

    def row(**condition: str) -> Result:
        return Result("宽度", "1100", "mm", condition=tuple(condition.items()))

    facets = {"condition": "当建筑高度大于24 m时"}
    assert one(width, row(建筑高度="30 m"), **facets).verdict == "nonconform"
    assert one(width, row(建筑高度="20 m"), **facets).verdict == "not-applicable"
    assert one(width, row(), **facets).verdict == "indeterminate"
    assert one(width, row(**{"建筑高度大于24 m": "是"}), **facets).verdict == "nonconform"


def test_exceptions() -> None:
    base = {"exceptions": ["小型供水"]}
    assert one(AMMONIA, Result("氨氮", "0.6"), **base).verdict == "indeterminate"
    assert one(AMMONIA, Result("氨氮", "0.4"), **base).verdict == "conform"
    assert (
        one(AMMONIA, Result("氨氮", "0.6", condition=(("小型供水", "否"),)), **base).verdict == "nonconform"
    )
    assert (
        one(AMMONIA, Result("氨氮", "0.6", condition=(("", "小型供水"),)), **base).verdict == "not-applicable"
    )


def test_a_special_limit_takes_the_place_of_the_general_one() -> None:
    general = Indicator(id="g", name="浑浊度", op="<=", value="1", written_unit="NTU")
    special = Indicator(id="s", name="浑浊度", op="<=", value="3", written_unit="NTU", condition="小型供水")

    def judged(**condition: str) -> list[str]:
        row = Result("浑浊度", "2", "NTU", condition=tuple(condition.items()))
        return [found.verdict for found in verify([demand(general, special)], [row])]

    assert judged(小型供水="是") == ["not-applicable", "conform"]
    assert judged(小型供水="否") == ["nonconform", "not-applicable"]
    assert judged() == ["indeterminate", "indeterminate"]
    stricter = Indicator(name="浑浊度", op="<=", value="0.5", written_unit="NTU", condition="直饮")
    found = verify([demand(general, stricter)], [Result("浑浊度", "2", "NTU")])
    assert [one.verdict for one in found] == ["nonconform", "indeterminate"]
    by_day = Indicator(name="浑浊度", op="<=", value="3", written_unit="NTU", classes={"时段": "昼间"})
    row = Result("浑浊度", "2", "NTU", condition=(("", "夜间"),))
    assert [one.verdict for one in verify([demand(general, by_day)], [row])] == [
        "nonconform",
        "not-applicable",
    ]


@pytest.mark.parametrize(
    ("condition", "facts", "answer"),
    [
        ("昼间", [("时段", "昼间")], True),
        ("昼间", [("时段", "夜间")], False),
        ("昼间", [("类别", "1类")], None),
        ("气温低于0 ℃且有风时", [("气温", "-5"), ("有风", "是")], True),
        ("气温低于0 ℃且有风时", [("气温", "5")], False),
        ("气温低于0 ℃或有风时", [("气温", "-5")], True),
        ("when the temperature exceeds 35 °C", [("temperature", "40")], True),
        ("建筑高度大于24 m的住宅建筑", [("建筑高度", "30 m")], None),
        ("建筑高度大于24 m的住宅建筑", [("建筑高度", "20 m")], False),
        ("", [], True),
        ("当采用含氯消毒剂时", [("含氯消毒剂", "是")], True),
        ("当采用含氯消毒剂时", [("含氯消毒剂", "否")], False),
        ("当采用含氯消毒剂时", [("", "含氯消毒剂")], True),
        ("当未采用含氯消毒剂时", [("含氯消毒剂", "是")], None),
        ("If the lamp is used outdoors", [("used outdoors", "yes")], True),
        ("If the lamp is not used outdoors", [("used outdoors", "yes")], None),
        ("当采用消毒剂且水温低于10 ℃时", [("消毒剂", "是"), ("水温", "12 ℃")], False),
    ],
)
def test_conditions(condition: str, facts: list[tuple[str, str]], answer: bool | None) -> None:
    assert holds(condition, tuple(facts)) is answer


def test_recommendations_are_observed() -> None:
    assert one(AMMONIA, Result("氨氮", "0.6"), modality="recommendation").verdict == "observation"
    assert one(AMMONIA, Result("氨氮", "0.4"), modality="recommendation").verdict == "conform"
    assert one(AMMONIA, Result("氨氮", "0.6"), modality="permission").verdict == "not-applicable"
    assert verify([demand(AMMONIA, modality="permission")], []) == []


def test_limits_relative_to_another_quantity() -> None:
    limit = Indicator(name="额定电流", op="<=", relative_to="最大工作电流", factor="2")
    base = Result("最大工作电流", "5", "A", "S1")
    assert [j.verdict for j in verify([demand(limit)], [Result("额定电流", "10", "A", "S1"), base])] == [
        "conform"
    ]
    found = verify([demand(limit)], [Result("额定电流", "10001", "mA", "S1"), base])
    assert (found[0].verdict, found[0].reason) == ("nonconform", "10001 mA = 10.001 A > 10 A")
    assert one(limit, Result("额定电流", "10", "A")).verdict == "indeterminate"
    deviation = Indicator(
        name="示值", op="tolerance", tol_plus="0.1", tol_type="relative", relative_to="参考值"
    )
    rows = [Result("示值", "100.1"), Result("参考值", "100")]
    assert verify([demand(deviation)], rows)[0].verdict == "conform"


# --- Which parameter a result is about


@pytest.mark.parametrize(
    "name", ["氨氮", "NH3-N", "氨氮（以N计）", "氨氮含量", "p1", "ammonia nitrogen", " 氨 氮 ", "水样的氨氮"]
)
def test_names_and_ids(name: str) -> None:
    indicator = Indicator(id="p1", name="氨氮", subject="水样", op="<=", value="0.50")
    found = one(indicator, Result(name, "0.6"))
    assert (found.parameter, found.characteristic, found.verdict) == (name, "氨氮", "nonconform")


def test_a_name_may_end_what_subject_and_name_say() -> None:
    core = Indicator(name="温度", subject="食品中心", op=">=", value="70", written_unit="℃")
    assert one(core, Result("中心温度", "65", "℃")).verdict == "nonconform"
    both = [demand(core), demand(Indicator(name="温度", subject="汤品中心", op=">=", value="70"), id="r2")]
    assert verify(both, [Result("中心温度", "65", "℃")])[-1].unmatched


def test_a_column_called_limit_takes_the_name_of_its_table() -> None:
    cell = Indicator(
        name="Limit", op="<=", value="55", written_unit="dB(A)", classes={"Class": "A"}, table="t"
    )
    row = Result("sound pressure", "56", "dB(A)", condition=(("class", "A"),))
    [found] = verify([demand(cell, text="Table 1 Sound pressure limits: A, ≤ 55")], [row])
    assert (found.verdict, found.characteristic) == ("nonconform", "Sound pressure limits")


def test_what_stands_in_brackets_is_part_of_a_name() -> None:
    known = Synonyms()
    assert known.key("铬（六价）") != known.key("铬")
    assert known.key("铅（Pb）") == known.key("铅")


def test_unmatched_results_are_told() -> None:
    found = verify([demand(AMMONIA)], [Result("氨淡", "1"), Result("氨氮", "0.1")])
    assert [(j.verdict, j.unmatched) for j in found] == [("conform", False), ("indeterminate", True)]
    assert "氨淡" in found[1].reason


def test_a_name_that_fits_two_subjects_is_not_guessed() -> None:
    demands = [
        demand(Indicator(name="高度", subject=subject, op="<=", value=value), id=subject)
        for subject, value in (("座面", "450"), ("桌面", "760"))
    ]
    assert {j.verdict for j in verify(demands, [Result("高度", "500")])} == {"indeterminate"}
    for row in (Result("座面高度", "500"), Result("高度", "500", subject="座面")):
        assert [j.verdict for j in verify(demands, [row])] == ["nonconform", "indeterminate"]


def test_a_condition_may_tell_subjects_apart() -> None:
    demands = [
        demand(Indicator(name="防护等级", subject=f"{where}安装的充电桩", op=">=", value=value), id=where)
        for where, value in (("户外", "IP54"), ("户内", "IP32"))
    ]
    found = verify(demands, [Result("防护等级", "IP44", condition=(("", "户外安装"),))])
    assert [one.verdict for one in found] == ["nonconform", "indeterminate"]


def test_a_condition_may_tell_clauses_apart() -> None:
    noise_of = Indicator(name="噪声", op="<=", value="65", written_unit="dB(A)")
    quiet = Indicator(name="噪声", op="<=", value="55", written_unit="dB(A)")
    demands = [
        demand(noise_of, id="a", path=["要求", "工业区"]),
        demand(quiet, id="b", path=["要求", "居住区"]),
    ]
    row = Result("噪声", "60", "dB(A)", condition=(("区域", "工业区"),))
    assert [one.verdict for one in verify(demands, [row])] == ["conform", "indeterminate"]
    assert [one.verdict for one in verify(demands, [Result("噪声", "60", "dB(A)")])] == [
        "conform",
        "nonconform",
    ]


def test_a_name_that_fits_outright_is_no_other() -> None:
    names = {"最小间距": "6", "设置隔墙后的最小间距": "4"}
    demands = [demand(Indicator(name=n, op=">=", value=v, written_unit="m"), id=v) for n, v in names.items()]
    assert [one.verdict for one in verify(demands, [Result("最小间距", "5", "m")])] == [
        "nonconform",
        "indeterminate",
    ]
    assert "no result" in verify(demands, [Result("最小间距", "5", "m")])[1].reason


def test_no_data_and_words_only() -> None:
    [first, second] = verify([demand(AMMONIA), demand(id="r9", text="应防水")], [])
    assert (first.verdict, second.verdict) == ("indeterminate", "indeterminate")
    assert "people" in second.reason
    [found] = verify([demand(id="r9", text="应防水")], [Result("r9", "不符合")])
    assert found.verdict == "nonconform"


def test_worst() -> None:
    assert worst(["conform", "invalid", "nonconform"]) == "nonconform"
    assert worst([]) == "not-applicable"


# --- Reading results

TABLE = "参数,值,单位,样品,条件\n等效声级,56,dB(A),S1,类别=1类;时段=昼间\n"
FILES = [
    TABLE.encode(),
    b"\xef\xbb\xbf" + TABLE.encode(),
    TABLE.encode("gbk"),
    TABLE.encode("utf-16"),
    TABLE.replace(",", "\t").encode(),
    TABLE.replace("类别=1类;时段=昼间", '"类别=1类;时段=昼间"').replace(",", ";").encode(),
    TABLE.replace("\n", "\r\n").encode(),
    ("检测报告\n\n" + TABLE).encode(),
    '[{"参数":"等效声级","值":56,"unit":"dB(A)","sample":"S1","condition":{"类别":"1类","时段":"昼间"}}]'.encode(),
    '{"results":[{"parameter":"等效声级","value":"56","unit":"dB(A)","样品":"S1",'
    '"condition":"类别：1类；时段＝昼间"}]}'.encode(),
]  # fmt: skip


@pytest.mark.parametrize("data", FILES, ids=range(len(FILES)))
def test_files_of_results(data: bytes) -> None:
    [found] = read_results(data)
    assert (found.parameter, found.value, found.unit, found.sample) == ("等效声级", "56", "dB(A)", "S1")
    assert found.condition == (("类别", "1类"), ("时段", "昼间"))


def test_characters_that_no_file_may_hold() -> None:
    [found] = read_results('[{"parameter": "a\\u0000\\u001b", "value": "\\ud800"}]')
    assert (found.parameter, found.value) == ("a\ufffd\ufffd", "\ufffd")


def test_written_digits_and_units_in_headings() -> None:
    rows = read_results('[{"parameter":"a","value":0.50},{"parameter":"a","value":[1,2.0]}]')
    assert [row.value for row in rows] == ["0.50", "1", "2.0"]
    [found] = read_results("项目;实测值（mg/L）\nCOD;12,5\n")
    assert (found.value, found.unit, found.decimal_comma) == ("12,5", "mg/L", True)
    assert decide(limit_of(AMMONIA), found).reason.startswith("12,5 mg/L >")


def test_further_columns_are_conditions() -> None:
    table = "参数,值,类别,时段,备注\n等效声级,46,1类,夜间,\n"
    records = '[{"parameter": "等效声级", "value": 46, "类别": "1类", "时段": "夜间"}]'
    for data in (table, records):
        assert verify(noise(), read_results(data))[0].reason.endswith("46 dB(A) > 45 dB(A)")


def test_things_counted_in_other_words() -> None:
    exits = Indicator(name="规模", op=">=", value="2", written_unit="床")
    assert one(exits, Result("规模", "3")).verdict == "conform"
    assert one(exits, Result("规模", "3", "人")).verdict == "indeterminate"
    assert one(exits, Result("规模", "3", "m")).verdict == "invalid"


@pytest.mark.parametrize(
    "data",
    [
        "",
        "a,b\n1,2",
        "{",
        "[1]",
        '{"a": 1}',
        "[" * 100_000,
        "参数,值\n" + '"' + "x" * 200_000,
        "a," + "x" * 200_000,
    ],
)
def test_bad_files(data: str) -> None:
    with pytest.raises(InputError, match=r"results\.csv"):
        read_results(data, "results.csv")


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        read_results(data)
        read_results(b"parameter,value\n" + data)
    except InputError:
        pass


# --- Reports and the command

WATER = Path(__file__).parent.parent / "examples" / "water"
OSCAL = (
    Path(__file__).resolve().parents[2] / "shared/schemas/oscal-1.2.1/oscal_assessment-results_schema.json"
)
NASTY = "=1+1 <b>&\"' _*|`"


def judgements() -> list[Judgement]:
    demands = [
        demand(AMMONIA, text=NASTY),
        demand(Indicator(name=NASTY, op="<=", value="1"), id="r2"),
        demand(id="r3", text="应防水"),
        *noise(),
    ]
    rows = [
        Result("氨氮", "0.6", "mg/L", NASTY),
        Result(NASTY, NASTY),
        noise_row("56", 类别="1类", 时段="昼间"),
        Result("x", "1"),
    ]
    return verify(demands, rows)


def facts() -> Facts:
    return Facts("a.md", "r.csv", "Q/EX 1—2026", NASTY, datetime(2026, 1, 2, tzinfo=UTC))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_verdict(form: str) -> None:
    if form == "xlsx":
        pytest.importorskip("openpyxl")
    report = render(form, judgements(), facts())
    if isinstance(report, bytes):
        assert report.startswith(b"PK")
    else:
        assert "0.6 mg/L > 0.50 mg/L" in report.replace("&gt;", ">")
        assert report.endswith("\n")


def test_json_has_the_fixed_shape() -> None:
    listed = json.loads(str(render("json", judgements(), facts())))
    assert all(
        {"parameter", "clause", "verdict", "reason", "samples", "cells"} <= set(one)
        and one["verdict"] in VERDICTS
        for one in listed
    )


def test_junit_counts() -> None:
    from lxml import etree

    root = etree.fromstring(str(render("junit", judgements(), facts())).encode())
    counts = {name: int(root.get(name) or 0) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": 5, "failures": 2, "errors": 1, "skipped": 2}
    assert len(root.findall(".//failure")) == 2


def test_csv_holds_no_formula() -> None:
    lines = str(render("csv", judgements(), facts())).splitlines()
    assert any("'=1+1" in line for line in lines)
    assert not any(cell.startswith("=") for row in csv.reader(lines) for cell in row)


def test_html_is_escaped() -> None:
    page = str(render("html", judgements(), facts()))
    assert "<b>" not in page and "&lt;b&gt;" in page


def test_earl_outcomes() -> None:
    graph = json.loads(str(render("earl", judgements(), facts())))["@graph"]
    outcomes = [a["earl:result"]["earl:outcome"]["@id"] for a in graph if a["@type"] == "earl:Assertion"]
    assert outcomes == ["earl:failed", "earl:untested", "earl:untested", "earl:failed", "earl:cantTell"]


def test_oscal_is_valid() -> None:
    if not OSCAL.exists():
        pytest.skip("the OSCAL schema is not there")
    from jsonschema import Draft7Validator, ValidationError, validators

    def pattern(_: Any, expression: str, value: Any, __: Any) -> Any:
        # The schema writes classes of characters that Python's `re` does not know.
        known = expression.replace(r"\p{L}", r"[^\W\d_]").replace(r"\p{N}", r"\d")
        if isinstance(value, str) and not re.search(known, value):
            yield ValidationError(f"{value!r} does not match {expression}")

    schema = json.loads(OSCAL.read_text(encoding="utf-8"))
    validator = validators.extend(Draft7Validator, {"pattern": pattern})(schema)
    for found in (judgements(), []):
        report = json.loads(str(render("oscal", found, facts())))
        assert [error.message for error in validator.iter_errors(report)] == []


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stdml", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(WATER.parents[1]), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, cwd=WATER, env=environment, **options)


def test_the_command() -> None:
    done = run("verify", "local.zh.md", "--data", "results.csv")
    assert (done.returncode, done.stderr) == (1, "")
    assert "不符合        5.1 pH" in done.stdout
    english = run("verify", "local.zh.md", "--data", "results.csv", "--lang", "en", "--format", "json")
    assert {one["verdict"] for one in json.loads(english.stdout)} >= {"conform", "nonconform", "observation"}
    assert "0.06 mg/L > 0.05 mg/L" in english.stdout


@pytest.mark.parametrize(
    ("rows", "options", "status"),
    [
        ("余氯,0.04,mg/L,含氯消毒剂", [], 0),
        ("浑浊度,4,NTU,", [], 0),
        ("浑浊度,6,NTU,", [], 1),
        ("浑浊度,x,NTU,", [], 0),
        ("浑浊度,x,NTU,", ["--fail-on", "incomplete"], 1),
        ("浑浊度,5.4,NTU,", ["--method", "rounded"], 0),
    ],
)
def test_exit_status(tmp_path: Path, rows: str, options: list[str], status: int) -> None:
    data = tmp_path / "r.csv"
    data.write_text("参数,值,单位,条件\n" + rows + "\n", encoding="utf-8")
    assert run("verify", "local.zh.md", "--data", str(data), *options).returncode == status


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "local.zh.md"],
        ["verify", "local.zh.md", "--data", "missing.csv"],
        ["verify", "missing.md", "--data", "results.csv"],
        ["verify", "local.zh.md", "--data", "local.zh.md"],
        ["verify", "-", "--data", "-"],
        ["verify", "local.zh.md", "--data", "results.csv", "--format", "pdf"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    done = run(*arguments, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and done.stderr


def test_the_documentation_shows_what_is_printed() -> None:
    for page, prints in (("verify.md", "verify.en.txt"), ("compare.md", "compare.en.txt")):
        text = (WATER.parents[1] / "docs" / page).read_text(encoding="utf-8")
        printed = (WATER / "becomes" / prints).read_text(encoding="utf-8").splitlines()
        [shown] = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        assert set(shown.splitlines()) <= set(printed)


def _at_the_limit() -> list[Any]:
    """Return for each limit of the examples its provision, with values at it and one last digit beyond."""
    found = []
    for path in sorted(WATER.parent.glob("*.md")) + sorted(WATER.glob("*.md")):
        for provision in requirements(stdml.load(path)):
            simple = not (provision.condition or provision.exceptions) and provision.modality == "requirement"
            for indicator in provision.parameters if simple else ():
                limit = limit_of(indicator)
                plain = limit.kind == "numbers" and not limit.relative_to and limit.step is not None
                if plain and indicator.op in ("<=", "<", ">=", ">") and not indicator.condition:
                    found.append(pytest.param(provision, indicator, id=f"{path.stem}-{indicator.id}"))
    return found


@pytest.mark.parametrize(("provision", "indicator"), _at_the_limit())
def test_the_limits_of_the_examples_are_sharp(provision: Demand, indicator: Indicator) -> None:
    limit = limit_of(indicator)
    assert limit.step is not None and indicator.value and indicator.id
    value = (figure(indicator.value) or pytest.fail("no figure")).value
    for steps in (-1, 0, 1):
        inside = {"<=": steps <= 0, "<": steps < 0, ">=": steps >= 0, ">": steps > 0}[str(indicator.op)]
        row = Result(indicator.id, shown(value + steps * limit.step), indicator.written_unit or "")
        alone = Demand(
            id=provision.id, clause=provision.clause, modality="requirement", parameters=[indicator]
        )
        [found] = verify([alone], [row])
        assert found.verdict == ("conform" if inside else "nonconform"), found.reason
