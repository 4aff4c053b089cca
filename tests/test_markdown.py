"""Markdown: lossless and settled for every document, and calm about anything that is thrown at it."""

from __future__ import annotations

import random
from pathlib import Path

import fuzz
import pytest
from conftest import EXAMPLES, examples
from hypothesis import given
from hypothesis import strategies as st
from strategies import crowded_documents, documents, normal

from stdml.formats.markdown import read_markdown, write_markdown
from stdml.model import (
    Clause,
    Document,
    Emphasis,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Strong,
    Text,
)  # fmt: skip
from stdml.model.adapter import validate
from stdml.model.walk import depth

MAKERS = fuzz.makers()
EVERY_FILE = [path for folder in fuzz.FOLDERS for path in sorted(folder.glob("*.md"))]


def written(document: Document) -> str:
    return str(write_markdown(document).data)


@given(documents())
def test_round_trip(document: Document) -> None:
    text = written(document)
    again = read_markdown(text)
    assert again == document == normal(document)
    assert written(again) == text


@examples(0.05)
@given(crowded_documents())
def test_round_trip_of_every_kind_at_once(document: Document) -> None:
    text = written(document)
    again = read_markdown(text)
    assert again == document
    assert written(again) == text


@pytest.mark.parametrize("make", MAKERS, ids=["signs", "mutated files"])
def test_any_text_keeps_all_promises(make: fuzz.Maker) -> None:
    for seed in range(5 * EXAMPLES):
        source = make(random.Random(seed))
        wrong = fuzz.problem(source)
        if wrong is not None:
            pytest.fail(
                f"{wrong}: {fuzz.shortest(source, lambda text, wrong=wrong: fuzz.problem(text) == wrong)!r}"
            )


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_data_keeps_all_promises(data: str | bytes) -> None:
    assert fuzz.problem(data) is None


@pytest.mark.parametrize("path", EVERY_FILE, ids=lambda path: path.name)
def test_real_files_keep_all_promises(path: Path) -> None:
    assert fuzz.problem(path.read_text(encoding="utf-8")) is None


def test_a_failure_is_cut_down_to_what_fails() -> None:
    assert fuzz.shortest("some lines\nwith an x in them\nand more", lambda text: "x" in text) == "x"


# What random texts and documents found.

FOUND = {
    "an empty item does not interrupt a paragraph": "- a\n\n  -",
    "a list from 5 on does not interrupt a paragraph": "- a\n\n  5. b",
    "a language that is no key": "[]{lang=〉}",
    "a container with a Chinese letter in its name": ":::x宜",
    "a container named by a word that is no key": ":::{.§}",
    "a title in front matter that is empty": "---\ntitle: \n---\n# )",
    "a title of a form the model does not have": "---\ntitle: [{a: b}]\n---\n# X",
    "a byte order mark after a space": " \ufeff",
    "a reference before a colon at the start of a line": "§[^1]:\n[^1]:",
    "words of a heading that look like attributes": "。\n# 口 {#a\\}",
    "words of an annex that look like attributes": "# 附录（规范性）{r=7}",
    "words of a caption that look like attributes": "表1 \n{.l}\n段||||||\n-|-|-|-|-|-",
    "a tab that is cut in two": "- 宜\n\t电",
    "a line break below two nodes": "[\n]{=n}\n[",
    "a line of wide space before a paragraph": "\u3000  \nNOTE:   \n   |",
    "a heading that is a contents but for its markup": "## <b>Contents",
    "a line break that only YAML knows": "---\ne:\x85l: *\n---",
    "a value that ends in a line break": '[a]{.index-mark entry="a\\n"}',
    "an id that ends in a line break": '{id="b\\n"}\nx',
    "an attribute with a tab in its value": '[a]{k="b\\t"}',
    "a name of a container that is no key": '::: container {name="a b"}\nx\n:::',
    "an attribute without a name": "{x.=1}\na",
    "a formula without a formula": '[]{.math tex=""}',
    "code of two lines inside a line": '[]{.code-span text="a\\nb"}',
    "code with a tab": "`` a\tb ``",
    "a level that is a digit but no number": "# a {level=³}\n\n# b",
    "labels of footnotes that are no ids": "[^<&]: a\n\n[^<&] [^`]\n\n[^`]: x",
    "a sign of a comment that is none": "<!-->\n\\\n-",
    "a comment after a space": " <!---->",
    "a reference below an untitled clause": "# Normative reference\n##\ns\n\nIEC2",
    "brackets in quoted text of the front matter": '---\na: "' + "[" * 100 + '"\n---\n',
}


@pytest.mark.parametrize("source", FOUND.values(), ids=FOUND.keys())
def test_what_was_found_before(source: str) -> None:
    assert fuzz.problem(source) is None


# Depth


@pytest.mark.parametrize(
    "nest",
    [
        lambda inner: Quotation([inner]),
        lambda inner: List([ListItem([inner])], style="dash"),
        lambda inner: List([ListItem([inner])], style="ordered"),
    ],
    ids=["quotations", "bullets", "numbers"],
)
def test_blocks_as_deep_as_the_model_allows(nest: object) -> None:
    block: object = Paragraph([Text("a")])
    while depth(Document(blocks=[nest(block)])) <= 64:  # type: ignore[operator, list-item]
        block = nest(block)  # type: ignore[operator]
    document = Document(blocks=[block])  # type: ignore[list-item]
    assert depth(document) >= 63
    assert read_markdown(written(document)) == document


def test_parts_of_figures_as_deep_as_the_model_allows() -> None:
    figure = Figure(src="a.png")
    for _ in range(60):
        figure = Figure(parts=[figure])
    document = Document(blocks=[figure])
    assert read_markdown(written(document)) == document


@pytest.mark.parametrize("kind", [Emphasis, Strong])
def test_words_as_deep_as_the_model_allows(kind: type) -> None:
    node: object = Text("a")
    for _ in range(58):
        node = kind([node])
    document = Document(blocks=[Paragraph([node])])  # type: ignore[list-item]
    assert read_markdown(written(document)) == document


def test_clauses_as_deep_as_the_model_allows() -> None:
    clause = Clause([Text("a")], [Heading([Text("b")], 1)])
    for _ in range(58):
        clause = Clause([Text("a")], clauses=[clause])
    document = Document(clauses=[clause])
    again = read_markdown(written(document))
    assert depth(again) == depth(document)
    assert again == document
    assert validate(again) == []
