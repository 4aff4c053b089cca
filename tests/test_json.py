"""JSON: lossless, exact about positions, and calm about anything that is thrown at it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from strategies import crowded_documents, documents, normal

import stdml
from stdml.formats.json import FINDINGS, FORMAT, read_json, write_json
from stdml.formats.json.source import scan
from stdml.model import Cell, Document, Emphasis, Paragraph, Quotation, Text
from stdml.model.adapter import validate
from stdml.model.walk import depth, is_too_deep, walk

EXAMPLES = Path(__file__).parent.parent / "examples"


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def document_with(*blocks: Any, **more: Any) -> str:
    return json.dumps({"stdml": "1.0", **more, "blocks": list(blocks)}, ensure_ascii=False)


@given(documents(), st.sampled_from([None, 2]))
def test_round_trip(document: Document, indent: int | None) -> None:
    text = str(write_json(document, indent=indent).data)
    for data in (text, text.encode()):
        again = read_json(data)
        assert again == document == normal(document)
        assert again.diagnostics == []
    assert write_json(again, indent=indent).data == text


@examples(0.05)
@given(crowded_documents())
def test_round_trip_of_every_kind_at_once(document: Document) -> None:
    assert read_json(write_json(document).data) == document


@given(documents())
def test_kind_comes_first_and_defaults_are_left_out(document: Document) -> None:
    root = json.loads(write_json(document).data)
    assert list(root)[:2] == ["stdml", "kind"]

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if "kind" in value and value is not root and "stdml" not in value:
                assert next(iter(value)) == "kind"
            assert None not in value.values()
        for child in (
            (c for k, c in value.items() if k != "attrs")
            if isinstance(value, dict)
            else value
            if isinstance(value, list)
            else ()
        ):
            look(child)

    look({key: value for key, value in root.items() if key in ("blocks", "clauses")})


@given(documents())
def test_positions_are_objects(document: Document) -> None:
    text = str(write_json(document, indent=1).data)
    again = read_json(text, "d.json")
    assert again.source is not None
    lines = text.split("\n")
    for node in walk(again):
        position = again.source.position(again, node)
        assert lines[position.line - 1][position.column - 1] == "{"
        assert lines[position.end_line - 1][position.end_column - 2] == "}"


@given(documents(depth=3), st.data())
def test_a_range_of_text_is_found_in_the_file(document: Document, data: st.DataObject) -> None:
    text = json.dumps(json.loads(write_json(document).data), ensure_ascii=data.draw(st.booleans()))
    again = read_json(text)
    assert again.source is not None
    for node in walk(again):
        if isinstance(node, Text):
            start = data.draw(st.integers(0, len(node.value) - 1))
            position = again.source.position(again, node, (start, start + 1))
            piece = text[position.column - 1 : position.end_column - 1]
            assert json.loads(f'"{piece}"') == node.value[start]


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes(data: bytes | str) -> None:
    assert read_json(data).diagnostics


@given(documents(depth=3), st.data())
def test_damaged_files(document: Document, data: st.DataObject) -> None:
    text = str(write_json(document).data)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    junk = data.draw(
        st.sampled_from(("", "{", "}", "[", "]", '"', ",", "1", "null", "\\", "文", "\x00", "NaN"))
    )
    found = read_json(text[:start] + junk + text[end:])
    assert validate(found) == []
    assert not is_too_deep(found)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("kind", "blocks", "children", "metadata", "a", "rows", "items", "attrs")), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json(value: Any) -> None:
    for root in (
        value,
        {"stdml": "1.0", "blocks": value},
        {"stdml": "1.0", "clauses": [value]},
        {"stdml": "1.0", "metadata": value},
    ):
        found = read_json(json.dumps(root))
        assert validate(found) == []


@given(json_values)
def test_scanner_finds_every_value(value: Any) -> None:
    text = json.dumps(value, allow_nan=True)

    def compare(place: Any, expected: Any) -> None:
        found = json.loads(text[place.start : place.end])
        assert found == expected
        items = (
            expected.items()
            if isinstance(expected, dict)
            else enumerate(expected)
            if isinstance(expected, list)
            else ()
        )
        for key, child in items:
            compare(place.children[key], child)

    compare(scan(text), value)


@pytest.mark.parametrize(
    ("block", "code", "where", "words"),
    [
        ({"kind": "paragraph", "colour": "red"}, "STD-J006", '"colour"', ["paragraph", "colour", "red"]),
        (
            {"kind": "list", "items": [{"children": []}], "style": "stars"},
            "STD-J009",
            '"stars"',
            ["style", "dash", "roman"],
        ),
        ({"kind": "list", "items": []}, "STD-J009", "[]", ["items", "list"]),
        ({"kind": "blink"}, "STD-J007", '{"kind": "blink"}', ["blink", "paragraph"]),
        ({"kind": "footnote"}, "STD-J008", '{"kind": "footnote"}', ["footnote", "label"]),
        ({"kind": "heading", "level": 7}, "STD-J009", "7", ["level", "6"]),
        ({"kind": "heading", "level": "1"}, "STD-J009", '"1"', ["level", "integer"]),
        ({"kind": "paragraph", "id": "a b"}, "STD-J009", '"a b"', ["id", "a b"]),
    ],
)
def test_faults_have_an_address(block: Any, code: str, where: str, words: list[str]) -> None:
    text = document_with({"kind": "divider"}, block).replace("[", "[\n", 1)
    found = read_json(text, "f.json")
    assert codes(found) == [code]
    position = found.diagnostics[0].position
    line = text.split("\n")[position.line - 1]
    assert line[position.column - 1 : position.end_column - 1] == where
    for word in words:
        assert word in found.diagnostics[0].message
    assert len(found.blocks) == 2
    assert validate(found) == []


def test_bad_part_is_kept_as_it_is() -> None:
    found = read_json(document_with({"kind": "paragraph", "children": [{"kind": "blink", "text": "词"}]}))
    inline = found.blocks[0].children[0]
    assert (inline.kind, inline.format, json.loads(inline.text)) == (
        "foreign_inline",
        "json",
        {"kind": "blink", "text": "词"},
    )


def test_cell_with_both() -> None:
    cell = {"children": [{"kind": "text", "value": "a"}], "blocks": [{"kind": "divider"}]}
    found = read_json(document_with({"kind": "table", "rows": [{"cells": [cell]}]}))
    assert codes(found) == ["STD-J012"]
    kept = found.blocks[0].rows[0].cells[0]
    assert isinstance(kept, Cell)
    assert [block.kind for block in kept.blocks] == ["paragraph", "divider"]


def test_text_is_brought_to_normal_form() -> None:
    pieces = [{"kind": "text", "value": value} for value in ("a", "b", "c")]
    found = read_json(document_with({"kind": "paragraph", "children": pieces}))
    assert found.blocks == [Paragraph([Text("abc")])]
    assert found.diagnostics == []


def test_duplicate_keys_are_reported() -> None:
    found = read_json('{"stdml": "1.0", "blocks": [{"kind": "paragraph", "id": "lost", "id": "kept"}]}')
    assert codes(found) == ["STD-J011"]
    assert "lost" in found.diagnostics[0].message
    assert found.blocks == [Paragraph(id="kept")]


@pytest.mark.parametrize("cut", [0, 1, 20, -3])
def test_truncated_file(cut: int) -> None:
    text = str(write_json(Document(blocks=[Paragraph([Text("字")])])).data)
    found = read_json(text[:cut])
    assert found == Document()
    assert [d.unreadable for d in found.diagnostics] == [True]


def test_too_deep_is_kept_as_text() -> None:
    inner: Any = Paragraph([Text("底")])
    for _ in range(70):
        inner = Quotation([inner])
    found = read_json(write_json(Document(blocks=[inner])).data)
    assert depth(found) <= 64
    assert codes(found) == ["STD-J010"]
    assert "底" in str(found)
    assert read_json('{"stdml": "1.0", "blocks": ' + "[" * 100_000).diagnostics[0].unreadable


def test_deepest_document_is_read() -> None:
    inner: Any = Text("底")
    for _ in range(61):
        inner = Emphasis([inner])
    document = Document(blocks=[Paragraph([inner])])
    assert depth(document) == 64
    assert read_json(write_json(document).data) == document


@pytest.mark.parametrize(
    ("version", "severities"), [("1.0", {"error"}), ("1.4", {"info", "warning"}), ("2.0", {"error"})]
)
def test_versions(version: str, severities: set[str]) -> None:
    found = read_json(json.dumps({"stdml": version, "blocks": [{"kind": "paragraph", "novel": 1}]}))
    assert {d.severity for d in found.diagnostics} == severities
    assert found.blocks == [Paragraph()]


def test_missing_version_is_an_error_and_no_obstacle() -> None:
    found = read_json('{"blocks": [{"kind": "divider"}]}')
    assert codes(found) == ["STD-J004"]
    assert [block.kind for block in found.blocks] == ["divider"]


def test_whole_number_written_as_float() -> None:
    found = read_json(document_with({"kind": "heading", "level": 2.0}))
    assert found.diagnostics == []
    assert found.blocks[0].level == 2


def test_format_and_findings() -> None:
    assert (FORMAT.name, FORMAT.lossless) == ("json", True)
    assert len({finding.code for finding in FINDINGS}) == len(FINDINGS)
    assert all(finding.code.startswith("STD-J") for finding in FINDINGS)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_a_duplicate_key_is_found_wherever_it_is(path: Path) -> None:
    """The quick count of keys must not hide one: each key of a real document is doubled in turn."""
    text = stdml.dumps(stdml.load(path), format="json")
    assert read_json(text).diagnostics == []
    for found in list(re.finditer(r'"(?!kind)([a-z_]+)":"', text))[::25]:
        doubled = f'{text[: found.start()]}"{found[1]}":"x",{text[found.start() :]}'
        assert "STD-J011" in codes(read_json(doubled)), found.group()
