"""The spelling that every block kind has: `::: kind {key=value}` with its fields as containers inside.

Natural spellings are preferred; this one is what makes Markdown able to hold every valid document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from stdml.formats.markdown import findings, forms
from stdml.formats.markdown.attributes import Marks
from stdml.formats.markdown.spans import convert, take_fields
from stdml.model import (
    Cell,
    CodeBlock,
    Container,
    Figure,
    Footnote,
    List,
    Note,
    Paragraph,
    Table,
)
from stdml.model.base import KEY_PATTERN, Node
from stdml.model.kinds import BLOCKS, PARTS, FieldSpec, element_of, fields_of

if TYPE_CHECKING:
    from stdml.formats.markdown.blocks import BlockReader

ALIASES: dict[str, tuple[str, dict[str, Any]]] = {
    "warning": ("safety-warning", {}),
    "danger": ("safety-warning", {"level": "danger"}),
    "caution": ("safety-warning", {"level": "caution"}),
    "reference": ("reference-entry", {}),
    "quote": ("quotation", {}),
    **{
        modality: ("requirement", {"modality": modality})
        for modality in ("recommendation", "permission", "possibility", "statement")
    },
}
BY_NAME: dict[str, type[Node]] = {element_of(cls): cls for cls in BLOCKS}
PART_NAMES: dict[str, type[Node]] = {element_of(cls): cls for cls in PARTS}
RESERVED = frozenset(BY_NAME) | frozenset(PART_NAMES) | frozenset(ALIASES)
_KEY = re.compile(KEY_PATTERN)
TERM_PARTS = ("designation", "term-source", "domain")


def take_choice(marks: Marks, key: str, choices: tuple[str, ...]) -> str | None:
    """Take a value out of marks if it is one of `choices`."""
    for at, (name, value) in enumerate(marks.pairs):
        if name == key and value in choices:
            del marks.pairs[at]
            return value
    return None


def set_fields(node: Any, marks: Marks, report: Any, span: tuple[int, int]) -> None:
    """Take the fields of a node out of marks and set them."""
    for name, value in take_fields(type(node), marks).items():
        setattr(node, name, value)
    _report_bad(type(node), marks, report, span)


def _report_bad(cls: type[Node], marks: Marks, report: Any, span: tuple[int, int]) -> None:
    names = {spec.element: spec for spec in fields_of(cls) if spec.role == "attribute"}
    for key, value in marks.pairs:
        if key in names and convert(names[key], value) is None:
            report(findings.BAD_ATTRIBUTE, span, key=key, value=value)


def read_container(
    reader: BlockReader, token: Token, at: int, close: int, marks: Marks, depth: int
) -> list[Any]:
    """Return the blocks that the container whose tokens reach from `at` to `close` means."""
    name = token.info
    kind, preset = ALIASES.get(name, (name, {}))
    span = reader.span(token)
    if name in TERM_PARTS and depth == 0:
        return [read_term_part(reader, name, at, close, marks, depth)]
    cls = BY_NAME.get(kind)
    if cls is None or cls is Container:
        return [_unknown(reader, token, at, close, marks, depth)]
    values = {**preset, **take_fields(cls, marks)}
    if "id" in {spec.name for spec in fields_of(cls)} and marks.id:
        values["id"], marks.id = marks.id, None
    if cls is Table:
        made = _table(reader, at, close, values, depth)
    elif cls is Figure:
        made = _figure(reader, at, close, values, depth)
    else:
        made = _node(reader, cls, at, close, values, depth)
    _report_bad(cls, marks, reader.report, span)
    if not made or not isinstance(made[0], cls):
        return [_unknown(reader, token, at, close, marks, depth)]
    rest = marks.rest()
    if rest is not None:
        if hasattr(made[0], "attrs"):
            made[0].attrs = rest
        else:
            made = [Container("div", made, attrs=rest)]
    return made


# Containers of other formats, which their readers made and their writers understand.
_OF_FORMATS = ("oscal-", "reqif-", "sts-")


def _unknown(reader: BlockReader, token: Token, at: int, close: int, marks: Marks, depth: int) -> Container:
    if token.info not in ("div", "container") and not token.info.startswith(_OF_FORMATS):
        reader.report(findings.UNKNOWN_CONTAINER, reader.span(token), name=token.info)
    name = marks.take("name") if token.info == "container" else token.info
    if name and not _KEY.fullmatch(name):
        marks.pairs.append(("name", name))
        name = None
    return Container(name, reader.read(at + 1, close, depth + 1), marks.id, marks.rest())


def read_term_part(reader: BlockReader, name: str, at: int, close: int, marks: Marks, depth: int) -> Any:
    """Return a designation, a source, or the paragraph that holds the domain of a term entry."""
    children = _running_text(reader.read(at + 1, close, depth + 1))
    if name == "domain":
        paragraph = Paragraph(children)
        paragraph.attrs = _DOMAIN
        return paragraph
    cls = PART_NAMES[name]
    return cls(children, **take_fields(cls, marks))  # type: ignore[call-arg]


_DOMAIN: Any = Marks(classes=[("domain", True)]).rest()


def is_domain(node: Any) -> bool:
    """Whether a paragraph is the stand-in for the domain of a term entry."""
    return type(node) is Paragraph and node.attrs is _DOMAIN


def _running_text(blocks: list[Any]) -> list[Any]:
    return blocks[0].children if blocks and type(blocks[0]) is Paragraph else []


def _node(
    reader: BlockReader, cls: type[Node], at: int, close: int, values: dict[str, Any], depth: int
) -> list[Any]:
    """Read the content of a container as the fields of `cls`."""
    specs = {spec.element: spec for spec in fields_of(cls) if spec.role in ("inlines", "nodes", "element")}
    parts = {element_of(part): spec for spec in specs.values() for part in spec.classes if part in PARTS}
    inner: list[Any] = []
    index, run = at + 1, at + 1
    while index < close:
        token = reader.tokens[index]
        end = reader._close(index)
        spec = specs.get(token.info) if token.type == "container_open" else None
        part = parts.get(token.info) if token.type == "container_open" else None
        if (spec is not None and (spec.wrapped or spec.role == "element")) or part is not None:
            inner += reader.read(run, index, depth + 1)
            run = end + 1
            if part is not None:
                values.setdefault(part.name, []).append(_part(reader, token, index, end, depth + 1))
            elif spec is not None:
                values[spec.name] = _field(reader, spec, index, end, depth + 1)
        index = end + 1
    inner += reader.read(run, close, depth + 1)
    return _assemble(cls, values, inner)


def _field(reader: BlockReader, spec: FieldSpec, at: int, close: int, depth: int) -> Any:
    """Read the container that holds one field."""
    if spec.role == "nodes" and all(cls in PARTS for cls in spec.classes):
        return [
            _part(reader, reader.tokens[index], index, reader._close(index), depth + 1)
            for index in _containers(reader, at, close)
        ]
    blocks = reader.read(at + 1, close, depth + 1)
    if spec.role == "inlines":
        return _running_text(blocks)
    if spec.role == "element":
        return blocks[0].text if blocks and type(blocks[0]) is CodeBlock else ""
    return [block for block in blocks if isinstance(block, spec.classes)]


def _containers(reader: BlockReader, at: int, close: int) -> list[int]:
    found, index = [], at + 1
    while index < close:
        if reader.tokens[index].type == "container_open" and reader.tokens[index].info in PART_NAMES:
            found.append(index)
        index = reader._close(index) + 1
    return found


def _part(reader: BlockReader, token: Token, at: int, close: int, depth: int) -> Any:
    cls = PART_NAMES[token.info]
    marks: Marks = token.meta["marks"].copy()
    as_blocks = marks.take_word("blocks") is not None
    values = take_fields(cls, marks)
    if "id" in {spec.name for spec in fields_of(cls)}:
        values["id"] = marks.id
    if cls is Cell and as_blocks:
        values["blocks"] = reader.read(at + 1, close, depth + 1)
        node: Any = Cell(**values)
    else:
        made = _node(reader, cls, at, close, values, depth)
        node = made[0]
    if hasattr(node, "attrs"):
        node.attrs = marks.rest()
    node.span = reader.span(token)
    return node


def _assemble(cls: type[Node], values: dict[str, Any], inner: list[Any]) -> list[Any]:
    """Build the node; blocks it has no place for follow it."""
    extra: list[Any] = []
    for spec in fields_of(cls):
        if spec.name in values:
            continue
        if spec.role == "verbatim" or spec.role == "element":
            if inner and type(inner[0]) is CodeBlock:
                values[spec.name] = inner.pop(0).text
        elif spec.role == "inlines" and not spec.wrapped:
            if inner and type(inner[0]) is Paragraph:
                values[spec.name] = inner.pop(0).children
        elif spec.role == "nodes" and not spec.wrapped:
            values[spec.name] = [node for node in inner if isinstance(node, spec.classes)]
            inner = [node for node in inner if not isinstance(node, spec.classes)]
    extra += inner
    missing = [
        spec.name
        for spec in fields_of(cls)
        if (spec.required and spec.name not in values) or (spec.min_length and not values.get(spec.name))
    ]
    if missing:
        return []
    return [cls(**values), *extra]


def _table(reader: BlockReader, at: int, close: int, values: dict[str, Any], depth: int) -> list[Any]:
    """A table container holds the generic fields, or a grid with its caption before it and its notes after
    it.
    """
    if not any(token.type == "grid" for token in reader.tokens[at + 1 : close]):
        return _node(reader, Table, at, close, values, depth)
    blocks = reader.read(at + 1, close, depth + 1)
    index = next((i for i, block in enumerate(blocks) if type(block) is Table), None)
    if index is None:
        return _node(reader, Table, at, close, values, depth)
    table = blocks[index]
    for block in blocks[:index]:
        if type(block) is not Paragraph:
            return []
        if block.attrs is not None and block.attrs.classes == ["units"]:
            table.units = block.children
        elif not table.caption:
            table.caption = forms.caption(block.children) or block.children
        else:
            return []
    for name, value in values.items():
        setattr(table, name, value)
    table.notes = blocks[index + 1 :]
    return [table]


def _figure(reader: BlockReader, at: int, close: int, values: dict[str, Any], depth: int) -> list[Any]:
    """A figure container holds the generic fields, or images with key, caption and notes around them."""
    names = {token.info for token in reader.tokens[at + 1 : close] if token.type == "container_open"}
    if names & {"title", "parts", "key", "notes"} or values.get("src"):
        return _node(reader, Figure, at, close, values, depth)
    figures: list[Figure] = []
    # The caption below the last image may be that of all.
    outside, reader.captions_below = reader.captions_below, False
    blocks = reader.read(at + 1, close, depth + 1)
    reader.captions_below = outside
    for block in blocks:
        if type(block) is Figure:
            figures.append(block)
        elif type(block) is Paragraph and "title" not in values:
            values["title"] = forms.figure_caption(block.children) or block.children
        elif (
            type(block) is List
            and (entries := forms.key_entries(block.items)) is not None
            and "key" not in values
        ):
            values["key"] = entries
        elif isinstance(block, Note | Footnote):
            values.setdefault("notes", []).append(block)
        else:
            return []
    if len(figures) == 1 and figures[0].id is None and not figures[0].attrs and not figures[0].parts:
        only = figures[0]
        values.setdefault("src", only.src)
        values.setdefault("description", only.description)
        if "title" not in values:
            values["title"] = only.title
        elif only.title:
            return _with_parts(values, figures)
        return [Figure(**values)]
    return _with_parts(values, figures)


def _with_parts(values: dict[str, Any], figures: list[Figure]) -> list[Any]:
    return [Figure(**values, parts=figures)]
