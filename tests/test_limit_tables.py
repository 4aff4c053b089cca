"""Tables of limits in the shapes in which Chinese and English standards print them."""

from __future__ import annotations

from typing import Any

import pytest

import stdml
from stdml.semantics.records import Indicator


def _parameters(text: str, language: str = "zh") -> list[Indicator]:
    title = "要求" if language == "zh" else "Requirements"
    document = stdml.loads(f"---\nlanguage: {language}\n---\n\n# {title}\n\n{text}\n")
    return [one for demand in document.requirements() for one in demand.parameters]


def _value(one: Indicator) -> str:
    """Return the limit in signs: ≤ 5 as "<= 5", a range as 6..9, a tolerance as n±t."""
    if one.op == "range":
        return f"{one.lower}..{one.upper}"
    if one.op == "tolerance":
        return f"{one.nominal or ''}+{one.tol_plus}-{one.tol_minus}"
    return f"{one.op} {one.value}" if one.value else str(one.op)


def _cells(text: str, language: str = "zh") -> list[tuple[Any, ...]]:
    found = _parameters(text, language)
    return [(one.name, _value(one), one.unit, *one.classes.values()) for one in found]


SHAPES: list[tuple[str, str, str, list[tuple[Any, ...]]]] = [
    (
        "a unit in the header, footnote marks on numbers, and a quantity of no dimension",
        "zh",
        "表 1 出水水质\n\n| 项目 | 限值/(mg/L) |\n|---|---|\n| 氨氮 | 0.5ᵃ |\n"
        "| 总磷 | 0.05<sup>b)</sup> |\n"
        "| pH（无量纲） | 6～9 |",
        [("氨氮", "<= 0.5", "mg/L"), ("总磷", "<= 0.05", "mg/L"), ("pH", "6..9", "[pH]")],
    ),
    (
        "caption, line of units, classes by period",
        "zh",
        "表 2 噪声限值\n\n单位为分贝(A)\n\n| 功能区 | 昼间 | 夜间 |\n|---|---|---|\n| 1 类 | 55 | 45 |\n"
        "| 4a 类 | 70 | 55 |",
        [
            ("噪声", "<= 55", "dB", "1 类", "昼间"),
            ("噪声", "<= 45", "dB", "1 类", "夜间"),
            ("噪声", "<= 70", "dB", "4a 类", "昼间"),
            ("噪声", "<= 55", "dB", "4a 类", "夜间"),
        ],
    ),
    (
        "two rows of headers, signs and units with the names",
        "zh",
        "表 3 有害物质限量\n\n| 项目 | 指标 | < | 试验方法 |\n|---|---|---|---|\n| ^ | Ⅰ类 | Ⅱ类 | ^ |\n"
        "| 甲醛/(mg/m³) ≤ | 0.05 | 0.08 | GB/T 90001 |\n| 苯/(mg/m³) ≤ | 0.05 | 0.06 | GB/T 90002 |",
        [
            ("甲醛", "<= 0.05", "mg/m3", "Ⅰ类"),
            ("甲醛", "<= 0.08", "mg/m3", "Ⅱ类"),
            ("苯", "<= 0.05", "mg/m3", "Ⅰ类"),
            ("苯", "<= 0.06", "mg/m3", "Ⅱ类"),
        ],
    ),
    (
        "a column of signs",
        "zh",
        "表 4 理化指标\n\n| 项目 | < | 优级 | 合格 |\n|---|---|---|---|\n| 水分/% | ≤ | 12.0 | 14.0 |\n"
        "| 蛋白质/% | ≥ | 12.5 | 10.0 |",
        [
            ("水分", "<= 12.0", "%", "优级"),
            ("水分", "<= 14.0", "%", "合格"),
            ("蛋白质", ">= 12.5", "%", "优级"),
            ("蛋白质", ">= 10.0", "%", "合格"),
        ],
    ),
    (
        "a column of units, not detected, remarks",
        "zh",
        "表 5 微生物指标\n\n| 序号 | 指标 | 单位 | 要求 | 备注 |\n|---|---|---|---|---|\n"
        "| 1 | 总大肠菌群 | MPN/100 mL | 不得检出 | 每批检验 |\n| 2 | 菌落总数 | CFU/mL | ≤100 | — |\n"
        "| 3 | 霉菌 | CFU/g | ＜50 | 见 5.2 |",
        [
            ("总大肠菌群", "not-detected", "{MPN}/(100.mL)"),
            ("菌落总数", "<= 100", "[CFU]/mL"),
            ("霉菌", "< 50", "[CFU]/g"),
        ],
    ),
    (
        "a least and a greatest value, one of them missing",
        "zh",
        "表 6 尺寸\n\n| 项目 | 最小值 | 最大值 |\n|---|---|---|\n| 长度/mm | 500 | 600 |\n"
        "| 宽度/mm | 300 | — |",
        [("长度", "500..600", "mm"), ("宽度", ">= 300", "mm")],
    ),
    (
        "least and greatest under each class, in English",
        "en",
        "Table 7 — Sizes\n\n| Characteristic | Class A | < | Class B | < |\n|---|---|---|---|---|\n"
        "| ^ | min. | max. | min. | max. |\n| Width, mm | 100 | 110 | 90 | 120 |\n"
        "| Mass, kg | 1.5 | 1.7 | 1.4 | 1.8 |",
        [
            ("Width", "100..110", "mm", "Class A"),
            ("Width", "90..120", "mm", "Class B"),
            ("Mass", "1.5..1.7", "kg", "Class A"),
            ("Mass", "1.4..1.8", "kg", "Class B"),
        ],
    ),
    (
        "units, methods and remarks, in English",
        "en",
        "Table 8 — Limits for drinking water\n\n"
        "| Parameter | Unit | Limit value | Test method | Remarks |\n"
        "|---|---|---|---|---|\n| Nitrate | mg/L | 50 | ISO 90001 | |\n"
        "| Turbidity | NTU | ≤ 1.0 | ISO 90002 | tap |\n"
        "| Escherichia coli | CFU/100 mL | Not detected | ISO 90003 | |\n"
        "| Lead | μg/L | 5<sup>a</sup> | ISO 90004 | |",
        [
            ("Nitrate", "<= 50", "mg/L"),
            ("Turbidity", "<= 1.0", "{NTU}"),
            ("Escherichia coli", "not-detected", "[CFU]/(100.mL)"),
            ("Lead", "<= 5", "ug/L"),
        ],
    ),
    (
        "the unit in the caption, classes by period, in English",
        "en",
        "Table 9 — Noise limits in dB(A)\n\n| Zone | Day | Night |\n|---|---|---|\n| Residential | 55 | 45 |",
        [("Noise", "<= 55", "dB", "Residential", "Day"), ("Noise", "<= 45", "dB", "Residential", "Night")],
    ),
    (
        "a characteristic a column, a class a row",
        "zh",
        "表 10 服务指标\n\n| 服务等级 | 响应时间/min | 可用性/% |\n|---|---|---|\n"
        "| 一级 | ≤15 | ≥99.9 |\n| 二级 | ≤30 | ≥99.5 |",
        [
            ("响应时间", "<= 15", "min", "一级"),
            ("可用性", ">= 99.9", "%", "一级"),
            ("响应时间", "<= 30", "min", "二级"),
            ("可用性", ">= 99.5", "%", "二级"),
        ],
    ),
    (
        "ranges, deviations, a nominal value with its tolerance, and words that limit nothing",
        "zh",
        "表 11 物理性能要求\n\n| 性能 | 技术要求 |\n|---|---|\n| 断裂伸长率/% | 200～350 |\n"
        "| 耐热性(80 ℃，24 h) | 无裂纹 |\n"
        "| 厚度偏差/mm | ±0.2 |\n| 密度/(kg/m³) | 950±20 |",
        [("断裂伸长率", "200..350", "%"), ("厚度偏差", "+0.2-0.2", "mm"), ("密度", "950+20-20", "kg/m3")],
    ),
    (
        "permissible deviations, the line of units above the caption",
        "zh",
        "单位为毫米\n\n表 12 允许偏差\n\n| 项目 | 允许偏差 | 检验方法 |\n|---|---|---|\n"
        "| 轴线位置 | 5 | 钢尺检查 |\n"
        "| 标高 | ±10 | 水准仪 |\n| 长度 | +5，-3 | 钢尺检查 |",
        [("轴线位置", "<= 5", "mm"), ("标高", "+10-10", "mm"), ("长度", "+5-3", "mm")],
    ),
    (
        "the unit in a note below the table",
        "zh",
        "表 13 污染物排放限值\n\n| 污染物项目 | 排放限值 | < |\n|---|---|---|\n"
        "| ^ | 新建企业 | 现有企业 |\n"
        "| 悬浮物 | 20 | 30 |\n\n注：单位为 mg/L。",
        [("悬浮物", "<= 20", "mg/L", "新建企业"), ("悬浮物", "<= 30", "mg/L", "现有企业")],
    ),
    (
        "a name that spans rows, told apart by a column of words",
        "zh",
        "表 14 空气质量指标\n\n| 污染物项目 | 平均时间 | 浓度限值 | 单位 |\n|---|---|---|---|\n"
        "| 颗粒物 | 年平均 | 20 | μg/m³ |\n| ^ | 24 小时平均 | 35 | ^ |",
        [("颗粒物", "<= 20", "ug/m3", "年平均"), ("颗粒物", "<= 35", "ug/m3", "24 小时平均")],
    ),
]


@pytest.mark.parametrize(
    ("language", "text", "expected"), [shape[1:] for shape in SHAPES], ids=[shape[0] for shape in SHAPES]
)
def test_a_shape(language: str, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert _cells(text, language) == expected


def test_methods_and_weighting_of_cells() -> None:
    texts = {name: text for name, _, text, _ in SHAPES}
    found = _parameters(texts["units, methods and remarks, in English"], "en")
    assert [one.method for one in found] == ["ISO 90001", "ISO 90002", "ISO 90003", "ISO 90004"]
    levels = _parameters(texts["caption, line of units, classes by period"])
    assert {(one.weighting, one.written_unit) for one in levels} == {("A", "分贝(A)")}


@pytest.mark.parametrize(
    "text",
    [
        "表 1 设备清单\n\n| 名称 | 型号 | 数量 |\n|---|---|---|\n| 泵 | P-5 | 2 |\n| 阀 | V-8 | 3 |",
        "表 2 版本记录\n\n| 版本 | 日期 | 页数 |\n|---|---|---|\n| 1.0 | 2024-05-06 | 12 |\n"
        "| 1.1 | 2025-01-02 | 14 |",
        "表 3 联系方式\n\n| 部门 | 电话 |\n|---|---|\n| 前台 | 400-800-1234 |\n| 后台 | 010-12345678 |",
        "表 4 术语要求\n\n| 房间 | 层数 | 页码 |\n|---|---|---|\n| 甲 | 3 | 12 |\n| 乙 | 4 | 13 |",
    ],
)
def test_tables_of_something_else_limit_nothing(text: str) -> None:
    assert _cells(text) == []
