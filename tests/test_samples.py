"""Text that nobody here wrote: real documents, and the fixtures of CommonMark and markdown-it-py.

The documents are in `shared/samples/markdown` beside the repository. No package installs the fixtures, so
they are read from an unpacked source distribution of markdown-it-py that STDML_MARKDOWN_IT names. Without
them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

import stdml
from stdml.model import Document, Paragraph, Text
from stdml.model.walk import transform, walk

REPO = Path(__file__).parent.parent
SAMPLES = REPO.parent / "shared" / "samples" / "markdown"
SCHEMAS = REPO / "schemas"
UPSTREAM = Path(os.environ.get("STDML_MARKDOWN_IT") or REPO.parent / "shared" / "markdown-it-py")

FILES = sorted(SAMPLES.glob("*.md"))
_WORD = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|[0-9]+")
# Labels are typed in the text and computed from the model: clause numbers, list labels, captions, notes.
_LABEL = re.compile(
    r"[0-9]+|[A-Za-z]|Table|Figure|Annex|Appendix|Note|NOTE|Example|EXAMPLE|to|entry|[表图注示例附录]"
)


@pytest.fixture(params=FILES or [None], ids=lambda path: path.name if path else "none")
def text(request: pytest.FixtureRequest) -> str:
    if request.param is None:
        pytest.skip("no folder shared/samples/markdown beside the repository")
    return str(request.param.read_text(encoding="utf-8"))


def visible_words(source: str) -> Counter[str]:
    """Return the words and CJK characters that a plain Markdown renderer shows."""
    front_matter = re.match(r"---\n.*?^---\n", source, re.DOTALL | re.MULTILINE)
    body = source[front_matter.end() :] if front_matter else source
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    renderer.validateLink = bool  # type: ignore[method-assign]
    return page_words(f"<html><body>{renderer.render(body)}</body></html>")


def page_words(page: str) -> Counter[str]:
    """Return the words and CJK characters that a page shows; comments are not shown."""
    tree = html.fromstring(page)
    for code in tree.xpath("//pre"):
        # Colouring may cut words of code in two.
        code[:], code.text = [], code.text_content()
    pieces = [text for node in tree.iter() for text in (_own_text(node), node.tail) if text]
    return Counter(_WORD.findall(" ".join(pieces)))


def _own_text(node: Any) -> str | None:
    hidden = not isinstance(node.tag, str) or node.tag in ("script", "style")
    return None if hidden else node.text


def model_words(document: Document) -> Counter[str]:
    """Return the words and CJK characters of all that a document holds."""
    return Counter(_WORD.findall(" ".join(_strings(json.loads(stdml.dumps(document, "json"))))))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def lost(source: str, document: Document) -> list[str]:
    """Return the visible words of `source` that are not in the document, labels aside."""
    return sorted(
        word for word in visible_words(source) - model_words(document) if not _LABEL.fullmatch(word)
    )


def assert_kept(source: str) -> None:
    """Assert what holds for any Markdown: no word is lost, every spelling reads back, formatting settles."""
    document = stdml.loads(source)
    assert lost(source, document) == []
    for form in ("markdown", "xml", "json"):
        assert stdml.loads(stdml.dumps(document, form), form) == document, form
    once = stdml.dumps(document, "markdown")
    assert stdml.dumps(stdml.loads(once), "markdown") == once
    assert stdml.dumps(document, "markdown", over=source) == source


@pytest.mark.parametrize("form", ["markdown", "xml", "json"])
def test_round_trip(text: str, form: str) -> None:
    document = stdml.loads(text)
    assert stdml.loads(stdml.dumps(document, form), form) == document


def test_no_visible_word_is_lost(text: str) -> None:
    assert lost(text, stdml.loads(text)) == []


def test_html_shows_every_visible_word(text: str) -> None:
    shown = page_words(str(stdml.dumps(stdml.loads(text), "html")))
    assert [word for word in visible_words(text) - shown if not _LABEL.fullmatch(word)] == []


@pytest.mark.parametrize("schema", ["rng", "xsd"])
def test_xml_is_valid(text: str, schema: str) -> None:
    tree = etree.fromstring(_bytes(stdml.dumps(stdml.loads(text), "xml")))
    path = next(iter(sorted(SCHEMAS.glob(f"*.{schema}"))))
    grammar = etree.parse(str(path))
    validator = etree.RelaxNG(grammar) if schema == "rng" else etree.XMLSchema(grammar)
    assert validator.validate(tree), validator.error_log.last_error


def test_json_is_valid(text: str) -> None:
    from jsonschema import Draft202012Validator

    if len(text) > 40_000:
        pytest.skip(
            "jsonschema needs a minute for a document of this size; the RELAX NG grammar says the same"
        )
    schema = json.loads(next(iter(sorted(SCHEMAS.glob("*.json")))).read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(stdml.dumps(stdml.loads(text), "json")))


def test_formatting_settles_at_once(text: str) -> None:
    once = stdml.dumps(stdml.loads(text), "markdown")
    assert stdml.dumps(stdml.loads(once), "markdown") == once


def test_unchanged_is_written_back_byte_for_byte(text: str) -> None:
    assert stdml.dumps(stdml.loads(text), "markdown", over=text) == text


def test_one_changed_word_changes_one_block(text: str) -> None:
    document = stdml.loads(text)
    target = _a_paragraph_in_the_middle(document)
    start, end = target.span
    first = _first_word(target)
    changed = transform(document, lambda node: Text("Changed " + node.value) if node is first else node)
    written = str(stdml.dumps(changed, "markdown", over=text))  # type: ignore[arg-type]
    assert "Changed " in written
    assert written.startswith(text[:start])
    assert written.endswith(text[end:])
    assert stdml.loads(written) == changed


def _a_paragraph_in_the_middle(document: Document) -> Paragraph:
    found = [
        block
        for clause in walk(document)
        if clause.kind == "clause"
        for block in clause.blocks  # type: ignore[attr-defined]
        if isinstance(block, Paragraph) and _first_word(block)
    ]
    return found[len(found) // 2]


def _first_word(block: Paragraph) -> Text | None:
    texts = (node for node in walk(block) if isinstance(node, Text))
    return next((node for node in texts if re.match(r"\w{3}", node.value)), None)


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def _upstream(name: str) -> Path:
    found = sorted(UPSTREAM.rglob(name)) if UPSTREAM.is_dir() else []
    if not found:
        pytest.skip("STDML_MARKDOWN_IT does not name an unpacked source distribution of markdown-it-py")
    return found[0]


def test_commonmark_examples_are_kept() -> None:
    examples = json.loads(_upstream("commonmark.json").read_text(encoding="utf-8"))
    assert len(examples) >= 652
    failures = []
    for example in examples:
        try:
            assert_kept(example["markdown"])
        except AssertionError as error:
            failures.append((example["example"], example["markdown"], str(error).split("\n")[0]))
    assert failures == []


FIXTURES = (
    "commonmark_extras.md",
    "fatal.md",
    "issue-fixes.md",
    "normalize.md",
    "proto.md",
    "strikethrough.md",
    "tables.md",
    "xss.md",
)


@pytest.mark.parametrize("name", FIXTURES)
def test_fixtures_of_markdown_it_are_kept(name: str) -> None:
    blocks = re.split(r"^\.$\n?", _upstream(name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    sources = blocks[1::3]
    assert sources
    failures = []
    for source in sources:
        try:
            assert_kept(source)
        except AssertionError as error:
            failures.append((source, str(error).split("\n")[0]))
    assert failures == []
