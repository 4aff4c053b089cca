"""The numbers that a document computes, as GB/T 1.1—2020 and the ISO/IEC Directives, Part 2 have them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from strategies import documents

from stdml.model import (
    Cell,
    Clause,
    Container,
    Designation,
    Document,
    Example,
    Figure,
    Footnote,
    FootnoteReference,
    ForeignInline,
    Formula,
    List,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Provision,
    ReferenceEntry,
    Requirement,
    Row,
    SafetyWarning,
    Table,
    TermEntry,
    Text,
    walk,
)  # fmt: skip
from stdml.text.counting import last_count, letters, roman
from stdml.text.labels import document_language, guess_language, is_standard
from stdml.text.numbering import Numbering
from stdml.text.slugs import slug

ZH = Metadata(language="zh", identifier=["GB/T 1"])
EN = Metadata(language="en", identifier=["ISO 1"])
PLAIN = Metadata(language="en", title={"en": ["x"]})


def words(text: str) -> list[Any]:
    return [Text(text)]


def paragraph(text: str = "x", **fields: Any) -> Paragraph:
    return Paragraph(words(text), **fields)


def clause(title: str = "", *clauses: Any, **fields: Any) -> Clause:
    return Clause(title=words(title) if title else [], clauses=list(clauses), **fields)


def table(caption: str = "", **fields: Any) -> Table:
    return Table(words(caption) if caption else [], rows=[Row([Cell(words("x"))])], **fields)


def items(count: int, style: str = "ordered", *inner: Any, **fields: Any) -> List:
    return List([ListItem([paragraph(), *inner]) for _ in range(count)], style=style, **fields)  # type: ignore[arg-type]


def numbered(document: Document, *kinds: str) -> list[str | None]:
    numbering = Numbering(document)
    return [numbering.number(node) for node in walk(document) if node.kind in kinds]


def labels(document: Document, *kinds: str) -> list[str]:
    numbering = Numbering(document)
    return [numbering.label(node) for node in walk(document) if node.kind in kinds]


def test_clauses_are_numbered_to_any_depth() -> None:
    inner = clause("e", clause("f", clause("g", clause("h", clause("i", clause("j"))))))
    document = Document(clauses=[clause("a"), clause("b", clause("c"), inner)])
    expected = ["1", "2", "2.1", "2.2", "2.2.1", "2.2.1.1", "2.2.1.1.1", "2.2.1.1.1.1", "2.2.1.1.1.1.1"]
    assert numbered(document, "clause") == expected


def test_front_and_back_matter_have_no_numbers() -> None:
    clauses = [
        clause("前言", clause("x"), type="foreword"),
        clause("引言", clause("x"), clause("y"), type="introduction"),
        clause("范围", type="scope"),
        clause("参考文献", clause("x"), type="bibliography"),
        clause("索引", type="index"),
    ]
    expected = [None, None, None, "0.1", "0.2", "1", None, None, None]
    assert numbered(Document(clauses=clauses), "clause") == expected


def test_annexes_have_letters_and_number_what_is_in_them() -> None:
    objects: list[Any] = [table("t"), Figure(words("f")), Formula("x")]
    annexes = [clause("x", clause("y"), blocks=list(objects), type="annex") for _ in range(2)]
    annexes.append(clause("x", blocks=[table("t")], type="annex"))
    body = clause("body", blocks=[table("t"), Formula("y")])
    document = Document(metadata=ZH, clauses=[body, *annexes])
    assert numbered(document, "clause") == ["1", "A", "A.1", "B", "B.1", "C"]
    assert labels(document, "table") == ["表 1", "表 B.1", "表 B.1", "表 C.1"]


def test_annexes_go_on_after_z() -> None:
    document = Document(clauses=[clause("x", type="annex") for _ in range(28)])
    found = numbered(document, "clause")
    assert found[7:9] == ["H", "I"] and found[-3:] == ["Z", "AA", "AB"]


def test_a_wrapper_without_a_number_lets_those_in_it_count_on() -> None:
    parts = [
        clause("I", clause("a", clause("b")), clause("c"), numbered=False),
        clause("II", clause("d"), numbered=False),
        clause("e"),
    ]
    expected = [None, "1", "1.1", "2", None, "3", "4"]
    assert numbered(Document(clauses=parts), "clause") == expected


@pytest.mark.parametrize(
    ("given_number", "inner", "following"),
    [
        ("5", "5.1", "6"),
        ("12.", "12.1", "13"),
        ("三", "3.1", "4"),
        ("第五章", "5.1", "6"),
        ("X-7", "1.1", "2"),
    ],
)
def test_a_number_that_was_given_wins(given_number: str, inner: str, following: str) -> None:
    document = Document(clauses=[clause("a", clause("b"), number=given_number), clause("c")])
    assert numbered(document, "clause") == [given_number, inner, following]


def test_given_numbers_of_annexes_and_tables() -> None:
    annex = clause("x", clause("y"), type="annex", number="C", blocks=[table("t", number="C.4"), table("u")])
    document = Document(clauses=[annex, clause("z", type="annex")])
    assert numbered(document, "clause", "table") == ["C", "C.4", "C.5", "C.1", "D"]


def test_a_numbered_introduction_counts() -> None:
    document = Document(
        clauses=[clause("Introduction", clause("a"), type="introduction", number="1"), clause("b")]
    )
    assert numbered(document, "clause") == ["1", "1.1", "2"]


def test_term_entries_are_numbered_like_clauses() -> None:
    entries = [TermEntry([Designation(words("x"))]) for _ in range(2)]
    document = Document(clauses=[clause("s", type="scope"), Clause(type="terms", clauses=[*entries])])
    assert numbered(document, "term_entry") == ["2.1", "2.2"]


def test_only_tables_with_a_title_or_a_name_are_numbered() -> None:
    blocks: list[Any] = [table(), table("a"), table(id="t"), Figure(src="x"), Figure(words("f"))]
    assert numbered(Document(blocks=blocks), "table", "figure") == [None, "1", "2", None, "1"]


def test_parts_of_figures_have_letters() -> None:
    figure = Figure(words("f"), parts=[Figure(words("a")), Figure(words("b"), id="b")], id="f")
    document = Document(metadata=ZH, clauses=[clause("x", blocks=[figure])])
    numbering = Numbering(document)
    assert labels(document, "figure") == ["图 1", "a)", "b)"]
    assert numbering.reference_text(numbering.resolve("b")) == "图 1 b)"


def test_a_single_note_has_no_number() -> None:
    one, two = [Note([paragraph()])], [Note([paragraph()]), Note([paragraph()]), Example([paragraph()])]
    document = Document(metadata=ZH, clauses=[clause("a", blocks=[*one]), clause("b", blocks=[*two])])
    assert labels(document, "note", "example") == ["注：", "注 1：", "注 2：", "示例："]
    document = Document(metadata=EN, clauses=document.clauses)
    assert labels(document, "note", "example") == ["NOTE", "NOTE 1", "NOTE 2", "EXAMPLE"]


def test_notes_are_numbered_within_their_clause_or_table() -> None:
    listed = List([ListItem([Note([paragraph()])])])
    inside = table("t", notes=[Note([paragraph()])])
    document = Document(metadata=ZH, clauses=[clause("a", blocks=[listed, inside, Note([paragraph()])])])
    assert labels(document, "note") == ["注 1：", "注：", "注 2："]


def test_notes_to_entry_are_always_numbered_in_english() -> None:
    entry = TermEntry([Designation(words("x"))], children=[paragraph(), Note([paragraph()])])
    assert labels(Document(metadata=EN, clauses=[entry]), "note") == ["Note 1 to entry:"]
    assert labels(Document(metadata=ZH, clauses=[entry]), "note") == ["注："]


def test_lead_words_of_the_author_are_kept() -> None:
    blocks: list[Any] = [Note([paragraph()], label="提示"), SafetyWarning([paragraph()], "caution")]
    assert labels(Document(metadata=ZH, blocks=blocks), "note", "safety_warning") == ["提示：", "注意："]


def test_lists_of_standards() -> None:
    document = Document(metadata=ZH, blocks=[items(2, "ordered", items(1, "ordered", items(1)))])
    assert numbered(document, "list_item") == ["a)", "1)", "i)", "b)", "1)", "i)"]


def test_lists_of_plain_documents() -> None:
    document = Document(metadata=PLAIN, blocks=[items(2, "ordered", items(1), start=3)])
    assert numbered(document, "list_item") == ["3.", "1.", "4.", "1."]


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("alpha", "zh", ["c)", "d)"]),
        ("decimal", "zh", ["3)", "4)"]),
        ("roman", "en", ["iii)", "iv)"]),
        ("dash", "zh", ["——", "——"]),
        ("dash", "en", ["–", "–"]),
        ("bullet", "en", ["•", "•"]),
    ],
)
def test_list_styles_that_say_it_outright(style: str, language: str, expected: list[str]) -> None:
    metadata = Metadata(language=language, profile="gbt-1.1")
    assert labels(Document(metadata=metadata, blocks=[items(2, style, start=3)]), "list_item") == expected


def test_list_items_go_on_from_a_given_number() -> None:
    document = Document(blocks=[List([ListItem(number="c)"), ListItem(), ListItem()], style="alpha")])
    assert numbered(document, "list_item") == ["c)", "d)", "e)"]


def test_bibliographies_are_numbered_and_normative_references_are_not() -> None:
    def entries(count: int) -> list[Any]:
        return [ReferenceEntry(words("x")) for _ in range(count)]

    bibliography = clause(
        "b", clause("more", blocks=entries(1)), type="bibliography", blocks=[Container("x", entries(2))]
    )
    document = Document(clauses=[clause("r", type="normative-references", blocks=entries(1)), bibliography])
    assert labels(document, "reference_entry") == ["", "[1]", "[2]", "[3]"]


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    inside = Table(rows=[Row([Cell([FootnoteReference("t")])])])
    blocks: list[Any] = [
        Paragraph([FootnoteReference("b"), FootnoteReference("a")]), inside,
        *[Footnote(label, [paragraph()]) for label in ("a", "b", "t", "unused")],
    ]  # fmt: skip
    assert numbered(Document(metadata=ZH, blocks=blocks), "footnote") == ["2)", "1)", "a", "3)"]
    assert numbered(Document(metadata=PLAIN, blocks=blocks), "footnote_reference") == ["1", "2", "a"]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (ZH, ["附录 A", "表 A.1", "图 A.1", "公式（A.1）", "A.1", "A.1 的注 2", "A.1 b)", "A.1"]),
        (EN, ["Annex A", "Table A.1", "Figure A.1", "Formula (A.1)", "A.1", "A.1, NOTE 2", "A.1 b)", "A.1"]),
    ],
)
def test_what_a_computed_reference_prints(metadata: Metadata, expected: list[str]) -> None:
    lists = List([ListItem(), ListItem([paragraph()], id="item")], style="ordered")
    inner = [Note([paragraph()]), Note([paragraph()], id="note"), lists, Requirement(id="r")]
    annex = clause("x", clause("y", id="sub", blocks=inner), type="annex", id="annex")
    annex.blocks = [table("t", id="table"), Figure(words("f"), id="figure"), Formula("x", id="formula")]
    numbering = Numbering(Document(metadata=metadata, clauses=[annex]))
    names = ["annex", "table", "figure", "formula", "sub", "note", "item", "r"]
    assert [numbering.reference_text(numbering.resolve(name)) for name in names] == expected


def test_references_to_what_has_no_number() -> None:
    provision = Paragraph([Provision(children=words("应"), id="p")])
    clauses = [
        clause("前言", type="foreword", id="f", blocks=[paragraph(id="q")]),
        clause("", blocks=[provision]),
    ]
    numbering = Numbering(Document(metadata=ZH, blocks=[paragraph(id="z")], clauses=clauses))
    assert numbering.reference_text(numbering.resolve("f")) == "前言"
    assert numbering.reference_text(numbering.resolve("p")) == "1"
    assert numbering.reference_text(numbering.resolve("z")) == "z"


def test_anchors_are_those_of_forges() -> None:
    clauses = [clause("Terms & definitions"), clause("范围"), clause("范围"), clause("x", id="own"), clause()]
    numbering = Numbering(Document(clauses=clauses))
    found = [numbering.anchor(c) for c in clauses]
    assert found == ["terms--definitions", "范围", "范围-1", "own", "clause-5"]
    assert [numbering.resolve(str(name)) for name in found] == clauses
    assert numbering.resolve("x") is clauses[3]
    assert numbering.resolve("2-范围") is clauses[1]
    assert numbering.resolve("%E8%8C%83%E5%9B%B4") is clauses[1]
    assert numbering.resolve("nowhere") is None


def test_links_to_annexes_by_their_printed_headings() -> None:
    annex = clause("记录表", type="annex", nature="normative")
    numbering = Numbering(Document(metadata=ZH, clauses=[annex]))
    assert numbering.resolve("附录-a规范性记录表") is annex


def test_ids_come_before_anchors_and_anchors_before_slugs() -> None:
    written = Paragraph([ForeignInline('<a name="one" id="two">')])
    clauses = [clause("one", blocks=[written]), clause("two", id="two")]
    numbering = Numbering(Document(clauses=clauses))
    assert numbering.resolve("one") is written
    assert numbering.resolve("two") is clauses[1]
    assert numbering.reference_text(written) == "1"


def test_tables_have_anchors_too() -> None:
    first = table("t")
    numbering = Numbering(Document(blocks=[first], clauses=[clause("x", id="table-1")]))
    assert numbering.anchor(first) == "table-1-1"
    assert numbering.resolve("table-1-1") is first


@given(documents())
def test_numbering_any_document(document: Document) -> None:
    numbering = Numbering(document)
    names: dict[str, Any] = {}
    for node in walk(document):
        assert isinstance(numbering.label(node), str)
        assert isinstance(numbering.reference_text(node), str)
        name = numbering.anchor(node)
        if name is not None and getattr(node, "id", None) is None:
            assert names.setdefault(name, node) is node
            assert numbering.resolve(name) is node
        elif name is not None:
            assert numbering.resolve(name) is not None


def test_numbering_is_linear() -> None:
    def measured(count: int) -> float:
        blocks = [Note([paragraph()]), items(3), table("t")]
        document = Document(clauses=[clause("x", *(clause("y", blocks=list(blocks)) for _ in range(count)))])
        started = time.process_time()
        Numbering(document).resolve("nowhere")
        return time.process_time() - started

    measured(100)
    small = min(measured(400) for _ in range(3))
    assert min(measured(4000) for _ in range(2)) < small * 25


def test_counting() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53, 702, 703)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 14, 40, 3999, 4000)] == [
        "i",
        "iv",
        "ix",
        "xiv",
        "xl",
        "mmmcmxcix",
        "4000",
    ]
    assert [last_count(n) for n in ("十", "二十一", "（三）", "A.10", "", "五-一")] == [
        10,
        21,
        3,
        10,
        None,
        None,
    ]


def test_slugs() -> None:
    assert [slug(t) for t in ("A  B", "5.2 标题（一）", "snake_case-x", "🎉 hi", "é É")] == [
        "a--b", "52-标题一", "snake_case-x", "-hi", "é-é",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本文件规定了 AC 充电", "zh"),
        ("The 充电桩 shall be tested", "en"),
        ("これは日本語です", "ja"),
        ("1.2", None),
    ],
)
def test_the_language_is_guessed(text: str, expected: str | None) -> None:
    assert guess_language(text) == expected


def test_the_language_of_a_document() -> None:
    assert document_language(Document(blocks=[paragraph("本文件")])) == "zh"
    assert document_language(Document(metadata=Metadata(title={"zh": ["x"]}))) == "zh"
    assert document_language(Document(metadata=Metadata(language="fr"), blocks=[paragraph("本文件")])) == "fr"
    assert document_language(Document()) == "en"


def test_what_counts_as_a_standard() -> None:
    assert is_standard(ZH) and is_standard(Metadata(profile="iso-directives-2"))
    assert not is_standard(PLAIN) and not is_standard(Metadata(profile="none", identifier=["x"]))
