"""What all writers of nodes share: running text, blocks, and the way to say what STS has no word for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from stdml.diagnostics import Loss
from stdml.formats.sts.facts import Facts
from stdml.formats.sts.mapping import ALLOWED, NOT_IN, PLACED
from stdml.formats.sts.names import (
    Element,
    add_text,
    below,
    element_named,
    from_xml,
    is_element,
    name_of,
    squeezed,
    tag_of,
)  # fmt: skip
from stdml.model.base import Node
from stdml.model.inlines import Insertion, Text
from stdml.model.kinds import fields_of
from stdml.text.numbering import Numbering
from stdml.text.understand import Context, forget, understand

WriteNode = Callable[["Writer", Any, Element], None]
"""Takes a node and the element in which it is to stand."""

KIND = "stdml-"
"""How `content-type` begins where an element stands for a kind of node that STS does not have."""

COMMENT = KIND + "comment"
"""The processing instruction for a remark that cannot be a comment in XML: its text in JSON."""

NOTHING = KIND + "nothing"
"""The `content-type` of what stands only where an element may not be empty."""

LITERAL = KIND + "literal"
"""The `content-type` of a mark that says that nothing is to be understood of the words after it."""

_plain_number = re.compile(r"[\w.()\-]+")


@dataclass
class Writer:
    """Writes nodes.

    Attributes:
        numbering: the numbers of the document
        context: what its running text is understood by
        block_writers: writers by the class of nodes
        inline_writers: the same for running text
        losses: what could not be written
        runs: whether a provision may stand in it, by the `id()` of each list of running text
        ids: the ids that were given
        targets: what may be referred to; None for a document that was STS, whose references stay as they are
    """

    numbering: Numbering
    context: Context
    language: str
    block_writers: dict[type[Node], WriteNode]
    inline_writers: dict[type[Node], WriteNode]
    losses: list[Loss] = field(default_factory=list)
    runs: dict[int, bool] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    targets: set[str] | None = None

    @property
    def is_own(self) -> bool:
        """Whether the document was not STS before; then the writer sees to it that it is valid."""
        return self.targets is not None

    @property
    def told(self) -> tuple[str, ...]:
        """The fields that a label tells: in a document that was STS, the number.

        Elsewhere given numbers are said outright: a label does not show whether its number was computed.
        """
        return () if self.is_own else ("number",)

    def running(self, nodes: list[Any], parent: Element) -> None:
        """Write running text that fills an element, without what its words show again."""
        plain = self.forgotten(nodes)
        if plain is nodes and self.is_literal(nodes):
            mark(parent, LITERAL)
        self.line(plain, parent)

    def is_literal(self, nodes: list[Any]) -> bool:
        """Whether more would be understood of running text than stands there."""
        provisions = self.runs.get(id(nodes))
        return provisions is not None and bool(nodes) and understand(nodes, self.context, provisions) != nodes

    def forgotten(self, nodes: list[Any]) -> list[Any]:
        """Return running text without what its words show again, itself where they would show more."""
        provisions = self.runs.get(id(nodes))
        if provisions is None or not nodes or self.is_literal(nodes):
            return nodes
        return forget(nodes, self.context, provisions)

    def inlines(self, nodes: list[Any], parent: Element) -> None:
        """Write running text inside other running text."""
        barred = NOT_IN.get(name_of(parent.tag) or "", frozenset())
        for node in nodes:
            if type(node) is Text and squeezed(node.value) == node.value:
                add_text(parent, node.value)
            elif type(node) is Text or type(node).__name__ in barred:
                self.inline_writers[Insertion](self, node, parent)
            else:
                self.inline_writers[type(node)](self, node, parent)

    def line(self, nodes: list[Any], parent: Element) -> None:
        """Write running text that fills an element; spaces at its ends would not be read again."""
        for index, node in enumerate(nodes):
            opens = index == 0 and type(node) is Text and node.value.startswith(" ")
            closes = index == len(nodes) - 1 and type(node) is Text and node.value.endswith(" ")
            if opens or closes:
                self.inline_writers[Insertion](self, node, parent)
            else:
                self.inlines([node], parent)

    def blocks(self, nodes: list[Any], parent: Element) -> None:
        """Write blocks; what may not stand in `parent` stands in a paragraph there."""
        allowed = ALLOWED.get(parent.tag)
        for node in nodes:
            before = len(parent)
            self.block_writers[type(node)](self, node, parent)
            if allowed is not None and any(e.tag in PLACED and e.tag not in allowed for e in parent[before:]):
                wrap(parent, before)

    def element(self, parent: Element, name: str, node: Any, facts: Facts) -> Element:
        """Return a new element for a node, with its id and the attributes that are kept for it."""
        element = below(parent, name)
        if getattr(node, "id", None) is not None:
            self.put_id(element, node.id, facts)
        facts.put(element)
        return element

    def put_id(self, element: Element, ident: str, facts: Facts) -> None:
        """Set the id of an element; one that XML does not allow is kept beside it."""
        name = xml_id(ident)
        if name not in self.ids:
            self.ids.add(name)
            element.set("id", name)
        if element.get("id") != ident:
            facts.own["id"] = ident

    def is_plain(self, node: Any, facts: Facts) -> bool:
        """Whether an element without `specific-use` can say all of a node."""
        ident = getattr(node, "id", None)
        return not facts.own and (ident is None or (xml_id(ident) == ident and ident not in self.ids))

    def is_dangling(self, target: str) -> bool:
        """Whether a reference leads nowhere, which the schema does not allow."""
        return self.targets is not None and target not in self.targets

    def foreign(self, text: str, parent: Element) -> bool:
        """Put a piece of STS that was kept as it is in its place; return whether it could be."""
        nodes = from_xml(text)
        if nodes is None:
            return False
        parent.extend(nodes)
        return True

    def comment(self, text: str, parent: Element) -> None:
        """Write a comment; one with two hyphens in a row, which XML does not allow, as an instruction."""
        if "--" in text or text.endswith("-"):
            data = json.dumps(text, ensure_ascii=False).replace("?>", "\\u003f>")
            parent.append(etree.ProcessingInstruction(COMMENT, data))
        else:
            parent.append(etree.Comment(text))

    def lose(self, node: Any, facet: str, reason: str) -> None:
        """Note something that could not be written."""
        source = getattr(self.numbering.document, "source", None)
        where = source.position(self.numbering.document, node) if source and hasattr(node, "span") else None
        self.losses.append(Loss(node.kind, facet, reason, where))


def mark(parent: Element, kind: str) -> None:
    """Put a mark without words in running text: `LITERAL` or `NOTHING`."""
    below(parent, "named-content").set("content-type", kind)


def wrap(parent: Element, start: int) -> None:
    """Put the child elements from `start` on in a paragraph of their own."""
    inner = parent[start:]
    paragraph = below(parent, "p")
    paragraph.set("content-type", KIND + "wrap")
    paragraph.extend(inner)


def is_foreign(node: Any) -> bool:
    """Whether foreign content is a piece of STS that can stand in its place."""
    return node.format == "sts" and from_xml(node.text) is not None


def nothing(parent: Element) -> None:
    """Say that an element that may not be empty has no content, if it has none."""
    if all(child.tag in ("label", "caption") or not is_element(child) for child in parent):
        below(parent, "p").set("content-type", NOTHING)


def own_fields(node: Any, facts: Facts, *written: str) -> None:
    """Add the fields of a node that STS has no place for to its facts, those in `written` left out."""
    for spec in fields_of(type(node)):
        value = getattr(node, spec.name) if spec.role in ("attribute", "list") else spec.default
        odd_number = spec.name == "number" and value is not None and not _plain_number.fullmatch(value)
        if (spec.name not in written or odd_number) and value != spec.default:
            facts.own[spec.name] = value


def restore(node: Any, facts: Facts) -> Any:
    """Set the fields of a node that its element keeps beside what STS knows; what does not fit stays out."""
    if not facts.own:
        return node
    for spec in fields_of(type(node)):
        value = facts.own.get(spec.name)
        if value is None or spec.name == "attrs":
            continue
        if spec.role == "attribute":
            fits = type(value) is spec.type and (not spec.choices or value in spec.choices)
        else:
            fits = spec.role == "list" and isinstance(value, list) and all(isinstance(v, str) for v in value)
        if fits:
            setattr(node, spec.name, value)
    return node


def xml_id(ident: str) -> str:
    """Return an id as XML allows it: a name without a colon.

    >>> xml_id("sec_3.1"), xml_id("3/a")
    ('sec_3.1', '_3-2f-a')
    """
    if all(map(_in_name, ident)) and (_is_letter(ident[0]) or ident[0] == "_"):
        return ident
    safe = "".join(c if _in_name(c) else f"-{ord(c):x}-" for c in ident)
    return safe if _is_letter(safe[0]) or safe[0] == "_" else "_" + safe


def _is_letter(character: str) -> bool:
    # What every edition of XML 1.0 and every validator takes as a letter of a name; there are a few more.
    usual = character < "\u2000" or "\u3041" <= character <= "\u9fa5" or "\uac00" <= character <= "\ud7a3"
    return usual and character.isalpha() and character not in "ªº"


def _in_name(character: str) -> bool:
    return _is_letter(character) or character in "0123456789_.-·"


def element_of_class(classes: list[str]) -> str | None:
    """Return the element that the first of the classes `sts-…` names."""
    return next((name for word in classes if (name := element_named(word))), None)


def safe_element(name: str) -> bool:
    """Whether an element can have this name."""
    try:
        tag_of(name)
        etree.Element(tag_of(name))
    except (ValueError, KeyError):
        return False
    return True


def write_kind(writer: Writer, node: Any, parent: Element, facts: Facts | None = None) -> None:
    """Write a node of a kind that STS does not have as named content."""
    facts = facts or Facts()
    specs = fields_of(type(node))
    own_fields(node, facts, "id")
    element = below(parent, "named-content")
    element.set("content-type", KIND + node.kind)
    if getattr(node, "id", None) is not None:
        writer.put_id(element, node.id, facts)
    for spec in specs:
        if spec.role == "verbatim":
            facts.own[spec.name] = getattr(node, spec.name)
            element.text = " ".join(getattr(node, spec.name).split())
    facts.put(element)
    if any(spec.role == "inlines" for spec in specs):
        writer.inlines(node.children, element)
