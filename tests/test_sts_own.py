"""Documents that were not STS are valid STS when they are written, and come back equal."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from stdml.formats.markdown import read_markdown
from stdml.formats.sts import read_sts, write_sts
from stdml.model import Clause, Document, Paragraph, Provision, Text
from stdml.model.adapter import validate
from stdml.model.walk import walk
from tests import strategies
from tests.test_sts import SCHEMA

REPO = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (REPO / "examples").glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_valid_and_come_back_equal(path: Path) -> None:
    document = read_markdown(path.read_bytes(), str(path))
    result = write_sts(document)
    assert not result.losses
    assert read_sts(result.data) == document
    if SCHEMA.exists():
        schema: Any = etree.RelaxNG(file=str(SCHEMA))
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


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_every_document_can_be_written_and_read(document: Document) -> None:
    result = write_sts(document)
    again = read_sts(result.data)
    assert not validate(again)
    before, after = visible(document), visible(again)
    assert not before - after
    # What was read settles: a second way through changes nothing.
    assert read_sts(write_sts(again).data) == again
