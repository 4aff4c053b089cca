"""The dialect, sentence by sentence: what an author may write, and what it means."""

from __future__ import annotations

from typing import Any

import pytest

from stdml.formats.markdown import read_markdown, write_markdown
from stdml.model import Document, Text, find, plain_text, walk
from stdml.model.adapter import validate
from stdml.text.numbering import Numbering


def read(source: str) -> Document:
    """Read a text, and assert what holds for every text."""
    document = read_markdown(source)
    assert validate(document) == []
    assert read_markdown(str(write_markdown(document).data)) == document
    return document


def names(document: Document) -> list[str]:
    return [diagnostic.name for diagnostic in document.diagnostics]


def kinds(document: Any) -> list[str]:
    return [node.kind for node in walk(document)]


def outline(document: Document) -> list[str]:
    """Return number, type and title of every clause and term entry, in order."""
    numbering = Numbering(document)
    found = []
    for node in walk(document):
        if node.kind == "clause":
            found.append(f"{numbering.number(node) or '-'} {node.type} {plain_text(node.title)}".strip())  # type: ignore[attr-defined]
        elif node.kind == "term_entry":
            found.append(f"{numbering.number(node) or '-'} term {plain_text(node.designations[0])}")  # type: ignore[attr-defined]
    return found


def first(document: Any, kind: str) -> Any:
    return next(node for node in walk(document) if node.kind == kind)


def every(document: Any, kind: str) -> list[Any]:
    return [node for node in walk(document) if node.kind == kind]


def words(node: Any) -> str:
    return plain_text(node)


# -- front matter


def test_scalars_of_the_front_matter_are_text() -> None:
    metadata = read(
        "---\nidentifier: 012\nstage: no\nics: 35.240\nissued: 2024-01-01\nccs: 1:30\n"
        "level: ~\nkind: null\nlanguage: yes\n---\n"
    ).metadata
    assert (metadata.identifier, metadata.stage, metadata.ics, metadata.issued) == (
        ["012"],
        "no",
        ["35.240"],
        "2024-01-01",
    )
    assert (metadata.ccs, metadata.level, metadata.kind, metadata.language) == (["1:30"], "~", "null", "yes")


def test_every_key_of_the_front_matter() -> None:
    document = read(
        "---\nidentifier: [GB/T 1—2020, ISO 2]\ntitle:\n  zh: [智能, 停车]\n  en: Parking\n"
        "language: zh\nlevel: local\n"
        "kind: specification\nnature: recommended\nstage: review\nissued: 2024-01-01\neffective: 2024-02-01\n"
        "ics: 1\nccs: 2\n"
        "issuer: 甲\nproposer: 乙\ncommittee: 丙\ndrafted-by: [丁]\ndrafters:\n  - 戊\n  - 己\n"
        "replaces: [GB/T 1—2009]\n"
        "adopts:\n  - {identifier: ISO 3, degree: MOD}\n  - ISO 4\nprofile: gbt-1.1\n---\n"
    )
    metadata = document.metadata
    assert metadata.identifier == ["GB/T 1—2020", "ISO 2"]
    assert metadata.title == {"zh": ["智能", "停车"], "en": ["Parking"]}
    assert (metadata.drafted_by, metadata.drafters, metadata.replaces) == (
        ["丁"],
        ["戊", "己"],
        ["GB/T 1—2009"],
    )
    assert [(item.identifier, item.degree) for item in metadata.adopts] == [("ISO 3", "MOD"), ("ISO 4", None)]
    assert metadata.extra == {}
    assert names(document) == []


def test_an_unknown_key_is_kept() -> None:
    assert read("---\nproject: X\nx: {a: [b, c]}\n---\n").metadata.extra == {
        "project": "X",
        "x": {"a": ["b", "c"]},
    }


def test_a_title_without_a_language_takes_that_of_its_words() -> None:
    assert read("---\ntitle: 充电桩\n---\n").metadata.title == {"zh": ["充电桩"]}
    assert read("---\ntitle: [Chargers, Rules]\n---\n").metadata.title == {"en": ["Chargers", "Rules"]}


def test_a_file_without_front_matter_is_valid() -> None:
    document = read("# 范围\n\n甲\n\n# 要求\n\n乙\n")
    assert document.metadata.title == {}
    assert names(document) == []


# -- headings


def test_hashes_are_levels() -> None:
    document = read("# A\n\n## B\n\n### C\n\n# D\n")
    assert outline(document) == ["1 clause A", "1.1 clause B", "1.1.1 clause C", "2 clause D"]


@pytest.mark.parametrize(
    "source",
    [
        "# 智能停车\n\n## 范围\n\n## 要求\n",
        "---\ntitle: {zh: 智能停车}\n---\n\n# 智能停车\n\n## 范围\n\n## 要求\n",
        "---\ntitle: {zh: [智能, 停车]}\n---\n\n# 智能　停车\n\n## 范围\n\n## 要求\n",
        "---\ntitle: {zh: 智能停车}\n---\n\n# 范围\n\n# 要求\n",
        "<!-- remark -->\n\n智能停车\n===\n\n## 范围\n\n## 要求\n",
    ],
)
def test_the_title_of_the_document(source: str) -> None:
    document = read(source)
    assert "".join(document.metadata.title["zh"]) == "智能停车"
    assert outline(document) == ["1 scope 范围", "2 clause 要求"]


@pytest.mark.parametrize(
    "source", ["# A\n\n# B\n", "# 范围\n\n## 甲\n", "a\n\n# A\n\n## B\n", "# A {#a}\n\n## B\n"]
)
def test_a_heading_that_is_not_the_title(source: str) -> None:
    document = read(source)
    assert document.metadata.title == {}
    assert len(outline(document)) == 2


@pytest.mark.parametrize(
    ("heading", "type"),
    [
        ("前言", "foreword"),
        ("前　言", "foreword"),
        ("前 言", "foreword"),
        ("Foreword", "foreword"),
        ("引言", "introduction"),
        ("Introduction", "introduction"),
        ("范围", "scope"),
        ("范　围", "scope"),
        ("SCOPE", "scope"),
        ("规范性引用文件", "normative-references"),
        ("Normative references", "normative-references"),
        ("术语和定义", "terms"),
        ("Terms and definitions", "terms"),
        ("术语、定义和缩略语", "terms"),
        ("符号和缩略语", "symbols"),
        ("Symbols and abbreviated terms", "symbols"),
        ("参考文献", "bibliography"),
        ("Bibliography", "bibliography"),
        ("索引", "index"),
        ("索　引", "index"),
        ("Index", "index"),
        ("目次", "contents"),
        ("范围和对象", "clause"),
        ("Introduction to parking", "clause"),
        ("前言性说明", "clause"),
        ("要求 {.scope}", "scope"),
        ("Bibliography {.clause}", "clause"),
    ],
)
def test_well_known_clauses(heading: str, type: str) -> None:
    assert read(f"# {heading}\n\n# 其他\n").clauses[0].type == type  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("heading", "nature", "title"),
    [
        ("附录 A（规范性）试验方法", "normative", "试验方法"),
        ("附录A(资料性) 示例", "informative", "示例"),
        ("附　录　A（规范性附录）　方法", "normative", "方法"),
        ("附录 B", None, ""),
        ("Annex A (normative) Test methods", "normative", "Test methods"),
        ("Annex B (informative)", "informative", ""),
        ("Annex C: More", None, "More"),
    ],
)
def test_annexes(heading: str, nature: str | None, title: str) -> None:
    clause: Any = read(f"# 范围\n\n# {heading}\n\n甲\n").clauses[1]
    assert (clause.type, clause.nature, words(clause.title)) == ("annex", nature, title)


# -- typed numbers


@pytest.mark.parametrize(
    "headings",
    [
        ["# 1 范围", "# 2 要求", "## 2.1 间距"],
        ["# 1　范围", "# 2　要求", "## 2.1　间距"],
        ["# 1. 范围", "# 2. 要求", "## 2.1. 间距"],
        ["# 1 - 范围", "# 2 - 要求", "## 2.1 - 间距"],
        ["## 1 范围", "## 2 要求", "### 2.1 间距"],
        ["# 第1章 范围", "# 第2章 要求", "## 2.1 间距"],
        ["# 第一章　范围", "# 第二章　要求", "## 2.1 间距"],
        ["# 一、范围", "# 二、要求", "## （一）间距"],
    ],
)
def test_typed_numbers_are_structure(headings: list[str]) -> None:
    document = read("\n\n".join(headings) + "\n")
    assert outline(document) == ["1 scope 范围", "2 clause 要求", "2.1 clause 间距"]
    assert names(document) == []


def test_plans_number_with_characters_and_digits() -> None:
    document = read("# 一、目标\n\n甲\n\n## （一）近期\n\n### 1. 起步\n\n乙\n\n## （二）远期\n\n# 二、任务\n")
    assert outline(document) == [
        "1 clause 目标",
        "1.1 clause 近期",
        "1.1.1 clause 起步",
        "1.2 clause 远期",
        "2 clause 任务",
    ]


def test_numbers_typed_in_an_annex_alone_leave_the_other_clauses_numbered() -> None:
    document = read(
        "# 范围\n\n甲。\n\n# 要求\n\n## 流量\n\n2.1.1 甲。\n\n2.1.2 乙。\n\n## 噪声\n\n乙。\n\n"
        "# 附录A（资料性）记录\n\n## A.1 填写\n\n丙。\n\n## A.2 格式\n\n丁。\n"
    )
    scope, requirements, annex = document.clauses
    assert scope.numbered and requirements.numbered
    assert [plain_text(clause.title) for clause in annex.clauses] == ["填写", "格式"]
    assert len(requirements.clauses[0].clauses) == 2


def test_a_typed_number_is_compared_with_the_computed_one() -> None:
    document = read("# 1 范围\n\n# 2 要求\n\n## 2.1 甲\n\n## 2.3 乙\n")
    [found] = document.diagnostics
    assert (found.name, found.position.line, found.position.column) == ("number-mismatch", 7, 4)
    assert found.fix is not None
    [edit] = found.fix.edits
    text = document.source.text  # type: ignore[union-attr]
    assert (text[edit.start : edit.end], edit.text) == ("2.3", "2.2")


def test_one_number_alone_is_part_of_the_title() -> None:
    assert outline(read("# 范围\n\n# 5G 设备\n\n# 3 种情形\n")) == [
        "1 scope 范围",
        "2 clause 5G 设备",
        "3 clause 3 种情形",
    ]


def test_canonical_text_leaves_typed_numbers_out() -> None:
    text = write_markdown(read("# 1 范围\n\n甲\n\n# 2 要求\n\n2.1 设备应可靠。\n\n2.2 设备宜轻。\n")).data
    assert text == "# 范围\n\n甲\n\n# 要求\n\n§ 设备应可靠。\n\n§ 设备宜轻。\n"


@pytest.mark.parametrize(
    "body",
    [
        "5.1.1 充电桩应可靠。\n\n5.1.2 充电桩应安全。\n",
        "5.1.1　充电桩应可靠。\n5.1.2　充电桩应安全。\n",
        "§ 充电桩应可靠。\n\n§ 充电桩应安全。\n",
    ],
)
def test_untitled_clauses(body: str) -> None:
    before = "".join(f"# {at} 甲\n\n" for at in range(1, 5)) if body[0] == "5" else "# 甲\n\n" * 4
    heading = "# 5 乙\n\n## 5.1 丙\n\n" if body[0] == "5" else "# 乙\n\n## 丙\n\n"
    document = read(before + heading + body)
    assert outline(document)[-3:] == ["5.1 clause 丙", "5.1.1 clause", "5.1.2 clause"]
    assert names(document) == []


def test_untitled_clauses_have_levels_and_ids() -> None:
    document = read("# 甲\n\n§ {#a} 乙\n\n续\n\n§§ 丙\n\n§§ 丁\n\n§ 戊\n\n# 己\n")
    assert outline(document)[:-1] == [
        "1 clause 甲",
        "1.1 clause",
        "1.1.1 clause",
        "1.1.2 clause",
        "1.2 clause",
    ]
    clause: Any = find(document, "a")
    assert [words(block) for block in clause.blocks] == ["乙", "续"]


def test_inserting_an_untitled_clause_leaves_its_neighbours_alone() -> None:
    assert "§ 乙\n" in str(write_markdown(read("# 甲\n\n§ 新\n\n§ 乙\n\n# 丙\n")).data)


# -- notes and examples


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("注：说明", "note", "说明"),
        ("注: 说明", "note", "说明"),
        ("注 1：说明", "note", "说明"),
        ("注1：说明", "note", "说明"),
        ("NOTE The text.", "note", "The text."),
        ("NOTE 1 The text.", "note", "The text."),
        ("NOTE: text", "note", "text"),
        ("Note 2: text", "note", "text"),
        ("示例：甲", "example", "甲"),
        ("示例 1：甲", "example", "甲"),
        ("EXAMPLE: a", "example", "a"),
        ("EXAMPLE 1 A bike.", "example", "A bike."),
        ("Example: a", "example", "a"),
        ("警告：小心", "safety_warning", "小心"),
        ("WARNING: Hot", "safety_warning", "Hot"),
    ],
)
def test_lead_words(source: str, kind: str, text: str) -> None:
    [block] = read(source).blocks
    assert (block.kind, words(block)) == (kind, text)


@pytest.mark.parametrize(
    "source", ["注意：说明", "注册：说明", "NOTES are here", "Note that it is", "示例图：甲"]
)
def test_words_that_are_no_lead_words(source: str) -> None:
    assert [block.kind for block in read(source).blocks] == ["paragraph"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("note", "note"),
        ("example", "example"),
        ("warning", "safety_warning"),
        ("requirement", "requirement"),
        ("danger", "safety_warning"),
    ],
)
def test_containers_hold_several_blocks(name: str, kind: str) -> None:
    [block] = read(f"::: {name} {{#x}}\n甲\n\n- 乙\n\n丙\n:::\n").blocks
    assert (block.kind, block.id, [child.kind for child in block.children]) == (  # type: ignore[union-attr]
        kind,
        "x",
        ["paragraph", "list", "paragraph"],
    )


def test_a_requirement_has_facets() -> None:
    [block] = read(
        '::: requirement {#r verification=test method="8.2" relations="refines q" relations="needs p"}\n'
        "应甲。\n:::\n"
    ).blocks
    found: Any = block
    assert (found.id, found.verification, found.method, found.relations) == (
        "r",
        "test",
        "8.2",
        ["refines q", "needs p"],
    )


def test_containers_nest_and_an_unknown_one_is_kept() -> None:
    document = read(":::: box {.a k=v}\n::: note\n甲\n:::\n::::\n")
    [block] = document.blocks
    found: Any = block
    assert (found.kind, found.name, found.attrs.classes, found.attrs.values) == (
        "container",
        "box",
        ["a"],
        {"k": "v"},
    )
    assert names(document) == ["unknown-container"]


# -- attributes


def test_attributes_after_headings_spans_and_before_blocks() -> None:
    document = read(
        '# 甲 {#a .x k=v}\n\n[乙]{#b .y l="a b"}\n\n{#c .z}\n丙\n\n{#d}\n- 丁\n\n'
        "{#e}\n> 戊\n\n{#f}\n```c\nx\n```\n\n# 己\n"
    )
    for id, kind in zip(
        "abcdef", ("clause", "span", "paragraph", "list", "quotation", "code_block"), strict=True
    ):
        found: Any = find(document, id)
        assert found.kind == kind
    heading: Any = find(document, "a")
    span: Any = find(document, "b")
    assert (heading.attrs.classes, heading.attrs.values) == (["x"], {"k": "v"})
    assert (span.attrs.classes, span.attrs.values) == (["y"], {"l": "a b"})


def test_attributes_of_nothing_are_kept_and_reported() -> None:
    document = read("甲\n\n{#a}\n")
    assert names(document) == ["dangling-attributes"]
    assert words(document.blocks[1]) == "{#a}"


# -- tables and figures


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no empty line", "empty line"])
@pytest.mark.parametrize(
    ("caption", "title"),
    [
        ("表 1 限值", "限值"),
        ("表1　限值", "限值"),
        ("表 A.1 限值", "限值"),
        ("表：限值", "限值"),
        ("Table 1 — Limits", "Limits"),
        ("Table: Limits", "Limits"),
    ],
)
def test_captions(caption: str, title: str, gap: str) -> None:
    document = read(f"# 要求\n\n{caption} {{#tab .params}}{gap}| a | b |\n|---|--:|\n| c | d |\n\n# 其他\n")
    [table] = every(document, "table")
    assert (words(table.caption), table.id, table.attrs.classes, table.columns) == (
        title,
        "tab",
        ["params"],
        ["none", "right"],
    )
    assert "paragraph" not in kinds(document)


def test_a_caption_without_a_number_or_a_table_is_a_paragraph() -> None:
    assert kinds(read("表 1 限值\n\n正文\n")).count("paragraph") == 2
    assert kinds(read("表格如下\n\n| a |\n|---|\n"))[1:3] == ["paragraph", "text"]


def test_spanned_cells() -> None:
    table = first(read("| a | < | b |\n|---|---|---|\n| c | d | ^ |\n| ^ | e | \\< |\n"), "table")
    cells = [[(words(cell), cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]
    assert cells == [[("a", 2, 1), ("b", 1, 2)], [("c", 1, 2), ("d", 1, 1)], [("e", 1, 1), ("<", 1, 1)]]


def test_spanned_cells_in_both_directions() -> None:
    table = first(read("| a | < |\n|---|---|\n| ^ | ^ |\n| b | c |\n"), "table")
    assert [(words(cell), cell.colspan, cell.rowspan) for row in table.rows for cell in row.cells] == [
        ("a", 2, 2),
        ("b", 1, 1),
        ("c", 1, 1),
    ]


def test_a_figure_is_an_image_alone_in_its_paragraph() -> None:
    document = read("{#fig}\n![结构](a.png)\n\n见 ![图标](b.png) 处\n")
    figure: Any = find(document, "fig")
    assert (figure.kind, words(figure.title), figure.src) == ("figure", "结构", "a.png")
    assert [image.src for image in every(document, "image")] == ["b.png"]


# -- formulas


def test_formulas() -> None:
    document = read("$$x = 1$$ (eq-a)\n\n$$\ny\n\n= 2\n$$ (eq-b)\n\n设 $U$ 为\n")
    assert [(node.tex, node.id) for node in every(document, "formula")] == [
        ("x = 1", "eq-a"),
        ("y\n\n= 2", "eq-b"),
    ]
    assert [node.tex for node in every(document, "math")] == ["U"]


@pytest.mark.parametrize(
    ("lead", "first_line", "second_line", "meaning"),
    [
        ("式中：", "- $U$——电压；", "- $I$——电流。", "电压；"),
        ("式中:", "- $U$ —— 电压；", "- $I$ —— 电流。", "电压；"),
        ("where", "- $U$ is the voltage;", "- $I$ is the current.", "is the voltage;"),
        ("where:", "- $U$ — voltage", "- $I$ — current", "voltage"),
    ],
)
def test_a_list_after_where_explains_symbols(
    lead: str, first_line: str, second_line: str, meaning: str
) -> None:
    document = read(f"$$\nP = UI\n$$\n\n{lead}\n\n{first_line}\n{second_line}\n")
    [formula] = document.blocks
    found: Any = formula
    assert [entry.symbol[0].tex for entry in found.where] == ["U", "I"]
    assert words(found.where[0].children) == meaning


def test_prices_are_no_formulas() -> None:
    assert "math" not in kinds(read("it costs $5 or $6 and $ 7 $\n"))


# -- references


def test_cross_references() -> None:
    document = read("# 甲 {#a}\n\n见[](#a)和[上文](#a)。\n\n# 乙\n")
    assert [(node.target, words(node)) for node in every(document, "cross_reference")] == [
        ("a", ""),
        ("a", "上文"),
    ]


REFERENCES = "# 规范性引用文件\n\nGB/T 18487.1—2023　电动汽车\n\nGB 5749　水\n\n"


def test_a_number_that_stands_in_the_references_is_a_citation() -> None:
    document = read(REFERENCES + "# 要求\n\n按 GB/T 18487.1—2023 中 5.3 和GB 5749，但 GB 9999 没有列出。\n")
    assert [words(node) for node in every(document, "citation")] == ["GB/T 18487.1—2023 中 5.3", "GB 5749"]
    assert [words(node) for node in every(document, "reference_entry")] == [
        "GB/T 18487.1—2023　电动汽车",
        "GB 5749　水",
    ]


@pytest.mark.parametrize(
    ("source", "found"), [("本文件规定了甲。", "本文件"), ("This document specifies it.", "This document")]
)
def test_references_of_a_document_to_itself(source: str, found: str) -> None:
    assert [words(node) for node in every(read(f"# A\n\n{source}\n\n# B\n"), "self_reference")] == [found]


def test_links_and_images_keep_their_addresses() -> None:
    document = read('[a](http://x.y/?q=1&r=2 "t") <http://z.w> ![b](c.png)\n')
    assert [(node.href, node.title) for node in every(document, "link")] == [
        ("http://x.y/?q=1&r=2", "t"),
        ("http://z.w", None),
    ]


# -- terms

TERMS = """\
# 术语和定义

下列术语适用于本文件。

## 充电桩 charging pile {#t-pile}

{.admitted}
充电设备

{.deprecated}
充电机

〈电动汽车〉供电的设备

注 1：说明

示例：壁挂式

[来源：GB/T 29317—2021，3.2，有修改]

## 接口

连接的部件
"""


def test_terms() -> None:
    document = read(TERMS)
    entry, second = every(document, "term_entry")
    assert [(words(d), d.status, d.language) for d in entry.designations] == [
        ("充电桩", "preferred", None),
        ("charging pile", "preferred", "en"),
        ("充电设备", "admitted", None),
        ("充电机", "deprecated", None),
    ]
    assert entry.id == "t-pile"
    assert words(entry.domain) == "电动汽车"
    assert [child.kind for child in entry.children] == ["paragraph", "note", "example"]
    assert words(entry.children[0]) == "供电的设备"
    assert [words(source) for source in entry.sources] == ["GB/T 29317—2021，3.2，有修改"]
    assert [words(d) for d in second.designations] == ["接口"]
    assert outline(document) == ["1 terms 术语和定义", "1.1 term 充电桩", "1.2 term 接口"]


def test_terms_in_groups_and_in_English() -> None:
    document = read(
        "# Terms and definitions\n\n## General\n\n### pile\n\nthing\n\n"
        "[SOURCE: ISO 1, 3.2, modified]\n\n## Special\n\n### plug\n\nthing\n"
    )
    assert outline(document) == [
        "1 terms Terms and definitions",
        "1.1 clause General",
        "1.1.1 term pile",
        "1.2 clause Special",
        "1.2.1 term plug",
    ]
    assert [words(source) for source in every(document, "term_source")] == ["ISO 1, 3.2, modified"]


# -- provisions and parameters


@pytest.mark.parametrize(
    ("sentence", "modality", "strength"),
    [
        ("设备应可靠。", "requirement", "应"),
        ("设备不应漏电。", "requirement", "不应"),
        ("设备宜轻。", "recommendation", "宜"),
        ("可使用手册。", "permission", "可"),
        ("不必登记。", "permission", "不必"),
        ("设备能承受。", "possibility", "能"),
        ("不能恢复。", "possibility", "不能"),
        ("It shall work.", "requirement", "shall"),
        ("It should work.", "recommendation", "should"),
        ("It may work.", "permission", "may"),
        ("It can work.", "possibility", "can"),
    ],
)
def test_provisions(sentence: str, modality: str, strength: str) -> None:
    document = read(f"# A\n\n{sentence}\n\n# B\n")
    [found] = every(document, "provision")
    assert (found.modality, found.strength, words(found)) == (modality, strength, sentence)


@pytest.mark.parametrize(
    "source",
    [
        "# 前言\n\n设备应可靠。\n\n# 要求\n",
        "# 引言\n\n设备应可靠。\n\n# 要求\n",
        "# 范围\n\n设备应可靠。\n\n# 要求\n",
        "# 要求\n\n注：设备应可靠。\n\n# 甲\n",
        "# 要求\n\n示例：设备应可靠。\n\n# 甲\n",
        "# 甲\n\n# 附录 A（资料性）乙\n\n设备应可靠。\n",
        "# 术语和定义\n\n## 桩\n\n应可靠的设备\n",
        "# 参考文献\n\n设备应可靠。\n\n# 要求\n",
    ],
)
def test_no_provisions_where_nothing_is_normative(source: str) -> None:
    assert "provision" not in kinds(read(source))


def test_capitals_count_where_the_document_says_so() -> None:
    declared = (
        'The key words "MUST" and "MAY" in this document are to be interpreted as described in RFC 2119.\n\n'
    )
    text = "It MUST work. It may rain. It SHALL last.\n\n# B\n"
    assert [words(node) for node in every(read(f"# A\n\n{declared}{text}"), "provision")] == [
        "It MUST work.",
        "It SHALL last.",
    ]
    assert "It may rain." in [words(node) for node in every(read(f"# A\n\n{text}"), "provision")]


def test_parameters() -> None:
    document = read("# 要求\n\n间距应为[不小于 1.2 m]{.param #p-gap name=间距}。\n\n# 其他\n")
    [found] = every(document, "parameter")
    assert (found.id, found.name, words(found)) == ("p-gap", "间距", "不小于 1.2 m")


# -- lines, comments, footnotes


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("甲\n乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("a\nb", "a b"),
        ("甲\na", "甲 a"),
        ("甲**乙**\n丙", "甲乙丙"),
        ("甲 \n乙", "甲乙"),
    ],
)
def test_a_line_break_between_two_CJK_characters_is_no_space(source: str, text: str) -> None:
    assert words(read(source).blocks[0]) == text


def test_canonical_text_has_a_sentence_a_line() -> None:
    assert write_markdown(read("甲乙。丙丁。“戊”己。\n\nA b. C d (e.g. f). G.\n")).data == (
        "甲乙。\n丙丁。“戊”己。\n\nA b.\nC d (e.g. f).\nG.\n"
    )


def test_comments_are_kept() -> None:
    document = read("<!-- a -->\n\nb <!-- c --> d\n\n<!--\ne\n\nf\n-->\n")
    assert [node.text for node in every(document, "comment")] == [" a ", "\ne\n\nf\n"]
    assert [node.text for node in every(document, "inline_comment")] == [" c "]


def test_footnotes_stay_where_they_were_defined() -> None:
    document = read("[^a]: 早\n\n甲[^a]乙[^b]\n\n[^b]: 晚\n\n    续\n\n末\n")
    assert [block.kind for block in document.blocks] == ["footnote", "paragraph", "footnote", "paragraph"]
    assert [node.target for node in every(document, "footnote_reference")] == ["a", "b"]
    assert [words(child) for child in document.blocks[2].children] == ["晚", "续"]  # type: ignore[union-attr]


def test_footnotes_that_nothing_refers_to_and_that_come_twice_are_kept() -> None:
    document = read("甲[^a]\n\n[^a]: 一\n\n[^a]: 二\n\n[^b]: 三\n")
    assert [(node.label, words(node)) for node in every(document, "footnote")] == [
        ("a", "一"),
        ("a", "二"),
        ("b", "三"),
    ]


def test_a_reference_without_a_footnote_is_text() -> None:
    document = read("甲[^x]乙\n")
    assert words(document.blocks[0]) == "甲[^x]乙"
    assert "footnote_reference" not in kinds(document)


# -- what printed drafts look like


def test_typed_lists() -> None:
    document = read("包括：\n\na) 甲；\nb) 乙。\n\n—— 丙；\n—— 丁。\n")
    assert [node.style for node in every(document, "list")] == ["ordered", "dash"]
    assert [words(node) for node in every(document, "list_item")] == ["甲；", "乙。", "丙；", "丁。"]


def test_what_looks_like_markup_can_be_written_literally() -> None:
    document = read("\\# 甲\n\n\\- 乙\n\n\\::: note\n\n\\§ 丙\n\n1\\. 丁\n\n\\$x\\$ \\[](#a) \\<b>\n")
    assert {block.kind for block in document.blocks} == {"paragraph"}
    assert all(type(node) is Text or node.kind in ("paragraph", "document") for node in walk(document))


# -- drafts as they are pasted


def texts(document: Any, kind: str) -> list[str]:
    return [words(node) for node in every(document, kind)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("注1：甲\n注2：乙\n", [("note", "甲"), ("note", "乙")]),
        ("注：甲\n注：乙\n续\n", [("note", "甲"), ("note", "乙续")]),
        ("注：甲\n示例1：乙\n示例2：丙\n", [("note", "甲"), ("example", "乙"), ("example", "丙")]),
        ("设备应可靠。\n注：甲\n", [("paragraph", "设备应可靠。"), ("note", "甲")]),
        ("NOTE 1 A pump.\nNOTE 2 A valve.\n", [("note", "A pump."), ("note", "A valve.")]),
        ("It is loud.\nNOTE: It is old.\n", [("paragraph", "It is loud."), ("note", "It is old.")]),
        ("见下方备\n注：甲\n", [("paragraph", "见下方备注：甲")]),
        ("注1：见备\n注：甲\n", [("note", "见备注：甲")]),
        ("as in the\nNote: below\n", [("paragraph", "as in the Note: below")]),
    ],
)
def test_notes_on_lines_right_after_one_another(source: str, found: list[tuple[str, str]]) -> None:
    assert [(block.kind, words(block)) for block in read(source).blocks] == found


def test_notes_after_a_list_and_between_its_items() -> None:
    document = read("包括：\na) 甲；\n注：一\nb) 乙。\n注：二\n注：三\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "list", "note", "note"]
    assert [[child.kind for child in item.children] for item in every(document, "list_item")] == [
        ["paragraph", "note"],
        ["paragraph"],
    ]


def tree(node: Any) -> Any:
    """Return a list as nested lists of the words of its items."""
    return [
        [tree(child) if child.kind == "list" else words(child) for child in item.children]
        for item in node.items
    ]


NESTED = [["甲；"], ["乙：", [["丙；"], ["丁。"]]], ["戊。"]]


@pytest.mark.parametrize(
    "source",
    [
        "a) 甲；\n\nb) 乙：\n\n   1) 丙；\n\n   2) 丁。\n\nc) 戊。\n",
        "a) 甲；\nb) 乙：\n   1) 丙；\n   2) 丁。\nc) 戊。\n",
        "a) 甲；\n\nb) 乙：\n\n    1) 丙；\n\n    2) 丁。\n\nc) 戊。\n",
        "a）甲；\n\nb）乙：\n\n1）丙；\n\n2）丁。\n\nc）戊。\n",
        "a）甲；\nb）乙：\n1）丙；\n2）丁。\nc）戊。\n",
        "a)　甲；\n\nb)　乙：\n\n——丙；\n\n——丁。\n\nc)　戊。\n",
        "1) 甲；\n\n2) 乙：\n\na) 丙；\n\nb) 丁。\n\n3) 戊。\n",
        "——甲；\n\n——乙：\n\n   ——丙；\n\n   ——丁。\n\n——戊。\n",
    ],
)
def test_lists_with_typed_labels_over_paragraphs(source: str) -> None:
    [made] = read(source).blocks
    assert made.kind == "list" and tree(made) == NESTED


def test_a_list_that_the_paragraph_before_announces() -> None:
    document = read("# 1 甲\n\n# 2 要求\n\n2.1 应包括：\na) 甲；\n\nb) **乙**。\n\n2.2 丙\n")
    assert outline(document) == ["1 clause 甲", "2 clause 要求", "2.1 clause", "2.2 clause"]
    assert tree(first(document, "list")) == [["甲；"], ["乙。"]]


@pytest.mark.parametrize(
    "source",
    ["a) 甲\n\n乙\n", "b) 甲\n\nc) 乙\n", "——甲\n\n乙\n", "a) 甲\n\na) 乙\n", "1）甲\n\n3）乙\n"],
)
def test_labels_that_make_no_list(source: str) -> None:
    assert {block.kind for block in read(source).blocks} == {"paragraph"}


def test_paragraphs_that_begin_with_labels_stay_paragraphs() -> None:
    document = read("a) 甲\n\n{.paragraph}\nb) 乙\n")
    assert [words(block) for block in document.blocks] == ["a) 甲", "b) 乙"]
    assert write_markdown(document).data == "a) 甲\n\n{.paragraph}\nb) 乙\n"


GRID = "| a |\n|---|\n| b |\n"


@pytest.mark.parametrize("gaps", ["\n\n", "\n"], ids=["paragraphs", "lines"])
@pytest.mark.parametrize(
    "units",
    ["单位为毫米", "单位：mm", "（单位：毫米）", "Dimensions in millimetres", "Unit: mm"],
)
def test_a_line_of_units_between_caption_and_table(units: str, gaps: str) -> None:
    document = read(f"# 甲\n\n表 1 限值 {{#t}}{gaps}{units}{gaps}{GRID}\n# 乙\n")
    table: Any = find(document, "t")
    assert (words(table.caption), words(table.units)) == ("限值", units)
    text = str(write_markdown(document).data)
    assert f"表：限值 {{#t}}\n\n{units}\n\n| a |" in text


def test_a_line_of_units_without_a_caption_and_one_that_is_none() -> None:
    assert words(first(read(f"单位为毫米\n\n{GRID}"), "table").units) == "单位为毫米"
    for line in ("单位为毫米的长度见下表。", "单位应一致", "Values in the table are rounded."):
        assert first(read(f"{line}\n\n{GRID}"), "table").units == []
    assert first(read(f"{{.paragraph}}\n单位为毫米\n\n{GRID}"), "table").units == []


def test_a_caption_below_running_text_of_the_same_paragraph() -> None:
    document = read(f"应符合表1的规定。\n表1　限值\n{GRID}")
    assert [block.kind for block in document.blocks] == ["paragraph", "table"]
    assert words(first(document, "table").caption) == "限值"


@pytest.mark.parametrize("caption", ["**表1 限值**", "**表1** 限值", "**表1　限值**", "*Table 1 — 限值*"])
def test_captions_in_bold(caption: str) -> None:
    document = read(f"{caption}\n\n{GRID}")
    assert (words(first(document, "table").caption), kinds(document).count("paragraph")) == ("限值", 0)
    assert names(document) == []


@pytest.mark.parametrize(
    "source",
    [
        "![](a.png)\n\n图1　结构\n",
        "![](a.png)\n图1　结构\n",
        "![结构](a.png)\n\n**图1　结构**\n",
        "![图1 结构](a.png)\n",
        "![](a.png)\n\nFigure 1 — 结构\n",
    ],
)
def test_the_title_of_a_figure_with_its_label(source: str) -> None:
    [figure] = read(source).blocks
    found: Any = figure
    assert (found.kind, words(found.title), found.src, found.description) == ("figure", "结构", "a.png", None)


def test_the_words_of_an_image_describe_it_where_a_title_stands_below() -> None:
    [figure] = read("![照片](a.png)\n\n图1　结构 {#fig}\n").blocks
    found: Any = figure
    assert (words(found.title), found.description, found.id) == ("结构", "照片", "fig")


def test_the_number_of_a_figure_is_compared() -> None:
    document = read("![](a.png)\n\n图2　结构\n\n![图2 外形](b.png)\n")
    assert [(one.name, one.position.line) for one in document.diagnostics] == [("number-mismatch", 3)]


@pytest.mark.parametrize("below", ["图1 给出了结构。", "图纸另附", "{.paragraph}\n图1　结构", "表1　结构"])
def test_what_is_no_title_of_a_figure(below: str) -> None:
    assert [block.kind for block in read(f"![](a.png)\n\n{below}\n").blocks] == ["figure", "paragraph"]


def test_titles_above_figures_are_left_to_the_rules() -> None:
    document = read("图1　甲\n\n![](a.png)\n\n图2　乙\n\n![](b.png)\n")
    assert [block.kind for block in document.blocks] == ["paragraph", "figure"] * 2


@pytest.mark.parametrize(
    ("heading", "type"),
    [
        ("范围 Scope", "scope"),
        ("Scope 范围", "scope"),
        ("术语和定义 Terms and definitions", "terms"),
        ("前言 Foreword", "foreword"),
        ("前　言/Foreword", "foreword"),
        ("规范性引用文件（Normative references）", "normative-references"),
        ("引用标准", "normative-references"),
        ("引用文件", "normative-references"),
        ("规范性引用标准", "normative-references"),
        ("规范引用文件", "normative-references"),
        ("术语及定义", "terms"),
        ("术语与定义", "terms"),
        ("术语、定义", "terms"),
        ("术语", "terms"),
        ("定义和术语", "terms"),
        ("术语、符号和缩略语", "terms"),
        ("缩略语", "symbols"),
        ("符号", "symbols"),
        ("目录", "contents"),
        ("参考资料", "bibliography"),
        ("范围 Limits", "clause"),
        ("范围 Introduction", "clause"),
        ("术语管理", "clause"),
        ("References", "clause"),
    ],
)
def test_clauses_in_two_languages_and_with_older_titles(heading: str, type: str) -> None:
    clause: Any = read(f"# {heading}\n\n# 其他\n").clauses[0]
    assert (clause.type, words(clause.title)) == (type, heading)


def test_a_term_that_is_called_like_a_clause() -> None:
    document = read("# 术语和定义\n\n## 索引 index\n\n甲\n\n# 索引 Index\n")
    assert outline(document) == ["1 terms 术语和定义", "1.1 term 索引", "- index 索引 Index"]


def test_an_annex_by_another_word() -> None:
    document = read("# 范围\n\n# 附件 A（规范性）方法\n\n甲\n")
    clause: Any = document.clauses[1]
    assert (clause.type, clause.nature, words(clause.title)) == ("annex", "normative", "方法")
    assert names(document) == ["annex-word"]


@pytest.mark.parametrize(
    "body",
    [
        "1) GB/T 1.1　甲\n2) 《乙法》\n",
        "1）GB/T 1.1　甲\n2）《乙法》\n",
        "[1] GB/T 1.1　甲\n\n[2] 《乙法》\n",
        "（1）GB/T 1.1　甲\n\n（2）《乙法》\n",
        "1、GB/T 1.1　甲\n\n2、《乙法》\n",
        "GB/T 1.1　甲\n《乙法》\n",
        "- GB/T 1.1　甲\n- 《乙法》\n",
    ],
)
def test_entries_of_the_references_with_typed_numbers(body: str) -> None:
    document = read(f"# 规范性引用文件\n\n下列文件适用。\n\n{body}\n# 要求\n")
    assert texts(document, "reference_entry") == ["GB/T 1.1　甲", "《乙法》"]
    typed = ["1", "2"] if "1" in body[:2] else [None, None]
    assert [entry.number for entry in every(document, "reference_entry")] == typed


def test_typed_numbers_of_a_bibliography_are_computed() -> None:
    document = read("# 参考文献\n\n[1] GB/T 1.1　甲\n\n1) 《乙法》\n\n# 其他\n")
    assert [entry.number for entry in every(document, "reference_entry")] == [None, None]


@pytest.mark.parametrize(
    "body",
    [
        "3.1 充电桩 charging pile\n\n供电的装置。\n\n注：甲\n\n3.2 接口\n\n连接的部件。\n",
        "**3.1　充电桩 charging pile**\n\n供电的装置。\n\n注：甲\n\n**3.2　接口**\n\n连接的部件。\n",
        "**3.1** 充电桩 **charging pile**\n供电的装置。\n注：甲\n\n**3.2** **接口**\n连接的部件。\n",
        "3.1\n充电桩 charging pile\n供电的装置。\n注：甲\n\n3.2\n接口\n连接的部件。\n",
    ],
)
def test_term_entries_in_paragraphs(body: str) -> None:
    document = read(f"# 1 范围\n\n# 2 总则\n\n# 3 术语和定义\n\n下列术语适用。\n\n{body}\n# 4 其他\n")
    entry, second = every(document, "term_entry")
    assert texts(entry, "designation") == ["充电桩", "charging pile"]
    assert [child.kind for child in entry.children] == ["paragraph", "note"]
    assert (texts(second, "designation"), words(second.children[0])) == (["接口"], "连接的部件。")
    assert names(document) == []


def test_a_sentence_below_terms_is_no_term() -> None:
    document = read("# 1 范围\n\n# 2 术语\n\n2.1 下列术语适用于本文件。\n\n甲\n\n# 3 其他\n")
    assert "term_entry" not in kinds(document)


def test_a_list_of_paragraphs_is_replaced_as_one() -> None:
    source = "前\n\na) 甲；\n\nb) 乙。\n\n后  \n"
    document = read_markdown(source)
    document.blocks[2].children = [Text("末")]  # type: ignore[union-attr]
    assert write_markdown(document, over=source).data == "前\n\na) 甲；\n\nb) 乙。\n\n末  \n"
