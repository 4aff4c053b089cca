"""RFCXML: what is written is valid to the schema of the RFC editor, and no word is lost in silence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from lxml import etree
from strategies import crowded_documents, documents

import stdml
from stdml.formats.rfcxml import write_rfcxml
from stdml.model import Document

REPO = Path(__file__).parent.parent
SCHEMA = REPO.parent / "shared" / "schemas" / "rfcxml" / "v3.rng"
EXAMPLES = sorted(path for path in (REPO / "examples").glob("*.md") if path.name != "README.md")
needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason="the schema is not beside the repository")


@cache
def _schema() -> Any:
    return etree.RelaxNG(etree.parse(SCHEMA))


def errors(data: str | bytes) -> list[str]:
    schema = _schema()
    schema.validate(etree.fromstring(data.encode() if isinstance(data, str) else data))
    return [f"{entry.line}: {entry.message}" for entry in schema.error_log]


@needs_schema
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_valid(path: Path) -> None:
    assert errors(write_rfcxml(stdml.load(path)).data) == []


@needs_schema
@examples(0.3)
@given(documents())
def test_documents_are_valid(document: Document) -> None:
    assert errors(write_rfcxml(document).data) == []


@needs_schema
@examples(0.05)
@given(crowded_documents())
def test_documents_with_every_kind_are_valid(document: Document) -> None:
    assert errors(write_rfcxml(document).data) == []


DRAFT = """---
language: en
title: {en: Pump control}
identifier: X 1
---
# Scope {#scope}

The key words "MUST" and "MAY" are to be interpreted as described in BCP 14, RFC 2119 and RFC 8174.
A pump MUST NOT run dry[^1]; see [](#lim) and $x^2$.

[^1]: It breaks.

Note: Short.

# Limits {#lim}

| a | b |
| - | - |
| 1 | < |

# Annex A (informative) More

- one
- two

# Bibliography

[1] X 2, Pumps
"""


def _written() -> Any:
    return etree.fromstring(str(write_rfcxml(stdml.loads(DRAFT)).data).encode())


def test_what_stands_where() -> None:
    root = _written()
    assert root.find("front/title").text == "Pump control"
    assert [name.text for name in root.iterfind("middle/section/name")] == ["Scope", "Limits"]
    assert [bcp.text for bcp in root.iter("bcp14")] == ["MUST", "MAY", "MUST NOT"]
    assert root.find(".//xref").get("target") == "lim"
    assert root.find(".//tbody/tr/td").get("colspan") == "2"
    assert root.find("back/section/name").text == "More (informative)"
    assert root.find("back/references/reference/front/title").text == "X 2, Pumps"
    assert "NOTE" in "".join(root.find(".//aside").itertext()).upper()
    assert "[It breaks.]" in "".join(root.itertext())


def test_what_is_lost_is_said() -> None:
    losses = {(loss.node, loss.facet) for loss in write_rfcxml(stdml.loads(DRAFT)).losses}
    assert {("math", "kind"), ("footnote_reference", "kind")} <= losses
