"""Documents that do not come from OSCAL: every block is a part, every clause a group or control.

The class of a part, `stdml-` and the element of the node, says what it is; properties in the namespace of
STDML hold its fields: one for each value, `class` and `value.KEY` for the author's attributes. Running text
is `prose`; where markup cannot hold it, the prose is its words and the property `content` the inline nodes as
JSON, which count as long as the prose is still those words. A field beside the main one is a part whose class
is `stdml.` and its name. Program text, TeX and foreign content are fenced code.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

from stdml.formats._facts import to_json
from stdml.formats._nodes import adapter, dump
from stdml.formats.oscal.draft import Draft, Path, Reading, Writing
from stdml.formats.oscal.prose import MARKUP, Labels, read_line, write_line
from stdml.model import Attributes, Clause, ForeignInline, Paragraph, TermEntry, Text, plain_text, walk
from stdml.model.content import NAMESPACE
from stdml.model.kinds import BLOCKS, BY_ELEMENT, BY_KIND, ELEMENT, FieldSpec, fields_of

NODE, FIELD = "stdml-", "stdml."
FRONT = "stdml-front"
"""The class of the group that holds what stands before the first clause."""

_GENERATED = re.compile(r"stdml\.[0-9a-f]{12}(\.\d+)?")
_string = re.compile(r"\S(.*\S)?", re.ASCII)
_fence = re.compile(r"(`{3,})\n(.*)\n\1", re.DOTALL)
_ticks = re.compile("`{3,}")

# Names that OSCAL itself has for parts; all others are names in the namespace of STDML.
_NAMES = {"list_item": "item", "note": "guidance", "example": "guidance"}


# --- Text


def title(nodes: list[Any], writing: Writing) -> str:
    """Return running text as a line of markup; what that cannot hold is a loss."""
    if len(nodes) == 1 and isinstance(nodes[0], ForeignInline) and nodes[0].format == MARKUP:
        return nodes[0].text
    text, content = _markup(nodes, writing)
    if content is not None or "\n" in text:
        writing.lose(nodes[0], "markup", "a line of OSCAL markup cannot hold it; its words are kept")
    return text.replace("\n", " ")


def prose(paragraph: Paragraph, writing: Writing) -> str | None:
    """Return a paragraph as markup, or None where that cannot hold all of it."""
    text, content = _markup(paragraph.children, writing)
    return text if text and content is None else None


def _markup(nodes: list[Any], writing: Writing) -> tuple[str, str | None]:
    """Return inline nodes as markup and, where that cannot hold them, as JSON too."""
    if not nodes:
        return "", None
    forgotten = writing.forget(nodes)
    text = write_line(forgotten, writing.labels)
    if text:
        return text, None
    return _words(forgotten, writing.labels), to_json([dump(node) for node in forgotten])


def _words(nodes: list[Any], labels: Labels) -> str:
    """Return the words of inline nodes as markup, an em dash where there are none."""
    words = " ".join(plain_text(nodes).split()) or "—"
    return write_line([Text(words)], labels) or words


def _inlines(text: Any, content: str | None, labels: Labels) -> list[Any] | None:
    """Return inline nodes from markup, or from JSON where the markup still is its words."""
    if content is not None:
        try:
            nodes: list[Any] = adapter("inlines").validate_json(content)
        except ValueError:
            nodes = []
        if nodes and _words(nodes, labels) == text:
            return nodes
    return read_line(text, labels, breaks=True) if isinstance(text, str) and text else []


# --- Properties


def prop(name: str, value: str) -> dict[str, str]:
    """Return a property in the namespace of STDML; a value that no property can have is a JSON string."""
    fits = _string.fullmatch(value) and not value.startswith('"') and value.isprintable()
    return {"name": name, "ns": NAMESPACE, "value": value if fits else to_json(value)}


def _own_properties(thing: dict[str, Any]) -> tuple[dict[str, list[str]], list[Any]]:
    """Return the values of the properties of STDML by their names, and all other properties."""
    found: dict[str, list[str]] = {}
    others = []
    for one in thing.get("props", []) if isinstance(thing.get("props"), list) else []:
        is_own = isinstance(one, dict) and set(one) == {"name", "ns", "value"} and one["ns"] == NAMESPACE
        if is_own and isinstance(one["value"], str):
            found.setdefault(str(one.get("name")), []).append(unquoted(one["value"]))
        else:
            others.append(one)
    return found, others


def unquoted(value: str) -> str:
    """Return the value that `prop` was given."""
    if not value.startswith('"'):
        return value
    try:
        return str(json.loads(value))
    except ValueError:
        return value


def is_token(text: str) -> bool:
    """Whether a text is a token as OSCAL has it (its TokenDatatype)."""
    return bool(text) and (text[0].isalpha() or text[0] == "_") and all(
        c.isalpha() or c in ".-_" or unicodedata.category(c)[0] == "N" for c in text
    )  # fmt: skip


def _properties(node: Any) -> list[dict[str, str]]:
    found = []
    for spec in fields_of(type(node)):
        value = getattr(node, spec.name)
        if spec.role == "attrs" and value is not None:
            found += [prop("class", name) for name in value.classes]
            found += [prop("value." + key, text) for key, text in value.values.items()]
        elif spec.role == "list":
            found += [prop(spec.element, text) for text in value]
        elif spec.role == "attribute" and spec.name != "id" and value != spec.default:
            found.append(prop(spec.element, str(value).lower() if isinstance(value, bool) else str(value)))
    return found


def _identified(node: Any, found: dict[str, Any], writing: Writing, needed: bool) -> None:
    """Give the object of a node an id: its own, or a generated one where it needs one."""
    own = getattr(node, "id", None)
    if own is not None and is_token(own) and not _GENERATED.fullmatch(own):
        found["id"] = own
        return
    if own is not None:
        found["props"] = [*found.get("props", []), prop("id", own)]
    if needed:
        found["id"] = _generated(node, writing)


def _generated(node: Any, writing: Writing) -> str:
    """Return an id that follows from the title, so that a clause which is added changes no other id."""
    title = node.designations[0] if isinstance(node, TermEntry) else node.title
    digest = hashlib.sha256(plain_text(title).encode()).hexdigest()[:12]
    count = writing.generated[digest] = writing.generated.get(digest, 0) + 1
    return f"{FIELD}{digest}" + (f".{count}" if count > 1 else "")


def _values(node_class: Any, found: dict[str, list[str]], identifier: Any) -> dict[str, Any]:
    """Return the fields of a node class that properties hold."""
    values: dict[str, Any] = {}
    for spec in fields_of(node_class):
        given = found.get(spec.element, [])
        if spec.role == "attrs":
            classes = found.get("class", [])
            keyed = {key[6:]: texts[0] for key, texts in found.items() if key.startswith("value.")}
            values[spec.name] = Attributes(classes, keyed) if classes or keyed else None
        elif spec.name == "id":
            own = identifier if isinstance(identifier, str) and not _GENERATED.fullmatch(identifier) else None
            values["id"] = given[0] if given else own
        elif spec.role == "list" and given:
            values[spec.name] = given
        elif spec.role == "attribute" and given:
            values[spec.name] = _typed(spec, given[0])
    return values


def _typed(spec: FieldSpec, text: str) -> Any:
    if spec.type is bool:
        return text == "true"
    return int(text) if spec.type is int and text.isascii() and text.isdecimal() else text


# --- Blocks


def write_block(node: Any, writing: Writing) -> dict[str, Any]:
    """Return a block, or a part of one, as a part of OSCAL."""
    element = ELEMENT[type(node)]
    name = _NAMES.get(node.kind, element)
    if isinstance(node, Paragraph) and any(inner.kind == "provision" for inner in walk(node)):
        name = "statement"
    found: dict[str, Any] = {"name": name, "class": NODE + element}
    if name == element:
        found["ns"] = NAMESPACE
    if properties := _properties(node):
        found["props"] = properties
    _identified(node, found, writing, needed=False)
    _write_fields(node, found, writing)
    return found


def _write_fields(node: Any, found: dict[str, Any], writing: Writing) -> None:
    main = _main_field(type(node))
    for spec in fields_of(type(node)):
        value = getattr(node, spec.name)
        if spec.role in ("verbatim", "element"):
            ticks = "`" * (max(map(len, _ticks.findall(value)), default=2) + 1)
            found["prose"] = f"{ticks}\n{value}\n{ticks}"
        if spec.role not in ("inlines", "nodes") or not value:
            continue
        holder = found
        if spec.name != main:
            holder = {"name": spec.element, "class": FIELD + spec.element, "ns": NAMESPACE}
            found.setdefault("parts", []).append(holder)
        if spec.role == "nodes":
            holder.setdefault("parts", []).extend(write_block(child, writing) for child in value)
        else:
            _write_inlines(value, holder, writing)


def _main_field(node_class: Any) -> str:
    names = [spec.name for spec in fields_of(node_class) if spec.role in ("inlines", "nodes")]
    return "children" if "children" in names else names[0] if names else ""


def _write_inlines(nodes: list[Any], holder: dict[str, Any], writing: Writing) -> None:
    holder["prose"], content = _markup(nodes, writing)
    if content is not None:
        holder["props"] = [*holder.get("props", []), prop("content", content)]


def read_block(part: dict[str, Any], labels: Labels) -> Any:
    """Return the block that a part is, or None for one that `write_block` did not make."""
    if not isinstance(part, dict) or not str(part.get("class", "")).startswith(NODE):
        return None
    node = _read_node(part, labels)
    if type(node) not in BLOCKS or not _is_valid(node, "block"):
        return None
    # Somebody may have changed the part so that a block does not hold all of it.
    again = write_block(node, Writing(labels, lambda nodes: nodes, lambda node: None))
    return node if _essence(again) == _essence(part) else None


def _essence(part: Any) -> Any:
    """Return what of a part must come back: not its name, which follows, nor the JSON of its text."""
    if not isinstance(part, dict):
        return part
    found = {key: value for key, value in part.items() if key not in ("name", "ns", "props", "parts")}
    props = [
        one for one in part.get("props", ()) if not isinstance(one, dict) or one.get("name") != "content"
    ]
    return found, props, [_essence(one) for one in part.get("parts", ())]


def _is_valid(node: Any, what: str) -> bool:
    validator = adapter(what)
    try:
        validator.validate_python(validator.dump_python(node, warnings=False))
    except ValueError:
        return False
    return True


def _read_node(part: Any, labels: Labels) -> Any:
    if not isinstance(part, dict):
        return None
    node_class = BY_ELEMENT.get(str(part.get("class", "")).removeprefix(NODE))
    if node_class is None:
        return None
    own, others = _own_properties(part)
    parts = part.get("parts", [])
    if (
        others
        or not isinstance(parts, list)
        or set(part) - {"name", "class", "ns", "id", "props", "prose", "parts"}
    ):
        return None
    values = _values(node_class, own, part.get("id"))
    main = _main_field(node_class)
    fields = {str(one.get("class")): one for one in parts if isinstance(one, dict) and _is_field(one)}
    for spec in fields_of(node_class):
        holder = part if spec.name == main else fields.pop(FIELD + spec.element, None)
        if spec.role in ("verbatim", "element"):
            match = _fence.fullmatch(str(part.get("prose", "")))
            values[spec.name] = match.group(2) if match else ""
        elif spec.role == "nodes" and holder is not None:
            inside = [one for one in holder.get("parts", []) if not _is_field(one)]
            values[spec.name] = [_read_node(one, labels) for one in inside]
            if None in values[spec.name]:
                return None
        elif spec.role == "inlines" and holder is not None:
            content = _own_properties(holder)[0].get("content", [None])[0]
            values[spec.name] = _inlines(holder.get("prose"), content, labels)
    try:
        return None if fields else node_class(**values)
    except TypeError:
        return None


def _is_field(part: Any) -> bool:
    return isinstance(part, dict) and str(part.get("class", "")).startswith(FIELD)


# --- Sections


def write_section(section: Any, writing: Writing, kind: Any) -> dict[str, Any]:
    """Return a clause or a term entry as a group or a control; `kind` is the object of the mapping."""
    if isinstance(section, TermEntry):
        found = write_block(section, writing)
        for key in ("name", "ns", "prose"):
            found.pop(key, None)
        words = plain_text(section.designations[0])
        found["title"] = _words([Text(" ".join(words.split()) or "—")], writing.labels)
        found.pop("id", None)
        found["props"] = _properties(section)
        _identified(section, found, writing, needed=True)
        return {key: value for key, value in found.items() if value}
    draft = Draft.of(section)
    draft.id = draft.number = None
    draft.classes, draft.values, draft.title = [], {}, []
    found = kind.write(draft, writing)
    found["class"] = NODE + "clause"
    found["props"] = [*found.get("props", []), *_properties(section)]
    found["title"], content = _markup(section.title, writing)
    if "\n" in found["title"]:
        found["title"], content = (
            _words(section.title, writing.labels),
            to_json([dump(node) for node in writing.forget(section.title)]),
        )
    if content is not None:
        found["props"].append(prop("content", content))
    if not section.title:
        found["title"] = "—"
        found["props"].append(prop("untitled", "true"))
    _identified(section, found, writing, needed=True)
    return {key: value for key, value in found.items() if value}


_KNOWN = frozenset(spec.element for spec in fields_of(Clause)) | {"class", "content", "untitled", "id"}


def read_section(
    thing: dict[str, Any], reading: Reading, path: Path, level: int, kind: Any
) -> Clause | TermEntry | None:
    """Return the clause or term entry that a group or control is, or None for one of others."""
    element = str(thing.get("class", ""))
    if element == NODE + "term-entry":
        entry = _read_node({key: value for key, value in thing.items() if key != "title"}, reading.labels)
        return entry if isinstance(entry, TermEntry) and _is_valid(entry, "section") else None
    if element != NODE + "clause":
        return None
    own, others = _own_properties(thing)
    if any(name not in _KNOWN and not name.startswith("value.") for name in own):
        return None
    values = _values(BY_KIND["clause"], own, thing.get("id"))
    draft = Draft(path, level + 1)
    plain = {key: value for key, value in thing.items() if key not in ("class", "props", "id", "title")}
    kind.read({**plain, "props": others} if others else plain, draft, reading)
    if draft.values:
        attrs = values.get("attrs") or Attributes()
        values["attrs"] = Attributes(attrs.classes, {**attrs.values, **draft.values})
    heading = thing.get("title") if "untitled" not in own else ""
    nodes = _inlines(heading, own.get("content", [None])[0], reading.labels)
    try:
        clause = Clause(title=nodes or [], blocks=draft.blocks, clauses=draft.clauses, **values)
    except TypeError:
        return None
    return clause if _is_valid(Clause(**values), "section") else None


__all__ = [
    "FRONT", "is_token", "prop", "prose", "read_block", "read_section", "title", "unquoted", "write_block",
    "write_section",
]  # fmt: skip
