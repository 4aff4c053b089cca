"""Writing ReqIF 1.2 (its schema 1.0, namespace 20110401)."""

from __future__ import annotations

import base64
import copy
from typing import Any

from lxml import etree

from stdml.diagnostics import Loss
from stdml.formats._facts import parse
from stdml.formats._reqif import archive, names, own, xhtml
from stdml.formats._reqif.names import (
    FACTS,
    KEPT,
    NAMESPACE,
    OBJECT,
    REFERENCE,
    SPECIFICATION,
    UNPLACED,
    VALUE,
    Definition,
    Definitions,
    Q,
    indent,
    local,
)
from stdml.model import (
    Clause,
    Container,
    CrossReference,
    Document,
    ForeignBlock,
    Image,
    Requirement,
    plain_text,
    walk,
)
from stdml.registry import Written
from stdml.text.context import Context
from stdml.text.runs import runs
from stdml.text.understand import forget, understand

_HEADER = (
    "COMMENT", "CREATION-TIME", "REPOSITORY-ID", "REQ-IF-TOOL-ID", "REQ-IF-VERSION", "SOURCE-TOOL-ID",
    "TITLE",
)  # fmt: skip
_DEFAULT: Any = {None: NAMESPACE}
_EPOCH = "1970-01-01T00:00:00Z"
_KEYS = {value: key for key, value in FACTS.items()}


def write(document: Document, archived: bool = False) -> Written:
    """Return a document as ReqIF, and what of it that cannot hold.

    Args:
        document: the document
        archived: whether to write an archive, which also holds files
    """
    losses: list[Loss] = []
    plain = _forgotten(document, losses)
    if not _is_reqif(plain):
        plain = own.wrap(plain)
    writer = _Writer(plain)
    writer.losses += losses
    data = writer.write()
    if not archived:
        for name in writer.files:
            writer.losses.append(Loss("image", name, "only an archive, .reqifz, holds files"))
        return Written(data.decode(), writer.losses)
    return Written(archive.pack(writer.main, data, writer.files), writer.losses)


def _forgotten(document: Document, losses: list[Loss]) -> Document:
    """Return a copy without the nodes that the words alone show; words that are not to show any are lost."""
    made = Document(document.metadata, copy.deepcopy(document.blocks), copy.deepcopy(document.clauses))
    found = list(runs(made))
    context = Context.of(made, found)
    for node, name, provisions in found:
        before = getattr(node, name)
        after = forget(before, context, provisions)
        if understand(after, context, provisions) != before:
            losses.append(
                Loss(node.kind, "literal", "words that mean nothing are understood when read again")
            )
        setattr(node, name, after)
    return made


def _is_reqif(document: Document) -> bool:
    return names.KEY in document.metadata.extra


class _Writer:
    """Writes a document that has the shape in which ReqIF is read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.losses: list[Loss] = []
        self.files: dict[str, bytes] = {}
        record = document.metadata.extra.get(names.KEY)
        self.record: dict[str, Any] = dict(record) if isinstance(record, dict) else {}
        self.main = str(self.record.pop("file", "document.reqif"))
        self.changed = str(self.record.get("CREATION-TIME", _EPOCH))
        self.definitions = Definitions()
        self.parts = {name: etree.Element(Q + name, nsmap=_DEFAULT) for name in names.CONTENT}

    def lose(self, node: Any, facet: str, reason: str) -> None:
        """Add something that ReqIF cannot hold."""
        self.losses.append(Loss(getattr(node, "kind", "document"), facet, reason))

    def write(self) -> bytes:
        """Return the file."""
        root = etree.Element(Q + "REQ-IF", nsmap={**_DEFAULT, "xhtml": xhtml.XHTML})
        self._header(root)
        content = _sub(_sub(root, "CORE-CONTENT"), "REQ-IF-CONTENT")
        extensions = []
        for block in self.document.blocks:
            if isinstance(block, ForeignBlock) and block.format == names.FILE:
                self._file(block)
            elif (element := _foreign(block)) is not None:
                name = local(element)
                if name in ("DATATYPES", "SPEC-TYPES"):
                    self.definitions.add(element)
                    self.parts[name] = element
                elif name in self.parts:
                    self.parts[name] = element
                elif name == "SPEC-OBJECT":
                    self.parts["SPEC-OBJECTS"].append(element)
                elif name.startswith("SPEC-RELATION"):
                    self.parts["SPEC-RELATIONS"].append(element)
                else:
                    extensions.append(element)
            else:
                self.lose(block, "content", "it stands outside of every specification")
        for clause in self.document.clauses:
            self._clause(clause)
        for name in names.CONTENT:
            if len(self.parts[name]) or self.parts[name].attrib:
                content.append(self.parts[name])
        root.extend(extensions)
        self._pictures()
        xhtml.drop_unused_namespaces(root, ("xhtml",))
        indent(root)
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="utf-8") + b"\n"

    def _header(self, root: Any) -> None:
        record = dict(self.record)
        for key in [key for key in record if key.startswith("REQ-IF ")]:
            root.set(key.removeprefix("REQ-IF "), str(record.pop(key)))
        header = _sub(_sub(root, "THE-HEADER"), "REQ-IF-HEADER")
        titles = next(iter(self.document.metadata.title.values()), [])
        if titles:
            record["TITLE"] = " — ".join(titles)
        header.set(
            "IDENTIFIER", str(record.pop("IDENTIFIER", own.guid("header", str(record.get("TITLE", "")))))
        )
        defaults = {"CREATION-TIME": _EPOCH, "REQ-IF-TOOL-ID": own.TOOL, "REQ-IF-VERSION": "1.0",
                    "SOURCE-TOOL-ID": own.TOOL, "TITLE": ""}  # fmt: skip
        for key in _HEADER:
            value = record.pop(key, defaults.get(key))
            if value is not None:
                _sub(header, key).text = str(value)
        for key in record:
            self.lose(self.document, key, "the header of ReqIF has no such member")

    def _file(self, block: ForeignBlock) -> None:
        name, _, text = block.text.partition("\n")
        try:
            self.files[name] = base64.b64decode(text, validate=True)
        except ValueError:
            self.lose(block, name, "it is no Base64")

    def _pictures(self) -> None:
        for node in walk(self.document):
            inside = getattr(node, "children", None) or []
            if node.kind != "span" or len(inside) != 1 or not isinstance(inside[0], Image):
                continue
            src = inside[0].src or ""
            name = node.attrs.values.get("xhtml.data") if node.attrs else None  # type: ignore[attr-defined]
            if name and src.startswith("data:") and ";base64," in src:
                self.files[name] = base64.b64decode(src.partition(";base64,")[2])

    # --- Specifications and objects

    def _clause(self, clause: Any) -> None:
        classes = clause.attrs.classes if clause.attrs is not None else []
        if UNPLACED in classes:
            for block in [*clause.blocks, *clause.clauses]:
                self._object(block)
            return
        element = _sub(self.parts["SPECIFICATIONS"], "SPECIFICATION")
        values = clause.attrs.values if SPECIFICATION in classes else {}
        name = plain_text(getattr(clause, "title", []))
        self._identify(element, clause, values, {"LONG-NAME": name} if name else {})
        rest = self._content(element, clause, values, [*getattr(clause, "blocks", [])], None)
        if SPECIFICATION not in classes:
            self.lose(clause, "attrs", "a new specification has no type")
        if values.get("reqif.type"):
            _refer(
                element,
                "TYPE",
                self._type_element(values["reqif.type"], "SPECIFICATION-TYPE"),
                values["reqif.type"],
            )
        elif kinds := [key for key, kind in self.definitions.kinds.items() if kind == "SPECIFICATION-TYPE"]:
            _refer(element, "TYPE", "SPECIFICATION-TYPE", kinds[0])
        self._children(element, [*rest, *getattr(clause, "clauses", [])], clause)

    def _children(self, element: Any, nodes: list[Any], owner: Any) -> None:
        children = etree.Element(Q + "CHILDREN")
        for node in nodes:
            if (kept := _foreign(node)) is not None and local(kept) == "SPEC-HIERARCHY":
                children.append(kept)
            elif isinstance(node, Clause) and node.attrs is not None and KEPT in node.attrs.classes:
                children.extend(one for block in node.blocks if (one := _foreign(block)) is not None)
            elif isinstance(node, Clause | Requirement):
                self._place(children, node)
            else:
                self.lose(node, "content", "it stands outside of every object")
        if len(children):
            element.append(children)

    def _place(self, children: Any, node: Any) -> None:
        values = node.attrs.values if node.attrs is not None else {}
        classes = node.attrs.classes if node.attrs is not None else []
        place = _sub(children, "SPEC-HIERARCHY")
        target = node.id or own.guid("object", plain_text(node))
        facts = parse(values.get("reqif.hierarchy", "{}"))
        facts = facts if isinstance(facts, dict) and facts else {
            "IDENTIFIER": own.guid(target, "hierarchy"), "LAST-CHANGE": self.changed
        }  # fmt: skip
        for key, value in facts.items():
            place.set(key, str(value))
        blocks = list(node.children if isinstance(node, Requirement) else node.blocks)
        for block in list(blocks):
            if (
                (kept := _foreign(block)) is not None
                and local(kept) == "SPEC-HIERARCHY"
                and not _is_whole(kept)
            ):
                place.extend(list(kept))
                blocks.remove(block)
        if REFERENCE in classes:
            target = (
                next((one.target for one in walk(node) if isinstance(one, CrossReference)), None) or target
            )
            blocks = [block for block in blocks if block.kind != "paragraph"]
            rest = blocks
        else:
            rest = self._object(node, blocks)
        _refer(place, "OBJECT", "SPEC-OBJECT", target)
        self._children(place, [*rest, *getattr(node, "clauses", [])], node)

    def _object(self, node: Any, blocks: list[Any] | None = None) -> list[Any]:
        """Write an object, and return the nodes that stand below it in the hierarchy."""
        if not isinstance(node, Clause | Requirement):
            self.lose(node, "content", "it is no object")
            return []
        if blocks is None:
            blocks = list(node.children if isinstance(node, Requirement) else node.blocks)
        values = dict(node.attrs.values) if node.attrs is not None else {}
        if node.attrs is None or OBJECT not in node.attrs.classes:
            values.setdefault("reqif.type", self._usual_type())
        element = _sub(self.parts["SPEC-OBJECTS"], "SPEC-OBJECT")
        self._identify(element, node, values, {})
        rest = self._content(element, node, values, blocks, node if isinstance(node, Clause) else None)
        if values.get("reqif.type"):
            _refer(element, "TYPE", "SPEC-OBJECT-TYPE", values["reqif.type"])
        for key, text in values.items():
            if key.startswith("reqif.relation."):
                self._relation(element.get("IDENTIFIER"), parse(text), node)
        return rest

    def _usual_type(self) -> str:
        """Return the type that has a text and a title, for an object that was added."""
        for key, kind in self.definitions.kinds.items():
            if kind == "SPEC-OBJECT-TYPE" and self.definitions.by_name(key, names.TEXT):
                return key
        return ""

    def _type_element(self, identifier: str, usual: str) -> str:
        return self.definitions.kinds.get(identifier, usual)

    def _identify(self, element: Any, node: Any, values: dict[str, str], more: dict[str, str]) -> None:
        facts = {_KEYS[key]: text for key, text in values.items() if key in _KEYS}
        others = parse(values.get("reqif.attributes", "{}"))
        identifier = node.id or own.guid("object", plain_text(node))
        found = {"IDENTIFIER": identifier, **facts, **more, **(others if isinstance(others, dict) else {})}
        found.setdefault("LAST-CHANGE", self.changed)
        for key, value in found.items():
            element.set(key, str(value))

    def _content(
        self, element: Any, node: Any, values: dict[str, str], blocks: list[Any], titled: Clause | None
    ) -> list[Any]:
        """Write values and kept elements; return the blocks that are objects themselves."""
        holder = etree.Element(Q + "VALUES")
        kind = values.get("reqif.type", "")
        if titled is not None and titled.title:
            self._titled(holder, titled, kind)
        text, rest = [], []
        for block in blocks:
            kept = _foreign(block)
            if kept is not None and local(kept).startswith("ATTRIBUTE-VALUE-"):
                holder.append(kept)
            elif kept is not None and local(kept) != "SPEC-HIERARCHY":
                element.append(kept)
            elif isinstance(block, Container) and block.name == VALUE:
                self._long(holder, block, kind)
            elif kept is not None or (isinstance(block, Requirement) and _is_object(block)):
                rest.append(block)
            else:
                text.append(block)
        if text:
            self._xhtml(
                holder, self.definitions.by_name(kind, names.TEXT), text, values.get("reqif.text", ""), node
            )
        for key, line in values.items():
            if key.startswith("reqif.value."):
                self._short(holder, line, kind, node)
        if len(holder):
            element.insert(0, holder)
        return rest

    def _titled(self, holder: Any, clause: Clause, kind: str) -> None:
        definition = self.definitions.by_name(kind, names.TITLE)
        if definition is not None and definition.kind == "STRING":
            value = _value(holder, definition)
            value.set("THE-VALUE", plain_text(clause.title))
            return
        from stdml.model import Paragraph

        self._xhtml(holder, definition, [Paragraph(clause.title)], "", clause)

    def _xhtml(
        self, holder: Any, definition: Definition | None, blocks: list[Any], shape: str, node: Any
    ) -> None:
        if definition is None or definition.kind != "XHTML":
            self.lose(node, "text", "the type of the object has no such attribute")
            return
        shapes = [shape] if shape else []
        found = next((e for s in (*shapes, *xhtml.SHAPES) if (e := xhtml.write(blocks, s)) is not None), None)
        if found is None:
            self.lose(node, "markup", "XHTML cannot hold it; its words are kept")
            found = xhtml.words(blocks)
        value = _value(holder, definition)
        _sub(value, "THE-VALUE").append(found)

    def _long(self, holder: Any, container: Container, kind: str) -> None:
        values = container.attrs.values if container.attrs is not None else {}
        definition = self.definitions.by_name(kind, values.get("reqif.name", ""))
        self._xhtml(holder, definition, container.children, values.get("reqif.text", ""), container)

    def _short(self, holder: Any, line: str, kind: str, node: Any) -> None:
        name, _, text = line.partition("=")
        definition = self.definitions.by_name(kind, name)
        if definition is None:
            self.lose(node, name, "the type of the object has no such attribute")
            return
        value = _value(holder, definition)
        if definition.kind != "ENUMERATION":
            value.set("THE-VALUE", text)
            return
        known = {word: key for key, word in self.definitions.values.get(definition.datatype, {}).items()}
        chosen = _sub(value, "VALUES")
        for word in text.split(own.SEPARATOR) if text else []:
            if word in known:
                _sub(chosen, "ENUM-VALUE-REF").text = known[word]
            else:
                self.lose(node, name, f"the enumeration has no value {word}")

    def _relation(self, source: str, facts: Any, node: Any) -> None:
        if not isinstance(facts, dict) or "target" not in facts:
            self.lose(node, "relations", "it has no target")
            return
        element = _sub(self.parts["SPEC-RELATIONS"], "SPEC-RELATION")
        kind = str(facts.get("type", ""))
        own_facts = {
            key: text
            for key, text in facts.items()
            if key not in ("target", "type") and not key.startswith("value ")
        }
        own_facts.setdefault("IDENTIFIER", own.relation_guid(source, facts))
        own_facts.setdefault("LAST-CHANGE", self.changed)
        for key, value in own_facts.items():
            element.set(key, str(value))
        holder = etree.Element(Q + "VALUES")
        for key, line in facts.items():
            if key.startswith("value "):
                self._short(holder, str(line), kind, node)
        if len(holder):
            element.append(holder)
        _refer(element, "TARGET", "SPEC-OBJECT", str(facts["target"]))
        _refer(element, "SOURCE", "SPEC-OBJECT", source)
        if kind:
            _refer(element, "TYPE", "SPEC-RELATION-TYPE", kind)


def _sub(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, Q + name)


def _refer(element: Any, role: str, kind: str, identifier: str) -> None:
    _sub(_sub(element, role), f"{kind}-REF").text = identifier


def _value(holder: Any, definition: Definition) -> Any:
    value = _sub(holder, f"ATTRIBUTE-VALUE-{definition.kind}")
    _refer(value, "DEFINITION", f"ATTRIBUTE-DEFINITION-{definition.kind}", definition.id)
    return value


def _foreign(block: Any) -> Any:
    if isinstance(block, ForeignBlock) and block.format == names.FOREIGN:
        return xhtml.parse(block.text)
    return None


def _is_whole(element: Any) -> bool:
    """Whether a kept place in the hierarchy names its object, and so is no mere rest of one."""
    return element.find(Q + "OBJECT") is not None or bool(element.attrib)


def _is_object(block: Any) -> bool:
    classes = block.attrs.classes if block.attrs is not None else []
    return OBJECT in classes or REFERENCE in classes
