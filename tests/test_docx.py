"""DOCX: drafts as they are made in word processors keep their clauses, tables, notes and words."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import docx_drafts as draft
import pytest
from conftest import examples
from docx_drafts import field, item, numbering, p, package, r, row, styles, table
from hypothesis import given
from hypothesis import strategies as st

import stdml
from stdml.formats.docx import read_docx
from stdml.formats.docx.archive import MAX_RATIO
from stdml.formats.docx.source import paragraphs
from stdml.model import Clause, Document, Table
from stdml.model.adapter import validate
from stdml.model.walk import plain_text, transform, walk
from stdml.text.numbering import Numbering

REPO = Path(__file__).parent.parent
DRAFTS = sorted(path for path in (REPO / "examples").glob("*.md") if path.name != "README.md")


def read(body: str, **parts: str | bytes) -> Document:
    """Read a document of this content, and fail if it is not valid or does not come back from Markdown."""
    document = read_docx(package(body, parts))
    assert validate(document) == []
    assert stdml.loads(stdml.dumps(document, "markdown")) == document
    return document


def names(document: Document) -> list[str]:
    """Return the names of what was found, without guesses about headings and covers."""
    quiet = ("docx-heading-guessed", "docx-cover")
    return [found.name for found in document.diagnostics if found.name not in quiet]


def outline(document: Document) -> list[str]:
    """Return each clause and term entry as its number and its title."""
    numbers = Numbering(document)
    found = []
    for node in walk(document):
        if node.kind == "clause":
            found.append(f"{numbers.label(node)} {plain_text(node.title)}".strip())
        elif node.kind == "term_entry":
            found.append(
                f"{numbers.label(node)} {' | '.join(plain_text(d.children) for d in node.designations)}"
            )
    return found


def texts(document: Document, kind: str) -> list[str]:
    """Return the words of all nodes of a kind."""
    return [plain_text(node) for node in walk(document) if node.kind == kind]


def first(document: Document, kind: str) -> Any:
    """Return the first node of a kind."""
    return next(node for node in walk(document) if node.kind == kind)


# --- Our own examples, as a drafter would have them


def squeezed(words: str) -> str:
    """Return words without spaces."""
    return "".join(words.split())


def facts(document: Document) -> Counter[Any]:
    """Return what a reader sees of a document: clauses, cells, notes, items and all other words."""
    numbers = Numbering(document)
    found: Counter[Any] = Counter()

    def words(nodes: list[Any]) -> str:
        parts = []
        for node in nodes:
            if node.kind == "cross_reference":
                parts.append(draft.reference(document, numbers, node))
            elif node.kind == "text":
                parts.append(node.value)
            elif node.kind == "code_span":
                parts.append(node.text)
            elif node.kind not in ("math", "inline_comment", "image"):
                parts.append(words(getattr(node, "children", [])))
        return squeezed("".join(parts))

    for node in walk(document):
        kind = node.kind
        if kind == "clause":
            found["clause", numbers.label(node), node.type, node.nature, words(node.title)] += 1
        elif kind == "term_entry":
            found["term", numbers.label(node), *(words(d.children) for d in node.designations)] += 1
        elif kind == "table":
            found["table", numbers.label(node), words(node.caption)] += 1
            for place, column, cell in draft.grid_of(node)[0]:
                found["cell", place, column, cell.rowspan, cell.colspan, words(cell.children)] += 1
        elif kind in ("note", "example", "safety_warning"):
            found[kind, numbers.label(node), *(words(child.children) for child in node.children)] += 1
        elif kind == "list_item":
            child = node.children[0]
            found["item", words(child.children)] += 1
        elif kind in ("figure", "formula"):
            found[kind, numbers.label(node), words(getattr(node, "title", []))] += 1
        elif kind == "key_entry":
            found["key", words(node.symbol), words(node.children)] += 1
        elif kind in ("paragraph", "reference_entry"):
            found["words", words(node.children)] += 1
        elif kind == "code_block":
            found.update(("words", squeezed(line)) for line in node.text.split("\n"))
    del found["words", ""]
    return found


@pytest.mark.parametrize("styled", [True, False], ids=["styles", "typed"])
@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_examples_come_back(path: Path, styled: bool) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")
    # python-docx has no footnotes.
    before: Any = transform(stdml.load(path), lambda node: None if "footnote" in node.kind else node)
    after = read_docx(draft.export(before, styled))
    assert validate(after) == []
    # The profile and other metadata decide about labels; a draft in Word does not state them.
    after.metadata = before.metadata
    lost, new = facts(before) - facts(after), facts(after) - facts(before)
    assert (sorted(map(str, lost)), sorted(map(str, new))) == ([], [])


# --- Styles of the usual templates, with automatic numbers

HEADINGS = numbering(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ident=1)
ANNEXES = numbering(("upperLetter", "附录 %1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ident=2)
DASHES = numbering(("bullet", "——"), ident=3)
LETTERS = numbering(("lowerLetter", "%1)"), ("decimal", "%2)"), ident=4)
NOTES = numbering(("decimal", "注%1："), ident=5)
TABLES = numbering(("decimal", "表%1"), ident=6)
ALONE = numbering(("none", "注："), ident=7)
NUMBERING = draft.lists(HEADINGS, ANNEXES, DASHES, LETTERS, NOTES, TABLES, ALONE)


def _numbered(ident: int, level: int, more: str = "") -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>{more}</w:pPr>'


TEMPLATE = styles(
    ("zw", "标准文件_段", ""),
    ("z1", "标准文件_章标题", _numbered(1, 0)),
    ("t1", "标准文件_一级条标题", _numbered(1, 1)),
    ("t2", "标准文件_二级条标题", _numbered(1, 2)),
    ("w1", "标准文件_一级无", _numbered(1, 1)),
    ("w2", "标准文件_二级无", _numbered(1, 2)),
    ("fl", "标准文件_附录标识", _numbered(2, 0)),
    ("f1", "标准文件_附录章标题", _numbered(2, 1)),
    ("qy", "标准文件_前言、引言标题", ""),
    ("cw", "标准文件_参考文献标题", ""),
    ("lx", "标准文件_列项——（一级）", _numbered(3, 0)),
    ("zm", "标准文件_字母编号列项（一级）", _numbered(4, 0)),
    ("sz", "标准文件_数字编号列项（二级）", _numbered(4, 1)),
    ("zx", "标准文件_注×：", _numbered(5, 0)),
    ("zh", "标准文件_注：", _numbered(7, 0)),
    ("bt", "标准文件_正文表标题", _numbered(6, 0)),
    ("sl", "标准文件_示例", ""),
)


def template(body: str, **parts: str | bytes) -> Document:
    """Read a document in the styles of a template for GB/T 1.1."""
    return read(body, styles=TEMPLATE, numbering=NUMBERING, **parts)


def test_headings_of_a_template() -> None:
    document = template(
        p("前言", "qy")
        + p("本文件为首次发布。", "zw")
        + p("范围", "z1")
        + p("本文件规定了水泵。", "zw")
        + p("要求", "z1")
        + p("流量", "t1")
        + p("流量应不小于20 L/min。", "zw")
        + p("波动", "t2")
        + p("波动应不大于5%。", "zw")
        + p("（规范性）", "fl")
        + p("试验步骤", "f1")
        + p("测量3次。", "zw")
        + p("参考文献", "cw")
        + p("[1] GB/T 1.1—2020　标准化工作导则")
    )
    assert outline(document) == [
        "前言",
        "1 范围",
        "2 要求",
        "2.1 流量",
        "2.1.1 波动",
        "附录 A",
        "A.1 试验步骤",
        "参考文献",
    ]
    assert [clause.type for clause in document.clauses] == [
        "foreword",
        "scope",
        "clause",
        "annex",
        "bibliography",
    ]
    assert document.clauses[3].nature == "normative"  # type: ignore[union-attr]
    assert names(document) == []


def test_an_annex_is_printed_on_three_lines() -> None:
    document = template(
        p("范围", "z1")
        + p("本文件。")
        + p("", "fl", _numbered(2, 0)[7:-8])
        + p("（规范性）")
        + p("试验方法")
        + p("试验前清洗。")
    )
    [annex] = document.annexes
    again = template(
        p("范围", "z1") + p("本文件。") + p("（规范性）", "fl") + p("试验方法") + p("试验前清洗。")
    )
    assert again.annexes == [annex]
    assert (annex.nature, plain_text(annex.title)) == ("normative", "试验方法")


def test_untitled_clauses_of_a_template() -> None:
    document = template(
        p("要求", "z1")
        + p("流量应不小于20 L/min。", "w1")
        + p("噪声应不大于70 dB。", "w1")
        + p("外壳", "t1")
        + p("外壳应接地。", "w2")
        + p("外壳应防水。", "w2")
        + p("标志应清晰。", "w1")
    )
    assert outline(document) == ["1 要求", "1.1", "1.2", "1.3 外壳", "1.3.1", "1.3.2", "1.4"]
    assert names(document) == []


def test_untitled_clauses_without_numbering() -> None:
    body = p("要求", "z1") + p("外壳", "t1") + p("外壳应接地。", "w2") + p("标志应清晰。", "w1")
    document = read(body, styles=TEMPLATE)
    assert outline(document) == ["1 要求", "1.1 外壳", "1.1.1", "1.2"]


def test_lists_of_a_template() -> None:
    document = template(
        p("要求", "z1")
        + p("包括：")
        + p("甲：", "zm")
        + p("子一；", "sz")
        + p("子二；", "sz")
        + p("乙。", "zm")
        + p("又包括：")
        + p("丙；", "lx")
        + p("丁。", "lx")
    )
    letters, inner, dashes = [node for node in walk(document) if node.kind == "list"]
    assert (letters.style, inner.style, dashes.style) == ("ordered", "ordered", "dash")
    assert [len(node.items) for node in (letters, inner, dashes)] == [2, 2, 2]
    assert letters.items[0].children[1] is inner


def test_notes_and_captions_of_a_template() -> None:
    document = template(
        p("要求", "z1")
        + p("与水温有关。", "zx")
        + p("与气压有关。", "zx")
        + p("限值", "bt")
        + table(row("项目", "限值"), row("流量", "20"))
        + p("其他", "t1")
        + p("只有一个。", "zh")
        + p("示例：A型。", "sl")
    )
    assert texts(document, "note") == ["与水温有关。", "与气压有关。", "只有一个。"]
    assert plain_text(first(document, "table").caption) == "限值"
    assert texts(document, "example") == ["A型。"]
    assert names(document) == []


def test_terms_with_their_number_on_a_line_of_its_own() -> None:
    own = _numbered(1, 1)[7:-8]
    document = template(
        p("术语和定义", "z1")
        + p("下列术语适用。")
        + p("", "t1", own)
        + p("水泵")
        + p("water pump")
        + p("输送水的装置。")
        + p("[来源：GB/T 7021—2019，2.1]")
        + p("", "t1", own)
        + p("流量　flow rate")
        + p("单位时间内流过的体积。")
    )
    assert outline(document)[1:] == ["1.1 水泵 | water pump", "1.2 流量 | flow rate"]
    assert texts(document, "term_source") == ["GB/T 7021—2019，2.1"]


def test_a_number_alone() -> None:
    bold = "<w:b/>"
    terms = p("1 术语和定义", run=bold) + p("适用。") + p("1.1") + p("水泵", run=bold) + p("输送水的装置。")
    document = read(terms + p("1.2") + p("2 要求", run=bold) + p("文字。") + p("2.1"))
    assert outline(document) == ["1 术语和定义", "1.1 水泵", "1.2", "2 要求"]
    assert texts(document, "paragraph")[-1] == "2.1"


def test_a_term_after_a_line_break_in_its_heading() -> None:
    heading = f"<w:r><w:br/></w:r>{r('水泵　water pump', '<w:b/>')}"
    document = template(p("术语和定义", "z1") + p("适用。") + p(heading, "t1") + p("输送水的装置。"))
    assert outline(document)[1:] == ["1.1 水泵 | water pump"]


# --- No styles


def test_plain_lines_with_typed_numbers() -> None:
    bold = "<w:b/>"
    document = read(
        p("前言", run=bold)
        + p("本文件为首次发布。")
        + p("1　范围")
        + p("本文件规定了水泵的要求。")
        + p("2 要求", run=bold)
        + p("2.1 流量")
        + p("2.1.1 流量应不小于20 L/min。")
        + p("2.1.2 波动应不大于5%。")
        + p("2.2 噪声应不大于70 dB。")
        + p("附录A（资料性）示例", run=bold)
        + p("A.1 概述", run=bold)
        + p("文字。")
    )
    assert outline(document) == [
        "前言",
        "1 范围",
        "2 要求",
        "2.1 流量",
        "2.1.1",
        "2.1.2",
        "2.2",
        "附录 A 示例",
        "A.1 概述",
    ]
    assert names(document) == []


def test_a_title_that_is_a_heading() -> None:
    named = styles(
        ("h1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("h2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    )
    number = r("1 ") + r("Scope", "<w:b/>")
    document = read(
        p("Pumps — A guide", "h1")
        + p("Words.")
        + p(number, "h2")
        + p("Text.")
        + p("2 Limits", "h2")
        + p("Text."),
        styles=named,
    )
    assert document.metadata.title == {"en": ["Pumps — A guide"]}
    assert outline(document) == ["1 Scope", "2 Limits"]
    assert [node.kind for node in document.clauses[0].title] == ["text"]  # type: ignore[union-attr]
    assert texts(document, "paragraph")[0] == "Words."


def test_chapters_in_chinese() -> None:
    bold = "<w:b/>"
    document = read(
        p("第一章 总则", run=bold)
        + p("为了安全。")
        + p("第二章 管理", run=bold)
        + p("第一节 职责", run=bold)
        + p("应检查。")
    )
    assert outline(document) == ["1 总则", "2 管理", "2.1 职责"]


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    large, small = '<w:b/><w:sz w:val="32"/>', '<w:b/><w:sz w:val="24"/>'
    document = read(
        p("Purpose", run=large)
        + p("This document specifies pumps.")
        + p("Details", run=small)
        + p("More words here.")
        + p("Limits", run=large)
        + p("The flow rate shall be 20 l/min.")
    )
    assert [plain_text(c.title) for c in walk(document) if isinstance(c, Clause)] == [
        "Purpose",
        "Details",
        "Limits",
    ]
    assert len(document.clauses) == 2


def test_sentences_are_no_headings() -> None:
    document = read(p("1 范围") + p("5 台水泵应同时运行，且不应停机。") + p("2.5 m是最小值") + p("20 L/min"))
    assert outline(document) == ["1 范围"]


def test_typed_numbers_are_compared() -> None:
    document = read(p("1 范围", run="<w:b/>") + p("文字。") + p("3 要求", run="<w:b/>") + p("文字。"))
    [found] = [d for d in document.diagnostics if d.name == "number-mismatch"]
    assert (found.position.line, found.position.column, found.fix) == (3, 1, None)


def test_typed_lists() -> None:
    document = read(
        p("1 要求", run="<w:b/>")
        + p("包括：")
        + p("a）甲；")
        + p("b）乙：")
        + p("1）子一；")
        + p("2）子二；")
        + p("c）丙。")
        + p("步骤：")
        + p("——打开；")
        + p("——关闭。")
        + p("（1）第一；")
        + p("（2）第二。")
    )
    found = [node for node in walk(document) if node.kind == "list"]
    assert [[plain_text(entry.children[0]) for entry in node.items] for node in found] == [
        ["甲；", "乙：", "丙。"],
        ["子一；", "子二；"],
        ["打开；", "关闭。"],
        ["第一；", "第二。"],
    ]


def test_lines_after_a_break_are_items_and_notes() -> None:
    words = ["包括：", "a) 甲；", "b) 乙。", "注：丙。"]
    lines = "<w:r><w:br/></w:r>".join(map(r, words))
    document = read(p("1 要求", run="<w:b/>") + p(lines))
    assert texts(document, "list_item") == ["甲；", "乙。"]
    assert texts(document, "note") == ["丙。"]


def test_lead_words_in_bold() -> None:
    document = read(
        p("1 要求", run="<w:b/>")
        + p(r("注：", "<w:b/>") + r("甲。"))
        + p(r("NOTE 1", "<w:b/>") + r(" Text here."))
    )
    assert texts(document, "note") == ["甲。", "Text here."]


# --- Running text


def test_looks_of_runs() -> None:
    document = read(
        p(
            r("粗 ", "<w:b/>")
            + r("斜", "<w:i/>")
            + r("下", "<w:u/>")
            + "CO" * 0
            + r("CO")
            + r("2", '<w:vertAlign w:val="subscript"/>')
            + r("删", "<w:strike/>")
            + r("见", '<w:rStyle w:val="x"/>')
            + "<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/></w:r>"
        )
    )
    kinds = [node.kind for node in first(document, "paragraph").children]
    assert kinds == ["strong", "text", "emphasis", "text", "subscript", "deletion", "text"]
    assert plain_text(document.blocks) == "粗 斜下CO2删见a \u2011"


def test_tracked_changes() -> None:
    by = 'w:id="1" w:author="林 一" w:date="2026-01-02T03:04:05Z"'
    document = read(
        p(
            f"{r('应为')}<w:del {by}><w:r><w:delText>20</w:delText></w:r></w:del>"
            f"<w:ins {by}>{r('25')}</w:ins>"
            f"<w:moveTo {by}>{r('移')}</w:moveTo><w:moveFrom {by}>{r('移')}</w:moveFrom>"
        )
    )
    insertions = [node for node in walk(document) if node.kind == "insertion"]
    deletions = [node for node in walk(document) if node.kind == "deletion"]
    assert [plain_text(node) for node in insertions] == ["25移"]
    assert [plain_text(node) for node in deletions] == ["20", "移"]
    assert (insertions[0].author, insertions[0].date) == ("林 一", "2026-01-02T03:04:05Z")


def test_a_number_in_an_inserted_heading_is_one() -> None:
    by = 'w:id="1" w:author="林" w:date="2026-01-02T03:04:05Z"'
    document = read(
        p("1 范围", run="<w:b/>")
        + p("文字。")
        + p(f"<w:ins {by}>{r('2 要求', '<w:b/>')}</w:ins>")
        + p("文字。")
    )
    assert outline(document) == ["1 范围", "2 要求"]
    assert texts(document, "insertion") == ["要求"]


def test_comments_stay_in_their_place() -> None:
    comments = (
        f'<w:comment w:id="0" w:author="王" w:date="2026-01-02T00:00:00Z">{p("太小")}</w:comment>'
        f'<w:comment w:id="9" w:author="李">{p("无处")}</w:comment>'
    )
    document = read(
        p(
            f'{r("应为")}<w:commentRangeStart w:id="0"/>{r("20")}<w:commentRangeEnd w:id="0"/>'
            f'<w:r><w:commentReference w:id="0"/></w:r>{r("。")}'
        ),
        comments=comments,
    )
    assert first(document, "inline_comment").text == "王, 2026-01-02 “20”: 太小"
    assert first(document, "comment").text == "李: 无处"


def test_footnotes_and_endnotes() -> None:
    note = (
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> 甲。</w:t></w:r></w:p></w:footnote>'
    )
    document = read(
        p(f'{r("见")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>')
        + p('<w:r><w:footnoteReference w:id="7"/></w:r>'),
        footnotes='<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + note,
        endnotes='<w:endnote w:id="3"><w:p><w:r><w:t>乙。</w:t></w:r></w:p></w:endnote>',
    )
    assert texts(document, "footnote") == ["甲。", "乙。"]
    assert [node.target for node in walk(document) if node.kind == "footnote_reference"] == ["1", "e1"]
    assert names(document) == ["docx-missing"]


def test_fields_and_references() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>{}<w:bookmarkEnd w:id="1"/>'.format
    caption = mark(r("表 ") + field("SEQ 表 \\* ARABIC", "1")) + r("　限值")
    document = read(
        p("1 要求", run="<w:b/>")
        + p(r("见") + field("REF _Ref1 \\h", "表 1") + r("和") + field("REF _Ref9 \\h", "图 3") + r("。"))
        + p(caption, "cap")
        + table(row("项目", "限值"), row("流量", "20"))
        + p(
            field('HYPERLINK "https://example.org/a b"', "网站")
            + field("DATE", "2026")
            + field("EQ \\f(1,2)", "")
        ),
        styles=styles(("cap", "caption", "")),
    )
    link = first(document, "cross_reference")
    assert (link.children, link.target, first(document, "table").id) == ([], "_Ref1", "_Ref1")
    assert plain_text(first(document, "table").caption) == "限值"
    assert first(document, "link").href == "https://example.org/a b"
    assert texts(document, "code_span") == ["EQ \\f(1,2)"]
    assert sorted(names(document)) == ["docx-field", "docx-missing"]
    assert "和图 3。" in plain_text(document.clauses[0].blocks[0])  # type: ignore[union-attr]


def test_the_table_of_contents_is_left_out() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-2"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p("1 范围", run="<w:b/>") + p("文字。") + p("2 要求", run="<w:b/>") + p("又一段。")
    computed = read(p("目　次") + p(begin + r("1 范围 1")) + p(r("2 要求 2") + end) + body)
    typed = read(p("目次") + p("1 范围 ………………… 1") + p("2 要求 .......... 2") + body)
    for document in (computed, typed):
        assert outline(document) == ["1 范围", "2 要求"]
        assert names(document) == ["docx-contents"]


def test_a_field_without_an_end_takes_no_text_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    for mark in (begin, begin + separate):
        document = read(p(mark + r("甲")) + p("乙"))
        assert "甲" in plain_text(document.blocks) and texts(document, "paragraph")[-1] == "乙"


def test_text_boxes_and_content_controls() -> None:
    inner = f"<w:txbxContent>{p('框中文字')}</w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    document = read(p(r("前") + box) + f"<w:sdt><w:sdtContent>{p('控件中文字')}</w:sdtContent></w:sdt>")
    assert texts(document, "paragraph") == ["前", "框中文字", "控件中文字"]


def test_symbols_and_hidden_words() -> None:
    document = read(
        p(
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Odd" w:char="F001"/></w:r>'
            + r("密", "<w:vanish/>")
        )
    )
    assert plain_text(document.blocks) == "≥\uf001"
    assert sorted(names(document)) == ["docx-left-out", "docx-symbol"]


def test_codes_of_symbol_fonts_in_text() -> None:
    font = '<w:rFonts w:ascii="Symbol"/>'
    document = read(p(r("t \uf0b3 20", font) + r("\uf0b3", "<w:b/>")))
    assert plain_text(document.blocks) == "t ≥ 20\uf0b3"
    assert names(document) == ["docx-symbol"]


def test_the_strict_namespaces() -> None:
    from stdml.formats.docx.names import STRICT

    plain = package(p("1 范围", run="<w:b/>") + p("文字。") + table(row("甲")))
    members = _members(plain)
    for strict, transitional in STRICT:
        members = {name: data.replace(transitional, strict) for name, data in members.items()}
    assert read_docx(draft.zipped(members)) == read_docx(plain)


# --- Objects


def test_spans_of_cells() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    document = read(
        p("表 1 限值")
        + table(
            row((start, "型号"), (two, "流量")),
            row((on, ""), "最小", "最大"),
            row("A", "1", "2"),
            row((two, "B")),
        )
    )
    node: Table = first(document, "table")
    cells = [
        [(cell.colspan, cell.rowspan, plain_text(cell.children)) for cell in line.cells] for line in node.rows
    ]
    assert cells == [
        [(1, 2, "型号"), (2, 1, "流量")],
        [(1, 1, "最小"), (1, 1, "最大")],
        [(1, 1, "A"), (1, 1, "1"), (1, 1, "2")],
        [(2, 1, "B"), (1, 1, "")],
    ]
    assert node.header_rows == 2


def test_a_table_with_units_notes_and_blocks() -> None:
    inner = table(row("x", "y"))
    document = read(
        p("1 要求", run="<w:b/>")
        + p("表 1　尺寸", properties='<w:jc w:val="center"/>')
        + p("单位为毫米", properties='<w:jc w:val="right"/>')
        + table(
            row("型号", "长"),
            row("A", p("甲") + p("乙")),
            row("B", inner + p("")),
            row(('<w:gridSpan w:val="2"/>', p("注：甲。"))),
        )
    )
    node: Table = next(n for n in walk(document) if n.kind == "table" and n.caption)  # type: ignore[attr-defined]
    assert (plain_text(node.caption), plain_text(node.units)) == ("尺寸", "单位为毫米")
    assert [plain_text(note) for note in node.notes] == ["甲。"]
    assert [block.kind for block in node.rows[1].cells[1].blocks] == ["paragraph", "paragraph"]
    assert [block.kind for block in node.rows[2].cells[1].blocks] == ["table"]


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="管路"/><a:graphic><a:graphicData>'
    '<a:blip r:embed="p1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def test_a_figure_with_its_key_and_title() -> None:
    body = (
        p("1 要求", run="<w:b/>")
        + p(PICTURE)
        + p("标引序号说明：")
        + p("1——水泵；")
        + p("2——水箱。")
        + p("注：未按比例。")
        + p("图 1　装置")
        + p("图 1给出了装置。")
    )
    document = read(body, **{"media/p1.png": draft.PIXEL})
    node = first(document, "figure")
    assert (plain_text(node.title), node.description) == ("装置", "管路")
    assert node.src.startswith("data:image/png;base64,")
    assert [plain_text(entry.symbol) for entry in node.key] == ["1", "2"]
    assert [plain_text(note) for note in node.notes] == ["未按比例。"]
    assert texts(document, "paragraph")[-1] == "图 1给出了装置。"


def test_a_picture_that_is_missing() -> None:
    document = read(p(PICTURE))
    assert names(document) == ["docx-missing"]


def run_of(words: str, properties: str = "") -> str:
    """Return a run of a formula."""
    return f"<m:r>{properties}<m:t>{words}</m:t></m:r>"


def part(name: str, *inner: str) -> str:
    """Return an element of a formula."""
    return f"<m:{name}>{''.join(inner)}</m:{name}>"


@pytest.mark.parametrize(
    ("omml", "tex"),
    [
        (part("f", part("num", run_of("V")), part("den", run_of("t"))), r"\frac{V}{t}"),
        (part("sSub", part("e", run_of("q")), part("sub", run_of("20"))), "q_{20}"),
        (part("sSup", part("e", run_of("ab")), part("sup", run_of("2"))), "{ab}^{2}"),
        (
            part("sSubSup", part("e", run_of("x")), part("sub", run_of("i")), part("sup", run_of("2"))),
            "x_{i}^{2}",
        ),
        (
            part("rad", '<m:radPr><m:degHide m:val="1"/></m:radPr>', part("deg"), part("e", run_of("x"))),
            r"\sqrt{x}",
        ),
        (part("rad", part("deg", run_of("3")), part("e", run_of("x"))), r"\sqrt[3]{x}"),
        (
            part(
                "nary",
                '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
                part("sub", run_of("i=1")),
                part("sup", run_of("n")),
                part("e", run_of("i")),
            ),
            r"\sum_{i=1}^{n} i",
        ),
        (part("d", part("e", run_of("a+b"))), r"\left( a+b \right)"),
        (
            part(
                "func",
                part("fName", run_of("sin", '<m:rPr><m:sty m:val="p"/></m:rPr>')),
                part("e", run_of("θ")),
            ),
            r"\sin \theta",
        ),
        (part("acc", '<m:accPr><m:chr m:val="\u0305"/></m:accPr>', part("e", run_of("x"))), r"\overline{x}"),
        (part("bar", part("e", run_of("x"))), r"\overline{x}"),
        (
            part(
                "m",
                part("mr", part("e", run_of("a")), part("e", run_of("b"))),
                part("mr", part("e", run_of("c")), part("e", run_of("d"))),
            ),
            r"\begin{matrix} a & b \\ c & d \end{matrix}",
        ),
        (
            part(
                "limLow",
                part("e", run_of("lim", '<m:rPr><m:sty m:val="p"/></m:rPr>')),
                part("lim", run_of("n→∞")),
            ),
            r"\lim_{n\to\infty}",
        ),
        (run_of("α×β≤50%"), r"\alpha\times\beta\le50\%"),
        (run_of("流量"), r"\text{流量}"),
        (run_of("2πr"), r"2\pi r"),
    ],
)
def test_formulas_become_tex(omml: str, tex: str) -> None:
    document = read(p(f"<m:oMathPara><m:oMath>{omml}</m:oMath></m:oMathPara>"))
    assert first(document, "formula").tex == tex
    assert names(document) == []


def test_a_formula_with_its_number_and_symbols() -> None:
    math = f"<m:oMath>{run_of('q=V/t')}</m:oMath>"
    document = read(
        p("1 计算", run="<w:b/>")
        + p(f"<w:r><w:tab/></w:r>{math}{r('………（2）')}")
        + p("式中：")
        + p("q——流量；")
        + p("V——体积。")
        + p("又一段。")
    )
    node = first(document, "formula")
    assert (node.tex, node.numbered, len(node.where)) == ("q=V/t", True, 2)
    assert texts(document, "paragraph") == ["又一段。"]
    assert names(document) == ["number-mismatch"]


def test_captions_without_a_space_after_the_number() -> None:
    document = read(
        p("1 要求", run="<w:b/>")
        + p("表1给出了限值。")
        + p("表1发射限值")
        + table(row("甲", "乙"), row("1", "2"))
        + p(PICTURE)
        + p("图A.1试验布置"),
        **{"media/p1.png": draft.PIXEL},
    )
    assert plain_text(first(document, "table").caption) == "发射限值"
    assert plain_text(first(document, "figure").title) == "试验布置"
    assert texts(document, "paragraph") == ["表1给出了限值。"]


def test_a_table_that_goes_on() -> None:
    head = row("型号", "流量")
    begin = p("表 1　流量") + table(head, row("A", "1"))
    for caption in ("表 1　流量（续）", "表 1（续）", "续表 1"):
        document = read(begin + p(caption) + table(head, row("B", "2")))
        [node] = [node for node in walk(document) if isinstance(node, Table)]
        assert [plain_text(line) for line in node.rows] == ["型号流量", "A1", "B2"]
        assert names(document) == []
    other = read(begin + p("表 1　压力（续）") + table(head, row("B", "2")))
    assert len([node for node in walk(other) if isinstance(node, Table)]) == 2


def test_labels_of_other_forms() -> None:
    odd = draft.lists(numbering(("decimal", "——"), ident=1), numbering(("decimal", "（%1）"), ident=2))
    math = f"<m:oMath>{run_of('q=V/t')}</m:oMath>"
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    document = read(
        p("1 计算", run="<w:b/>") + item("甲；") + item("乙。") + p(math, properties=numbered), numbering=odd
    )
    assert first(document, "list").style == "dash"
    assert first(document, "formula").numbered


def test_a_formula_in_a_table_of_its_own() -> None:
    math = p(f"<m:oMath>{run_of('q=V/t')}</m:oMath>")
    document = read(p("1 计算", run="<w:b/>") + table(row("", math, "(1)")))
    assert (first(document, "formula").numbered, [n.kind for n in walk(document)].count("table")) == (True, 0)


# --- The cover

COVER = (
    p("ICS 23.080")
    + p("CCS J 71")
    + p("中华人民共和国国家标准")
    + p("GB/T 99999.1—2026")
    + p("代替 GB/T 99999—2010、GB/T 99998—2011")
    + p("水泵", run='<w:sz w:val="52"/>')
    + p("第1部分：通用要求", run='<w:sz w:val="52"/>')
    + p("Pumps—Part 1: General requirements")
    + p("（ISO 99999-1:2024，MOD）")
    + p("（征求意见稿）")
    + p("在提交反馈意见时，请附上相关专利。")
    + p("2026-03-01 发布　　2026-09-01 实施")
    + p("国家示例总局　国家示例委员会　发布")
)


def test_cover_data() -> None:
    title = p("水泵　第1部分：通用要求", properties='<w:jc w:val="center"/>')
    document = read(
        COVER
        + p("前言", run="<w:b/>")
        + p("为首次发布。")
        + title
        + p("1 范围", run="<w:b/>")
        + p("本文件规定了水泵。")
    )
    data = document.metadata
    assert data.title == {
        "zh": ["水泵", "第1部分：通用要求"],
        "en": ["Pumps", "Part 1: General requirements"],
    }
    assert (data.ics, data.ccs, data.level, data.stage) == (["23.080"], ["J 71"], "national", "consultation")
    assert (data.identifier, data.replaces) == (["GB/T 99999.1—2026"], ["GB/T 99999—2010", "GB/T 99998—2011"])
    assert (data.issued, data.effective) == ("2026-03-01", "2026-09-01")
    assert data.issuer == ["国家示例总局", "国家示例委员会"]
    assert [(adopted.identifier, adopted.degree) for adopted in data.adopts] == [("ISO 99999-1:2024", "MOD")]
    assert [plain_text(block) for block in document.blocks] == ["在提交反馈意见时，请附上相关专利。"]
    assert outline(document) == ["前言", "1 范围"]
    told = [found for found in document.diagnostics if found.name == "docx-cover"]
    assert all(found.severity == "info" and found.position.line <= 13 for found in told)


def test_a_text_without_a_cover_keeps_its_first_lines() -> None:
    document = read(p("关于水泵的说明") + p("写于上海。") + p("1 范围", run="<w:b/>") + p("文字。"))
    assert texts(document, "paragraph")[:2] == ["关于水泵的说明", "写于上海。"]
    assert document.metadata.title == {}


def test_one_number_alone_makes_no_cover() -> None:
    document = read(p("下列文件有用：") + p("GB/T 1.1—2020") + p("1 范围", run="<w:b/>") + p("文字。"))
    assert texts(document, "paragraph")[:2] == ["下列文件有用：", "GB/T 1.1—2020"]
    assert document.metadata.identifier == []


def test_the_number_in_the_header() -> None:
    document = read(p("1 范围", run="<w:b/>") + p("文字。"), header1=p("GB/T 99999—2026") + p("内部资料"))
    assert document.metadata.identifier == ["GB/T 99999—2026"]
    assert names(document) == ["docx-left-out"]


# --- Positions and the command line


def test_positions_are_paragraphs() -> None:
    document = read(p("1 范围", run="<w:b/>") + p("") + table(row("甲", "乙")) + p("丙丁。"))
    source = document.source
    assert source is not None
    assert source.text.splitlines() == ["1 范围", "", "甲", "乙", "丙丁。"]
    [paragraph] = [node for node in walk(document) if node.kind == "paragraph"]
    assert source.position(document, paragraph).line == 5
    found = source.position(document, paragraph, (1, 2))
    assert (found.line, found.column, found.end_column) == (5, 2, 3)


def test_convert_and_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from stdml.cli.main import cli

    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(package(COVER + p("1 范围", run="<w:b/>") + p("本文件规定了水泵。")))
    run = CliRunner().invoke(cli, ["convert", "a.docx", "-o", "a.md"])
    assert run.exit_code == 0, run.output
    assert "# 范围\n\n本文件规定了水泵。" in Path("a.md").read_text("utf-8")
    checked = CliRunner().invoke(cli, ["check", "a.docx"])
    assert "a.docx:1:1" in checked.output
    Path("b.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    refused = CliRunner().invoke(cli, ["convert", "b.docx", "-o", "b.md"])
    assert (refused.exit_code, Path("b.md").exists()) == (2, False)


# --- Bad input


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no ZIP"),
        (b"hello", "no ZIP"),
        (b"PK\x03\x04", "word/document.xml"),
        (draft.zipped({"a.txt": b"x"}), "word/document.xml"),
        (draft.zipped({"word/document.xml": b"<w"}), "word/document.xml"),
        (draft.zipped({"word/document.xml": b"<x/>"}), "word/document.xml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word", ".doc"),
    ],
)
def test_what_is_no_document(data: bytes, words: str) -> None:
    document = read_docx(data)
    [found] = [d for d in document.diagnostics if d.unreadable]
    assert words in found.message
    assert (document.blocks, document.clauses) == ([], [])


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bomb_is_not_unpacked() -> None:
    members = _members(package(p("文字")))
    members["word/document.xml"] += b" " * (MAX_RATIO * 30_000)
    found = read_docx(draft.zipped(members)).diagnostics
    assert {d.name for d in found} == {"docx-part-refused", "docx-unreadable"}


def test_macros_and_names_that_lead_out() -> None:
    members = _members(package(p("文字")))
    members |= {"word/vbaProject.bin": b"x", "../evil.xml": b"x", "/abs.xml": b"x"}
    document = read_docx(draft.zipped(members))
    assert sorted(names(document)) == ["docx-macros", "docx-part-refused", "docx-part-refused"]
    assert texts(document, "paragraph") == ["文字"]


def test_nothing_is_read_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    members = _members(package(p("A&x;B")))
    declaration = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    members["word/document.xml"] = members["word/document.xml"].replace(b"?>", b"?>" + declaration, 1)
    document = read_docx(draft.zipped(members))
    assert "geheim" not in stdml.dumps(document, "json")


def test_broken_xml_keeps_what_can_be_read() -> None:
    members = _members(package(p("甲") + p("乙")))
    members["word/document.xml"] = members["word/document.xml"][:-40]
    document = read_docx(draft.zipped(members))
    assert texts(document, "paragraph") == ["甲", "乙"]
    assert names(document) == ["docx-damaged"]


def test_a_truncated_file_keeps_the_parts_that_are_whole() -> None:
    data = package(p("甲") + p("乙"))
    document = read_docx(data[: data.rindex(b"PK\x01\x02")])
    assert texts(document, "paragraph") == ["甲", "乙"]
    assert "docx-damaged" in names(document)


def test_deep_nesting_is_flattened() -> None:
    cell = p("innen")
    for _ in range(20):
        cell = table(row(cell + p("")))
    document = read(cell)
    assert "innen" in plain_text(document.blocks)
    assert "docx-too-deep" in names(document)
    wrapped = read(
        p("<w:ins>" * 240 + r("tief") + "</w:ins>" * 240)
        + "<w:customXml>" * 200
        + p("drin")
        + "</w:customXml>" * 200
    )
    assert texts(wrapped, "paragraph") == ["tief", "drin"]
    clauses = read("".join(p(".".join("1" * n) + " x", run="<w:b/>") + p("文字。") for n in range(1, 9)))
    assert len(outline(clauses)) == 8


def test_attributes_may_hold_anything() -> None:
    body = (
        p(
            "甲",
            properties='<w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="-9"/><w:numId w:val="1"/></w:numPr>',
        )
        + item("乙", 1, 99)
        + item("丙", 77)
        + table(row(('<w:gridSpan w:val="-1"/><w:vMerge w:val="?"/>', "丁")))
        + p('<w:r><w:sym w:char="zz"/><w:sym/></w:r><w:hyperlink r:id="none"/><w:commentReference/>')
        + "<w:tbl><w:tr/></w:tbl><w:tbl/><w:sdt/>"
        + p(f'<w:ins w:author="a&#10;b">{r("戊")}</w:ins>')
    )
    document = read(
        body,
        numbering=draft.lists(numbering(("decimal", "%9.%1"))),
        styles=styles(("a", "x", '<w:basedOn w:val="a"/>')),
    )
    assert all(words in stdml.dumps(document, "markdown") for words in "甲乙丙丁戊")


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """The parts of a document with a bit of everything."""
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>脚注。</w:t></w:r></w:p></w:footnote>'
    body = (
        COVER
        + p("前言", "qy")
        + p("为首次发布。")
        + p("范围", "z1")
        + p("本文件规定了水泵。")
        + p("要求", "z1")
        + p("流量", "w1")
        + p("甲：", "zm")
        + p("乙；", "sz")
        + p("注的文字。", "zx")
        + p("限值", "bt")
        + table(row(('<w:gridSpan w:val="2"/>', "甲")), row("1", "2"))
        + p(PICTURE)
        + p("图 1　装置")
        + p(f"<m:oMath>{run_of('q=V/t')}</m:oMath>{r('（1）')}")
        + p("式中：")
        + p("q——流量。")
        + p(r("见") + field("REF _R \\h", "表 1") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(
            f'<w:ins w:author="a" w:date="d">{r("增")}</w:ins>'
            "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        )
    )
    return _members(
        package(
            body,
            {"styles": TEMPLATE, "numbering": NUMBERING, "footnotes": notes, "media/p1.png": draft.PIXEL},
        )
    )


def test_flipped_bytes_of_the_file(large: dict[str, bytes]) -> None:
    data = draft.zipped(large)
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert validate(read_docx(bytes(broken))) == []
    for _ in range(15):
        assert validate(read_docx(data[: chance.randrange(len(data))])) == []


def test_flipped_bytes_of_the_parts(large: dict[str, bytes]) -> None:
    chance = random.Random(11)
    marks = [
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"</w:r>",
        b"&",
        b"<",
        b'w:val="9"',
        b"<w:tc>",
        b"<w:p><w:p>",
        b"<w:txbxContent>",
    ]
    for _ in range(60):
        name = chance.choice(sorted(large))
        content = bytearray(large[name])
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(content) + 1)
            content[at : at + chance.randrange(12)] = chance.choice(marks)
        assert validate(read_docx(draft.zipped({**large, name: bytes(content)}))) == []


def test_removed_parts(large: dict[str, bytes]) -> None:
    for name in large:
        document = read_docx(draft.zipped({other: data for other, data in large.items() if other != name}))
        assert validate(document) == []
        if name not in ("word/document.xml", "_rels/.rels"):
            assert "规定了水泵。" in stdml.dumps(document, "json")


def _words(document: Document) -> str:
    """Return all words that a document holds, and those that its diagnostics say."""
    fields = ("value", "text", "tex", "label", "src", "author")
    held = [getattr(node, name, None) for node in walk(document) for name in fields]
    said = [found.message for found in document.diagnostics]
    return squeezed(" ".join(map(str, [*filter(None, held), document.metadata.model_dump_json(), *said])))


WORDS = st.sampled_from(
    [
        "甲乙丙",
        "1 范围",
        "2.1 流量",
        "5.1.2 应接地",
        "a) 甲；",
        "b) 乙。",
        "——丙",
        "注：丁",
        "表 1 限值",
        "图 1 装置",
        "前言",
        "附录 A",
        "NOTE 1 Text",
        "式中：",
        "U——电压",
        "[1] GB/T 1.1—2020",
        "ICS 01.120",
        "GB/T 1—2020",
        "2026-01-01 发布",
        "目次",
        "1. x",
        "（1）y",
        "x ...... 3",
        "",
        "应为20 L/min。",
    ]
)
STYLES = st.sampled_from(["", "z1", "t1", "w1", "fl", "lx", "zm", "sz", "zx", "bt", "qy", "sl"])
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:sz w:val="52"/>', "<w:vanish/>", "<w:strike/>"])
WRAPS = st.sampled_from(
    [
        "{}",
        '<w:ins w:author="a">{}</w:ins>',
        "<w:smartTag>{}</w:smartTag>",
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    ]
)


@st.composite
def _paragraphs(drawn: Any) -> str:
    runs = drawn(st.lists(st.tuples(WORDS, LOOKS, WRAPS), max_size=3))
    inner = "".join(wrap.format(r(words, look)) for words, look, wrap in runs)
    return p(inner or "<w:r/>", drawn(STYLES))


@st.composite
def _bodies(drawn: Any) -> str:
    blocks = st.one_of(
        _paragraphs(),
        st.lists(_paragraphs(), min_size=1, max_size=2).map(lambda cells: table(row(*cells))),
        st.just(p(PICTURE)),
        st.just(p(f"<m:oMath>{run_of('q=V/t')}</m:oMath>")),
    )
    return "".join(drawn(st.lists(blocks, max_size=9)))


@examples(0.5)
@given(_bodies())
def test_no_visible_character_is_lost(body: str) -> None:
    data = package(body, {"styles": TEMPLATE, "numbering": NUMBERING, "media/p1.png": draft.PIXEL})
    document = read_docx(data)
    assert validate(document) == []
    assert stdml.loads(stdml.dumps(document, "markdown")) == document
    said = _words(document)
    wanted = Counter(word for words in re.findall("<w:t [^>]*>([^<]*)", body) for word in _pieces(words))
    assert [word for word, count in wanted.items() if said.count(word) < count] == []


def _pieces(words: str) -> list[str]:
    """Return what must be found again of words: without what is computed, and lines of a contents table."""
    computed = re.compile("目次|.*\\.{6}.*|NOTE|附录|[注表图式]")
    return re.findall("[\u4e00-\u9fff]{2,}|[A-Za-z]{2,}", computed.sub(" ", words))


def test_paragraphs_are_counted_as_they_are_read() -> None:
    from lxml import etree

    root = etree.fromstring(_members(package(p("a") + table(row("b")) + p("c")))["word/document.xml"])
    assert len(list(paragraphs(root))) == 3


# --- Files that other programs wrote


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_what_pandoc_writes(tmp_path: Path) -> None:
    source = (
        "# 范围\n\n本文件规定了*水泵*的要求[^1]。\n\n[^1]: 甲。\n\n# 要求\n\n"
        "- 甲；\n- 乙：\n\n    1. 子一；\n    2. 子二。\n\n"
        "| 型号 | 流量 |\n|---|--:|\n| A | 20 |\n\n: 限值\n\n$$q = \\frac{V}{t}$$\n\n```\na\n  b\n```\n\n见[网站](https://example.org/)。\n"
    )
    (tmp_path / "a.md").write_text(source, "utf-8")
    subprocess.run(["pandoc", "a.md", "-o", "a.docx"], cwd=tmp_path, check=True)
    document = stdml.load(tmp_path / "a.docx")
    assert outline(document) == ["1 范围", "2 要求"]
    assert texts(document, "footnote") == ["甲。"]
    assert first(document, "formula").tex == r"q=\frac{V}{t}"
    assert first(document, "code_block").text == "a\n  b"
    assert plain_text(first(document, "table").caption) == "限值"
    outer, inner = [node for node in walk(document) if node.kind == "list"]
    assert (len(outer.items), len(inner.items), outer.items[1].children[1] is inner) == (2, 2, True)
    assert first(document, "link").href == "https://example.org/"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["water-surface-cleaning.zh.md", "delivery-robot-terms.zh.md"])
def test_what_libreoffice_writes(tmp_path: Path, name: str) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")
    # Without its formula editor, LibreOffice drops formulas.
    before: Any = transform(stdml.load(REPO / "examples" / name), _without_formulas)
    (tmp_path / "in.docx").write_bytes(draft.export(before, True))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "out",
        "in.docx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    after = stdml.load(tmp_path / "out" / "in.docx")
    assert validate(after) == []
    after.metadata = before.metadata
    lost, new = facts(before) - facts(after), facts(after) - facts(before)
    assert (sorted(map(str, lost)), sorted(map(str, new))) == ([], [])


def _without_formulas(node: Any) -> Any:
    return None if node.kind in ("footnote", "footnote_reference", "formula", "math") else node
