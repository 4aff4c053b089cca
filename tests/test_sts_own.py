"""Documents that were not STS are valid STS when they are written, and come back equal."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from stdml.formats.markdown import read_markdown
from stdml.formats.sts import read_sts, write_sts
from stdml.model import (
    Cell,
    Clause,
    Comment,
    CrossReference,
    Designation,
    Document,
    Figure,
    Footnote,
    FootnoteReference,
    ForeignBlock,
    KeyEntry,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Provision,
    Row,
    Table,
    TermEntry,
    Text,
)  # fmt: skip
from stdml.model.adapter import validate
from stdml.model.walk import walk
from tests import strategies
from tests.test_sts import SCHEMA

REPO = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (REPO / "examples").glob("*.md") if path.name != "README.md")


@cache
def relax_ng() -> Any:
    return etree.RelaxNG(file=str(SCHEMA))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_valid_and_come_back_equal(path: Path) -> None:
    document = read_markdown(path.read_bytes(), str(path))
    result = write_sts(document)
    assert not result.losses
    assert read_sts(result.data) == document
    if SCHEMA.exists():
        schema = relax_ng()
        assert schema.validate(etree.fromstring(result.data)), schema.error_log


def test_stated_provisions_and_unread_words_come_back() -> None:
    stated = Provision(
        children=[Text("The valve closes.")], id="r1", modality="requirement", severity="major"
    )
    unread = Text("The word shall is only named here.")
    clause = Clause(title=[Text("Valves")], blocks=[Paragraph([stated]), Paragraph([unread])])
    document = Document(clauses=[clause])
    assert read_sts(write_sts(document).data) == document


def visible(document: Document) -> Counter[str]:
    """Return how often each character that can be seen stands in the running text of a document."""
    texts = (node.value for node in walk(document) if isinstance(node, Text))
    return Counter(character for text in texts for character in text if not character.isspace())


def entry(*children: Any, **fields: Any) -> TermEntry:
    return TermEntry([Designation([Text("pump")])], children=list(children), **fields)


def paragraph(text: str = "", **fields: Any) -> Paragraph:
    return Paragraph([Text(text)] if text else [], **fields)


def foreword(*blocks: Any) -> Clause:
    return Clause([Text("Foreword")], list(blocks), type="foreword")


def group(*parts: Figure, **fields: Any) -> Figure:
    return Figure([Text("Parts")], parts=list(parts), **fields)


KEY = [KeyEntry([Text("a")], [Text("inlet")])]
# What STS has no usual place for, and where labels or words say too little.
UNUSUAL: dict[str, Document] = {
    "language not stated": Document(clauses=[entry(paragraph("机器"))]),
    "terms after an annex": Document(clauses=[Clause([Text("A")], type="annex"), entry()]),
    "blocks before a foreword": Document(blocks=[paragraph("First.")], clauses=[foreword()]),
    "neither label nor title": Document(clauses=[Clause(numbered=False), Clause([Text("B")])]),
    "a number that is not counted": Document(clauses=[Clause([Text("B")], number="9", numbered=False)]),
    "a given number before a computed one": Document(blocks=[Table(number="7"), Table(caption=[Text("t")])]),
    "a given number of a note to an entry": Document(clauses=[entry(Note([paragraph("n")], number="x"))]),
    "list items with one number": Document(blocks=[List([ListItem(number="x"), ListItem(number="x")])]),
    "a remark alone in a cell": Document(blocks=[Table([], rows=[Row([Cell(blocks=[Comment("c")])])])]),
    "a remark alone under a table": Document(blocks=[Table(rows=[Row([Cell()])], notes=[Comment("c")])]),
    "remarks in an entry": Document(clauses=[entry(paragraph("a"), Comment("b"), Comment("c"))]),
    "program text in an entry": Document(clauses=[entry(ForeignBlock("<b>x</b>", "html"))]),
    "words of a cell that are not understood": Document(
        Metadata(language="en"), [Table(rows=[Row([Cell([Text("It shall open.")])])])]
    ),
    "a domain that is not understood": Document(
        Metadata(language="en"), clauses=[entry(domain=[Text("this document")])]
    ),
    "groups of figures in a group": Document(blocks=[group(group(Figure(src="a.png")), Figure(src="b.png"))]),
    "notes of a group of figures": Document(
        blocks=[group(Figure(), key=KEY, notes=[paragraph(), paragraph()])]
    ),
    "an annex in an annex": Document(
        clauses=[Clause([Text("A")], type="annex", clauses=[Clause(type="annex")])]
    ),
    "a bibliography in a clause": Document(
        clauses=[Clause(clauses=[Clause([Text("B")], type="bibliography")])]
    ),
    "a footnote in a link": Document(
        blocks=[paragraph(), Footnote("f"), Paragraph([Link([FootnoteReference("f")], "a.org")])]
    ),
    "a date with two spaces": Document(Metadata(issued="March  2026")),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_has_no_usual_place_comes_back(name: str) -> None:
    document = UNUSUAL[name]
    result = write_sts(document)
    assert not result.losses
    assert read_sts(result.data) == document
    if SCHEMA.exists():
        schema = relax_ng()
        assert schema.validate(etree.fromstring(result.data)), schema.error_log


def test_a_reference_whose_target_is_not_written_is_valid() -> None:
    document = Document(
        Metadata(language="en"),
        [Paragraph([Provision([Text("It shall open.")], id="r"), Text(" See "), CrossReference([], "r")])],
    )
    result = write_sts(document)
    tree = etree.fromstring(result.data)
    assert {element.get("rid") for element in tree.iter("xref")} <= {e.get("id") for e in tree.iter()}
    assert read_sts(result.data) == document


def test_the_language_of_the_words_is_said_where_none_is_stated() -> None:
    tree = etree.fromstring(write_sts(Document(blocks=[paragraph("充电桩应接地。")])).data)
    assert tree.findtext("front/std-meta/content-language") == "zh"


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_every_document_is_valid_and_comes_back_equal_or_says_what_was_lost(document: Document) -> None:
    result = write_sts(document)
    assert result.losses or read_sts(result.data) == document
    if SCHEMA.exists():
        schema = relax_ng()
        assert schema.validate(etree.fromstring(result.data)), schema.error_log


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_every_document_can_be_written_and_read(document: Document) -> None:
    result = write_sts(document)
    again = read_sts(result.data)
    assert not validate(again)
    before, after = visible(document), visible(again)
    assert not before - after
    # What was read settles: a second way through changes nothing.
    assert read_sts(write_sts(again).data) == again
