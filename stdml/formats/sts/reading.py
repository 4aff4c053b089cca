"""What all readers of elements share: running text, runs of blocks, and the way to keep anything at all.

What the table does not know is kept under its own name: running text in a span or paragraph of the class
`sts-name`, blocks in a container `sts-name`, and what neither can hold as foreign content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree

from stdml.formats.sts import findings
from stdml.formats.sts.facts import Facts, Unmappable, is_identifier
from stdml.formats.sts.mapping import BLOCKS, INVISIBLE, MIXED
from stdml.formats.sts.names import (
    SPACE,
    Element,
    child_named,
    class_of,
    elements,
    is_blank,
    is_element,
    name_of,
    squeezed,
    to_line,
    to_xml,
)  # fmt: skip
from stdml.formats.sts.source import Parsed, report
from stdml.model.base import KEY_PATTERN, replace_illegal
from stdml.model.blocks import Comment, Container, ForeignBlock, Paragraph
from stdml.model.inlines import ForeignInline, InlineComment, Span, Text

Inlines = list[Any]
Blocks = list[Any]
ReadBlock = Callable[["Reader", Element], Any]
"""Takes an element and returns its node, a list of nodes, or None where the node cannot hold it."""

_key = re.compile(KEY_PATTERN)


@dataclass
class Label:
    """A label that stands in the source, or that does not; see `labels`.

    Attributes:
        node: the node that it belongs to
        text: its words, or None where the element has none
    """

    node: Any
    text: str | None


@dataclass
class Reader:
    """Reads elements.

    Attributes:
        parsed: the file
        limit: how deep elements may be nested; what is deeper is kept as it is
        block_readers: readers by the names of elements, for blocks
        inline_readers: the same for running text
        labels: all labels met
        ids: the elements of the source by their ids
        dangling: the targets that are no id, with the line of the first reference to each
        kept: how often text was met whose spaces count
    """

    parsed: Parsed
    limit: int
    block_readers: dict[str, ReadBlock]
    inline_readers: dict[str, ReadBlock]
    labels: list[Label] = field(default_factory=list)
    ids: dict[str, Element] = field(default_factory=dict)
    dangling: dict[str, int | None] = field(default_factory=dict)
    kept: int = 0
    language: str = ""
    depth: int = 0
    deepest: int = 0
    formula: tuple[Element, Any] = (None, None)
    literal: dict[int, Inlines] = field(default_factory=dict)
    here: set[int] = field(default_factory=set)
    _aside: list[Any] = field(default_factory=list)

    # Running text

    def inlines(self, element: Element, trim: bool = True) -> Inlines:
        """Return the running text of an element, without white space at its ends if `trim`."""
        found: Inlines = []
        kept = self.kept
        if text := element.text:
            _add_text(found, text)
        for child in element:
            self.inline(child, found)
            if text := child.tail:
                _add_text(found, text)
        if trim:
            trimmed(found)
        return found if self.kept == kept else self.finished(found)

    def finished(self, nodes: Inlines) -> Inlines:
        """Return running text after its marks were understood."""
        if not any(type(node) is Kept for node in nodes):
            return nodes
        found = _joined(nodes)
        if any(type(node) is Kept and node.value == "" for node in nodes):
            self.literal[id(found)] = found
        return found

    def inline(self, child: Element, found: Inlines) -> None:
        """Add what one child of running text is."""
        tag = child.tag
        if type(tag) is not str:
            found.append(_aside_inline(child))
            return
        node = None
        self.depth += 1
        if self.depth > self.deepest:
            self.deepest = self.depth
        try:
            if self.depth <= self.limit:
                name = name_of(tag)
                read = self.inline_readers.get(name or "")
                node = read(self, child) if read else None
                if node is None:
                    node = self.span(child, name)
        except Unmappable:
            node = None
        finally:
            self.depth -= 1
        if isinstance(node, list):
            found.extend(node)
        elif type(node) is Text:
            self.kept += 1
            found.append(Kept(node.value))
        else:
            found.append(node if node is not None else self.foreign_inline(child))

    def span(self, element: Element, name: str | None) -> Any:
        """Return a span of the class of an element, or None."""
        if name is None or name in INVISIBLE or not _is_word(name):
            return None
        facts = Facts(class_of(name)).take(element, "id")
        return Span(self.inlines(element, trim=False), identifier(element, facts), facts.attributes())

    def wrapped(self, node: Any, name: str, facts: Facts, ident: str | None = None) -> Any:
        """Return an inline node, in a span of the class of its element where there is more to say of it."""
        if not facts and ident is None:
            return node
        facts.classes.insert(0, class_of(name))
        return Span([node], ident, facts.attributes())

    def foreign_inline(self, element: Element) -> ForeignInline:
        """Return an element of running text as it is."""
        self._say_kept(element)
        return ForeignInline(to_line(element), "sts")

    # Blocks

    def blocks(self, element: Element, *skip: str) -> Blocks:
        """Return the content of an element as blocks, child elements named in `skip` left out."""
        found: Blocks = []
        run: Inlines = []
        mixed = name_of(element.tag) in MIXED
        _add_text(run, element.text)
        for child in element:
            tag = child.tag
            if type(tag) is not str:
                if run and any(not _is_space(node) for node in run):
                    run.append(_aside_inline(child))
                else:
                    found.append(_aside_block(child))
            elif tag not in skip:
                name = name_of(tag)
                if name in BLOCKS or (not mixed and name not in self.inline_readers):
                    self._end_run(run, found, element)
                    run = []
                    found.extend(self.block(child))
                else:
                    self.inline(child, run)
            if text := child.tail:
                _add_text(run, text)
        self._end_run(run, found, element)
        return found

    def _end_run(self, run: Inlines, found: Blocks, element: Element) -> None:
        if not run:
            return
        run = self.finished(trimmed(run))
        if run:
            # Running text right in a paragraph needs no mark, since no paragraph stands in another.
            facts = Facts() if element.tag == "p" else Facts("sts-text")
            found.append(self.at(Paragraph(run, attrs=facts.attributes()), element))

    def block(self, element: Element) -> Blocks:
        """Return the nodes of one element that stands among blocks."""
        outside, self._aside = self._aside, []
        node = None
        mark = len(self.labels)
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        try:
            if self.depth <= self.limit:
                name = name_of(element.tag)
                read = self.block_readers.get(name or "")
                if read is not None:
                    node = read(self, element)
                    if node is None:
                        del self.labels[mark:]
                        self._aside = []
                if node is None:
                    node = self.container(element, name)
            else:
                report(self.parsed, findings.TOO_DEEP, element.sourceline)
        except Unmappable:
            node = None
            del self.labels[mark:]
            self._aside = []
        finally:
            self.depth -= 1
        if node is None:
            node = self.foreign_block(element)
        asides, self._aside = self._aside, outside
        nodes = node if isinstance(node, list) else [self.at(node, element)]
        return [*asides, *nodes]

    def container(self, element: Element, name: str | None) -> Any:
        """Return an element that has no node of its own under its name, or None."""
        if name is None or not _is_word(name):
            return None
        facts = Facts().take(element, "id")
        ident = identifier(element, facts)
        if name in MIXED or not is_blank(element.text):
            inner = elements(element)
            is_running = all(name_of(child.tag) not in BLOCKS for child in inner)
            if is_running and (inner or not is_blank(element.text)):
                facts.classes.insert(0, class_of(name))
                return Paragraph(self.inlines(element), ident, facts.attributes())
        return Container(class_of(name), self.blocks(element), ident, facts.attributes())

    def foreign_block(self, element: Element) -> ForeignBlock:
        """Return an element that stands among blocks as it is."""
        self._say_kept(element)
        return ForeignBlock(to_xml(element), "sts")

    def _say_kept(self, element: Element) -> None:
        # Pictures and numbers for programs are no surprise; the rest is.
        if element.tag not in INVISIBLE:
            report(self.parsed, findings.KEPT, element.sourceline, name=name_of(element.tag) or element.tag)

    # Small things

    def at(self, node: Any, element: Element) -> Any:
        """Return a node, after its place in the source was noted."""
        node.span = self.parsed.source.line_span(element.sourceline)
        return node

    def labelled(self, node: Any, element: Element, facts: Facts) -> bool:
        """Note the label of an element; return False where it is more than words."""
        label = child_named(element, "label")
        if getattr(node, "number", None) is not None or getattr(node, "label", None) is not None:
            return True
        if label is None:
            self.labels.append(Label(node, None))
        elif label.attrib or len(label):
            facts.values["sts-label-xml"] = to_line(label)
        else:
            self.labels.append(Label(node, text_of_label(label)))
        return True

    def set_aside(self, element: Element) -> None:
        """Keep the comments right inside an element whose node has no place for them, before the node."""
        self._aside.extend(_aside_block(child) for child in element if not is_element(child))


def text_of_label(label: Element) -> str:
    """Return the words of a label."""
    return squeezed(label.text).strip(SPACE)


def identifier(element: Element, facts: Facts) -> str | None:
    """Return the id of an element; one that the model cannot have becomes a fact."""
    value: str | None = element.get("id")
    if facts.own:
        own = facts.own.pop("id", None)
        if isinstance(own, str) and is_identifier(own):
            return own
    if value is None or is_identifier(value):
        return value
    facts.values["sts.id"] = value
    if not value:
        raise Unmappable
    return None


def _add_text(found: Inlines, text: str | None) -> None:
    if not text:
        return
    text = squeezed(text)
    if found and type(last := found[-1]) is Text:
        last.value += text[1:] if text[0] == " " and last.value.endswith(" ") else text
    else:
        found.append(Text(text))


@dataclass
class Kept:
    """Text whose spaces count; an empty one says that nothing is to be understood of the text around it."""

    value: str


def _joined(nodes: Inlines) -> Inlines:
    """Return running text in which text whose spaces count has joined the text around it."""
    found: Inlines = []
    for node in nodes:
        if type(node) is Kept and not node.value:
            continue
        if type(node) in (Kept, Text):
            if found and type(found[-1]) is Text:
                found[-1].value += node.value
            else:
                found.append(Text(node.value))
        else:
            found.append(node)
    return found


@cache
def _is_word(name: str) -> bool:
    """Whether an element can be kept under its name: in a class, or as the name of a container."""
    return not name.startswith("mml:") and "." not in name and _key.match(class_of(name)) is not None


def _is_space(node: Any) -> bool:
    return type(node) is Text and node.value == " "


def trimmed(nodes: Inlines) -> Inlines:
    """Return running text without the white space at its ends."""
    if nodes and type(nodes[0]) is Text and nodes[0].value.startswith(" "):
        nodes[0].value = nodes[0].value.lstrip(" ")
        if not nodes[0].value:
            nodes.pop(0)
    if nodes and type(nodes[-1]) is Text and nodes[-1].value.endswith(" "):
        nodes[-1].value = nodes[-1].value.rstrip(" ")
        if not nodes[-1].value:
            nodes.pop()
    return nodes


def _aside_inline(node: Element) -> Any:
    if node.tag is etree.Comment:
        return InlineComment((node.text or "").replace("\r", "\n"))
    if (remark := _remark(node)) is not None:
        return InlineComment(remark)
    return ForeignInline(to_line(node), "sts")


def _aside_block(node: Element) -> Any:
    if node.tag is etree.Comment:
        return Comment((node.text or "").replace("\r", "\n"))
    if (remark := _remark(node)) is not None:
        return Comment(remark)
    return ForeignBlock(to_xml(node), "sts")


def _remark(node: Element) -> str | None:
    """Return the remark that an instruction stands for, or None."""
    if node.target != "stdml-comment":
        return None
    try:
        text = json.loads(node.text or "")
    except ValueError:
        return None
    return replace_illegal(text).replace("\r", "\n") if isinstance(text, str) else None
