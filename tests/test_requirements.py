"""Provisions and parameters of documents: the worked sentences, tables, stated facets, ids, the command."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import stdml
from stdml.semantics.drifts import congruence
from stdml.semantics.records import Demand, Indicator
from tests.conftest import examples

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _document(body: str, language: str = "zh", head: str = "") -> stdml.Document:
    title = "要求" if language == "zh" else "Requirements"
    return stdml.loads(f"---\nlanguage: {language}\n{head}---\n\n# {title}\n\n{body}\n")


def _demands(body: str, language: str = "zh", head: str = "") -> list[Demand]:
    return _document(body, language, head).requirements()


def _one(body: str, language: str = "zh") -> Indicator:
    found = [one for demand in _demands(body, language) for one in demand.parameters]
    assert len(found) == 1, found
    return found[0]


def _has(found: Any, **facets: Any) -> None:
    for name, value in facets.items():
        assert getattr(found, name) == value, (name, getattr(found, name))


# --- The worked sentences, in words of our own


def test_a_table_of_classes_by_period() -> None:
    found = _demands(
        "表 1 候车亭噪声限值/dB(A) {#t .params}\n\n| 亭区 | 昼间 | 夜间 |\n|---|---|---|\n"
        "| 1 类 | 57 | 47 |\n| 2 类 | 62 | 52 |"
    )
    cells = [one for demand in found for one in demand.parameters]
    assert [one.value for one in cells] == ["57", "47", "62", "52"]
    assert [one.classes for one in cells][:2] == [
        {"亭区": "1 类", "时段": "昼间"},
        {"亭区": "1 类", "时段": "夜间"},
    ]
    for one in cells:
        _has(
            one, op="<=", unit="dB", written_unit="dB(A)", weighting="A", direction="lower", name="候车亭噪声"
        )


def test_a_limit_of_a_content() -> None:
    found = _one("内壁涂料的 VOC 含量不应大于 65 g/L，按 GB/T 90001—2021 规定的方法测定。")
    _has(
        found,
        op="<=",
        value="65",
        unit="g/L",
        direction="lower",
        method="GB/T 90001—2021",
        subject="内壁涂料",
    )


def test_two_sides_of_ph() -> None:
    for text in ("池水的 pH 不应小于 6.8 且不应大于 8.2。", "池水的 pH 不小于 6.8，且不大于 8.2。"):
        found = _one(text)
        _has(
            found,
            op="range",
            lower="6.8",
            upper="8.2",
            lower_inclusive=True,
            upper_inclusive=True,
            unit="[pH]",
        )
        _has(found, direction="target", digits=1, name="pH")


def test_not_detected() -> None:
    found = _one("池水中肠球菌（CFU/100 mL 或 MPN/100 mL）不应检出。")
    _has(found, op="not-detected", unit="[CFU]/(100.mL)", per="100 mL", direction="lower", name="肠球菌")


def test_a_limit_and_one_under_a_condition() -> None:
    first, second = _demands("浑浊度不应大于 1 NTU，水源受限的小型泵站供水时不应大于 2 NTU。")[0].parameters
    _has(first, name="浑浊度", value="1", unit="{NTU}", condition=None)
    _has(second, name="浑浊度", value="2", condition="水源受限的小型泵站供水时")


def test_times_by_place_and_a_weak_word() -> None:
    first, second = _demands("接到呼叫后到达候车亭，城区内不应超过 25 min，其他区域一般不应超过 1 h。")[
        0
    ].parameters
    _has(
        first,
        name="接到呼叫后到达候车亭",
        op="<=",
        value="25",
        unit="min",
        condition="城区内",
        type="duration",
    )
    _has(second, value="1", unit="h", condition="其他区域", strength="一般")


def test_a_recommended_distance() -> None:
    demand = _demands("座椅外沿距道路边线的净距不宜小于 0.6 m。")[0]
    _has(demand, modality="recommendation", polarity="negative", strength="不宜")
    _has(demand.parameters[0], op=">=", value="0.6", unit="m", name="净距", direction="higher")


def test_a_ratio() -> None:
    found = _one("引导员与观众的配比不应低于 1:4。")
    _has(found, op=">=", value="1:4", type="ratio", name="配比", subject="引导员与观众")


def test_tolerances() -> None:
    _has(
        _one("供电电压应为 48 V ± 5 %。"),
        op="tolerance",
        nominal="48",
        tol_plus="5",
        tol_type="relative",
        unit="V",
    )
    found = _one("箱内温度应保持在（25.0±0.5）℃。")
    _has(found, op="tolerance", nominal="25.0", tol_minus="0.5", tol_type="absolute", unit="Cel", digits=1)


def test_a_method_and_written_digits() -> None:
    demand = _demands("甲醛释放量不应大于 0.080 mg/m³，按 GB/T 90002—2023 中 4.60 规定的方法测定。")[0]
    _has(demand, method="GB/T 90002—2023 中 4.60", verification="test")
    _has(demand.parameters[0], value="0.080", digits=3, unit="mg/m3", method="GB/T 90002—2023 中 4.60")


def test_a_multiple_of_another_quantity() -> None:
    found = _one("保险丝的额定电流不应大于控制板最大工作电流的 1.5 倍。")
    _has(found, op="<=", factor="1.5", relative_to="控制板最大工作电流", value=None, name="额定电流")


def test_a_difference_from_another_quantity() -> None:
    found = _one("广播的声压级应高于背景噪声 12 dB。")
    _has(found, op=">", value="12", unit="dB", name="声压级与背景噪声之差", relative_to=None)


def test_a_count_with_a_calculation() -> None:
    found = _one("疏散口的数量应经计算确定，且不应少于 3 个。")
    _has(found, op=">=", value="3", type="count", name="数量", subject="疏散口")


def test_existence() -> None:
    _has(
        _one("候车亭内应设置无障碍呼叫按钮。"),
        op="exists",
        name="无障碍呼叫按钮",
        type="existence",
        subject="候车亭",
    )
    _has(_one("控制室内不应设置储藏间。"), op="not-exists", name="储藏间")


def test_a_composite_grade() -> None:
    _has(_one("外壳防护等级不应低于 IP65。"), op=">=", value="IP65", type="composite", unit=None)
    _has(_one("面板的燃烧性能不应低于 B1 级。"), op=">=", value="B1级", type="ordinal", direction="higher")


def test_a_condition_in_english() -> None:
    demand = _demands(
        "In halls with a floor area greater than 800 m2, a heat meter should be installed.", "en"
    )[0]
    _has(demand, modality="recommendation", condition="In halls with a floor area greater than 800 m2")
    assert [(one.op, one.name) for one in demand.parameters] == [("exists", "heat meter")]


def test_a_frequency_in_both_languages() -> None:
    found = _one("Probes should be calibrated at least every six months.", "en")
    _has(found, op="<=", value="6", unit="mo", type="duration", name="calibrated", subject="Probes")
    _has(_one("探头应每 6 个月至少校准一次。"), op="<=", value="6", unit="mo", type="duration", name="校准")
    _has(_one("探头每年应至少检查 3 次。"), op=">=", value="3", unit="{times}/a", type="frequency")


def test_a_relative_error() -> None:
    found = _one("The gauge shall be accurate to within ±0.2 % of the reference value.", "en")
    _has(found, op="tolerance", tol_plus="0.2", tol_type="relative", relative_to="reference value")


def test_references_and_choices() -> None:
    _has(_one("接地应符合 GB/T 90003—2020 中 5.3 的规定。"), op="reference", reference="GB/T 90003—2020 5.3")
    _has(_one("立柱应采用铝、铜或不锈钢。"), op="enum", values=["铝", "铜", "不锈钢"])


# --- Documents


def test_items_of_a_list_inherit_from_its_lead() -> None:
    body = "候车亭应符合下列要求：\n\n- 顶棚净高不小于 2.4 m；\n- 座椅数量不少于 4 个；\n- 表面光洁。"
    found = _demands(body)
    assert [(one.modality, one.strength, len(one.parameters)) for one in found] == [
        ("requirement", "应", 0),
        ("requirement", "应", 1),
        ("requirement", "应", 1),
    ]


def test_a_limit_without_a_verbal_form_is_a_statement_and_one_in_the_scope_none() -> None:
    found = stdml.loads(
        "---\nlanguage: zh\n---\n\n# 范围\n\n厚度不大于 5 mm 的板。\n\n"
        "# 要求\n\n板的厚度不大于 5 mm。\n\n> 引用：厚度不大于 9 mm。\n"
    ).requirements()
    assert [(one.modality, one.parameters[0].value) for one in found] == [("statement", "5")]


TABLE = """表 1 池水限值 {#tab-water}

| 序号 | 项目 | 单位 | 一级 | 二级 | 试验方法 |
|---|---|---|---|---|---|
| 1 | 浑浊度 | NTU | ≤ 1 | 3 | GB/T 90001 |
| 2 | pH | — | 6.5～8.5 | 6.0～9.0 | GB/T 90002 |
| 3 | 肠球菌 | CFU/100 mL | 不得检出 | — | GB/T 90003 |
| 4 | 余氯 | mg/L | ≥0.3 | 0.05 | GB/T 90004 |
"""


def test_a_table_whose_header_says_so() -> None:
    found = {(d.parameters[0].name, p.classes["类别"]): p for d in _demands(TABLE) for p in d.parameters}
    assert len(found) == 7
    _has(found["浑浊度", "一级"], op="<=", value="1", unit="{NTU}", method="GB/T 90001", table="tab-water")
    _has(found["浑浊度", "二级"], op="<=", value="3")
    _has(found["pH", "一级"], op="range", lower="6.5", upper="8.5", unit="[pH]")
    _has(found["肠球菌", "一级"], op="not-detected", unit="[CFU]/(100.mL)")
    _has(found["余氯", "二级"], op=">=", value="0.05", digits=2)


@pytest.mark.parametrize(
    ("header", "cells", "facets"),
    [
        ("指标|限值", "铅/(mg/kg)|0.5", {"op": "<=", "unit": "mg/kg", "name": "铅"}),
        ("项目|要求", "净高/m|≥2.4", {"op": ">=", "unit": "m", "value": "2.4"}),
        ("检验项目|标准值/(mg/L)", "氨氮|0.50", {"op": "<=", "unit": "mg/L", "digits": 2}),
        ("项目|最小值/mm|最大值/mm", "壁厚|2.0|2.6", {"op": "range", "lower": "2.0", "upper": "2.6"}),
        ("Characteristic|Unit|Limit", "Gap|mm|5", {"op": "<=", "unit": "mm"}),
        ("Parameter|Requirement|Test method", "Width|≥ 0.9 m|Annex B", {"op": ">=", "method": "Annex B"}),
        ("项目|指标", "偏差|±2 mm", {"op": "tolerance", "tol_plus": "2"}),
    ],
)
def test_columns_of_tables(header: str, cells: str, facets: dict[str, Any]) -> None:
    width = header.count("|") + 1
    table = f"| {header} |\n|{'---|' * width}\n| {cells} |"
    found = [one for demand in _demands(f"表 1 要求\n\n{table}") for one in demand.parameters]
    assert len(found) == 1
    _has(found[0], **facets)


def test_a_further_characteristic_beside_the_limits() -> None:
    body = (
        "表 1 指标\n\n| 检测项目 Item | 单位 | 建议限值 | 更新周期/min |\n|---|---|---|---|\n"
        "| 二氧化碳 | % | ≤0.10 | 5 |\n| 温度 | ℃ | 22～26 | 10 |"
    )
    found = [one for demand in _demands(body) for one in demand.parameters]
    assert [(one.subject, one.name, one.op, one.unit) for one in found] == [
        (None, "二氧化碳", "<=", "%"),
        ("二氧化碳", "更新周期", "==", "min"),
        (None, "温度", "range", "Cel"),
        ("温度", "更新周期", "==", "min"),
    ]


def test_the_line_of_units_above_a_table() -> None:
    body = "单位为毫米\n\n表 1 尺寸\n\n| 项目 | 要求 |\n|---|---|\n| 净高 | ≥ 2400 |\n| 净宽 | ≥ 900 |"
    found = [one for demand in _demands(body) for one in demand.parameters]
    assert [(one.value, one.unit, one.written_unit) for one in found] == [
        ("2400", "mm", "毫米"),
        ("900", "mm", "毫米"),
    ]


def test_a_table_in_a_requirement_block_belongs_to_it() -> None:
    table = "| 项目 | 限值 | 单位 |\n|---|---|---|\n| 铅 | 0.5 | mg/kg |"
    body = f"::: requirement {{#r}}\n应符合下表：\n\n{table}\n:::"
    (found,) = _demands(body)
    assert (found.id, found.text) == ("r", "应符合下表：")
    _has(found.parameters[0], name="铅", op="<=", value="0.5", unit="mg/kg")


def test_a_denominator() -> None:
    _has(_one("疏散总宽度不应小于每百人 0.65 m。"), value="0.65", unit="m", per="百人", name="疏散总宽度")


@pytest.mark.parametrize("form", ["xml", "json"])
def test_other_spellings_of_a_document_have_the_same_requirements(form: str) -> None:
    document = _document(TABLE + "\n净距[不小于 1.2 m]{.param #p}，应留出通道。\n\n座椅数量不应少于 4 个。")
    again = stdml.loads(stdml.dumps(document, form), form)
    for one, other in zip(document.requirements(), again.requirements(), strict=True):
        assert (one.id, one.text, one.modality) == (other.id, other.text, other.modality)
        assert [(p.id, p.op, p.value) for p in one.parameters] == [
            (p.id, p.op, p.value) for p in other.parameters
        ]


def test_a_table_of_something_else_has_no_parameters() -> None:
    table = "表 1 设备\n\n| 设备 | 型号 | 数量 |\n|---|---|---|\n| 泵 | P-5 | 2 |\n| 阀 | V-8 | 3 |"
    assert _demands(table) == []


def test_imperatives_only_in_procedures() -> None:
    words = "将试样置于托架上，静置 2 h。记录读数。试样是干燥的。"
    assert _demands(words) == []
    found = stdml.loads(f"---\nlanguage: zh\n---\n\n# 试验\n\n## 试验步骤\n\n{words}\n").requirements()
    assert [(one.modality, one.strength) for one in found] == [("requirement", "imperative")] * 2


def test_stated_facets_win() -> None:
    body = (
        "净距[不小于 1.2 m]{.param #p-gap name=间距 unit=mm value=1300}，应留出通道。\n\n"
        "::: requirement {#r-1 actor=厂方}\n噪声不应大于 55 dB(A)。\n:::"
    )
    first, block = _demands(body)
    gap = next(one for one in first.parameters if one.id == "p-gap")
    _has(gap, name="间距", value="1300", unit="mm", op=">=", explicit=True)
    _has(block, id="r-1", actor="厂方", explicit=True, modality="requirement")
    assert block.parameters[0].value == "55"


def test_positions_and_clauses() -> None:
    text = "---\nlanguage: zh\n---\n\n# 总则\n\n说明。\n\n# 要求\n\n## 尺寸\n\n"
    text += "净高不应小于 2 m。\n净宽不应小于 1 m。\n"
    found = stdml.loads(text).requirements()
    assert [(one.clause, one.line, one.column, one.path) for one in found] == [
        ("2.1", 13, 1, ["要求", "尺寸"]),
        ("2.1", 14, 1, ["要求", "尺寸"]),
    ]
    assert found[1].parameters[0].line == 14


# --- Ids


@given(
    st.lists(st.sampled_from(["净高", "净宽", "厚度", "深度", "质量"]), min_size=1, max_size=6),
    st.integers(0, 6),
)
def test_ids_stay_when_the_text_around_changes(names: list[str], at: int) -> None:
    sentences = [f"{name}不应小于 {index} m。" for index, name in enumerate(names)]
    before = {one.text: one.id for one in _demands("\n\n".join(sentences))}
    sentences.insert(min(at, len(sentences)), "顶棚应防水。")
    after = {one.text: one.id for one in _demands("\n\n".join(sentences))}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_equal_provisions_have_different_ids() -> None:
    found = _demands("净高不应小于 2 m。\n\n净高不应小于 2 m。")
    ids = [one.id for one in found] + [one.id for demand in found for one in demand.parameters]
    assert len(set(ids)) == 4 and ids[1] == f"{ids[0]}-2"


def test_ids_do_not_depend_on_spaces() -> None:
    assert _demands("净高不应小于 2 m。")[0].id == _demands("净高不应小于2m。")[0].id


# --- Congruence


@pytest.mark.parametrize(
    ("body", "drifts"),
    [
        ("净距[不小于 0.4 m]{.param value=0.4 unit=m}，应留出通道。", []),
        ("净距[不小于 0.4 m]{.param value=400 unit=mm}，应留出通道。", []),
        ("净距[不小于 0.4 m]{.param value=0.5}，应留出通道。", [("value", "0.5", "0.4")]),
        ("净距[不小于 0.4 m]{.param value=0.40}，应留出通道。", [("value", "0.40", "0.4")]),
        ('净距[不小于 0.4 m]{.param op="<="}，应留出通道。', [("op", "<=", ">=")]),
        ("净距[不小于 0.4 m]{.param unit=s}，应留出通道。", [("unit", "s", "m")]),
        (
            "[净距宜留出。]{.provision modality=requirement strength=应}",
            [("modality", "requirement", "recommendation")],
        ),
        (
            "::: requirement {modality=permission}\n净距应留出。\n:::",
            [("modality", "permission", "requirement")],
        ),
    ],
)
def test_what_is_stated_agrees_with_the_words(body: str, drifts: list[tuple[str, str, str]]) -> None:
    found = congruence(_document(body))
    assert [(one.facet, one.stated, one.understood) for one in found] == drifts


# --- RFC 2119


def test_every_key_word_of_an_rfc_is_a_provision() -> None:
    path = SHARED / "samples" / "rfc" / "rfc8650.xml"
    if not path.exists():
        pytest.skip("the reference material is not beside the repository")
    from lxml import etree

    texts = list(etree.parse(str(path)).getroot().iter("t"))
    plain = [" ".join("".join(text.itertext()).split()) for text in texts]
    words = Counter("".join(word.itertext()) for text, line in zip(texts, plain, strict=True)
                    if '"MUST"' not in line for word in text.iter("bcp14"))  # fmt: skip
    found = _demands("\n\n".join(plain), "en")
    from stdml.text.modals import find

    assert Counter(form.form for one in found for form in find(one.text, "en", True)) == words
    assert all(one.strength and one.strength.isupper() for one in found)


# --- Any document, and the command


@given(
    st.text(alphabet="不应大于小高度宜当时其的每次至少个235.m%～±（）。，；：|-#[]{} \n>*`$", max_size=120)
)
@examples(0.5)
def test_any_document_is_read_without_failing(body: str) -> None:
    document = _document(body)
    found = document.requirements()
    congruence(document)
    assert json.dumps([one.to_dict() for one in found], ensure_ascii=False)
    assert [one.to_dict() for one in document.requirements()] == [one.to_dict() for one in found]


BODY = "候车亭的净高不应小于 2.40 m。\n\n=HYPERLINK 的温度不应大于 40 ℃。\n\n宜设置座椅。"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(f"---\nlanguage: zh\n---\n\n# 要求\n\n{BODY}\n", encoding="utf-8")
    return path


def _run(*arguments: str) -> str:
    from stdml.cli.requirements import command

    result = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0 or result.return_value == 0, result.output
    return result.output


def test_the_command_prints_json(draft: Path) -> None:
    found = json.loads(_run(str(draft), "--format", "json"))
    assert [one["modality"] for one in found] == ["requirement", "requirement", "recommendation"]
    first = found[0]["parameters"][0]
    assert {name: first[name] for name in ("characteristic", "subject", "op", "value", "unit")} == {
        "characteristic": "净高", "subject": "候车亭", "op": ">=", "value": "2.40", "unit": "m",
    }  # fmt: skip
    assert {
        "id",
        "clause",
        "path",
        "line",
        "strength",
        "polarity",
        "text",
        "condition",
        "verification",
    } <= found[0].keys()


def test_filters(draft: Path) -> None:
    assert len(json.loads(_run(str(draft), "--format", "json", "--modality", "recommendation"))) == 1
    assert json.loads(_run(str(draft), "--format", "json", "--clause", "2")) == []
    found = json.loads(_run(str(draft), "--format", "json", "--parameters"))
    assert [one["op"] for one in found] == [">=", "<=", "exists"]


def test_no_cell_of_a_csv_is_a_formula(draft: Path) -> None:
    rows = list(csv.reader(io.StringIO(_run(str(draft), "--format", "csv").lstrip("\ufeff"))))
    assert len(rows) == 4 and len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_the_other_forms(draft: Path, tmp_path: Path) -> None:
    assert "净高 ≥ 2.40 m" in _run(str(draft))
    assert "| 净高 |" in _run(str(draft), "--format", "md", "--parameters")
    openpyxl = pytest.importorskip("openpyxl")
    target = tmp_path / "limits.xlsx"
    _run(str(draft), "-o", str(target))
    book = openpyxl.load_workbook(target)
    assert [sheet.max_row for sheet in book] == [4, 4]
