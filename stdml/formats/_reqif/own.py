"""Documents that do not come from ReqIF: as one specification whose objects are their clauses and blocks.

`wrap` gives such a document the shape in which documents from ReqIF are read, so that one writer serves both;
`read` is its inverse. An object has the kind of its node, its text as XHTML, the modality of its provisions,
and, where title and text do not say everything, the node as JSON. That JSON counts as long as title and text
are still its words. Identifiers are UUIDs (RFC 9562, version 5) of the document and id or place of a node.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from stdml.formats._facts import is_line, line, parse, to_json
from stdml.formats._nodes import adapter, dump
from stdml.formats._reqif import names, xhtml
from stdml.formats._reqif.names import NAMESPACE, OBJECT, SPECIFICATION, Definitions
from stdml.model import (
    Attributes,
    Clause,
    Document,
    ForeignBlock,
    Metadata,
    Paragraph,
    Requirement,
    TermEntry,
    Text,
    plain_text,
    walk,
)
from stdml.model.walk import replace

SEPARATOR = " | "
"""Between the values of an enumeration that are chosen."""

TOOL = "STDML"
_EPOCH = "1970-01-01T00:00:00Z"
_MODALITIES = ("requirement", "recommendation", "permission", "possibility", "statement")


def guid(*parts: str) -> str:
    """Return a stable identifier: an underscore, as an XML id cannot begin with a digit, and a UUID."""
    return "_" + str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("urn:stdml:1.0", *parts))))


STRING, RICH, MODALITY = guid("string"), guid("xhtml"), guid("modality")
HEADING_TYPE, BLOCK_TYPE, SPECIFICATION_TYPE, RELATION_TYPE = (
    guid("heading"), guid("block"), guid("specification"), guid("relation"),
)  # fmt: skip


def _definitions() -> list[Any]:
    changed = f'LAST-CHANGE="{_EPOCH}"'
    values = "".join(
        f'<ENUM-VALUE IDENTIFIER="{guid("modality", name)}" {changed} LONG-NAME="{name}"><PROPERTIES>'
        f'<EMBEDDED-VALUE KEY="{index}" OTHER-CONTENT=""/></PROPERTIES></ENUM-VALUE>'
        for index, name in enumerate(_MODALITIES)
    )
    datatypes = (
        f'<DATATYPES xmlns="{NAMESPACE}">'
        f'<DATATYPE-DEFINITION-STRING IDENTIFIER="{STRING}" {changed} LONG-NAME="String" '
        'MAX-LENGTH="1000000000"/>'
        f'<DATATYPE-DEFINITION-XHTML IDENTIFIER="{RICH}" {changed} LONG-NAME="XHTML"/>'
        f'<DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="{MODALITY}" {changed} LONG-NAME="Modality">'
        f"<SPECIFIED-VALUES>{values}</SPECIFIED-VALUES></DATATYPE-DEFINITION-ENUMERATION></DATATYPES>"
    )
    wanted = {
        ("SPEC-OBJECT-TYPE", HEADING_TYPE, "Heading"): (
            names.TITLE, "ReqIF.ForeignID", "STDML.kind", "STDML.content",
        ),
        ("SPEC-OBJECT-TYPE", BLOCK_TYPE, "Block"): (
            names.TEXT, "ReqIF.ForeignID", "STDML.kind", "STDML.content", "STDML.modality",
        ),
        ("SPECIFICATION-TYPE", SPECIFICATION_TYPE, "Standard"): ("STDML.content",),
        ("SPEC-RELATION-TYPE", RELATION_TYPE, "Relation"): (),
    }  # fmt: skip
    types = "".join(
        f'<{element} IDENTIFIER="{identifier}" {changed} LONG-NAME="{name}"><SPEC-ATTRIBUTES>'
        + "".join(_definition(identifier, attribute) for attribute in attributes)
        + f"</SPEC-ATTRIBUTES></{element}>"
        for (element, identifier, name), attributes in wanted.items()
    ).replace("<SPEC-ATTRIBUTES></SPEC-ATTRIBUTES>", "")
    return [
        ForeignBlock(datatypes, names.FOREIGN),
        ForeignBlock(f'<SPEC-TYPES xmlns="{NAMESPACE}">{types}</SPEC-TYPES>', names.FOREIGN),
    ]


def _definition(owner: str, name: str) -> str:
    kind, datatype = {
        names.TITLE: ("XHTML", RICH), names.TEXT: ("XHTML", RICH),
        "STDML.modality": ("ENUMERATION", MODALITY),
    }.get(name, ("STRING", STRING))  # fmt: skip
    multiple = ' MULTI-VALUED="true"' if kind == "ENUMERATION" else ""
    return (
        f'<ATTRIBUTE-DEFINITION-{kind} IDENTIFIER="{guid(owner, name)}" LAST-CHANGE="{_EPOCH}" '
        f'LONG-NAME="{name}"'
        f"{multiple}><TYPE><DATATYPE-DEFINITION-{kind}-REF>{datatype}</DATATYPE-DEFINITION-{kind}-REF></TYPE>"
        f"</ATTRIBUTE-DEFINITION-{kind}>"
    )


# --- To the shape of ReqIF


def wrap(document: Document) -> Document:
    """Return a document in the shape that documents from ReqIF have; its text is forgotten already."""
    metadata = document.metadata
    titles = metadata.title.get(metadata.language or "") or next(iter(metadata.title.values()), [])
    title = " — ".join(titles)
    maker = _Maker("\n".join(metadata.identifier) or title)
    issued = metadata.issued or ""
    header: dict[str, Any] = {
        "IDENTIFIER": maker.guid("header"),
        "CREATION-TIME": f"{issued}T00:00:00Z" if len(issued) == 10 and issued.count("-") == 2 else _EPOCH,
        "REQ-IF-TOOL-ID": TOOL,
        "REQ-IF-VERSION": "1.0",
        "SOURCE-TOOL-ID": TOOL,
        "TITLE": title,
    }
    content = to_json(metadata.model_dump(exclude_defaults=True))
    values = {"reqif.type": SPECIFICATION_TYPE, "reqif.value.1": f"STDML.content={content}"}
    sections: list[Any] = [
        maker.section(section, str(index)) for index, section in enumerate(document.clauses)
    ]
    blocks: list[Any] = [maker.block(block, f"front.{index}") for index, block in enumerate(document.blocks)]
    specification = Clause(
        [Text(title)] if is_line(title) else [], blocks, sections, numbered=False,
        id=maker.guid("specification"), attrs=Attributes([SPECIFICATION], values),
    )  # fmt: skip
    maker.relate()
    return Document(Metadata(extra={names.KEY: header}), _definitions(), [specification])


class _Maker:
    """Makes objects of clauses and blocks."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._taken: set[str] = set()
        self._objects: dict[str, str] = {}
        self._relations: list[tuple[Attributes, str]] = []

    def guid(self, place: str) -> str:
        """Return the identifier for an id or a place."""
        return guid(self._name, place)

    def _identify(self, node: Any, place: str) -> str:
        own = getattr(node, "id", None)
        key = f"#{own}" if own is not None and f"#{own}" not in self._taken else f"/{place}"
        self._taken.add(key)
        return self.guid(key)

    def section(self, section: Any, place: str) -> Clause:
        """Return the object of a clause or a term entry."""
        is_entry = isinstance(section, TermEntry)
        blocks, clauses = ([], []) if is_entry else (section.blocks, section.clauses)
        head = section if is_entry else replace(section, blocks=[], clauses=[])
        words = plain_text(section.designations[0]) if is_entry else plain_text(section.title)
        exact = not is_entry and section.title and xhtml.write([Paragraph(section.title)]) is not None
        title = section.title if exact else [Text(" ".join(words.split()) or "—")]
        made = Clause(
            title,
            [self.block(block, f"{place}.b{index}") for index, block in enumerate(blocks)],
            [self.section(clause, f"{place}.{index}") for index, clause in enumerate(clauses)],
            id=self._identify(section, place),
        )
        made.attrs = self._attributes(head, HEADING_TYPE, head)
        self._remember(head, made)
        return made

    def block(self, block: Any, place: str) -> Requirement:
        """Return the object of a block."""
        made = Requirement(id=self._identify(block, place))
        plain = isinstance(block, Paragraph) and block.id is None and block.attrs is None
        exact = plain and block.children and xhtml.write([block]) is not None
        made.children = [block] if exact else _paragraphs(block)
        made.attrs = self._attributes(block, BLOCK_TYPE, None if exact else block)
        if made.children and len(made.children) > 1:
            made.attrs.values["reqif.text"] = "div/p"
        self._remember(block, made)
        return made

    def _attributes(self, node: Any, kind: str, content: Any) -> Attributes:
        found = [f"STDML.kind={node.kind}"]
        if getattr(node, "id", None):
            found.append(f"ReqIF.ForeignID={node.id}")
        if content is not None:
            found.append(f"STDML.content={to_json(dump(content))}")
        modalities = {inner.modality for inner in walk(node) if getattr(inner, "modality", None)}  # type: ignore[attr-defined]
        if modalities and kind == BLOCK_TYPE:
            found.append(
                "STDML.modality=" + SEPARATOR.join(name for name in _MODALITIES if name in modalities)
            )
        values = {f"reqif.value.{index}": text for index, text in enumerate(found, 1)}
        return Attributes([OBJECT], {"reqif.type": kind, **values})

    def _remember(self, node: Any, made: Any) -> None:
        for inner in walk(node):
            if getattr(inner, "id", None):
                self._objects.setdefault(inner.id, made.id)  # type: ignore[attr-defined]
            for relation in getattr(inner, "relations", ()):
                self._relations.append((made.attrs, relation))

    def relate(self) -> None:
        """Give each object the relations of its node whose target is another object."""
        for attrs, relation in self._relations:
            name, _, target = relation.rpartition(" ")
            if target in self._objects:
                index = sum(key.startswith("reqif.relation.") for key in attrs.values) + 1
                facts = {
                    "target": self._objects[target],
                    "type": RELATION_TYPE,
                    "LONG-NAME": name or "relation",
                }
                attrs.values[f"reqif.relation.{index}"] = line(facts)


def _paragraphs(block: Any) -> list[Any]:
    """Return the words of a block, a paragraph for each of its lines of text."""
    found = [" ".join(plain_text(list(nodes)).split()) for nodes in _runs(block)]
    return [Paragraph([Text(text)]) for text in found if text] or [Paragraph([Text("—")])]


def _runs(node: Any) -> Iterator[Any]:
    """Yield the runs of text below a node; the cells of a row make one."""
    if node.kind == "row":
        cells = [" ".join(plain_text(cell).split()) for cell in node.cells]
        yield [Text(SEPARATOR.join(cells))]
        return
    from stdml.model.kinds import fields_of

    for spec in fields_of(type(node)):
        value = getattr(node, spec.name)
        if spec.role == "inlines" and value:
            yield value
        elif spec.role in ("verbatim", "element") and value.strip():
            yield [Text(" ".join(value.split()))]
        elif spec.role == "nodes":
            for child in value:
                yield from _runs(child)


# --- From the shape of ReqIF


def read(document: Document, definitions: Definitions) -> Document | None:
    """Return the document that `wrap` was given, or None for a document from elsewhere."""
    if SPECIFICATION_TYPE not in definitions.types or len(document.clauses) != 1:
        return None
    specification = document.clauses[0]
    if not isinstance(specification, Clause) or _value(specification, "reqif.type") != SPECIFICATION_TYPE:
        return None
    if len(document.blocks) != 2 or not _is_all_ours(specification, definitions):
        return None
    try:
        metadata = Metadata(**json.loads(_named(specification).get("STDML.content", "{}")))
    except (ValueError, TypeError):
        return None
    blocks, clauses = _restored([*specification.blocks, *specification.clauses])
    return Document(metadata, blocks, clauses)


_NAMES = frozenset(("ReqIF.ForeignID", "STDML.kind", "STDML.content", "STDML.modality"))


def _is_all_ours(specification: Clause, definitions: Definitions) -> bool:
    """Whether a file says nothing that `wrap` does not: others may have added to it."""
    known = Definitions()
    for block in _definitions():
        known.add(xhtml.parse(block.text))
    if definitions != known:
        return False
    for node in walk(specification):
        attrs = getattr(node, "attrs", None)
        if node is specification or not isinstance(node, Clause | Requirement):
            continue
        if attrs is None or attrs.classes != [OBJECT] or not _NAMES.issuperset(_named(node)):
            return False
        for key, text in attrs.values.items():
            facts = parse(text) if key.startswith("reqif.relation.") else None
            if facts and facts.get("IDENTIFIER") != relation_guid(node.id or "", facts):
                return False
    return True


def relation_guid(source: str, facts: dict[str, Any]) -> str:
    """Return the identifier of a relation that has none: it follows from what it connects, and its name."""
    return guid(source, str(facts.get("target", "")), str(facts.get("LONG-NAME", "")))


def _value(node: Any, key: str) -> str:
    return str(node.attrs.values.get(key, "")) if node.attrs is not None else ""


def _named(node: Any) -> dict[str, str]:
    values = node.attrs.values if node.attrs is not None else {}
    pairs = [text.partition("=") for key, text in values.items() if key.startswith("reqif.value.")]
    return {name: text for name, _, text in pairs}


def _restored(nodes: list[Any]) -> tuple[list[Any], list[Any]]:
    blocks: list[Any] = []
    clauses: list[Any] = []
    for node in nodes:
        made = _node(node)
        for one in made:
            if isinstance(one, Clause | TermEntry):
                clauses.append(one)
            elif clauses and isinstance(clauses[-1], Clause):
                clauses[-1].blocks.append(one)
            else:
                blocks.append(one)
    return blocks, clauses


def _node(node: Any) -> list[Any]:
    if not isinstance(node, Clause | Requirement) or node.attrs is None or OBJECT not in node.attrs.classes:
        return [node]
    named = _named(node)
    kind = named.get("STDML.kind", "")
    content = _content(named.get("STDML.content"), kind)
    if kind in ("clause", "term_entry"):
        return [_section(node, content)]
    text = node.children if isinstance(node, Requirement) else node.blocks
    if content is None or _shown(_paragraphs(content)) != _shown(text):
        return list(text)
    return [content]


def _shown(blocks: list[Any]) -> list[str]:
    return [" ".join(plain_text(block).split()) for block in blocks]


def _content(text: str | None, kind: str) -> Any:
    if text is None:
        return None
    try:
        return adapter("section" if kind in ("clause", "term_entry") else "block").validate_json(text)
    except ValueError:
        return None


def _section(node: Any, content: Any) -> Any:
    title = node.title if isinstance(node, Clause) else []
    if content is None:
        content = Clause()
    inside = [*node.blocks, *node.clauses] if isinstance(node, Clause) else []
    blocks, clauses = _restored(inside)
    own = plain_text(content.designations[0]) if isinstance(content, TermEntry) else plain_text(content.title)
    if isinstance(content, TermEntry):
        return content
    unchanged = (" ".join(own.split()) or "—") == " ".join(plain_text(title).split()) or not title
    return replace(content, title=content.title if unchanged else title, blocks=blocks, clauses=clauses)
