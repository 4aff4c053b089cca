"""Small edits stay small: what did not change keeps its bytes when a document is written over its source."""

from __future__ import annotations

import difflib
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fuzz
import pytest
from conftest import EXAMPLES

from stdml.formats.markdown import read_markdown, write_markdown
from stdml.model import Clause, Document, Paragraph, Text
from stdml.model.walk import replace, transform, walk

REPO = Path(__file__).parent.parent
FILES = [
    pytest.param(path, id=path.name)
    for folder in fuzz.FOLDERS
    for path in sorted(folder.glob("*.md"))
    if path.stat().st_size < 60_000
]
MAKERS = fuzz.makers()


def over(document: Document, source: str) -> str:
    return str(write_markdown(document, over=source).data)


def changed_text(document: Document, old: str, new: str) -> Document:
    """Return the document with `old` replaced in the one text that holds it."""
    found = [node for node in walk(document) if node.kind == "text" and old in node.value]  # type: ignore[attr-defined]
    assert len(found) == 1
    words = Text(found[0].value.replace(old, new))  # type: ignore[attr-defined]
    return transform(document, lambda node: words if node is found[0] else node)  # type: ignore[return-value]


# -- nothing changed


ODD = {
    "no final newline": "a",
    "trailing spaces": "a  \n\nb \t\n",
    "tabs": "-\ta\n\n\tb\n\n\tcode",
    "setext": "Title\n=====\n\nSub\n---\n",
    "link definitions": "[a]: /u 'T'\n\n[a] b [a][a]\n\n[unused]: <x y>\n",
    "lazy lines": "> a\nb\n\n- c\nd\n",
    "HTML": "<div>\n  <p>a</p>\n</div>\n\na <b>c</b>\n",
    "empty lines": "\n\n\na\n\n\n\nb\n\n",
    "Windows": "# a\r\n\r\nb\r\nc\r\n",
    "mixed line breaks": "# a\n\r\nb\r\nc\n",
    "old Macintosh": "# a\r\rb\r",
    "byte order mark": "\ufeff# a\n\nb\n",
    "illegal characters": "a\x00b\x0cc\ud800d\n",
    "front matter": "---\n# remark\nics:   35.240\n\ntitle: {zh:  甲}\n...\na\n",
    "other signs": "* a\n+ b\n\n***\n\n~~~c\nd\n~~~\n\n1) e\n",
    "nothing": "",
}


@pytest.mark.parametrize("source", ODD.values(), ids=ODD.keys())
def test_an_unchanged_document_is_written_back_byte_for_byte(source: str) -> None:
    assert over(read_markdown(source), source) == source


# -- one word changed

DRAFT = """\
---
# 审定稿
title:   {zh: 共享停车}
ics: 03.220
x-note: "keep  this"
---

前言
====

本文件由某会
提出。  \x20

范围
----
本文件规定了*停车*。

## 术语和定义   ##

### 车位 parking space {#t-space}

停放车辆的地方

注：车位可以有编号。

[来源：GB/T 1]

# 要求 {.clause}

{#p}
设备应可靠,
长度不应小于 5 m。

*  第一
*  第二,
折行
*  第三

表 1 限值 {#tab}

|a|b|
|-|:-:|
|c   | d |
|e|f|

> 引文一
懒行

::: warning
小心。
:::

[ref]: /u

末段 [ref]。\
"""
CHANGES = {
    "paragraph": ("提出", "归口", ["本文件由某会", "提出。  "], 1),
    "paragraph with attributes": ("长度", "宽度", ["{#p}", "设备应可靠,", "长度不应小于 5 m。"], 3),
    "heading": ("要求", "一般要求", ["# 要求 {.clause}"], 1),
    "underlined heading": ("范围", "范围与对象", ["范围", "----"], 1),
    "item": ("第三", "最后", ["*  第三"], 1),
    "item of two lines": ("折行", "换行", ["*  第二,", "折行"], 1),
    "cell": ("f", "g", ["|e|f|"], 1),
    "caption": ("限值", "界限", ["表 1 限值 {#tab}"], 1),
    "term": ("车位", "泊位", ["### 车位 parking space {#t-space}"], 1),
    "definition": ("停放车辆的地方", "停车处", ["停放车辆的地方"], 1),
    "note of a term": ("车位可以有编号", "可编号", ["注：车位可以有编号。"], 1),
    "source": ("GB/T 1", "GB/T 2", ["[来源：GB/T 1]"], 1),
    "quotation": ("引文一", "引文二", ["> 引文一", "懒行"], 1),
    "container": ("小心", "当心", ["::: warning", "小心。", ":::"], 3),
    "last paragraph": ("末段", "末尾", ["末段 [ref]。"], 1),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("old", "new", "lines", "most"), CHANGES.values(), ids=CHANGES.keys())
def test_one_changed_word_changes_one_block(
    old: str, new: str, lines: list[str], most: int, end: str
) -> None:
    source = DRAFT.replace("\n", end)
    document = read_markdown(source)
    places = [node for node in walk(document) if node.kind == "text" and old in node.value]  # type: ignore[attr-defined]
    first = places[0]
    words = Text(first.value.replace(old, new))  # type: ignore[attr-defined]
    edited: Any = transform(document, lambda node: words if node is first else node)
    text = over(edited, source)
    assert read_markdown(text) == edited
    block = end.join(lines)
    before, found, after = source.partition(block)
    assert found
    assert text.startswith(before)
    assert text.endswith(after)
    middle = text[len(before) : len(text) - len(after)]
    assert new in middle
    assert middle.count(end) + 1 <= most + middle.count("。")
    if end == "\r\n":
        assert not re.search("(?<!\r)\n", text)


def test_a_changed_key_leaves_the_other_keys_alone() -> None:
    document = read_markdown(DRAFT)
    edited = replace(document, metadata=document.metadata.model_copy(update={"ics": ["93.080"]}))
    assert over(edited, DRAFT) == DRAFT.replace("ics: 03.220", "ics: 93.080")


def test_a_new_key_is_added_at_the_end_of_the_front_matter() -> None:
    document = read_markdown(DRAFT)
    edited = replace(document, metadata=document.metadata.model_copy(update={"stage": "review"}))
    assert over(edited, DRAFT) == DRAFT.replace('"keep  this"\n', '"keep  this"\nstage: review\n')


TITLED = "# Bikes\n\n## Scope\n\nThis document is\nabout bikes.\n\n## Rules\n\n* a\n* b\n"


def test_a_new_key_needs_front_matter_and_leaves_the_title_a_heading() -> None:
    document = read_markdown(TITLED)
    edited = replace(document, metadata=document.metadata.model_copy(update={"ics": ["03.220"]}))
    assert over(edited, TITLED) == "---\nics: 03.220\n---\n\n" + TITLED


def test_a_new_title_changes_the_heading_that_is_the_title() -> None:
    document = read_markdown(TITLED)
    edited = replace(document, metadata=document.metadata.model_copy(update={"title": {"en": ["Trikes"]}}))
    assert over(edited, TITLED) == TITLED.replace("# Bikes", "# Trikes")


def test_a_new_title_changes_front_matter_and_heading() -> None:
    source = "---\ntitle: {en: Bikes}\nics: a\n---\n" + TITLED
    document = read_markdown(source)
    edited = replace(document, metadata=document.metadata.model_copy(update={"title": {"en": ["Trikes"]}}))
    text = over(edited, source)
    assert read_markdown(text) == edited
    assert text.endswith("\nics: a\n---\n" + TITLED.replace("# Bikes", "# Trikes"))


def test_typed_numbers_stay_where_their_heading_is_edited() -> None:
    source = "# 1 范围\n\n甲\n\n# 2 要求\n\n## 2.1 间距\n\n2.1.1 间距应为1 m。\n\n2.1.2 间距宜均匀。\n"
    document = read_markdown(source)
    heading = document.clauses[1].clauses[0].title[0]  # type: ignore[union-attr]
    edited: Any = transform(document, lambda node: Text("距离") if node is heading else node)
    assert over(edited, source) == source.replace("## 2.1 间距", "## 2.1 距离")


def test_a_new_heading_has_the_level_and_the_number_of_its_neighbours() -> None:
    source = "## 1 - A\n\na\n\n## 2 - B\n\n### 2.1 - C\n\nc\n"
    document = read_markdown(source)
    edited = replace(document, clauses=[*document.clauses, Clause([Text("New")], [Paragraph([Text("n")])])])
    assert over(edited, source) == source + "\n## 3 - New\n\nn\n"


def test_a_typed_list_number_is_not_lost_when_its_text_changes() -> None:
    source = "# 1 A\n\n# 2 B\n\n2.1 The first.\n\n2.2 The second.\n"
    edited = changed_text(read_markdown(source), "second", "other")
    assert over(edited, source) == source.replace("second", "other")


# -- random edits of real files


def _slots(document: Document) -> list[tuple[Any, str]]:
    """Return where top-level blocks and clauses stand: a node and the name of its field."""
    found: list[tuple[Any, str]] = [(document, "blocks"), (document, "clauses")]
    for node in walk(document):
        if isinstance(node, Clause):
            found += [(node, "blocks"), (node, "clauses")]
    return [(node, name) for node, name in found if getattr(node, name)]


def _with(document: Document, owner: Any, name: str, value: list[Any]) -> Document:
    edited: Any = transform(document, lambda node: replace(node, **{name: value}) if node is owner else node)
    return replace(document, **{name: value}) if owner is document else edited  # type: ignore[no-any-return]


def _difference(before: str, after: str) -> tuple[list[tuple[int, str]], list[str]]:
    """Return the lines that are gone, with their numbers, and those that are new, empty lines aside."""
    old, new = before.split("\n"), after.split("\n")
    gone, added = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += [(at, old[at]) for at in range(a, b) if old[at].strip()]
            added += [line for line in new[c:d] if line.strip()]
    return gone, added


def _edit(rng: random.Random, source: str) -> Iterator[tuple[str, Document, str, bool]]:
    """Yield what was done, the edited document, what was written, and whether only the block changed."""
    document = read_markdown(source)
    origin: Any = document.source
    slots = _slots(document)
    if not slots:
        return
    owner, name = rng.choice(slots)
    nodes = list(getattr(owner, name))
    at = rng.randrange(len(nodes))
    node = nodes[at]
    start = min(node.span[0], origin.starts.get(id(node), node.span[0]))
    end = max(below.span[1] for below in walk(node) if hasattr(below, "span"))
    lines = range(source.count("\n", 0, start), source.count("\n", 0, end) + 1)

    texts = [below for below in walk(node) if below.kind == "text" and below.value.isascii()]  # type: ignore[attr-defined]
    if name == "blocks" and texts and node.kind != "reference_entry":
        chosen = rng.choice(texts)
        words = Text(chosen.value + "x")  # type: ignore[attr-defined]
        edited: Any = transform(document, lambda below: words if below is chosen else below)
        text = over(edited, source)
        yield "word", edited, text, text.startswith(source[:start]) and text.endswith(source[end:])
    if name == "blocks" and not any(below.kind in _REFERRED for below in walk(node)):
        edited = _with(document, owner, name, nodes[:at] + nodes[at + 1 :])
        text = over(edited, source)
        gone, added = _difference(source, text)
        yield "delete", edited, text, not added and all(line in lines for line, _ in gone)
    if name == "blocks" and not (owner.kind == "clause" and not owner.title):
        edited = _with(
            document, owner, name, [*nodes[: at + 1], Paragraph([Text("a new one")]), *nodes[at + 1 :]]
        )
        text = over(edited, source)
        gone, added = _difference(source, text)
        yield "insert", edited, text, not gone and added == ["a new one"]
    if len(nodes) > 1 and not any(below.kind in _REFERRED for below in walk(node)):
        rest = nodes[:at] + nodes[at + 1 :]
        rest.insert(rng.randrange(len(nodes)), node)
        edited = _with(document, owner, name, rest)
        text = over(edited, source)
        gone, added = _difference(source, text)
        yield "move", edited, text, sorted(line for _, line in gone) == sorted(added)


_REFERRED = ("footnote", "footnote_reference", "reference_entry", "citation", "clause", "formula")
"""What other blocks depend on: without it they must be written differently."""


@pytest.mark.parametrize("path", FILES)
def test_random_edits_of_real_files(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    small: list[bool] = []
    for seed in range(max(12, EXAMPLES // 40)):
        for what, edited, text, alone in _edit(random.Random(seed), source):
            assert read_markdown(text) == edited, what
            small.append(alone)
    # A block may decide how others are read: the sentence that declares RFC 2119, for one.
    assert sum(small) >= 0.9 * len(small)


@pytest.mark.parametrize("make", MAKERS, ids=["signs", "mutated files"])
def test_random_edits_read_back(make: fuzz.Maker) -> None:
    for seed in range(EXAMPLES // 2):
        rng = random.Random(seed + 20_000_000)
        source = make(rng)
        document = read_markdown(source)
        texts = [node for node in walk(document) if node.kind == "text"]
        if not texts:
            continue
        chosen = rng.choice(texts)
        words = Text(chosen.value + rng.choice(["x", "应", "*", " a"]))  # type: ignore[attr-defined]
        edited: Any = transform(
            document, lambda node, chosen=chosen, words=words: words if node is chosen else node
        )
        assert read_markdown(over(edited, source)) == read_markdown(str(write_markdown(edited).data))


def test_an_edit_of_a_long_document_takes_little_more_than_reading_and_writing_it() -> None:
    body = (REPO / "examples" / "ebike-charging.zh.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    source = "\n".join(re.sub(r"#([a-z][\w-]+)", rf"#\g<1>-{at}", body) for at in range(12))
    document = read_markdown(source)
    target = [node for node in walk(document) if node.kind == "text"][500]
    edited: Any = transform(document, lambda node: Text("x") if node is target else node)

    def seconds(work: Any) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    reading = min(seconds(lambda: read_markdown(source)) for _ in range(3))
    writing = min(seconds(lambda: write_markdown(edited)) for _ in range(3))
    patching = min(seconds(lambda: over(edited, source)) for _ in range(3))
    assert patching < 1.5 * (2 * reading + 2 * writing)
