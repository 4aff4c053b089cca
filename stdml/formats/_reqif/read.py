"""Reading ReqIF."""

from __future__ import annotations

import base64
import re
from typing import Any

from lxml import etree

from stdml.diagnostics import Diagnostic, Finding
from stdml.formats._facts import is_identifier, is_line, is_verbatim, line
from stdml.formats._reqif import archive, findings, names, own, xhtml
from stdml.formats._reqif.names import (
    FACTS,
    OBJECT,
    REFERENCE,
    SPECIFICATION,
    UNPLACED,
    VALUE,
    Definitions,
    Q,
    local,
)
from stdml.formats._reqif.source import ReqifSource
from stdml.model import (
    Attributes,
    Clause,
    CodeBlock,
    Container,
    CrossReference,
    Document,
    ForeignBlock,
    Image,
    Metadata,
    Paragraph,
    Requirement,
    Text,
    transform,
)
from stdml.model.walk import replace
from stdml.text.cjk import guess_language
from stdml.text.decode import decode
from stdml.text.understand import understand_document

MAX_BYTES = 256 * 1024 * 1024
_DEEPEST = 48
_doctype = re.compile(rb"<!DOCTYPE|<!ENTITY")


def read(data: bytes | str, path: str = "-") -> Document:
    """Return the document that a ReqIF file or archive is; nothing is ever raised and nothing else opened."""
    if isinstance(data, bytes) and archive.is_archive(data):
        return _read_archive(data, path)
    return _Reader(data, path).document()


def _read_archive(data: bytes, path: str) -> Document:
    held = archive.unpack(data)
    reader = _Reader(held.files.pop(held.main, b"<REQ-IF/>" if not held.main else b""), path)
    reader.files = held.files
    reader.main = held.main
    document = reader.document() if held.main else reader.finished(Document())
    made = [
        finding.diagnostic(reader.source, (0, 0), unreadable=finding is findings.BAD_ARCHIVE, **values)
        for finding, values in held.found
    ]
    document.diagnostics = [*made, *document.diagnostics]
    return document


class _Reader:
    """Reads one file."""

    def __init__(self, data: bytes | str, path: str) -> None:
        self.data = data.encode("utf-8", "replace") if isinstance(data, str) else data
        self.source = ReqifSource("", path)
        self.files: dict[str, bytes] = {}
        self.main = ""
        self.found: list[Diagnostic] = []
        self.definitions = Definitions()
        self.objects: dict[str, Any] = {}
        self.placed: set[str] = set()
        self.relations: dict[str, list[Any]] = {}
        self.shown: set[str] = set()

    def report(self, finding: Finding, element: Any = None, unreadable: bool = False, **values: Any) -> None:
        """Add a finding about an element."""
        where = self.source.line(element.sourceline or 1) if element is not None else (0, 0)
        self.found.append(finding.diagnostic(self.source, where, unreadable=unreadable, **values))

    def finished(self, document: Document) -> Document:
        """Return a document with its source and what was found."""
        document.source = self.source
        document.diagnostics = self.found
        return document

    def document(self) -> Document:
        """Return the document."""
        if len(self.data) > MAX_BYTES:
            self.report(findings.TOO_LARGE, unreadable=True, limit=MAX_BYTES // 1024 // 1024)
            return self.finished(Document())
        text, repairs = decode(self.data)
        self.source = ReqifSource(text, self.source.path)
        self.found += [
            repair.finding.diagnostic(self.source, repair.span, **repair.values) for repair in repairs
        ]
        whole = Document(blocks=[CodeBlock(text)] if text else [])
        if _doctype.search(self.data):
            self.report(findings.ENTITIES, unreadable=True)
            return self.finished(whole)
        try:
            # Comments and instructions say nothing about requirements; everything else is kept.
            root = etree.fromstring(_without_declaration(text).encode(), _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            self.report(findings.NOT_XML, unreadable=True, reason=str(error))
            return self.finished(whole)
        if root.tag != Q + "REQ-IF":
            self.report(findings.NOT_REQIF, root, unreadable=True, name=str(root.tag))
            return self.finished(whole)
        document = self._document(root)
        if (restored := own.read(document, self.definitions)) is not None:
            document = restored
        understand_document(document)
        return self.finished(document)

    # --- The parts of the file

    def _document(self, root: Any) -> Document:
        metadata = self._metadata(root)
        blocks: list[Any] = []
        clauses: list[Any] = []
        content = root.find(f"{Q}CORE-CONTENT/{Q}REQ-IF-CONTENT")
        parts = {local(child): child for child in (content if content is not None else ())}
        for name in ("DATATYPES", "SPEC-TYPES"):
            if name in parts:
                self.definitions.add(parts[name])
                blocks.append(self._foreign(parts[name]))
        for element in parts.get("SPEC-OBJECTS", ()):
            identifier = element.get("IDENTIFIER")
            if local(element) != "SPEC-OBJECT" or not is_identifier(identifier) or identifier in self.objects:
                self.report(findings.DUPLICATE, element, name=identifier or "")
                blocks.append(self._foreign(element))
            else:
                self.objects[identifier] = element
        for element in parts.get("SPEC-RELATIONS", ()):
            if not self._is_simple_relation(element):
                blocks.append(self._foreign(element))
        for element in parts.get("SPECIFICATIONS", ()):
            clauses.append(self._specification(element))
        unplaced: list[Any] = [
            self._block(element, None) for key, element in self.objects.items() if key not in self.placed
        ]
        if unplaced:
            clauses.append(
                Clause(
                    [Text("Objects in no specification")],
                    unplaced,
                    numbered=False,
                    attrs=Attributes([UNPLACED]),
                )
            )
        for name, element in parts.items():
            if name == "SPEC-RELATION-GROUPS" or name not in names.CONTENT:
                blocks.append(self._foreign(element))
        blocks += [
            self._foreign(child) for child in root if local(child) not in ("THE-HEADER", "CORE-CONTENT", "")
        ]
        document = Document(metadata, blocks, clauses)
        if self.files:
            document = self._with_pictures(document)
            document.blocks += [
                ForeignBlock(f"{name}\n{base64.b64encode(content).decode()}", names.FILE)
                for name, content in self.files.items()
                if name not in self.shown
            ]
        return document

    def _metadata(self, root: Any) -> Metadata:
        metadata = Metadata()
        record: dict[str, Any] = {}
        header = root.find(f"{Q}THE-HEADER/{Q}REQ-IF-HEADER")
        for key, value in root.attrib.items():
            record[f"REQ-IF {key}"] = value
        if header is not None:
            record |= {key: value for key, value in header.attrib.items() if is_verbatim(value)}
            for child in header:
                if local(child):
                    record[local(child)] = child.text or ""
        title: Any = record.get("TITLE")
        if is_line(title):
            metadata.title = {guess_language(title): [record.pop("TITLE")]}
        if self.main:
            record["file"] = self.main
        # A file with a header without anything in it is still a file with a header.
        metadata.extra = {names.KEY: record}
        return metadata

    def _foreign(self, element: Any) -> ForeignBlock:
        # Spaces between the elements of ReqIF say nothing, so the same content is always the same text.
        copy = _copy(element)
        names.indent(copy)
        return self._placed(ForeignBlock(xhtml.serialize(copy), names.FOREIGN), element)  # type: ignore[no-any-return]

    def _placed(self, node: Any, element: Any) -> Any:
        if element.sourceline:
            node.span = (element.sourceline, element.sourceline)
        return node

    def _is_simple_relation(self, element: Any) -> bool:
        """Remember a relation for its source; False for one that says more than its ends, type and values."""
        if local(element) != "SPEC-RELATION" or not is_identifier(element.get("IDENTIFIER")):
            return False
        facts = {"target": _ref(element, "TARGET"), "type": _ref(element, "TYPE"), **element.attrib}
        source = _ref(element, "SOURCE")
        if source not in self.objects or facts["target"] not in self.objects:
            self.report(
                findings.UNRESOLVED, element, name="SPEC-RELATION", target=f"{source} → {facts['target']}"
            )
            return False
        inside = {local(child) for child in element}
        values, rest = self._values(element, facts["type"])
        if rest or inside - {"TARGET", "SOURCE", "TYPE", "VALUES"} or not all(map(is_line, facts.values())):
            return False
        if any(name == VALUE for name, _ in values):
            return False
        facts |= {f"value {index}": text for index, (_, text) in enumerate(values, 1)}
        self.relations.setdefault(source, []).append(facts)
        return True

    # --- Specifications and objects

    def _specification(self, element: Any) -> Clause:
        clause = Clause(attrs=Attributes([SPECIFICATION]), numbered=False)
        identifier = element.get("IDENTIFIER")
        clause.id = identifier if is_identifier(identifier) else None
        attrs = clause.attrs
        assert attrs is not None
        self._facts(element, attrs, ("LAST-CHANGE", "DESC"))
        name = element.get("LONG-NAME")
        if is_line(name):
            clause.title = [Text(name)]
        self._content(element, clause.blocks, attrs, titled=None)
        children = element.find(Q + "CHILDREN")
        self._hierarchy(children if children is not None else (), clause, 2)
        return self._placed(clause, element)  # type: ignore[no-any-return]

    def _hierarchy(self, children: Any, clause: Clause, depth: int) -> None:
        for child in children:
            target = _ref(child, "OBJECT")
            below = child.find(Q + "CHILDREN")
            if local(child) != "SPEC-HIERARCHY" or target not in self.objects or depth > _DEEPEST:
                if depth > _DEEPEST:
                    self.report(findings.TOO_DEEP, child)
                    self.placed.update(_targets(child))
                elif local(child):
                    self.report(findings.UNRESOLVED, child, name=local(child), target=target)
                    self.placed.update(_targets(child))
                if local(child) and clause.clauses:
                    # It stands after clauses, so only a clause keeps its place.
                    kept = Clause(
                        blocks=[self._foreign(child)], numbered=False, attrs=Attributes([names.KEPT])
                    )
                    clause.clauses.append(kept)
                elif local(child):
                    clause.blocks.append(self._foreign(child))
                continue
            has_children = below is not None and len(below) > 0
            node = self._node(self.objects[target], child, has_children or bool(clause.clauses))
            if not isinstance(node, Clause):
                clause.blocks.append(node)
                continue
            clause.clauses.append(node)
            if has_children:
                self._hierarchy(below, node, depth + 1)

    def _node(self, element: Any, place: Any, as_clause: bool) -> Any:
        identifier = element.get("IDENTIFIER")
        if identifier in self.placed:
            return self._reference(element, place, as_clause)
        self.placed.add(identifier)
        titled = any(self._is_title(value, element) for value in _values_of(element))
        if not (titled or as_clause):
            return self._block(element, place)
        attrs = Attributes([OBJECT])
        clause = Clause(attrs=attrs, numbered=False, id=identifier)
        self._fill(element, place, clause.blocks, attrs, clause)
        clause.numbered = bool(clause.title)
        return self._placed(clause, element)

    def _block(self, element: Any, place: Any) -> Requirement:
        """Return an object as a requirement: it is what ReqIF identifies (ReqIF 1.2, 10.8.33)."""
        attrs = Attributes([OBJECT])
        node = Requirement(id=element.get("IDENTIFIER"), attrs=attrs)
        self._fill(element, place, node.children, attrs, None)
        node.relations = [
            f"{facts.get('LONG-NAME') or 'relation'} {facts['target']}"
            for facts in self.relations.get(node.id or "", ())
        ]
        return self._placed(node, element)  # type: ignore[no-any-return]

    def _reference(self, element: Any, place: Any, as_clause: bool) -> Any:
        """Return a further place of an object that stands elsewhere."""
        attrs = Attributes([REFERENCE], {"reqif.hierarchy": line(dict(place.attrib))})
        shown: list[Any] = [Paragraph([CrossReference([], element.get("IDENTIFIER"))])]
        shown += self._rest_of_place(place)
        node = (
            Clause(blocks=shown, numbered=False, attrs=attrs)
            if as_clause
            else Requirement(children=shown, attrs=attrs)
        )
        return self._placed(node, place)

    def _fill(
        self, element: Any, place: Any, blocks: list[Any], attrs: Attributes, titled: Clause | None
    ) -> None:
        self._facts(element, attrs, tuple(FACTS))
        if place is not None:
            attrs.values["reqif.hierarchy"] = line(dict(place.attrib))
        self._content(element, blocks, attrs, titled)
        for index, facts in enumerate(self.relations.get(element.get("IDENTIFIER"), ()), 1):
            attrs.values[f"reqif.relation.{index}"] = line(facts)
        if place is not None:
            blocks += self._rest_of_place(place)

    def _rest_of_place(self, place: Any) -> list[Any]:
        """Return what a place in the hierarchy holds besides object and children, as foreign content."""
        if all(local(child) in ("OBJECT", "CHILDREN", "") for child in place):
            return []
        rest = etree.Element(place.tag, nsmap=place.nsmap)
        rest.extend(_copy(child) for child in place if local(child) not in ("OBJECT", "CHILDREN", ""))
        return [self._placed(ForeignBlock(xhtml.serialize(rest), names.FOREIGN), place)]

    def _facts(self, element: Any, attrs: Attributes, known: tuple[str, ...]) -> None:
        others = {}
        for key, value in element.attrib.items():
            if key in known and is_line(value):
                attrs.values[FACTS[key]] = value
            elif key != "IDENTIFIER" and not (
                key == "LONG-NAME" and "LONG-NAME" not in known and is_line(value)
            ):
                others[key] = value
        if others:
            attrs.values["reqif.attributes"] = line(others)
        if is_line(kind := _ref(element, "TYPE")):
            attrs.values["reqif.type"] = kind

    def _content(self, element: Any, blocks: list[Any], attrs: Attributes, titled: Clause | None) -> None:
        """Add values and everything else that an object holds to a node."""
        kind = _ref(element, "TYPE")
        for child in element:
            if local(child) not in ("VALUES", "TYPE", "CHILDREN", ""):
                blocks.append(self._foreign(child))
        # The text first, so that the order of the values, which says nothing, makes no difference.
        for value in sorted(_values_of(element), key=lambda one: self._name(one, kind) != names.TEXT):
            if titled is not None and self._is_title(value, element):
                titled.title = self._title(value)
            elif self._name(value, kind) == names.TEXT and (root := _xhtml(value)) is not None:
                found, shape = xhtml.read(root)
                blocks[:0] = [self._placed(block, value) for block in found]
                attrs.values |= {"reqif.text": shape} if shape != xhtml.SHAPES[0] else {}
            elif (text := self._short(value, kind)) is not None:
                attrs.values[
                    f"reqif.value.{sum(key.startswith('reqif.value.') for key in attrs.values) + 1}"
                ] = text
            else:
                blocks.append(self._long(value, kind))

    def _values(self, element: Any, kind: str) -> tuple[list[tuple[str, str]], list[Any]]:
        found, rest = [], []
        for value in _values_of(element):
            text = self._short(value, kind)
            if text is None:
                rest.append(value)
            else:
                found.append(("", text))
        return found, rest

    def _name(self, value: Any, kind: str) -> str:
        definition = self.definitions.types.get(kind, {}).get(_ref(value, "DEFINITION"))
        wanted = local(value).removeprefix("ATTRIBUTE-VALUE-")
        return definition.name if definition is not None and definition.kind == wanted else ""

    def _is_title(self, value: Any, element: Any) -> bool:
        """Whether a value is a chapter name that a title can hold exactly."""
        if self._name(value, _ref(element, "TYPE")) != names.TITLE or set(value.attrib) - {"THE-VALUE"}:
            return False
        return bool(self._title(value))

    def _title(self, value: Any) -> list[Any]:
        root = _xhtml(value)
        if root is None:
            text = value.get("THE-VALUE")
            return [Text(text)] if is_line(text) else []
        if root.tag != f"{{{xhtml.XHTML}}}div" or root.attrib:
            return []
        blocks, shape = xhtml.read(root)
        return list(blocks[0].children) if shape == "div" and isinstance(blocks[0], Paragraph) else []

    def _short(self, value: Any, kind: str) -> str | None:
        """Return a value as one line: name of the attribute, `=`, values; None if that cannot be."""
        name = self._name(value, kind)
        if not is_line(name) or set(value.attrib) - {"THE-VALUE"} or "=" in name:
            return None
        what = local(value).removeprefix("ATTRIBUTE-VALUE-")
        inside = {local(child) for child in value}
        if what == "ENUMERATION" and inside <= {"DEFINITION", "VALUES", ""} and not value.attrib:
            known = self.definitions.values.get(
                self.definitions.types[kind][_ref(value, "DEFINITION")].datatype, {}
            )
            chosen = [
                known.get((one.text or "").strip()) for one in value.iterfind(f"{Q}VALUES/{Q}ENUM-VALUE-REF")
            ]
            if None in chosen or any(own.SEPARATOR in one for one in chosen if one):
                return None
            text = f"{name}={own.SEPARATOR.join(one for one in chosen if one)}"
        elif (
            what not in ("ENUMERATION", "XHTML")
            and inside <= {"DEFINITION", ""}
            and "THE-VALUE" in value.attrib
        ):
            text = f"{name}={value.get('THE-VALUE')}"
        else:
            return None
        return text if is_line(text) else None

    def _long(self, value: Any, kind: str) -> Any:
        name = self._name(value, kind)
        root = _xhtml(value)
        if name and root is not None and not value.attrib:
            blocks, shape = xhtml.read(root)
            values = {"reqif.name": name} | ({"reqif.text": shape} if shape != xhtml.SHAPES[0] else {})
            if all(map(is_line, values.values())):
                return self._placed(Container(VALUE, blocks, attrs=Attributes([], values)), value)
        return self._foreign(value)

    # --- Files

    def _with_pictures(self, document: Document) -> Document:
        """Return a document whose pictures hold the files of the archive."""

        def show(node: Any) -> Any:
            if isinstance(node, Image) and node.src in self.files:
                kind = names.IMAGE_TYPES.get(node.src.rpartition(".")[2].lower())
                if kind is not None:
                    self.shown.add(node.src)
                    data = base64.b64encode(self.files[node.src]).decode()
                    return replace(node, src=f"data:{kind};base64,{data}")
            return node

        return transform(document, show)  # type: ignore[return-value]


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", lambda match: "\n" * match.group().count("\n"), text, count=1)


def _ref(element: Any, name: str) -> str:
    """Return the identifier that a child element refers to."""
    return (element.findtext(f"{Q}{name}/*") or "").strip()


def _targets(place: Any) -> set[str]:
    return {_ref(one, "OBJECT") for one in place.iter(Q + "SPEC-HIERARCHY")}


def _values_of(element: Any) -> list[Any]:
    values = element.find(Q + "VALUES")
    return [] if values is None else [one for one in values if local(one)]


def _xhtml(value: Any) -> Any:
    """Return the one element that an XHTML value is, or None."""
    content = value.find(Q + "THE-VALUE")
    if local(value) != "ATTRIBUTE-VALUE-XHTML" or content is None or len(content) != 1 or content.attrib:
        return None
    if {local(child) for child in value} - {"DEFINITION", "THE-VALUE", ""}:
        return None
    stray = (content.text or "").strip() or (content[0].tail or "").strip()
    return None if stray else content[0]


def _copy(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element, with_tail=False), _parser())
