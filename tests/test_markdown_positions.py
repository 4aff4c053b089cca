"""Positions in Markdown: every character, block and diagnostic is found again in the author's own file."""

from __future__ import annotations

import random
from typing import Any

import fuzz
import pytest
from conftest import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.common.utils import unescapeAll

from stdml.formats.markdown import read_markdown
from stdml.model import Document
from stdml.model.joined import JoinedSpan, cut, join
from stdml.model.walk import walk

MAKERS = fuzz.makers()


def misplaced(document: Document) -> str | None:
    """Return which character of a text is not found in the source, or comes before the one it follows."""
    source: Any = document.source
    for node in walk(document):
        if node.kind != "text":
            continue
        if getattr(node, "span", None) is None:
            return f"{node!r} has no place"
        before = -1
        for at, character in enumerate(node.value):  # type: ignore[attr-defined]
            start, end = source.span(node, (at, at + 1))
            found = source.text[start:end]
            if start < before or not _stands_for(found, character):
                return f"{node!r}: {character!r} is looked for at {start} and found is {found!r}"
            before = start
    return None


def _stands_for(found: str, character: str) -> bool:
    if found == character or (character == " " and found in ("\n", "\t")):
        return True
    return len(found) > 1 and (character in unescapeAll(found) or character == "\ufffd")


@pytest.mark.parametrize("make", MAKERS, ids=["signs", "mutated files"])
def test_every_character_is_where_it_is_said_to_be(make: fuzz.Maker) -> None:
    for seed in range(5 * EXAMPLES):
        source = make(random.Random(seed + 10_000_000))
        if misplaced(read_markdown(source)):
            shortest = fuzz.shortest(source, lambda text: bool(misplaced(read_markdown(text))))
            pytest.fail(f"{shortest!r}: {misplaced(read_markdown(shortest))}")


CONTAINERS = {
    "paragraph": "{}",
    "second line": "前一行\n{}",
    "second sentence": "设备应可靠。\n{}",
    "after an escape": "1\\* &amp; \\_ {}",
    "after emphasis": "**a** `b` {}",
    "heading": "## {} {{#a .b}}",
    "closed heading": "## {} ##",
    "setext": "a\n\n{}\n===",
    "two lines of a setext heading": "a b\n{}\n---",
    "dash": "- a\n- {}",
    "nested list": "1. a\n   - b\n\n     {}",
    "list with a tab": "-\ta\n\n\t{}",
    "quotation": "> {}",
    "lazy line": "> a\n{}",
    "quotation in a list": "- > a\n  > {}",
    "container": "::: note\n{}\n:::",
    "two containers": ":::: example\n::: note\n- {}\n:::\n::::",
    "table": "| a | b |\n|---|---|\n| c | {} |",
    "table with an escaped bar": "| a | b |\n|---|---|\n| c\\|d | e\\|f {} g\\|h |",
    "caption": "表 1 {}\n\n| a |\n|---|\n| b |",
    "note": "注：{}",
    "numbered note": "注 1：{}",
    "English note": "NOTE 1 Here {}",
    "typed list": "a) 甲；\nb) {}。",
    "untitled clause": "# 要求\n\n§ {}",
    "typed clause": "# 5 要求\n\n# 6 方法\n\n6.1 {}",
    "term": "# 术语和定义\n\n## {} charging pile\n\n定义",
    "definition": "# 术语和定义\n\n## 桩 pile\n\n〈领域〉{}\n\n[来源：GB/T 1]",
    "source of a term": "# 术语和定义\n\n## 桩 pile\n\n定义\n\n[来源：{}]",
    "reference": "# 规范性引用文件\n\nGB/T 1.1—2020 {}",
    "key": "$$\nU\n$$\n\n式中：\n\n- $U$——{}",
    "footnote": "a[^1]\n\n[^1]: {}",
    "link": "[{}](b)",
    "span": "[{}]{{.param #p}}",
    "figure": "![{}](a.png)",
    "provision": "# 要求\n\n设备应可靠。{}不应漏电。设备宜轻。",
    "after a citation": "# 规范性引用文件\n\nGB 5749 水\n\n# 要求\n\n水应符合 GB 5749 的规定。{}",
    "after front matter": "---\ntitle: {{zh: 标题}}\nics: 35.240\n---\n\n{}",
    "after a comment": "<!-- a\nb -->\n\n{}",
}
WORDS = "XY标识ZW"


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "mark"])
@pytest.mark.parametrize("frame", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_line_and_column_of_a_word(frame: str, mark: str, end: str) -> None:
    text = frame.format(WORDS)
    document = read_markdown(mark + text.replace("\n", end))
    line = text[: text.index(WORDS)].count("\n") + 1
    column = text.index(WORDS) - (text.rfind("\n", 0, text.index(WORDS)) + 1) + 1
    found = [node for node in walk(document) if node.kind == "text" and WORDS in node.value]  # type: ignore[attr-defined]
    assert len(found) == 1
    at = found[0].value.index(WORDS)  # type: ignore[attr-defined]
    assert document.source is not None
    position = document.source.position(document, found[0], (at, at + len(WORDS)))
    assert (position.line, position.column) == (line, column)
    assert (position.end_line, position.end_column) == (line, column + len(WORDS))


plain = st.sampled_from(
    ["word", "标准", "a", "。", "，", "é", "1.2 m", "应", "\\*", "&amp;", "&lt;", "GB/T 1", "应符合"]
)
lines = st.lists(plain, min_size=1, max_size=6).map(" ".join)


@given(st.sampled_from(list(CONTAINERS.values())), st.lists(lines, min_size=1, max_size=3))
def test_plain_words_in_all_containers(frame: str, words: list[str]) -> None:
    assert misplaced(read_markdown(frame.format(words[0]) + "\n\n" + "\n".join(words[1:]))) is None


BLOCKS = {
    "paragraph": "甲乙\n丙丁",
    "heading": "## 标题 {#a}",
    "setext": "标题\n---",
    "list": "- a\n- b\n\n  c",
    "quotation": "> a\n> b",
    "code": "```c\nx\n\ny\n```",
    "indented code": "x\n\n\ty",
    "table": "| a |\n|---|\n| b |",
    "captioned table": "表 1 限值\n\n| a |\n|---|\n| b |",
    "formula": "$$\nx\n$$ (eq)",
    "container": "::: warning\na\n\nb\n:::",
    "figure": "![a](b.png)",
    "note": "注 1：说明",
    "comment": "<!-- a\nb -->",
    "divider": "***",
    "footnote": "[^1]: a\n\n    b",
    "html": "<div>\na\n</div>",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
@pytest.mark.parametrize("frame", ["{}\n\nlast\n", "first\n\n{}", "first\n\n{}  \n\n\nlast"])
def test_a_block_reaches_from_its_first_to_its_last_character(block: str, frame: str) -> None:
    text = frame.format(block)
    document = read_markdown(text)
    nodes = [*document.blocks, *document.clauses]
    if block.startswith("x\n\n\t"):
        block = "\ty".strip()  # the code begins after its indentation
    start = text.index(block)
    assert (start, start + len(block)) in [tuple(node.span) for node in nodes]


@pytest.mark.parametrize(
    ("source", "name", "place"),
    [
        ("a\n\n::: note\nb\n", "unclosed-container", (3, 1, 3, 9)),
        ("a\n\n::: 注 {}\n\n::: box\nb\n:::\n", "unknown-container", (5, 1, 7, 4)),
        ("# 1 甲\n\n# 2 乙\n\n## 2.3 丙\n", "number-mismatch", (5, 4, 5, 7)),
        ("# 1 甲\n\n# 2 乙\n\n2.2 丙应丁。\n", "number-mismatch", (5, 1, 5, 4)),
        ("a\r\n\r\n```c\r\nb\r\n", "unclosed-fence", (3, 1, 3, 5)),
        ("---\nics: [a\n---\n", "front-matter", (2, 8, 2, 8)),
        ("---\n电: a\nics: b\nics: c\n---\n", "duplicate-key", (4, 1, 4, 4)),
        ("---\nadopts: {a: b}\n---\n", "metadata-form", (2, 1, 2, 7)),
        ("# 甲\n\n### 乙\n\n# 丙\n", "skipped-level", (3, 1, 3, 6)),
        ("甲\n\n{.a}\n", "dangling-attributes", (3, 1, 3, 5)),
        ("甲\n\n{header-rows=x}\n| a |\n|---|\n", "attribute-value", (4, 1, 5, 6)),
        ("a\n\u3000b\x00c\n", "illegal-character", (2, 3, 2, 4)),
    ],
)
def test_a_diagnostic_has_an_address(source: str, name: str, place: tuple[int, int, int, int]) -> None:
    found = [diagnostic for diagnostic in read_markdown(source).diagnostics if diagnostic.name == name]
    assert len(found) == 1
    position = found[0].position
    assert (position.line, position.column, position.end_line, position.end_column) == place


def test_spans_that_were_joined_are_cut_where_they_were_joined() -> None:
    span = join([(2, (10, 12)), (1, (12, 14)), (3, (20, 23))])
    assert isinstance(span, JoinedSpan)
    assert span == (10, 23)
    assert [cut(span, 6, at, at + 1) for at in range(6)] == [
        (10, 11),
        (11, 12),
        (12, 14),
        (20, 21),
        (21, 22),
        (22, 23),
    ]
    assert cut(cut(span, 6, 1, 5), 4, 1, 3) == (12, 21)
    assert type(join([(2, (10, 12)), (3, (12, 15))])) is tuple


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=6))
def test_cutting_joined_spans_agrees_with_looking_at_every_character(
    parts: list[tuple[int, int, int]],
) -> None:
    spans, places, at = [], [], 0
    for size, gap, longer in parts:
        start, end = at + gap, at + gap + size + longer
        spans.append((size, (start, end)))
        places += [(start + k, start + k + 1) if not longer else (start, end) for k in range(size)]
        at = end
    joined = join(spans)
    for first in range(len(places)):
        for last in range(first + 1, len(places) + 1):
            found = cut(joined, len(places), first, last)
            assert tuple(found) == (places[first][0], places[last - 1][1])
