"""The model: one table of kinds, walking, and changing without touching the original."""

from __future__ import annotations

import copy
import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given
from strategies import documents, normal

from stdml.model import (
    MAX_DEPTH,
    Attributes,
    Cell,
    Clause,
    Document,
    Emphasis,
    Metadata,
    Paragraph,
    Row,
    Table,
    Text,
    base,
    find,
    kinds,
    plain_text,
    replace_illegal,
    span_of,
    transform,
    walk,
)  # fmt: skip
from stdml.model.adapter import validate
from stdml.model.walk import children, depth, is_too_deep, replace, walk_with_ancestors


@pytest.mark.parametrize("cls", kinds.ALL)
def test_one_table_of_kinds(cls: Any) -> None:
    kind = kinds.kind_of(cls)
    assert kinds.BY_KIND[kind] is cls
    assert kinds.BY_ELEMENT[kind.replace("_", "-")] is cls
    assert next(f.default for f in dataclasses.fields(cls) if f.name == "kind") == kind
    assert kinds.summary_of(cls)
    assert "__dict__" not in dir(cls)


@pytest.mark.parametrize("cls", kinds.ALL)
def test_every_field_has_a_role_and_words(cls: Any) -> None:
    for spec in kinds.fields_of(cls):
        assert spec.role in kinds.FieldRole.__args__  # type: ignore[attr-defined]
        if spec.name not in ("id", "attrs", "children"):
            assert spec.doc, spec.name


def test_patterns_mean_the_same_in_python_as_at_the_end_of_the_text() -> None:
    for pattern in (
        base.LINE_PATTERN,
        base.TEXT_PATTERN,
        base.IDENTIFIER_PATTERN,
        base.CLASS_PATTERN,
        base.KEY_PATTERN,
    ):
        assert re.fullmatch(pattern, "a")
        assert not re.fullmatch(pattern, "")
        assert not re.fullmatch(pattern, "a\n")


@given(documents())
def test_generated_documents_are_valid_and_normal(document: Document) -> None:
    assert validate(document) == []
    assert normal(document) == document


@given(documents())
def test_walks_agree(document: Document) -> None:
    nodes = list(walk(document))
    assert [id(node) for node, _ in walk_with_ancestors(document)] == list(map(id, nodes))
    assert sum(len(list(children(node))) for node in nodes) == len(nodes) - 1
    assert depth(document) == max(len(above) + 1 for _, above in walk_with_ancestors(document))
    for node, above in walk_with_ancestors(document):
        if above:
            assert any(child is node for child in children(above[-1]))


@given(documents())
def test_transform_leaves_the_original_alone(document: Document) -> None:
    before = copy.deepcopy(document)

    def shout(node: Any) -> Any:
        return Text(node.value + "!") if isinstance(node, Text) else node

    changed = transform(document, shout)
    assert document == before
    texts = [node.value for node in walk(document) if isinstance(node, Text)]
    assert [node.value for node in walk(changed) if isinstance(node, Text)] == [text + "!" for text in texts]
    assert transform(document, lambda node: node) is document


def test_transform_removes_and_multiplies() -> None:
    paragraph = Paragraph([Text("a"), Emphasis([Text("b")]), Text("c")])
    assert transform(paragraph, lambda n: None if isinstance(n, Emphasis) else n) == Paragraph(
        [Text("a"), Text("c")]
    )
    doubled = transform(paragraph, lambda n: n.children if isinstance(n, Emphasis) else n)
    assert plain_text(doubled) == "abc"
    assert len(doubled.children) == 3  # type: ignore[attr-defined]


def test_replace_keeps_the_place() -> None:
    text = Text("a")
    assert span_of(text) is None
    text.span = (3, 4)
    changed = replace(text, value="b")
    assert (changed.value, span_of(changed), text.value) == ("b", (3, 4), "a")
    assert text == Text("a")


def test_find() -> None:
    clause = Clause(id="条-1")
    document = Document(clauses=[Clause(clauses=[clause])])
    assert find(document, "条-1") is clause
    assert find(document, "x") is None


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(attrs=Attributes()),
        Paragraph(id="a b"),
        Paragraph(id="a\u3000b"),
        Paragraph([Text("")]),
        Paragraph([Text("a\nb")]),
        Paragraph([Text("a\x00")]),
        Table(),
        Table(rows=[Row([Cell([Text("a")], [Paragraph()])])]),
        Table(rows=[Row([Cell(colspan=0)])]),
        Paragraph(attrs=Attributes(values={"a b": "c"})),
    ],
)
def test_what_the_model_refuses(block: Any) -> None:
    assert validate(Document(blocks=[block]))


def test_depth_limit() -> None:
    inner: Any = Text("x")
    for _ in range(MAX_DEPTH - 3):
        inner = Emphasis([inner])
    assert not is_too_deep(Document(blocks=[Paragraph([inner])]))
    assert is_too_deep(Document(blocks=[Paragraph([Emphasis([inner])])]))


def test_illegal_characters() -> None:
    assert replace_illegal("a\x00\ud800\uffffb\t\n") == "a\ufffd\ufffd\ufffdb\t\n"


def test_parts_of_a_document() -> None:
    types = ["foreword", "introduction", "scope", "clause", "annex", "bibliography", "index"]
    document = Document(metadata=Metadata(), clauses=[Clause(type=t) for t in types])  # type: ignore[arg-type]
    assert [c.type for c in document.front] == ["foreword", "introduction"]
    assert [c.type for c in document.body] == ["scope", "clause"]
    assert [c.type for c in document.annexes] == ["annex"]
    assert [c.type for c in document.back] == ["bibliography", "index"]
