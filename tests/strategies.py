"""Hypothesis strategies for documents, derived from the one table of node classes and fields.

Every value is valid and in normal form: no empty text node, no two text nodes side by side, no empty
attributes. A new node class or field needs no change here.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from stdml.model import Adoption, Attributes, Cell, Document, Metadata, Node, Text
from stdml.model.kinds import BLOCKS, INLINES, SECTIONS, FieldSpec, fields_of
from stdml.model.walk import transform

# What reads as markup in one of the spellings, or as structure in a printed standard.
MARKUP = (
    "*", "**", "_", "__", "`", "``", "[", "]", "[](#a)", "[a](b)", "![", "{", "}", "{.a}", "{#b}",
    "{.c k=v}", "<", ">", "<b>", "</b>", "<!--", "-->", "<!-- x -->", "|", "||", "#", "# ", "## ", "~",
    "~~", "~a~", "^", "^a^", "^[", "[^1]", "[^1]:", "$", "$$", "$x$", "\\", "\\\\", "\\*", ":", ":::",
    "::: note", "!", "&", "&amp;", "&#35;", "&lt", ";", "-", "- ", "--", "---", "+", "+ ", "=", "===",
    ".", "1.", "1. ", "12) ", "0.50", "5.1.2 应", "注：", "注 1：", "注1:", "示例：", "表 1 ",
    "表 1 限值", "Table 1 — ", "Table: ", "图 2 ", "Figure: ", "NOTE 1 ", "NOTE: ", "EXAMPLE: ",
    "警告：", "§", "§ ", "§5", "a) ", "b）", "——", "—— ", "●", "[来源：x]", "[SOURCE: x]", "式中：",
    "where:", "附录 A（规范性）", "前言", "范围", "参考文献", "一、", "（一）", "第一章", "应", "不应",
    "宜", "可", "shall ", "MUST ", "GB/T 18487.1—2023", "GB/T 1.1—2020 中 5.3", "ISO 9001:2015",
    "本文件", "this document", "http://a.b/c?d=e&f", "www.a.com", "a@b.c", "https://", "\"", "'", "“",
    "”", "%", "@", "/", "//", "(", ")", "（", "）", "，", "。", "；", "、", "？", "...", "…", "<br>",
    "<?x?>", "]]>", "<![CDATA[", "{{", "}}", "{%", "---", "|-|", "| a |", "<", "^", "none", "null",
    "true", "~", "2024-01-01", "1:30", "012", "35.240", "key: value", "- x", "? ", "!!str", "*a", "&a",
)  # fmt: skip
WORDS = (
    "充电桩", "应符合", "温度", "不大于 1.2 m", "the", "quick", "Größe", "é", "e\u0301", "한국어", "日本語",
    "ﬁ", "㎡", "℃", "±0.5", "≤", "×", "±", "😀", "👩\u200d🔬", "𠮷", "𝛼", "שלום", "مرحبا", "\u200f", "\u202e",
    "ไทย", "a", "B", "7", "10⁻³", "\ufeff", "\u200b", "\u0301", "\u2028", "\x85", "\x7f", "\xad", "Ⅷ",
    "①", "壹",
)  # fmt: skip
BLOCKS_OF_CODE = (
    "\n", "\n\n", "\n\n\n", "```", "````", "~~~", "\n```\n", "    x", "\n    y", "<p>\n", "</p>",
    "<div>", "\\frac{a}{b}", "\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}", "x_{1}^{2}", "\n$$\n",
    "$", "-- ", "-->", "<!--", "\n:::\n", "\n---\n", "def f():\n\treturn '1'\n",
)  # fmt: skip
SPACES = (" ", "  ", "\u3000", "\xa0", "\u2003", "\u202f")

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_characters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_atom = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(MARKUP),
    st.sampled_from(SPACES),
    st.sampled_from(WORDS),
    _characters,
)
_tab = st.sampled_from(("\t", "a\tb"))


def _joined(atoms: st.SearchStrategy[str], most: int, least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(atoms, min_size=least, max_size=most).map("".join)


lines = _joined(_atom, 4)
"""One line that is not empty."""

running_texts = _joined(st.one_of(_atom, _atom, _atom, _tab), 6)
"""Running text."""

verbatims = _joined(
    st.one_of(
        _atom,
        _tab,
        st.sampled_from(BLOCKS_OF_CODE),
    ),
    6,
    0,
)
"""Any number of lines, none included."""

_identifier_atom = st.sampled_from(
    (
        "a", "b1", "条-1", "表", "附录A", "5.1", "sec:x", "é", "x_y", "𠮷", "'", "*", "_", "~", "^", "$",
        "!", "@", "%", "+", "=", ",", ";", ":", "/", "?", ".", "-", "tab-限值", "。", "1",
    )
)  # fmt: skip
identifiers = _joined(_identifier_atom, 3)
"""Ids, in Chinese too."""

classes = st.one_of(
    st.sampled_from(
        ("note", "scope", "params", "红", "a-b", "x_y", "é", "规范性", "level:1", "1", "informative")
    ),
    identifiers.map(lambda text: re.sub("[=.]", "", text)).filter(bool),
)
keys = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.\-]{0,8}", fullmatch=True) | st.sampled_from(
    ("id", "class", "key", "xml", "lang", "data-x", "kind", "en", "zh-Hans")
)

_BY_PATTERN: dict[str, st.SearchStrategy[str]] = {}


def _of_pattern(pattern: str | None) -> st.SearchStrategy[str]:
    if not _BY_PATTERN:
        from stdml.model import base

        _BY_PATTERN.update(
            {
                base.LINE_PATTERN: lines,
                base.TEXT_PATTERN: running_texts,
                base.VERBATIM_PATTERN: verbatims,
                base.IDENTIFIER_PATTERN: identifiers,
                base.CLASS_PATTERN: classes,
                base.KEY_PATTERN: keys,
            }
        )
    return _BY_PATTERN[pattern] if pattern else lines


attributes = st.builds(
    Attributes,
    classes=st.lists(classes, max_size=2),
    values=st.dictionaries(keys, lines, max_size=2),
).filter(lambda attrs: bool(attrs.classes or attrs.values))

_SCALARS: dict[type, Callable[[FieldSpec], st.SearchStrategy[Any]]] = {
    bool: lambda spec: st.booleans(),
    int: lambda spec: (
        st.integers(
            spec.minimum if spec.minimum is not None else 0,
            min(spec.maximum if spec.maximum is not None else 30, (spec.minimum or 0) + 12),
        )
        | st.sampled_from([limit for limit in (spec.minimum, spec.maximum) if limit is not None] or [0])
    ),
    str: lambda spec: _of_pattern(spec.pattern),
}


def _value(spec: FieldSpec, depth: int) -> st.SearchStrategy[Any]:
    """Return the strategy for a field that is given."""
    if spec.role == "attrs":
        return attributes
    if spec.role == "metadata":
        return metadata()
    if spec.role == "list":
        item = st.sampled_from(spec.choices) if spec.choices else _of_pattern(spec.pattern)
        return st.lists(item, min_size=1, max_size=3)
    if spec.role == "inlines":
        return _inlines(depth - 1)
    if spec.role == "nodes":
        return _nodes(spec.classes, depth - 1, max(spec.min_length, 1))
    if spec.choices:
        return st.sampled_from(spec.choices)
    return _SCALARS[spec.type](spec)


@cache
def _leaves(union: tuple[type[Node], ...]) -> tuple[type[Node], ...]:
    """Return the classes that can be built without any child."""
    return tuple(cls for cls in union if not any(s.role == "nodes" and s.min_length for s in fields_of(cls)))


@cache
def _node(cls: type[Node], depth: int) -> st.SearchStrategy[Any]:
    """Return the strategy for nodes of one class with at most `depth` levels below them."""
    specs = fields_of(cls)
    always: dict[str, st.SearchStrategy[Any]] = {}
    sometimes: dict[str, st.SearchStrategy[Any]] = {}
    for spec in specs:
        is_children = spec.role in ("inlines", "nodes")
        if is_children and depth <= 0 and not spec.min_length:
            continue
        needed = (
            spec.required
            or spec.min_length
            or (is_children and spec.name in ("children", "rows", "cells", "title"))
        )
        (always if needed else sometimes)[spec.name] = _value(spec, depth)

    names = tuple(sometimes)
    chosen = st.lists(st.sampled_from(names), max_size=3, unique=True) if names else st.just([])

    @st.composite
    def build(draw: st.DrawFn) -> Any:
        values = {name: draw(strategy) for name, strategy in always.items()}
        values |= {name: draw(sometimes[name]) for name in draw(chosen)}
        if cls is Cell and values.get("children") and values.get("blocks"):
            values["children"] = []
        return cls(**values)

    return build()


@cache
def _nodes(
    union: tuple[type[Node], ...], depth: int, least: int = 0, most: int = 3
) -> st.SearchStrategy[Any]:
    options = union if depth > 0 else _leaves(union)
    if not options:
        options = union
    one = st.sampled_from(options).flatmap(lambda cls: _node(cls, depth))
    return st.lists(one, min_size=least, max_size=max(least, most))


@cache
def _inlines(depth: int, most: int = 4) -> st.SearchStrategy[Any]:
    text = _node(Text, 0)
    other = st.sampled_from(INLINES).flatmap(lambda cls: _node(cls, depth))
    return st.lists(st.one_of(text, other), max_size=most).map(merged)


def merged(nodes: list[Any]) -> list[Any]:
    """Return the nodes with text nodes side by side made one, and empty ones left out."""
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, Text):
            if not node.value:
                continue
            if found and isinstance(found[-1], Text):
                found[-1] = Text(found[-1].value + node.value)
                continue
        found.append(node)
    return found


_extra = st.recursive(
    verbatims,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=3),
    max_leaves=5,
)
_KNOWN = {name.replace("_", "-") for name in Metadata.model_fields} | set(Metadata.model_fields)


def _metadata_value(name: str) -> st.SearchStrategy[Any]:
    if name == "title":
        return st.dictionaries(keys, st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=3)
    if name == "adopts":
        degree = st.none() | st.sampled_from(("IDT", "MOD", "NEQ")) | lines
        return st.lists(st.builds(Adoption, identifier=lines, degree=degree), min_size=1, max_size=2)
    if name == "extra":
        names = lines.filter(lambda line: line not in _KNOWN)
        return st.dictionaries(names, _extra, min_size=1, max_size=3)
    annotation = str(Metadata.model_fields[name].annotation)
    if annotation.startswith("list"):
        return st.lists(lines, min_size=1, max_size=3)
    return st.sampled_from(("zh", "en", "zh-Hans", "fr")) if name == "language" else lines


@st.composite
def metadata(draw: st.DrawFn) -> Metadata:
    """Metadata with a few of its fields."""
    names = draw(st.lists(st.sampled_from(list(Metadata.model_fields)), max_size=5, unique=True))
    return Metadata(**{name: draw(_metadata_value(name)) for name in names})


def inlines(depth: int = 3) -> st.SearchStrategy[list[Any]]:
    """Lists of inlines in normal form."""
    return _inlines(depth, 6)


def blocks(depth: int = 4) -> st.SearchStrategy[Any]:
    """Single blocks of every kind."""
    return st.sampled_from(BLOCKS).flatmap(lambda cls: _node(cls, depth))


def clauses(depth: int = 5) -> st.SearchStrategy[Any]:
    """Clauses and term entries."""
    return st.sampled_from(SECTIONS).flatmap(lambda cls: _node(cls, depth))


def nodes(cls: type[Node], depth: int = 3) -> st.SearchStrategy[Any]:
    """Nodes of one class."""
    return _node(cls, depth)


@st.composite
def documents(draw: st.DrawFn, depth: int = 5) -> Document:
    """Documents of every shape; most are small."""
    return Document(
        metadata=draw(st.just(Metadata()) | metadata()),
        blocks=draw(st.lists(blocks(depth - 2), max_size=3)),
        clauses=draw(st.lists(clauses(depth), max_size=3)),
    )


@st.composite
def crowded_documents(draw: st.DrawFn) -> Document:
    """Documents with two of every kind of block and inline in them; each takes a tenth of a second."""
    from stdml.model import Clause, Paragraph

    parts = [_node(cls, 2) for cls in BLOCKS]
    words: list[Any] = [Text("应")]
    for cls in (*INLINES, *INLINES):
        words += [draw(_node(cls, 1)), Text("，")]
    found = [draw(part) for part in (*parts, *parts)]
    where = draw(st.integers(0, len(found)))
    return Document(
        metadata=draw(metadata()),
        blocks=found[:where],
        clauses=[
            Clause(title=draw(inlines(1)), blocks=[Paragraph(merged(words)), *found[where:]]),
            *[draw(clauses(2)) for _ in range(3)],
        ],
    )


def normal(document: Document) -> Document:
    """Return a document in the normal form that every reader returns: see the first lines of this module."""

    def tidy(node: Any) -> Any:
        changes: dict[str, Any] = {}
        for spec in fields_of(type(node)):
            value = getattr(node, spec.name)
            if spec.role == "inlines" and merged(value) != value:
                changes[spec.name] = merged(value)
            if spec.role == "attrs" and value == Attributes():
                changes[spec.name] = None
        return dataclasses.replace(node, **changes) if changes else node

    result = tidy(transform(document, tidy))
    assert isinstance(result, Document)
    return result


def has_illegal(text: str) -> bool:
    """Whether a text holds a character that XML cannot carry."""
    return _ILLEGAL.search(text) is not None
