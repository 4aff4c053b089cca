"""OSCAL: a catalog comes back as the same JSON, and our own documents become valid catalogs."""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from strategies import crowded_documents, documents, normal

import stdml
from stdml import formats
from stdml.formats import oscal
from stdml.formats._facts import line, parse
from stdml.formats.oscal import read_oscal, write_oscal
from stdml.formats.oscal.prose import read_line, read_prose, write_line
from stdml.formats.oscal.source import locate
from stdml.model import (
    Clause,
    Container,
    CrossReference,
    Document,
    Emphasis,
    ForeignInline,
    List,
    ListItem,
    Paragraph,
    Parameter,
    Text,
    find,
    walk,
)
from stdml.model.adapter import validate
from stdml.text.understand import understand_document

REPO = Path(__file__).parents[1]
SHARED = REPO.parent / "shared"
SAMPLES = sorted(SHARED.glob("samples/oscal/*.json"))
SCHEMA = SHARED / "schemas" / "oscal-1.2.1" / "oscal_catalog_schema.json"
EXAMPLES = sorted((REPO / "examples").glob("*.md"))

UUID = "11111111-2222-4333-8444-555555555555"
METADATA = {
    "title": "Practice for sheds",
    "published": "2026-02-03T04:05:06Z",
    "last-modified": "2026-02-03T04:05:06+08:00",
    "version": "2.0",
    "oscal-version": "1.2.1",
    "revisions": [{"version": "1.0", "remarks": "First.\n\nSecond paragraph."}],
    "parties": [{"uuid": UUID, "type": "organization", "name": "Shed *Society*"}],
    "remarks": "Two\nlines",
}
CONTROL: dict[str, Any] = {
    "id": "sh-1",
    "class": "shed",
    "title": "Doors *and* locks",
    "params": [
        {
            "id": "sh-1_p1",
            "class": "x y",
            "depends-on": "sh-1_p2",
            "props": [
                {"name": "label", "value": "SH-1 | a = b", "class": "c", "ns": "http://example.org/ns"}
            ],
            "links": [{"href": "https://example.org", "rel": "reference", "text": "a | b"}],
            "label": "kind of lock",
            "usage": "How to\n\nuse it",
            "constraints": [
                {"description": "At most `n`.", "tests": [{"expression": "x<y", "remarks": "?"}]}
            ],
            "guidelines": [{"prose": "Some *kind*."}, {"prose": "- a\n- b"}],
            "values": ["padlock", "bolt"],
            "remarks": "Remark.",
        },
        {
            "id": "sh-1_p2",
            "select": {"how-many": "one-or-more", "choice": ["a", "b {{ insert: param, sh-1_p1 }} "]},
        },
    ],
    "props": [
        {"name": "label", "value": "SH-01", "class": "zero-padded"},
        {"name": "label", "value": "SH-1"},
        {"name": "status", "value": "withdrawn", "remarks": "Gone.\nTwice."},
    ],
    "links": [
        {"href": "#sh-2", "rel": "incorporated-into"},
        {"href": "#sh-3", "rel": "related"},
        {"href": "#sh-4", "rel": "related"},
    ],
    "parts": [
        {
            "id": "sh-1_smt",
            "name": "statement",
            "prose": "The owner shall fit {{ insert: param, sh-1_p1 }} :",
            "parts": [
                {
                    "id": "sh-1_smt.a",
                    "name": "item",
                    "props": [{"name": "label", "value": "a."}],
                    "prose": " first;",
                    "parts": [
                        {"name": "item", "title": "T", "prose": "deep *and* **bold** `code` [x](#sh-2)"}
                    ],
                },
                {"name": "item", "prose": "second\nline"},
                {"name": "overview", "ns": "http://example.org/n", "class": "z", "title": "A *title*"},
                {"name": "item", "prose": "after"},
            ],
        },
        {"name": "param", "prose": "a part with a reserved name"},
        {"name": "Größe", "prose": ""},
    ],
    "controls": [{"id": "sh-1.1", "title": "Enhancement", "links": [{"href": "x", "media-type": "a/b"}]}],
}
CATALOG: dict[str, Any] = {
    "catalog": {
        "uuid": UUID,
        "metadata": METADATA,
        "params": [{"id": "top", "label": "top"}],
        "groups": [{"id": "sh", "class": "family", "title": "Sheds", "controls": [CONTROL], "groups": [
            {"title": "Inner", "parts": [{"name": "overview", "prose": "Text."}]}]}],
        "controls": [{"id": "lone", "title": "Scope"}],
        "back-matter": {
            "resources": [
                {"uuid": UUID, "title": "Book", "citation": {"text": "Author, *Book*."},
                 "rlinks": [{"href": "https://example.org/a", "media-type": "text/html"}, {"href": "b"}]},
                {"uuid": UUID.replace("1", "2"), "description": "D\n\nE", "base64": {"value": "YQ=="}},
            ]
        },
    }
}  # fmt: skip


def written(document: Document) -> Any:
    result = write_oscal(document)
    assert result.losses == []
    return json.loads(result.data)


@cache
def validator() -> Any:
    if not SCHEMA.exists():
        pytest.skip("the OSCAL schema is not there")
    from jsonschema import Draft7Validator, ValidationError, validators

    def pattern(_: Any, expression: str, value: Any, __: Any) -> Iterator[Any]:
        # The schema writes classes of characters that Python's `re` does not know.
        known = expression.replace(r"\p{L}", r"[^\W\d_]").replace(r"\p{N}", r"\d")
        if isinstance(value, str) and not re.search(known, value):
            yield ValidationError(f"{value!r} does not match {expression}")

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return validators.extend(Draft7Validator, {"pattern": pattern})(schema)


def errors(data: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator().iter_errors(data)]


def understood(document: Document) -> Document:
    made = copy.deepcopy(document)
    understand_document(made)
    return made


@pytest.mark.parametrize("path", SAMPLES or [None], ids=lambda path: path.name if path else "none")
def test_samples_come_back_as_the_same_json(path: Path | None) -> None:
    if path is None:
        pytest.skip("the OSCAL samples are not there")
    data = path.read_bytes()
    wanted = json.loads(data)
    start = time.process_time()
    document = stdml.loads(data, "oscal")
    read = time.process_time() - start
    assert document.diagnostics == []
    assert validate(document) == []
    start = time.process_time()
    again = written(document)
    assert (read < 10, time.process_time() - start < 10) == (True, True)
    assert again == wanted
    assert errors(again) == []
    for format in ("markdown", "xml", "json"):
        through = stdml.loads(stdml.dumps(document, format), format)
        assert through == document
        assert written(through) == wanted


@pytest.mark.parametrize("format", [None, "markdown", "xml", "json"])
def test_everything_that_oscal_has_comes_back(format: str | None) -> None:
    document = read_oscal(json.dumps(CATALOG))
    assert document.diagnostics == []
    if format:
        document = stdml.loads(stdml.dumps(document, format), format)
    assert written(document) == CATALOG


def test_our_catalog_is_valid() -> None:
    valid = copy.deepcopy(CATALOG)
    del valid["catalog"]["groups"][0]["groups"]
    valid["catalog"]["groups"][0]["controls"][0]["params"][0]["class"] = "x"
    assert errors(valid) == []


def test_what_a_catalog_becomes() -> None:
    document = read_oscal(json.dumps(CATALOG))
    control = find(document, "sh-1")
    assert isinstance(control, Clause)
    assert control.title == [Text("Doors "), Emphasis([Text("and")]), Text(" locks")]
    assert control.number == "SH-1"
    assert control.attrs is not None
    assert control.attrs.values["oscal.prop.1"] == "label=SH-01 | class=zero-padded"
    parameter = find(document, "sh-1_p1")
    assert isinstance(parameter, Parameter)
    statement = find(document, "sh-1_smt")
    assert isinstance(statement, Container)
    assert statement.name == "oscal-statement"
    inserts = [node for node in walk(statement) if isinstance(node, CrossReference)]
    assert inserts[0] == CrossReference([Text("kind of lock")], "sh-1_p1")
    assert any(node.kind == "provision" and node.strength == "shall" for node in walk(statement))  # type: ignore[attr-defined]
    lists = [node for node in walk(statement) if isinstance(node, List)]
    assert lists[0].items[0].number == "a."
    related = [node for node in control.blocks if isinstance(node, Container) and node.name == "oscal-links"]
    assert [node.attrs.values["oscal.rel"] for node in related if node.attrs] == [
        "incorporated-into",
        "related",
    ]
    assert document.metadata.title == {"en": ["Practice for sheds"]}
    assert document.metadata.issued == "2026-02-03T04:05:06Z"


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=8)
    | st.sampled_from(("a", "#b", "*x*")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("id", "name", "title", "prose", "parts", "x y", "value")), inner, max_size=4
        )
    ),
    max_leaves=6,
)


def _mutants(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container below a JSON value with each of its keys."""
    stack = [value]
    while stack:
        value = stack.pop()
        below = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, inner in list(below):
            yield value, key
            stack.append(inner)


@examples(0.5)
@given(st.data())
def test_whatever_stands_in_a_catalog_comes_back(data: st.DataObject) -> None:
    catalog = copy.deepcopy(CATALOG)
    if data.draw(st.booleans()):
        catalog["catalog"]["groups"][0]["controls"][0]["new"] = data.draw(_json)
    places = [(owner, key) for owner, key in _mutants(catalog["catalog"]) if key not in ("metadata", "title")]
    for owner, key in data.draw(st.lists(st.sampled_from(places), max_size=3)):
        owner[key] = data.draw(_json)
    text = json.dumps(catalog)
    document = read_oscal(text)
    assert validate(document) == []
    assert json.loads(write_oscal(document).data) == json.loads(text)
    through = stdml.loads(stdml.dumps(document, "xml"), "xml")
    assert json.loads(write_oscal(through).data) == json.loads(text)


@given(documents())
def test_own_documents_come_back(document: Document) -> None:
    document = understood(normal(document))
    result = write_oscal(document)
    again = read_oscal(result.data)
    assert result.losses == []
    assert again.diagnostics == []
    assert again == document


@examples(0.05)
@given(crowded_documents())
def test_own_documents_of_every_kind_are_valid(document: Document) -> None:
    result = write_oscal(document)
    assert read_oscal(result.data) == understood(document)
    assert errors(json.loads(result.data)) == []


@examples(0.3)
@given(documents())
def test_own_documents_are_valid(document: Document) -> None:
    assert errors(json.loads(write_oscal(document).data)) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    document = stdml.load(path)
    result = write_oscal(document)
    data = json.loads(result.data)
    assert result.losses == []
    assert errors(data) == []
    assert read_oscal(result.data) == document
    if any(node.kind == "provision" for node in walk(document)):
        assert '"name": "statement"' in result.data


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4))
def test_facts(facts: dict[str, str]) -> None:
    for lead in ("", "name"):
        assert parse(line(facts, lead), lead) == facts


_markup = (
    "a", " ", "*", "**", "`", "[", "](#x)", "](y)", "\\", "&amp;", "<b>", "_", "1.", "- ",
    "{{ insert: param, p }}", "é", "\t", "~", "!", "\n", "#",
)  # fmt: skip


@given(st.lists(st.sampled_from(_markup), max_size=8).map("".join))
def test_markup_is_written_back_identically(text: str) -> None:
    labels = {"p": "pressure"}
    if text and "\n" not in text:
        nodes = read_line(text, labels)
        assert nodes is not None
        assert write_line(nodes, labels) == text
    blocks = read_prose(text, labels)
    assert blocks is not None
    parts: list[Any] = [
        block.text if hasattr(block, "text") else write_line(block.children, labels) for block in blocks
    ]
    assert "\n\n".join(parts) == text


def test_markup_that_is_not_certain_is_kept() -> None:
    assert read_line("a *b", {}) == [Text("a *b")]
    assert read_line("a  _b_", {}) == [ForeignInline("a  _b_", "oscal-markup")]
    assert read_prose("a *b*", {}) == [Paragraph([Text("a "), Emphasis([Text("b")])])]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "STD-O001"),
        (b"{", "STD-O001"),
        (b'{"catalog": ' + b"[" * 100000, "STD-O001"),
        (b"[1, 2]", "STD-O002"),
        (b'{"profile": {"uuid": "x"}}', "STD-O002"),
        (b'{"catalog": {"controls": 5}}', "STD-O003"),
        (b'{"catalog": {"controls": [{"id": "a", "id": "b", "title": "x"}]}}', "STD-O004"),
        (b"\xff\xfe\xfa", "STD-O001"),
    ],
)
def test_bad_input_is_a_diagnostic(data: bytes, code: str) -> None:
    document = read_oscal(data)
    assert code in [found.code for found in document.diagnostics]
    assert validate(document) == []
    write_oscal(document)


def test_deep_parts_are_kept() -> None:
    part: dict[str, Any] = {"name": "item", "prose": "deepest"}
    for index in range(90):
        part = {"name": "item", "prose": str(index), "parts": [part]}
    catalog = {
        "catalog": {
            "uuid": UUID,
            "metadata": METADATA,
            "controls": [{"id": "a", "title": "b", "parts": [part]}],
        }
    }
    document = read_oscal(json.dumps(catalog))
    assert [found.code for found in document.diagnostics] == ["STD-O005"]
    assert validate(document) == []
    assert written(document) == catalog
    assert written(stdml.loads(stdml.dumps(document, "markdown"))) == catalog


def test_diagnostics_have_a_place() -> None:
    text = '{"catalog": {\n  "controls": [\n    {"id": "a", "title": "b",\n     "colour": "red"}]}}'
    found = read_oscal(text, "x.json").diagnostics[0]
    assert (found.path, found.position.line, found.position.column) == ("x.json", 4, 16)
    document = read_oscal(text)
    position = document.source.position(document, document.clauses[0])  # type: ignore[union-attr]
    assert position.line == 3


@given(_json)
def test_every_value_is_located(value: Any) -> None:
    text = json.dumps(value, indent=1)
    for path, (start, end) in locate(text).items():
        inner = value
        for key in path:
            inner = inner[key]
        assert json.loads(text[start:end]) == inner


def test_a_catalog_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps(CATALOG), encoding="utf-8")
    assert formats.for_reading(path) is oscal.FORMAT
    assert stdml.load(path) == read_oscal(json.dumps(CATALOG))
    own = tmp_path / "own.json"
    own.write_text(str(stdml.dumps(stdml.load(path), "json")), encoding="utf-8")
    assert formats.for_reading(own).name == "json"


def test_an_item_whose_id_oscal_does_not_allow_keeps_it() -> None:
    document = Document(
        clauses=[Clause(blocks=[List([ListItem([Paragraph([Text("x")])], id="附录A@1")], "ordered")])]
    )
    result = write_oscal(document)
    assert errors(json.loads(result.data)) == []
    assert read_oscal(result.data) == document
