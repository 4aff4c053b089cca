"""XML: lossless, exact about positions, and calm about anything that is thrown at it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from strategies import crowded_documents, documents, nodes, normal

from stdml.formats.xml import FINDINGS, FORMAT, careful, read_xml, write_xml
from stdml.formats.xml.source import XmlSource
from stdml.model import (
    Attributes,
    Cell,
    Clause,
    CodeBlock,
    Document,
    Emphasis,
    ForeignBlock,
    Metadata,
    Paragraph,
    Quotation,
    Row,
    Table,
    Text,
)  # fmt: skip
from stdml.model.adapter import validate
from stdml.model.walk import depth, is_too_deep, walk

HEAD = '<document xmlns="urn:stdml:1.0" xmlns:a="urn:stdml:attributes">'


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def at(document: Document, code: str) -> tuple[int, int]:
    found = next(d for d in document.diagnostics if d.code == code)
    return found.position.line, found.position.column


@given(documents())
def test_round_trip(document: Document) -> None:
    text = write_xml(document).data
    again = read_xml(text)
    assert again == document == normal(document)
    assert again.diagnostics == []
    assert write_xml(again).data == text


@examples(0.05)
@given(crowded_documents())
def test_round_trip_of_every_kind_at_once(document: Document) -> None:
    assert read_xml(str(write_xml(document).data).encode()) == document


@given(documents())
def test_both_readers_agree_and_spans_are_elements(document: Document) -> None:
    text = str(write_xml(document).data)
    found = careful.read(XmlSource(text.encode()))
    assert found == document
    assert found.diagnostics == []
    fast = read_xml(text)
    assert fast.source is not None
    for node in walk(fast):
        start, end = fast.source.span(node)  # type: ignore[attr-defined]
        if node.kind == "text":
            assert "<" not in text[start:end]
        else:
            assert text[start] == "<"
            assert text[end - 1] == ">"
            assert text[start:].startswith(f"<{node.kind.replace('_', '-')}")


@given(documents(depth=3), st.data())
def test_a_range_of_text_is_found_in_the_file(document: Document, data: st.DataObject) -> None:
    text = str(write_xml(document).data)
    again = read_xml(text)
    assert again.source is not None
    for node in walk(again):
        if isinstance(node, Text):
            start = data.draw(st.integers(0, len(node.value) - 1))
            first, last = again.source.span(node, (start, start + 1))  # type: ignore[attr-defined]
            piece = text[first:last]
            character = node.value[start]
            assert piece == character or piece in ("&amp;", "&lt;", "&gt;")


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert read_xml(data).diagnostics


@given(documents(depth=3), st.data())
def test_damaged_files(document: Document, data: st.DataObject) -> None:
    text = str(write_xml(document).data)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    junk = data.draw(
        st.sampled_from(
            ("", "<", ">", "&", '"', "<x>", "</paragraph>", "<!--x-->", "<?p q?>", "文", "&x;", "\x00")
        )
    )
    found = read_xml(text[:start] + junk + text[end:])
    assert validate(found) == []
    assert not is_too_deep(found)
    for node in walk(found):
        assert found.source is not None
        found.source.position(found, node)


@given(st.data())
def test_foreign_elements_anywhere_are_kept(data: st.DataObject) -> None:
    text = str(write_xml(data.draw(documents(depth=3))).data)
    places = [i for i in range(len(text)) if text.startswith("<", i) and i > text.find("<document") + 1]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    found = read_xml(text[:place] + "<unheard-of>词句</unheard-of>" + text[place:])
    assert "STD-X007" in codes(found) or "STD-X008" in codes(found)
    assert validate(found) == []
    said = str(found) + " ".join(d.message for d in found.diagnostics)
    assert "词句" in said or "unheard-of" in said


def test_unknown_element_has_line_and_column() -> None:
    found = read_xml(f"{HEAD}\n<paragraph>文<blink>x</blink></paragraph>\n<blink/>\n</document>", "f.xml")
    assert codes(found) == ["STD-X007", "STD-X007"]
    assert at(found, "STD-X007") == (2, 13)
    assert found.diagnostics[0].path == "f.xml"
    assert found.blocks[0].children[1].text == "<blink>x</blink>"
    assert found.blocks[1] == ForeignBlock("<blink/>", "xml")


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ('<list style="stars"><list-item/></list>', "STD-X011", ["list", "style", "stars", "dash", "roman"]),
        ("<list/>", "STD-X012", ["list", "list-item"]),
        ("<footnote/>", "STD-X010", ["footnote", "label"]),
        ("<paragraph><list-item/></paragraph>", "STD-X008", ["paragraph", "list-item"]),
        ('<paragraph wrong="1"/>', "STD-X009", ["paragraph", "wrong"]),
        ("<quotation>loose</quotation>", "STD-X013", ["quotation", "loose"]),
        ('<heading level="7"/>', "STD-X011", ["heading", "level", "7", "1", "6"]),
        ("<clause><paragraph/><title>x</title></clause>", "STD-X008", ["title", "clause"]),
        ("<table><row><cell>a<paragraph>b</paragraph></cell></row></table>", "STD-X015", ["cell"]),
        ("<formula/>", "STD-X012", ["formula", "tex"]),
    ],
)
def test_faults_are_named(body: str, code: str, words: list[str]) -> None:
    found = read_xml(f"{HEAD}\n  {body}\n</document>")
    assert codes(found) == [code]
    assert found.diagnostics[0].severity == "error"
    assert found.diagnostics[0].position.line == 2
    for word in words:
        assert word in found.diagnostics[0].message
    assert validate(found) == []


def test_unknown_attribute_is_kept() -> None:
    found = read_xml(f'{HEAD}<paragraph importance="high" class="a b" a:x="1"/></document>')
    assert found.blocks == [Paragraph(attrs=Attributes(["a", "b"], {"importance": "high", "x": "1"}))]
    assert codes(found) == ["STD-X009"]


def test_messages_are_chinese_in_a_chinese_document() -> None:
    found = read_xml(f"{HEAD}<metadata><language>zh</language></metadata><nonsense/></document>")
    assert "不认识元素" in found.diagnostics[0].message


@pytest.mark.parametrize("cut", [1, 40, 90, -3])
def test_truncated_file(cut: int) -> None:
    text = str(write_xml(Document(blocks=[Paragraph([Text("字" * 20)]), Paragraph([Text("b")])])).data)
    found = read_xml(text[:cut])
    assert found == Document()
    assert [d.unreadable for d in found.diagnostics] == [True]


def test_entities_are_refused() -> None:
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 10}">' for i in range(12))
    found = read_xml(f"<!DOCTYPE document [{bomb}]>{HEAD}<paragraph>&e11;</paragraph></document>")
    assert "STD-X003" in codes(found)
    assert found.diagnostics[-1].unreadable
    assert found == Document()


def test_nothing_outside_is_opened(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    for kind in ("SYSTEM", 'PUBLIC "x"'):
        doctype = f'<!DOCTYPE document [<!ENTITY s {kind} "{secret.as_uri()}">]>'
        found = read_xml(f"{doctype}{HEAD}<paragraph>&s;</paragraph></document>")
        assert "STD-X003" in codes(found)
        assert "geheim" not in str(found)
    found = read_xml(
        f'<!DOCTYPE document SYSTEM "{secret.as_uri()}">{HEAD}<paragraph>&s;</paragraph></document>'
    )
    assert "geheim" not in str(found)
    assert "&s;" in str(found)


def test_too_deep_is_kept_as_text() -> None:
    inner: Any = Paragraph([Text("底")])
    for _ in range(80):
        inner = Quotation([inner])
    found = read_xml(write_xml(Document(blocks=[inner])).data)
    assert depth(found) <= 64
    assert codes(found) == ["STD-X014"]
    assert "底" in str(found)
    assert validate(found) == []


def test_deepest_document_is_read() -> None:
    inner: Any = Text("底")
    for _ in range(61):
        inner = Emphasis([inner])
    document = Document(blocks=[Paragraph([inner])])
    assert depth(document) == 64
    assert read_xml(write_xml(document).data) == document
    assert codes(read_xml(write_xml(Document(blocks=[Quotation([Paragraph([inner])])])).data)) == ["STD-X014"]


def test_line_breaks_in_running_text_are_layout() -> None:
    found = read_xml(
        f"{HEAD}<paragraph>\n   充电桩应\n   接地 <emphasis>and\n be</emphasis>"
        "\n   safe\n</paragraph></document>"
    )
    assert found.diagnostics == []
    assert found.blocks == [Paragraph([Text("充电桩应接地 "), Emphasis([Text("and be")]), Text(" safe")])]


def test_comments_are_kept() -> None:
    found = read_xml(
        f"{HEAD}<!-- 甲 --><paragraph>a<!-- 乙 -->b</paragraph>"
        "<list><!-- 丙 --><list-item/></list></document>"
    )
    assert "甲" in str(found)
    assert "乙" in str(found)
    assert any("丙" in d.message for d in found.diagnostics)
    assert all(d.severity == "info" for d in found.diagnostics)


def test_other_namespaces_and_versions() -> None:
    newer = read_xml('<document xmlns="urn:stdml:1.7"><paragraph novel="1"/><novelty/></document>')
    assert {d.severity for d in newer.diagnostics} == {"info", "warning"}
    assert newer.blocks[0].attrs.values == {"novel": "1"}
    none = read_xml("<document><paragraph>a</paragraph></document>")
    assert codes(none) == ["STD-X005"]
    assert none.blocks == [Paragraph([Text("a")])]
    other = read_xml('<html xmlns="http://www.w3.org/1999/xhtml"/>')
    assert other.diagnostics[0].unreadable


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "utf-8"])
def test_encodings(encoding: str) -> None:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{name}"?>{HEAD}<paragraph>充电桩</paragraph></document>'
    found = read_xml(text.encode(encoding))
    assert found.blocks == [Paragraph([Text("充电桩")])]
    assert not [d for d in found.diagnostics if d.severity == "error"]


def test_exactness_of_mixed_content() -> None:
    document = Document(
        blocks=[
            Paragraph([Text(" a "), Emphasis([Text(" ")]), Text(" b ")]),
            CodeBlock("\n x\n\n"),
            Table(rows=[Row([Cell([Text(" ")]), Cell(blocks=[Paragraph([Text("p")])]), Cell()])]),
        ]
    )
    text = str(write_xml(document).data)
    assert "<paragraph> a <emphasis> </emphasis> b </paragraph>\n<code-block>\n x\n\n</code-block>" in text
    assert read_xml(text) == document


def test_illegal_characters_are_a_loss() -> None:
    written = write_xml(Document(blocks=[Paragraph([Text("a\x01b")])]))
    assert len(written.losses) == 1
    assert read_xml(written.data).blocks == [Paragraph([Text("a\ufffdb")])]


def test_format_and_findings() -> None:
    assert (FORMAT.name, FORMAT.lossless) == ("xml", True)
    assert len({finding.code for finding in FINDINGS}) == len(FINDINGS)
    assert all(finding.code.startswith("STD-X") for finding in FINDINGS)


@given(nodes(Clause))
def test_position_of_replaced_nodes(clause: Clause) -> None:
    from stdml.model.walk import replace

    found = read_xml(write_xml(Document(metadata=Metadata(language="zh"), clauses=[clause])).data)
    assert found.source is not None
    before = found.source.position(found, found.clauses[0])
    changed = replace(found.clauses[0], number="7")
    assert found.source.position(found, changed) == before
