"""Numbers, values and limits in running text: what is found, and what is none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdml.text.characteristics import split
from stdml.text.comparators_zh import comparators
from stdml.text.limits import Limit, read
from stdml.text.numbers import chinese_value, match_number
from stdml.text.quantities import match_quantity
from stdml.text.units import parse_unit
from stdml.text.values_zh import plain_multiple


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("0.50 mm", "0.50", "0.5"),
        ("1 000 mm", "1000", "1000"),
        ("12,500 kg", "12500", "12500"),
        ("1,5 times", "1.5", "1.5"),
        ("0,125 mm", "0.125", "0.125"),
        ("1.2×10³ Pa", "1.2e3", "1200"),
        ("5×10^{-3} m", "5e-3", "0.005"),
        ("10⁻³ mol", "1e-3", "0.001"),
        ("两个", "2", "2"),
        ("十二个月", "12", "12"),
        ("三分之一", "1/3", "1/3"),
        ("百分之五", "5", "1/20"),
        ("1/3", "1/3", "1/3"),
        ("１５Ｌ", "15", "15"),
        ("10万", "100000", "100000"),
        ("twelve months", "12", "12"),
        ("two-thirds of", "2/3", "2/3"),
    ],
)
def test_numbers(text: str, written: str, value: str) -> None:
    found = match_number(text, 0)
    assert found is not None and (found.written, found.value) == (written, Fraction(value))


@pytest.mark.parametrize("text", ["", "abc", "一般", "。", "tenfold", "的"])
def test_what_is_no_number(text: str) -> None:
    found = match_number(text, 0)
    assert found is None or text == "一般"


def test_chinese_numerals() -> None:
    found = [chinese_value(word) for word in ("零", "十", "二十", "一百零五", "三千二百", "一万", "两万五千")]
    assert found == [0, 10, 20, 105, 3200, 10000, 25000]


_decimals = st.decimals(min_value=0, max_value=Decimal("99999.999"), places=3).map(str)


@given(
    _decimals,
    st.sampled_from(["mm", "mg/m³", "℃", "%", "次/年", "dB(A)", "kWh/(m²·a)", "个", "L/(s·m²)", "万元"]),
)
def test_a_written_quantity_is_read_back(number: str, unit: str) -> None:
    for space in ("", " ", "\u2009"):
        found = match_quantity(f"{number}{space}{unit}，其余", 0)
        assert found is not None and found.value == number and found.unit == parse_unit(unit)
        assert found.end == len(f"{number}{space}{unit}")
        assert found.digits == 3


@given(_decimals, _decimals, st.sampled_from(["～", "~", "—", "至"]))
def test_ranges_and_tolerances_keep_their_digits(low: str, high: str, dash: str) -> None:
    for written in (f"{low} V{dash}{high} V", f"{low}{dash}{high} V"):
        found = match_quantity(written, 0)
        assert found is not None and found.kind == "range"
        assert (found.lower, found.upper, found.unit and found.unit.ucum) == (low, high, "V")
    for written, relative in ((f"({low}±{high}) V", False), (f"{low} V ± {high} %", True)):
        found = match_quantity(written, 0)
        assert found is not None and found.kind == "tolerance" and found.relative == relative
        assert (found.nominal, found.plus, found.unit and found.unit.ucum) == (low, high, "V")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("IP54。", "code", "IP54"),
        ("DN100", "code", "DN100"),
        ("B1 级的", "grade", "B1级"),
        ("二级，", "grade", "二级"),
        ("2.5级", "grade", "2.5级"),
        ("Ⅱ类", "grade", "Ⅱ类"),
        ("Class A", "grade", "Class A"),
        ("1:3。", "ratio", "1:3"),
        ("1.5∶1", "ratio", "1.5:1"),
        ("2 倍", "multiple", "2"),
    ],
)
def test_values_that_are_no_plain_numbers(text: str, kind: str, value: str) -> None:
    found = match_quantity(text, 0)
    assert found is not None and (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "2024年5月1日",
        "2025-01-31",
        "5.2.1 的要求",
        "一般情况",
        "十分重要",
        "3 号楼",
        "第二章",
        "at the top",
        "v1.2.3",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert match_quantity(text, 0) is None


# --- Limits


def _facts(one: Limit) -> tuple[Any, ...]:
    value = one.value
    return one.name, one.op, value.value if value else "", value.unit.ucum if value and value.unit else ""


_OPERATORS = {
    "不应大于": "<=", "不得超过": "<=", "应不大于": "<=", "不宜高于": "<=", "应小于或等于": "<=",
    "不应多于": "<=", "≤": "<=",
    "应小于": "<", "宜低于": "<", "不应小于": ">=", "应不低于": ">=", "不得少于": ">=",
    "应大于等于": ">=", "≥": ">=",
    "应大于": ">", "应高于": ">", "应为": "==", "应等于": "==",
}  # fmt: skip


@given(
    st.sampled_from(sorted(_OPERATORS)),
    st.sampled_from(["净宽度", "接地电阻", "容积", "响应时间", "含水率"]),
    _decimals,
    st.sampled_from(["m", "Ω", "L", "s", "%"]),
)
def test_the_operator_is_that_of_the_effective_limit(words: str, name: str, number: str, unit: str) -> None:
    reading = read(f"候车亭的{name}{words} {number} {unit}。")
    ucum = parse_unit(unit)
    assert ucum is not None
    assert [_facts(one) for one in reading.limits] == [(name, _OPERATORS[words], number, ucum.ucum)]
    assert reading.limits[0].subject == "候车亭"


@pytest.mark.parametrize(
    ("text", "conditions", "limits"),
    [
        ("高度大于 24 m 的候车亭，其立柱间距不应小于 3 m。", 1, [("间距", ">=")]),
        ("当风速大于 8 m/s 时，顶棚的倾角不应大于 5°。", 1, [("倾角", "<=")]),
        ("风压低于 0.1 kPa 时应停机，间隙不应大于 2 mm。", 1, [("间隙", "<=")]),
        ("容积不小于 100 m³ 的水箱，其壁厚不应小于 6 mm。", 1, [("壁厚", ">=")]),
        ("如风速超过 10 m/s，应停止作业。", 1, []),
        ("应设置宽度不小于 1.2 m 的坡道。", 0, [("坡道", "exists"), ("宽度", ">=")]),
        ("面积大于 50 m² 或人数超过 30 人的候车亭应设置 2 个出口。", 2, [("出口", "exists")]),
    ],
)
def test_a_number_in_a_condition_is_no_limit(
    text: str, conditions: int, limits: list[tuple[str, str]]
) -> None:
    reading = read(text)
    assert len(reading.conditions) == conditions
    assert [(one.name, one.op) for one in reading.limits] == limits


@pytest.mark.parametrize(
    "text",
    [
        "充电桩应可靠接地。",
        "本条应用于 2024 年之后建成的 3 号候车亭。",
        "反应温度为 20 ℃ 的样品。",
        "应按第 5 章和 6.2 的规定进行。",
        "GB/T 1234.5—2020 中 5.3 的规定适用。",
        "该方法应在 2026 年 5 月 1 日后采用。",
        "1）应清洁表面；",
        "见表 3 和图 2。",
        "“不应大于 5 m”是一种表述。",
    ],
)
def test_numbers_that_are_no_limits(text: str) -> None:
    assert [one for one in read(text).limits if one.value is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "Version 2.0 of the protocol shall be used in May 2024.",
        "The test shall follow 5.2.1 of ISO 9227:2017.",
        "May 2024 is over.",
        "Port 443 shall be open.",
        "Step 3 shall be repeated.",
    ],
)
def test_numbers_that_are_no_limits_in_english(text: str) -> None:
    assert [one for one in read(text, "en").limits if one.value is not None] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doors shall be at least 0.9 m wide.", ("width", ">=", "0.9", "m")),
        ("The gap shall not exceed 5 mm.", ("gap", "<=", "5", "mm")),
        ("The level shall be less than or equal to 55 dB(A).", ("level", "<=", "55", "dB")),
        ("The mass of the cover shall be greater than 2,5 kg.", ("mass", ">", "2.5", "kg")),
        ("The number of exits shall be no fewer than two.", ("number", ">=", "2", "")),
        ("The battery shall be inspected at least twice per year.", ("inspected", ">=", "2", "{times}/a")),
        ("Each room shall have a minimum floor area of 10 m2.", ("floor area", ">=", "10", "m2")),
        ("The minimum clearance shall be 0.35 m.", ("clearance", ">=", "0.35", "m")),
        ("There shall be at least one exit on each floor.", ("exit", ">=", "1", "")),
        ("Illuminance shall be 500 lx or more.", ("Illuminance", ">=", "500", "lx")),
        ("The panel shall have a clear width of at least 0.9 m.", ("clear width", ">=", "0.9", "m")),
    ],
)
def test_english_limits(text: str, expected: tuple[str, ...]) -> None:
    assert [_facts(one) for one in read(text, "en").limits] == [expected]


def test_the_words_of_a_condition() -> None:
    assert read("高度大于 24 m 的候车亭，其间距不应小于 3 m。").condition == "高度大于 24 m 的候车亭"
    assert read("当风速大于 8 m/s 时，倾角不应大于 5°。").condition == "当风速大于 8 m/s 时"
    assert read("间距不应小于 3 m，高度大于 24 m 的除外。").condition == ""


def test_a_comma_ends_what_a_multiple_is_of() -> None:
    (found,) = read("负载应为 1.5 倍额定功率，运行 30 min。").limits
    assert (found.factor, found.relative_to) == ("1.5", "额定功率")


def test_lists_with_each_its_own_value() -> None:
    found = read("坡道的净宽度、净高度和坡度分别不应小于 1 m、2.20 m 和 3%。").limits
    assert [_facts(one) for one in found] == [
        ("净宽度", ">=", "1", "m"),
        ("净高度", ">=", "2.20", "m"),
        ("坡度", ">=", "3", "%"),
    ]
    assert {one.subject for one in found} == {"坡道"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("额定电压应为 AC 220 V（1±10%）。", [("额定电压", "tolerance", "", "V")]),
        ("坡道的坡度不应大于 1:12。", [("坡度", "<=", "1:12", "")]),
        ("绿地率不应低于 35%。", [("绿地率", ">=", "35", "%")]),
        ("顾客满意度应达到 90% 以上。", [("满意度", ">=", "90", "%")]),
        ("值班员应在接到投诉后 24 h 内答复，7 个工作日内办结。",
         [("答复", "<=", "24", "h"), ("办结", "<=", "7", "{workday}")]),
        ("界面应支持不少于 3 种语言。", [("语言", ">=", "3", "{count}")]),
        ("驾驶员的年龄应在 18 周岁以上。", [("年龄", ">=", "18", "a")]),
        ("保护层厚度：梁不应小于 25 mm，板不应小于 15 mm。",
         [("厚度", ">=", "25", "mm"), ("厚度", ">=", "15", "mm")]),
        ("净宽不应小于 0.90 m；当设有旋转门时，旁门净宽不应小于 1.00 m。",
         [("净宽", ">=", "0.90", "m"), ("净宽", ">=", "1.00", "m")]),
    ],
)  # fmt: skip
def test_sentences_of_other_fields(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [_facts(one) for one in read(text).limits] == expected


def test_periods() -> None:
    for text in (
        "昼间噪声不应大于 55 dB(A)，夜间不应大于 45 dB(A)。",
        "噪声不应大于昼间 55 dB(A)、夜间 45 dB(A)。",
    ):
        found = read(text).limits
        assert [(one.name, one.period, one.value and one.value.value) for one in found] == [
            ("噪声", "昼间", "55"),
            ("噪声", "夜间", "45"),
        ]


@pytest.mark.parametrize(
    ("phrase", "subject", "names"),
    [
        ("候车亭的立柱间距", "候车亭的立柱", ("间距",)),
        ("候车亭顶棚净高度", "候车亭顶棚", ("净高度",)),
        ("坡道的净宽度和净高度", "坡道", ("净宽度", "净高度")),
        ("立柱与道路边线的距离", "立柱与道路边线", ("距离",)),
        ("每组的总储量", "", ("每组的总储量",)),
        ("最大亮度和最小亮度之比", "", ("最大亮度和最小亮度之比",)),
    ],
)
def test_subject_and_characteristic(phrase: str, subject: str, names: tuple[str, ...]) -> None:
    found = split(phrase)
    assert found.names == names and (found.subject == subject or not subject)


@given(
    st.text(
        alphabet="不应大于小等高度的时当，。；、其和每次至少个2 35.m%～±（）GB/T-:：倍以上内shall not exceed",
        max_size=80,
    )
)
def test_any_sentence_is_read_without_failing(text: str) -> None:
    for language in ("zh", "en"):
        reading = read(text, language)
        assert all(0 <= one.start <= one.end <= len(text) for one in reading.limits)
    assert all(0 <= one.start < one.end <= len(text) for one in comparators(text))


def test_hostile_sentences_end() -> None:
    for piece in ("高度和", "不大于", "（", "的", "每", "应设置", "1 m、", "5以上", "GB/T 1 "):
        read(piece * 3000)
        read(piece * 3000, "en")


@given(st.fractions(min_value=0, max_value=100, max_denominator=64))
def test_a_multiple_keeps_its_value(value: Fraction) -> None:
    assert Fraction(plain_multiple(value)) == value


def test_the_labelled_corpus() -> None:
    """The figures of docs/requirements.md hold on the part of the corpus that may be looked at."""
    from bench import extraction

    if not extraction.CORPUS.exists():
        pytest.skip("the reference material is not beside the repository")
    scores = extraction.measure(held_out=False)
    assert scores["limits"].recall >= 0.92 and scores["limits"].precision >= 0.95
    assert scores["comparators"].recall >= 0.98
    assert scores["tuples"].recall >= 0.80
