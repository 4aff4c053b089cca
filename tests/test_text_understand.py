"""Understanding running text and the way back: laws on generated text, and what is found where."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stdml.model import (
    Cell,
    Citation,
    Clause,
    CodeSpan,
    CrossReference,
    Designation,
    Document,
    Emphasis,
    Example,
    Footnote,
    FootnoteReference,
    InlineComment,
    LanguageSpan,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    Metadata,
    Note,
    Paragraph,
    Parameter,
    Provision,
    Quotation,
    ReferenceEntry,
    Requirement,
    Row,
    SelfReference,
    Span,
    Strong,
    Table,
    TermEntry,
    TermSource,
    Text,
    plain_text,
    span_of,
    walk,
)
from stdml.model.walk import walk_with_ancestors
from stdml.text.understand import Context, derive, forget, understand, understand_document

ZH = Context("zh", keys=frozenset(("GB/T18487.1", "GB5749", "ISO9001")), series=frozenset(("GB/T3102",)))
EN = Context("en", keys=ZH.keys, series=ZH.series)
BCP14 = Context("en", rfc2119=True, keys=ZH.keys)
OTHER = Context("fr", keys=ZH.keys)

PIECES = (
    "充电桩",
    "应",
    "不",
    "宜",
    "可",
    "能",
    "接地",
    "反",
    "用",
    "必须",
    "。",
    "！",
    "；",
    "，",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    " ",
    "  ",
    "本文件",
    "本",
    "文件",
    "GB/T 18487.1—2023",
    "GB 5749",
    "GB/T 3102.1",
    " 中 5.3",
    "的表 2",
    "附录 A",
    "、",
    "5.3",
    "1.2 mm",
    "The pile",
    " shall",
    " not",
    " shall not",
    " may",
    " can",
    "MUST",
    " NOT",
    "OPTIONAL",
    ".",
    "?",
    "e.g.",
    " A",
    "this document",
    "Clause 5 of ",
    "ISO 9001:2015",
    ", 5.3",
    '"',
    "'",
    ")",
    "(",
    "\u3000",
    "\u00a0",
    "x",
    "标准",
    "\ufffc",
    "\ufffb",
    "No",
    "5",
    "😀",
    "e\u0301",
)
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
text = words.map(Text)


def _nested(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(children, max_size=3)
    return st.one_of(
        lists.map(Emphasis),
        lists.map(Strong),
        lists.map(lambda inner: Span(inner, id="x")),
        lists.map(lambda inner: Link(inner, href="x")),
        lists.map(lambda inner: LanguageSpan(inner, language="en")),
        lists.map(lambda inner: Parameter(children=inner)),
    )


leaves = st.one_of(
    text,
    text,
    st.just(LineBreak()),
    st.just(CodeSpan("应.")),
    st.just(Math("x. 应")),
    st.just(FootnoteReference("a")),
    st.just(InlineComment("应")),
    st.just(CrossReference([], "t")),
)
plain_inline = st.recursive(leaves, _nested, max_leaves=6)
marked = st.one_of(
    st.lists(plain_inline, max_size=2).map(lambda inner: Provision(children=inner)),
    st.lists(plain_inline, max_size=2).map(
        lambda inner: Provision(children=inner, modality="requirement", strength="应", polarity="positive")
    ),
    st.lists(plain_inline, max_size=2).map(
        lambda inner: Provision(children=inner, id="r", modality="permission")
    ),
    text.map(lambda one: Citation([one])),
    text.map(lambda one: Citation([one], identifier="GB 5749")),
    text.map(lambda one: SelfReference([one])),
)
plain = st.lists(plain_inline, max_size=6)
anything = st.lists(st.one_of(plain_inline, marked, st.lists(marked, max_size=2).map(Emphasis)), max_size=6)
contexts = st.sampled_from((ZH, EN, BCP14, OTHER))
FEW = settings(max_examples=300, deadline=None)


@FEW
@given(plain, contexts, st.booleans())
def test_what_was_understood_of_plain_text_is_forgotten(
    x: list[Any], context: Context, provisions: bool
) -> None:
    x = forget(x)
    assert forget(understand(x, context, provisions)) == x
    assert forget(understand(x, context, provisions), context, provisions) == x


@FEW
@given(anything, contexts, st.booleans())
def test_what_was_forgotten_is_understood_again(x: list[Any], context: Context, provisions: bool) -> None:
    known = understand(x, context, provisions)
    assert understand(forget(known, context, provisions), context, provisions) == known


@FEW
@given(anything, contexts, st.booleans())
def test_understanding_twice_is_understanding_once(x: list[Any], context: Context, provisions: bool) -> None:
    known = understand(x, context, provisions)
    assert understand(known, context, provisions) == known


@pytest.mark.parametrize("words", ("本文件this document", "本规范本文件", "this document本标准"))
def test_names_of_itself_side_by_side_are_understood_at_once(words: str) -> None:
    known = understand([Text(words)], ZH)
    assert [node.kind for node in known] == ["self_reference", "self_reference"]
    assert understand(known, ZH) == known


@FEW
@given(anything, contexts)
def test_no_word_is_lost_and_nothing_is_changed(x: list[Any], context: Context) -> None:
    before = repr(x)
    assert plain_text(understand(x, context)) == plain_text(x)
    assert plain_text(forget(x)) == plain_text(x)
    assert repr(x) == before


@FEW
@given(anything, contexts)
def test_the_strategy_reaches_what_it_is_for(x: list[Any], context: Context) -> None:
    """Without a context, forgetting leaves no node that looks understood."""
    for node in walk(Emphasis(forget(x))):
        if isinstance(node, SelfReference):
            assert node in [found for one in x for found in walk(one)]


def _outline(nodes: list[Any]) -> list[tuple[str, str]]:
    return [(node.kind, plain_text(node)) for node in nodes]


def _read(words: str, context: Context = ZH, provisions: bool = True) -> list[tuple[str, str]]:
    return _outline(understand([Text(words)], context, provisions))


def test_each_sentence_with_a_verbal_form_is_a_provision() -> None:
    assert _read("充电桩应接地。壳体为金属。 宜涂漆。") == [
        ("provision", "充电桩应接地。"),
        ("text", "壳体为金属。 "),
        ("provision", "宜涂漆。"),
    ]
    found = understand([Text("不应带电插拔。")], ZH)[0]
    assert isinstance(found, Provision)
    assert (found.modality, found.strength, found.polarity) == ("requirement", "不应", "negative")
    assert _read("充电桩应接地。", provisions=False) == [("text", "充电桩应接地。")]
    assert _read("助动词“应”表示要求。") == [("text", "助动词“应”表示要求。")]


def test_a_sentence_may_hold_other_nodes() -> None:
    nodes = [
        Text("壳体"),
        Strong([Text("应")]),
        Text("接地"),
        Math("R."),
        FootnoteReference("a"),
        Text("。完。"),
    ]
    assert [node.kind for node in understand(nodes, ZH)] == ["provision", "text"]
    english = [
        Text("It "),
        Emphasis([Text("shall")]),
        Text(" stop."),
        FootnoteReference("a"),
        Text(" It is so."),
    ]
    assert [node.kind for node in understand(english, EN)] == ["provision", "text"]
    assert [node.kind for node in understand([CodeSpan("应"), Text("是代码。")], ZH)] == ["code_span", "text"]
    # A boundary inside a child makes no boundary.
    nodes = [Strong([Text("甲应停。乙")]), Text("应走。")]
    assert [node.kind for node in understand(nodes, ZH)] == ["provision"]
    lines = [Text("甲应停"), LineBreak(), Text("乙为静止")]
    assert [node.kind for node in understand(lines, ZH)] == ["provision", "line_break", "text"]


def test_an_explicit_provision_is_left_alone() -> None:
    stated = Provision(children=[Text("壳体应接地")], id="r-1", modality="requirement")
    assert understand([stated, Text("，且应涂漆。完。")], ZH) == [stated, Text("，且应涂漆。完。")]
    assert forget([stated], ZH) == [stated]
    half = Provision(
        children=[Text("壳体应接地")], modality="requirement", strength="应", polarity="positive"
    )
    # Its words alone would make a longer provision, so it stays; without a context nobody can tell.
    assert forget([half, Text("，完。")], ZH) == [half, Text("，完。")]
    assert forget([half, Text("，完。")]) == [Text("壳体应接地，完。")]
    wrong = Provision(
        children=[Text("壳体应接地。")], modality="permission", strength="应", polarity="positive"
    )
    assert forget([wrong], ZH) == [wrong]
    own = Citation([Text("GB 5749")], identifier="GB 5749—2022")
    assert forget(understand([own], ZH), ZH) == [own]


CITED = [
    ("按 GB/T 18487.1—2023 中 5.3 的规定。", "GB/T 18487.1—2023 中 5.3"),
    ("按照GB/T 18487.1—2023的5.3.2进行。", "GB/T 18487.1—2023的5.3.2"),
    ("见GB/T 18487.1-2023表 2。", "GB/T 18487.1-2023表 2"),
    ("见 GB/T 18487.1—2023 的表 2。", "GB/T 18487.1—2023 的表 2"),
    ("见 GB/T 18487.1—2023 中附录 A。", "GB/T 18487.1—2023 中附录 A"),
    ("见 GB/T 18487.1—2023，5.3 和 5.4。", "GB/T 18487.1—2023，5.3 和 5.4"),
    ("见 GB/T 18487.1—2023中第5章。", "GB/T 18487.1—2023中第5章"),
    ("水质符合 GB 5749 的规定。", "GB 5749"),
    ("按 GB 5749，2.5 mm 厚的板。", "GB 5749"),
    ("按 GB 5749 的 3 次测量。", "GB 5749"),
    ("符合GB/T 3102.1的规定。", "GB/T 3102.1"),
    ("符合 ISO 9001:2015, 7.1.5 的规定。", "ISO 9001:2015, 7.1.5"),
    ("in accordance with Clause 5 of ISO 9001:2015 only.", "Clause 5 of ISO 9001:2015"),
    ("see 7.1 and 7.2 of ISO 9001:2015.", "7.1 and 7.2 of ISO 9001:2015"),
    ("see ISO 9001:2015, Clause 7.", "ISO 9001:2015, Clause 7"),
    ("see ISO 9001:2015, Annex A.", "ISO 9001:2015, Annex A"),
    ("see ISO 9001:2015. 5.3 is another clause.", "ISO 9001:2015"),
    ("符合 GB 1234 的规定。", None),
]


@pytest.mark.parametrize(("words", "cited"), CITED)
def test_citations_take_in_the_part_they_cite(words: str, cited: str | None) -> None:
    found = [text for kind, text in _read(words, provisions=False) if kind == "citation"]
    assert found == ([] if cited is None else [cited])


def test_a_document_names_itself() -> None:
    named = [
        "本文件规定了要求。",
        "本标准适用于",
        "按本部分的规定",
        "见本规范",
        "this document applies",
        "This part of ISO 80000 gives",
    ]
    assert [
        _read(words, provisions=False)[0][0] == "self_reference"
        or _read(words, provisions=False)[1][0] == "self_reference"
        for words in named
    ] == [True] * len(named)
    others = [
        "样本文件",
        "基本标准",
        "成本部分",
        "本标准化技术委员会",
        "版本文件夹",
        "本规范性附录",
        "this documentation",
        "日本标准",
    ]
    assert [words for words in others if len(_read(words, provisions=False)) > 1] == []
    assert [words for words in others if _read(words, provisions=False)[0][0] != "text"] == []


def test_nodes_that_lead_somewhere_are_not_read() -> None:
    nodes = [Link([Text("GB 5749")], href="x"), CrossReference([Text("本文件")], "t")]
    assert understand(nodes, ZH) == nodes
    inside = understand([Emphasis([Text("见本文件。")]), Parameter(children=[Text("GB 5749")])], ZH)
    assert [node.kind for top in inside for node in walk(top)].count("citation") == 1
    assert [node.kind for top in inside for node in walk(top)].count("self_reference") == 1


def test_spans_follow_the_text() -> None:
    text = Text("壳体为金属。按本文件应接地。")
    text.span = (100, 100 + len(text.value))
    nodes = understand([text], ZH)
    assert [(node.kind, span_of(node)) for node in nodes] == [("text", (100, 106)), ("provision", (106, 114))]
    assert [span_of(node) for node in nodes[1].children] == [(106, 107), (107, 110), (110, 114)]
    escaped = Text("甲应停。乙为静。")
    escaped.span = (0, 20)
    assert [span_of(node) for node in understand([escaped], ZH)] == [(0, 20), (0, 20)]


def _document() -> Document:
    def paragraph(words: str = "甲应停。") -> Paragraph:
        return Paragraph([Text(words)])

    def clause(kind: Any, **more: Any) -> Clause:
        return Clause(title=[Text("应")], blocks=[paragraph()], type=kind, **more)

    table = Table(
        caption=[Text("应为")],
        rows=[Row([Cell([Text("甲应停")])]), Row([Cell([Text("甲应停")]), Cell(blocks=[paragraph()])])],
        notes=[Note([paragraph()])],
    )
    core = Clause(
        title=[Text("要求")],
        blocks=[
            paragraph(),
            List([ListItem([paragraph()])]),
            table,
            Note([paragraph()]),
            Example([paragraph()]),
            Requirement(children=[paragraph()], id="r"),
            Footnote("a", [paragraph()]),
            Quotation([paragraph()]),
        ],
        clauses=[clause("clause")],
    )
    term = TermEntry(
        [Designation([Text("应")])], children=[paragraph()], sources=[TermSource([Text("GB 5749，3.2")])]
    )
    references = Clause(
        type="normative-references", blocks=[ReferenceEntry([Text("GB 5749　生活饮用水卫生标准")])]
    )
    clauses = [
        clause("foreword"),
        clause("introduction"),
        clause("scope"),
        references,
        Clause(type="terms", clauses=[term]),
        core,
        clause("annex", nature="normative"),
        clause("annex"),
        clause("annex", nature="informative"),
        clause("bibliography"),
    ]
    return Document(metadata=Metadata(language="zh-CN", identifier=["GB/T 1—2020"]), clauses=clauses)


def test_provisions_stand_in_normative_text_only() -> None:
    document = _document()
    understand_document(document)
    where = [
        "/".join(getattr(node, "type", "") or node.kind for node in above[1:-1])
        for one, above in walk_with_ancestors(document)
        if one.kind == "provision"
        for above in [(*above, one)]
    ]
    assert where == [
        "clause/paragraph",
        "clause/list/list_item/paragraph",
        "clause/table/row/cell",
        "clause/table/row/cell/paragraph",
        "clause/clause/paragraph",
        "annex/paragraph",
        "annex/paragraph",
    ]
    cited = [plain_text(node) for node in walk(document) if node.kind == "citation"]
    assert cited == ["GB 5749，3.2"]


def test_the_context_of_a_document() -> None:
    context = Context.of(_document())
    assert (context.language, context.rfc2119) == ("zh", False)
    assert {"GB5749", "GB/T1"} <= context.keys
    words = 'The key words "MUST" and "MAY" are to be read as described in BCP 14 [RFC2119].'
    declared = Document(
        clauses=[Clause(blocks=[Paragraph([Text(words)]), Paragraph([Text("It must. It MUST.")])])]
    )
    assert Context.of(declared).rfc2119
    understand_document(declared)
    found = [plain_text(node) for node in walk(declared) if node.kind == "provision"]
    assert found == ["It MUST."]
    linked = [Text("The key words are those of "), Link([Text("RFC 8174")], href="x"), Text(".")]
    assert Context.of(Document(blocks=[Paragraph(linked)])).rfc2119
    assert not Context.of(Document(blocks=[Paragraph([Text("See RFC 2119.")])])).rfc2119
    assert Context.of(Document(blocks=[Paragraph([Text("充电桩应接地")])])).language == "zh"


def test_words_show_what_they_convey() -> None:
    assert derive("壳体不宜带电。", ZH) == ("recommendation", "不宜", "negative")
    assert derive("壳体为金属。", ZH) is None
    assert derive("It shall stop.", OTHER) is None


def test_understanding_takes_linear_time() -> None:
    def seconds(times: int) -> float:
        nodes: list[Any] = []
        for _ in range(times):
            nodes += [
                Text("甲应按 GB 5749 中 5.3 停。乙“为静”。"),
                Strong([Text("丙应走。")]),
                Text("丁，"),
                Math("x"),
            ]
        best = 9.0
        for _ in range(2):
            begun = time.process_time()
            forget(understand(nodes, ZH), ZH)
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(1000) < 40 * max(seconds(100), 1e-3)


def test_deep_nesting_costs_no_more_than_its_depth() -> None:
    nodes: list[Any] = [Text("见本"), Text("文件"), Text("。应停。")]
    for _ in range(60):
        nodes = [Emphasis(nodes)]
    begun = time.process_time()
    known = understand(nodes, ZH)
    assert understand(forget(known, ZH), ZH) == known
    assert time.process_time() - begun < 1
    assert sum(node.kind == "self_reference" for node in walk(known[0])) == 1


@pytest.mark.parametrize(
    "words",
    ["ISO 9001:2015, Clauses 13 and 14", "Clauses 13, 14 and 15 of GB 5749", "ISO 9001, Annexes A and B"],
)
def test_a_citation_takes_in_all_the_parts_it_names(words: str) -> None:
    nodes = understand([Text(f"See {words}.")], EN, False)
    assert [plain_text(node) for node in nodes if isinstance(node, Citation)] == [words]
