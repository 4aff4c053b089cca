"""The HTML page: everything visible is on it, every link arrives, and nothing in it runs."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from html_page import Page
from hypothesis import given, settings
from strategies import crowded_documents, documents

import stdml
from stdml.formats.html import pictures, write_html
from stdml.formats.html.pictures import beside
from stdml.model import (
    Adoption,
    Cell,
    Citation,
    Clause,
    CodeBlock,
    CodeSpan,
    CrossReference,
    Designation,
    Document,
    Figure,
    Footnote,
    FootnoteReference,
    ForeignBlock,
    ForeignInline,
    Formula,
    IndexMark,
    Link,
    Math,
    Metadata,
    Paragraph,
    Parameter,
    Provision,
    ReferenceEntry,
    Requirement,
    Row,
    Table,
    TermEntry,
    Text,
    walk,
)  # fmt: skip


def words(text: str) -> list[Any]:
    return [Text(text)]


def paragraph(*content: Any) -> Paragraph:
    return Paragraph([Text(c) if isinstance(c, str) else c for c in content])


def page(document: Document, **options: Any) -> Page:
    return Page(str(write_html(document, **options).data))


def page_of(*content: Any, language: str = "en", **metadata: Any) -> Page:
    found = page(Document(metadata=Metadata(language=language, **metadata), blocks=[paragraph(*content)]))
    assert found.errors == []
    return found


def visible(document: Document) -> list[str]:
    """Every piece of text that a reader of the document should see."""
    pieces: list[str] = []
    for node in walk(document):
        match node:
            case Text():
                pieces.append(node.value)
            case CodeSpan() | CodeBlock():
                pieces.append(node.text)
            case Math() | Formula():
                pieces.append(node.tex)
            case ForeignInline() | ForeignBlock() if node.format != "html":
                pieces.append(node.text)
            case Figure() if node.description and node.src is None:
                pieces.append(node.description)
            case IndexMark():
                pieces.append(node.entry)
    return pieces


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def check(document: Document) -> None:
    found = page(document, json='{"x": "</script><!--"}')
    assert found.errors == []
    assert len(found.ids) == len(set(found.ids))
    # The alternative text of a picture is an attribute, so its words are taken out of the tree first.
    alternatives = "".join(str(values.get("alt") or "") for tag, values in found.elements if tag == "img")
    text = squeezed(found.text) + squeezed(alternatives)
    for piece in visible(document):
        assert squeezed(piece) in text
    for link in found.links:
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", re.sub(r"[\x00-\x20\x7f-\x9f]", "", link))
        assert scheme is None or scheme.group().lower() in ("http:", "https:", "mailto:", "ftp:")
    kinds = [values.get("type") for values, _ in found.scripts]
    assert kinds == ["application/ld+json", "application/json"]
    for _, content in found.scripts:
        json.loads(content)
    for _, values in found.elements:
        assert not any(name.startswith("on") for name in values)


@given(documents())
def test_every_document_is_shown_in_full(document: Document) -> None:
    check(document)


@settings(max_examples=max(settings().max_examples // 8, 10))
@given(crowded_documents())
def test_every_kind_of_node_is_shown_in_full(document: Document) -> None:
    check(document)


def test_a_script_in_the_text_or_in_the_json_does_not_run() -> None:
    text = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    found = page(
        Document(blocks=[paragraph(text)], metadata=Metadata(title={"en": [text]})), json=json.dumps(text)
    )
    assert text in found.text
    assert [values.get("type") for values, _ in found.scripts] == ["application/ld+json", "application/json"]
    assert json.loads(found.scripts[1][1]) == text
    assert "img" not in [tag for tag, _ in found.elements]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JaVa\tScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/x"],
)
def test_a_link_that_could_run_something_is_shown_as_text(address: str) -> None:
    found = page_of(Link(words("here"), href=address))
    assert found.links == ["#stdml-main"]
    assert "here" in found.text and address in found.text


@pytest.mark.parametrize(
    "address", ["https://a.example/?b&c", "x/y.html", "mailto:a@b.example", "//a.example"]
)
def test_a_harmless_link_is_kept(address: str) -> None:
    assert page_of(Link(words("here"), href=address)).links == ["#stdml-main", address]


def test_links_are_not_nested() -> None:
    link = Link([Text("a"), Link(words("b"), href="c"), CrossReference(target="x")], href="d")
    assert page_of(link).links == ["#stdml-main", "d"]


@pytest.mark.parametrize(
    ("source", "wanted", "unwanted"),
    [
        ('<div align="center"><b>bold</b> text</div>', "<b>bold</b> text", "align"),
        ('<p onclick="x()">text</p>', "<p>text</p>", "onclick"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert"),
        ('<iframe src="https://a.example"></iframe>', "&lt;iframe", "<iframe"),
        ('<a href="javascript:x()">text</a>', "text", "javascript:"),
        ('<img src="a.png" alt="a" onerror="x()">', '<img src="a.png" alt="a">', "onerror"),
        ("<details><summary>More</summary>text</details>", "<summary>More</summary>text", "&lt;"),
        ("a < b", "a &lt; b", "a < b"),
        ("<svg><script>x()</script></svg>", "&lt;svg", "<svg"),
        ('<p style="background:url(javascript:x())">t</p>', "<p>t</p>", "style="),
    ],
)
def test_only_harmless_html_is_passed_on(source: str, wanted: str, unwanted: str) -> None:
    data = str(write_html(Document(blocks=[ForeignBlock(source)])).data)
    body = data[data.index("<main") : data.index("</main>")]
    assert wanted in body
    assert unwanted not in body


def test_the_tags_of_running_text_are_paired() -> None:
    parts = [
        ForeignInline("<kbd>"),
        Text("Ctrl"),
        ForeignInline("</kbd>"),
        ForeignInline("<blink>"),
        Text("x"),
    ]
    data = str(write_html(Document(blocks=[paragraph(*parts)])).data)
    assert "<kbd>Ctrl</kbd>" in data and "&lt;blink&gt;" in data


def test_links_written_in_html() -> None:
    parts = [ForeignInline('<a href="x?a&amp;b">'), Link(words("in"), href="y"), ForeignInline("</a>")]
    bad = [ForeignInline('<a href="javascript:x">'), Text("out"), ForeignInline("</a>")]
    assert page_of(*parts, *bad, Link(words("z"), href="z")).links == ["#stdml-main", "x?a&b", "z"]


def test_anchors_written_in_html_can_be_linked_to() -> None:
    target = Clause(title=[ForeignInline('<a name="old">'), ForeignInline("</a>"), Text("Title")])
    found = page(Document(clauses=[target, Clause(blocks=[paragraph(CrossReference(target="old"))])]))
    assert "#old" in found.links and "old" in found.ids and found.errors == []


def test_every_link_on_the_page_arrives() -> None:
    data = Document(
        metadata=Metadata(language="zh", identifier=["GB/T 1"]),
        blocks=[
            paragraph("a", FootnoteReference("f"), CrossReference(target="t"), CrossReference(target="规范"))
        ],
        clauses=[
            Clause(
                title=words("规范"), blocks=[Table([Text("限值")], rows=[Row([Cell(words("x"))])], id="t")]
            ),
            Clause(title=words("100%"), blocks=[Footnote("f", [paragraph("note")]), Formula("x", id="e")]),
            Clause(blocks=[paragraph(Provision(words("应"), modality="requirement"), IndexMark("桩"))]),
        ],
    )
    found = page(data)
    assert found.errors == []
    assert len(found.links) > 12
    for link in found.links:
        assert unquote(link.removeprefix("#")) in found.ids


def test_numbers_and_references_are_computed() -> None:
    table = Table([Text("限值")], rows=[Row([Cell(words("a"))]), Row([Cell(words("b"))])], id="t")
    clauses = [
        Clause(title=words("前言"), type="foreword"),
        Clause(title=words("范围"), type="scope", blocks=[paragraph("见", CrossReference(target="t"), "。")]),
        Clause(title=words("表"), type="annex", nature="normative", blocks=[table]),
    ]
    text = squeezed(page(Document(metadata=Metadata(language="zh"), clauses=clauses)).text)
    assert "1范围见表A.1。" in text
    assert "附录A（规范性）表" in text


def test_header_cells_have_their_scope() -> None:
    rows = [
        Row([Cell(words("a"), rowspan=2), Cell(words("b"), colspan=2)]),
        Row([Cell(words("c")), Cell(words("d"))]),
        Row([Cell(words("e")), Cell(words("f")), Cell(words("g"))]),
    ]
    found = page(
        Document(
            blocks=[Table(rows=rows, header_rows=2, header_columns=1, columns=["left", "none", "right"])]
        )
    )
    cells = [(tag, values) for tag, values in found.elements if tag in ("th", "td")]
    assert [values.get("scope") for _, values in cells] == [
        "col",
        "colgroup",
        "col",
        "col",
        "row",
        None,
        None,
    ]
    assert [values.get("class") for _, values in cells] == [
        "left",
        None,
        None,
        "right",
        "left",
        None,
        "right",
    ]


def test_headings_follow_each_other_without_a_gap() -> None:
    clause = Clause(title=words("deep"))
    for _ in range(8):
        clause = Clause(title=words("x"), clauses=[clause])
    found = page(Document(clauses=[clause]))
    levels = [
        int(v.get("aria-level") or t[1])
        for t, v in found.elements
        if re.fullmatch("h[1-6]", t) or "aria-level" in v
    ]
    assert levels == list(range(1, 11))


def test_formulas_become_mathml_or_stay_readable() -> None:
    good, bad = r"\begin{aligned} a &= b \\ c &< d \end{aligned}", r"\nope{a}"
    found = page(Document(blocks=[Formula(good), paragraph(Math(bad))]))
    tags = [tag for tag, _ in found.elements]
    assert tags.count("math") == 1 and "mtable" in tags
    assert good in found.text and bad in found.text
    href = page(Document(blocks=[Formula(r"\href{javascript:alert(1)}{x}")]))
    assert not any("href" in values for tag, values in href.elements if tag.startswith("m"))


def test_code_is_highlighted_and_kept() -> None:
    code = "\n\ufeffdef f(x):\n\treturn '<b>'\n\n"
    for language in ("python", "no-such-language", None, "json"):
        found = page(Document(blocks=[CodeBlock(code, language)]))
        assert code in found.text and found.errors == []
    spans = [
        v.get("class")
        for t, v in page(Document(blocks=[CodeBlock("def f(): pass", "python")])).elements
        if t == "span"
    ]
    assert "k" in spans and "nf" in spans


def test_provisions_are_listed_with_their_parameters() -> None:
    limit = Parameter(children=words("不小于 1.2 m"), name="间距", op=">=", value="1.2", written_unit="m")
    provision = Provision(children=[Text("间距应"), limit], modality="requirement", id="r-1")
    block = Requirement(children=[paragraph("宜检查。")], modality="recommendation", method="8.2")
    found = page(
        Document(metadata=Metadata(language="zh"), clauses=[Clause(blocks=[paragraph(provision), block])])
    )
    assert "条款一览" in found.text
    listed = squeezed(found.text[found.text.rindex("条款一览") :])
    assert "1r-1要求间距应不小于1.2m间距≥1.2m" in listed
    assert "1推荐宜检查。证实方法8.2" in listed
    assert "#r-1" in found.links


def test_the_cover_shows_both_titles_and_the_numbers() -> None:
    metadata = Metadata(
        language="zh", identifier=["GB/T 1—2026"], title={"en": ["Thing", "A"], "zh": ["东西", "第1部分"]},
        ics=["01.120"], issued="2026-01-01", issuer=["甲委员会"],
        adopts=[Adoption(identifier="ISO 1", degree="IDT")], extra={"own": {"key": ["value"]}},
    )  # fmt: skip
    found = page(Document(metadata=metadata))
    for wanted in (
        "GB/T 1—2026",
        "东西",
        "Thing",
        "ICS 01.120",
        "2026-01-01 发布",
        "甲委员会",
        "IDT",
        "value",
    ):
        assert wanted in found.text
    data = json.loads(found.scripts[0][1])
    assert data["@type"] == "CreativeWork" and data["identifier"] == ["GB/T 1—2026"]
    assert data["inLanguage"] == "zh"


def test_footnotes_of_a_table_stand_under_it() -> None:
    table = Table(rows=[Row([Cell(words("h"))]), Row([Cell([Text("x"), FootnoteReference("n")])])])
    document = Document(
        metadata=Metadata(language="zh", identifier=["GB/T 1"]),
        clauses=[Clause(blocks=[paragraph("t", FootnoteReference("m")), table]),
                 Clause(blocks=[Footnote("n", [paragraph("NN")]), Footnote("m", [paragraph("MM")])])],
    )  # fmt: skip
    data = str(write_html(document).data)
    assert data.index("NN") < data.index("</table>") < data.index("MM")
    text = squeezed(page(document).text)
    assert "aNN" in text and "1)MM" in text


def test_a_term_entry_names_its_terms() -> None:
    entry = TermEntry(
        [Designation(words("充电桩")), Designation(words("charger"), language="en"),
         Designation(words("充电柱"), "deprecated")],
        domain=words("电动汽车"), children=[paragraph("装置。")],
    )  # fmt: skip
    terms = Clause(type="terms", title=words("术语和定义"), clauses=[entry])
    text = squeezed(page(Document(metadata=Metadata(language="zh"), clauses=[terms])).text)
    assert "1.1充电桩charger（弃用）充电柱〈电动汽车〉装置。" in text


def test_untitled_clauses_have_their_number_in_the_line() -> None:
    data = str(
        write_html(
            Document(metadata=Metadata(language="zh"), clauses=[Clause(blocks=[paragraph("应")])])
        ).data
    )
    assert re.search(r'<p class="led"><a class="number"[^>]*>1</a>\u3000应</p>', data)


def test_pictures_can_be_carried_in_the_page() -> None:
    document = Document(blocks=[Figure(words("x"), src="a.png"), Figure(src="javascript:x")])
    found = page(document, resource=lambda src: "data:image/png;base64,AA" if src == "a.png" else None)
    assert [v["src"] for t, v in found.elements if t == "img"] == ["data:image/png;base64,AA"]


def test_a_thousand_requirements_take_less_than_a_second() -> None:
    def requirement(number: int) -> Clause:
        provision = Provision(
            words(f"装置 {number} 应在 10 s 内报警。"), modality="requirement", id=f"r{number}"
        )
        return Clause(title=words(f"要求 {number}"), blocks=[paragraph(provision), paragraph("说明。" * 20)])

    document = Document(clauses=[Clause(title=words("章"), clauses=[requirement(n) for n in range(1000)])])
    started = time.process_time()
    data = str(write_html(document).data)
    assert time.process_time() - started < 1
    assert len(data.encode()) < 5_000_000


def test_a_citation_leads_to_its_entry_in_the_references() -> None:
    text = (
        "# 规范性引用文件\n\nGB/T 18487.1—2023  电动汽车传导充电系统\n\n"
        "GB/T 29317（所有部分）  电动汽车术语\n\n"
        "# 要求\n\n应符合 GB/T18487.1-2023 中 5.3 和 GB/T 29317.2 的规定，GB 1 除外。\n"
    )
    data = str(stdml.dumps(stdml.loads(text), "html"))
    found = Page(data)
    first, second = [link for link in found.links if link.startswith("#ref-")][:2]
    assert first != second and {first[1:], second[1:]} <= set(found.ids)
    places = (f'id="{first[1:]}"', "电动汽车传导充电系统", f'id="{second[1:]}"')
    assert sorted(map(data.index, places)) == list(map(data.index, places))


def test_an_entry_of_the_references_is_no_link_to_itself() -> None:
    entry = ReferenceEntry([Citation(words("ISO 9001:2015"))])
    references = Clause(title=words("R"), type="bibliography", blocks=[entry])
    assert [link for link in page(Document(clauses=[references])).links if "ref" in link] == []


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("# Tool\n\n## Install\n\nx\n\n## Use\n\nx\n", False),
        ("# Tool\n\n## 1 Install\n\nx\n\n## 2 Use\n\nx\n", True),
        ("# Scope\n\nx\n\n# Install\n\nx\n", True),
        ("---\nidentifier: GB/T 1\n---\n\n# A\n\nx\n\n# Install\n\nx\n", True),
        ("---\nidentifier: GB/T 1\nprofile: none\n---\n\n# A\n\nx\n\n# Install\n\nx\n", False),
        ("# A {#a}\n\nx\n\n# Install\n\nsee [](#a)\n", True),
        ("# A {#a}\n\nx\n\n# Install\n\nsee [there](#a)\n", False),
        ("# A\n\nx\n\n# Install\n\n[10 kg]{#p .param name=mass}\n", True),
    ],
)
def test_plain_documents_have_no_numbers_in_their_headings(text: str, numbered: bool) -> None:
    data = str(stdml.dumps(stdml.loads(text), "html"))
    assert bool(re.search(r'<h2><a class="number"[^>]*>\d</a> Install', data)) is numbered
    assert ('class="toc-number"' in data) is numbered


def test_a_note_is_headed_in_its_own_language() -> None:
    text = "# 范围\n\n文字。\n\n注：中文。\n\nNOTE: Some English words.\n"
    assert "NOTE Some English" in page_text(text) and "注：中文" in page_text(text)
    assert "注：中文" in page_text("# Scope\n\nSome words.\n\n注：中文。\n")


def page_text(markdown: str) -> str:
    return Page(str(stdml.dumps(stdml.loads(markdown), "html"))).text


def test_a_requirement_block_shows_the_modality_of_its_words() -> None:
    text = "# 要求\n\n::: requirement {#r-1}\n间距宜不小于 1 m。\n\n注：不应列入。\n:::\n"
    data = str(stdml.dumps(stdml.loads(text), "html"))
    assert 'class="requirement r-recommendation"' in data
    listed = data[data.index('id="stdml-provisions"') :]
    assert "c-recommendation" in listed and "不应列入" not in listed[: listed.index("</table>")]


def test_code_that_cannot_be_lexed_is_plain() -> None:
    text = "GET /x nonsense\nHo st\n{\n"
    data = str(write_html(Document(blocks=[CodeBlock(text, "http")])).data)
    assert f"<code>{text}</code>" in data
    data = str(write_html(Document(blocks=[CodeBlock('{"a": ?, "b": 1, "c": 2}', "json")])).data)
    assert 'class="err"' not in data and 'class="nt"' in data


# Pictures

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


def test_pictures_beside_the_file_are_carried_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for name in ("above.png", "in/a.png", "in/sub/b c.png"):
        (tmp_path / name).write_bytes(PNG)
    (tmp_path / "in" / "secret.png").write_bytes(b"root:x:0:0")
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "above.png")
    (tmp_path / "in" / "v.svg").write_text('<?xml version="1.0"?>\n<svg xmlns="x"/>', encoding="utf-8")
    resource = beside(tmp_path / "in")
    for address in ("a.png", "./sub/../a.png", "sub/b%20c.png", "a.png?x#y"):
        assert (resource(address) or "").startswith("data:image/png;base64,iVBORw0KGgo")
    assert (resource("v.svg") or "").startswith("data:image/svg+xml;base64,")
    for address in ("../above.png", "link.png", "secret.png", "none.png", "sub", "/etc/passwd", "",
                    "https://a.example/a.png", "//a.example/a.png", "file:///a.png", "%00", "\\a.png",
                    str(tmp_path / "in" / "a.png"), "..%2Fabove.png"):  # fmt: skip
        assert resource(address) is None, address


def test_large_pictures_stay_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 20)
    monkeypatch.setattr(pictures, "ALL", 30)
    (tmp_path / "large.png").write_bytes(PNG + bytes(5))
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(PNG)
    resource = beside(tmp_path)
    assert resource("large.png") is None
    assert resource("a.png") and resource("a.png")
    assert resource("b.png") is None


def test_a_page_that_is_converted_carries_json_and_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "a.md").write_text("# S\n\n![Title](a.png)\n", encoding="utf-8")
    stdml.convert(tmp_path / "a.md", tmp_path / "a.html")
    data = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert data == stdml.render(tmp_path / "a.md") == stdml.render(stdml.load(tmp_path / "a.md"))
    found = Page(data)
    carried = next(content for values, content in found.scripts if values.get("id") == "stdml")
    assert stdml.loads(carried, "json") == stdml.load(tmp_path / "a.md")
    assert 'src="data:image/png;base64,' in data
