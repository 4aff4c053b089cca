"""What stands before the text: the metadata, and the frame of fronts, bodies and backs around the text.

The frame is kept in `extra` under `sts` as nested maps and lists, one map
`{element: content}` for each element, where content is text or a list of `{"@attribute": value}`, texts and
elements. A text `=field.0` stands for what the field of the metadata says, so nothing is written twice; a
text of its own that begins with `=` has two.
"""

from __future__ import annotations

import json
from typing import Any

from stdml.formats.sts.facts import is_line, set_attribute
from stdml.formats.sts.names import (
    SPACE,
    Element,
    add_text,
    below,
    elements,
    from_xml,
    is_blank,
    is_element,
    name_of,
    new,
    squeezed,
    text_of,
    to_line,
)  # fmt: skip
from stdml.model.base import KEY_PATTERN
from stdml.model.metadata import Metadata

KEY = "sts"
"""The key in `Metadata.extra`."""

METAS = frozenset(("iso-meta", "std-meta", "nat-meta", "reg-meta", "std-doc-meta"))
FRAME = frozenset(("standard", "adoption", "adoption-front", "front", "body", "back", "app-group"))
"""The elements that hold clauses and other parts of the frame, and are no clauses themselves."""

TITLE_PARTS = ("intro", "main", "compl")

LISTS = {
    "ics": "ics",
    "comm-ref": "committee",
    "std-ident/originator": "issuer",
    "permissions/copyright-holder": "copyright",
    "content-language": "language",
    "release-date": "issued",
    "std-ident/part-number": "part",
    "std-xref[@type='replaces']/std-ref": "replaces",
    "std-xref[@type='supersedes']/std-ref": "replaces",
}
"""Paths below the first metadata element, and the field each is; a scalar field takes the first."""

_CUSTOM = "stdml:"
"""How a `meta-name` begins that holds a field STS has no element for."""

_PLACEHOLDERS: dict[str, Any] = {
    "standard": [
        {"front": [{"std-meta": [
            {"std-ident": [{"originator": []}, {"doc-type": []}, {"doc-number": []}, {"edition": []},
                           {"version": []}]},
            {"content-language": "=language"},
            {"std-ref": []},
            {"doc-ref": []},
            {"release-date": "=issued"},
            {"comm-ref": []},
            {"secretariat": []},
        ]}]},
        {"body": []},
    ]
}  # fmt: skip


class FrameReader:
    """Reads the frame of a document.

    Attributes:
        metadata: the metadata found so far
        holders: the elements that hold the text, with the names of their places
    """

    def __init__(self) -> None:
        self.metadata = Metadata()
        self.holders: list[tuple[str, Element]] = []
        self._counts: dict[str, int] = {}
        self._references: dict[Element, str] = {}

    def read(self, root: Element) -> Metadata:
        """Return the metadata of a document."""
        self._understand_all(root)
        frame = self._frame(root)
        if not _is_usual(frame, self.metadata):
            self.metadata.extra[KEY] = {"frame": [frame]}
        return self.metadata

    # The frame

    def _frame(self, element: Element) -> Any:
        name = str(element.tag)
        if name not in ("standard", "adoption"):
            count = self._counts[name] = self._counts.get(name, 0) + 1
            self.holders.append((name if count == 1 else f"{name}.{count}", element))
        content: list[Any] = [{f"@{_shown(tag)}": value} for tag, value in element.attrib.items()]
        if name in ("standard", "adoption"):
            texts = [element.text, *(child.tail for child in element)]
            _add_words(content, " ".join(text for text in texts if text and not is_blank(text)))
        for child in element:
            if not is_element(child):
                if name in ("standard", "adoption"):
                    content.append(encode(child, self._references))
            elif child.tag in FRAME:
                content.append(self._frame(child))
            elif child.tag in METAS or name in ("standard", "adoption"):
                content.append(encode(child, self._references))
        return {name: content}

    # The fields

    def _understand_all(self, root: Element) -> None:
        metas = [element for element in root.iter() if is_element(element) and element.tag in METAS]
        if metas:
            self._understand(metas[0])

    def _understand(self, meta: Element) -> None:
        metadata = self.metadata
        for path, field in LISTS.items():
            for element in meta.findall(path):
                self._field(element, field)
        dated = meta.find("std-ref[@type='dated']")
        for element in (dated, meta.find("std-ref"), meta.find("doc-ref")):
            if element is not None and not metadata.identifier:
                self._field(element, "identifier")
        for wrap in meta.findall("title-wrap"):
            self._title(wrap)
        for custom in meta.findall("custom-meta-group/custom-meta"):
            self._custom(custom)

    def _field(self, element: Element, field: str) -> None:
        value = text_of(element)
        if elements(element) or not is_line(value):
            return
        current = getattr(self.metadata, field)
        if isinstance(current, list):
            current.append(value)
            self._references[element] = f"={field}.{len(current) - 1}"
        elif current is None:
            if field == "language" and not _is_key(value):
                return
            setattr(self.metadata, field, value)
            self._references[element] = f"={field}"

    def _title(self, wrap: Element) -> None:
        language = wrap.get("{http://www.w3.org/XML/1998/namespace}lang", "und")
        found = [part for name in TITLE_PARTS for part in wrap.findall(name) if text_of(part)]
        plain = all(not elements(part) and is_line(text_of(part)) for part in found)
        if not found or not plain or language in self.metadata.title or not _is_key(language):
            return
        parts = [text_of(part) for part in found]
        self.metadata.title[language] = parts
        for index, part in enumerate(found):
            self._references[part] = f"=title.{language}.{index}"
        full = wrap.find("full")
        if full is not None and not elements(full) and text_of(full) == " — ".join(parts):
            self._references[full] = f"=title.{language}"

    def _custom(self, custom: Element) -> None:
        name, value = custom.find("meta-name"), custom.find("meta-value")
        if name is None or value is None or not (name.text or "").startswith(_CUSTOM):
            return
        data = self.metadata.model_dump()
        try:
            data[(name.text or "")[len(_CUSTOM) :]] = json.loads(value.text or "")
            self.metadata = Metadata.model_validate(data)
        except ValueError:
            return
        self._references[custom] = "="


def _is_usual(frame: Any, metadata: Metadata) -> bool:
    """Whether a frame is just what the writer makes of the metadata, so that it need not be kept."""
    if list(frame) != ["standard"]:
        return False
    again = FrameReader()
    written = FrameWriter(metadata)
    again._understand_all(written.root)
    return bool(_without_holders(again._frame(written.root)) == _without_holders(frame))


def _without_holders(frame: Any) -> Any:
    """Return the frame of a standard without the elements that the writer makes when it needs them."""
    made: tuple[Any, ...] = ({"back": []}, {"back": [{"app-group": []}]}, {"app-group": []})
    content = frame["standard"]
    return [item for item in content if item not in made] if isinstance(content, list) else content


def _shown(tag: str) -> str:
    return name_of(tag) or tag


def _is_key(text: str) -> bool:
    import re

    return re.match(KEY_PATTERN, text) is not None and not text.endswith("\n")


def encode(node: Element, references: dict[Element, str]) -> Any:
    """Return an element as maps, lists and text."""
    if not is_element(node):
        return {"!": to_line(node)}
    name = name_of(node.tag)
    if name is None:
        return {"!": to_line(node)}
    content: list[Any] = [{f"@{_shown(tag)}": value} for tag, value in node.attrib.items()]
    if node in references:
        content.append(references[node])
    else:
        _add_words(content, node.text)
        for child in node:
            if references.get(child) != "=":
                content.append(encode(child, references))
            _add_words(content, child.tail)
    return {name: content[0] if len(content) == 1 and isinstance(content[0], str) else content}


def _add_words(content: list[Any], text: str | None) -> None:
    if not is_blank(text):
        words = squeezed(text)
        content.append("=" + words if words.startswith("=") else words)


# --- The way back


class FrameWriter:
    """Makes the frame of a document again.

    Attributes:
        root: the root element
        holders: the elements that hold the text, by the names of their places
        dropped: fields of the frame that could not be written
    """

    def __init__(self, metadata: Metadata) -> None:
        self._metadata = metadata
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}
        self.holders: dict[str, Element] = {}
        self.dropped: list[str] = []
        kept = metadata.extra.get(KEY)
        frame = kept.get("frame") if isinstance(kept, dict) else None
        first = frame[0] if isinstance(frame, list) and frame and isinstance(frame[0], dict) else None
        name = next(iter(first), "") if first else ""
        self.has_frame = name in ("standard", "adoption")
        tree = first if first is not None and self.has_frame else _PLACEHOLDERS
        self.root = new(next(iter(tree)))
        self._fill(self.root, next(iter(tree.values())))
        self._complete()

    def holder(self, place: str) -> Element:
        """Return the element of a place; one that the frame does not have is made."""
        found = self.holders.get(place)
        if found is not None:
            return found
        name = place.partition(".")[0]
        standard = next(self.root.iter("standard"), self.root)
        parent = self.holder("back") if name == "app-group" else standard
        element = below(parent, name if name in FRAME else "body")
        self.holders[place] = element
        return element

    def _fill(self, element: Element, content: Any) -> None:
        name = str(element.tag)
        if name in FRAME and name not in ("standard", "adoption"):
            count = self._counts[name] = self._counts.get(name, 0) + 1
            self.holders[name if count == 1 else f"{name}.{count}"] = element
        for item in content if isinstance(content, list) else [content]:
            if isinstance(item, str):
                self._words(element, item)
            elif isinstance(item, dict) and item:
                key, value = next(iter(item.items()))
                self._item(element, key, value)

    def _item(self, element: Element, key: str, value: Any) -> None:
        if key.startswith("@"):
            set_attribute(element, key[1:], value if isinstance(value, str) else "")
        elif key == "!":
            for node in from_xml(value if isinstance(value, str) else "") or []:
                element.append(node)
        else:
            try:
                child = below(element, key)
            except (ValueError, KeyError):
                self.dropped.append(key)
                return
            self._fill(child, value)

    def _words(self, element: Element, text: str) -> None:
        if not text.startswith("="):
            add_text(element, text)
        elif text.startswith("=="):
            add_text(element, text[1:])
        else:
            value = self._value(text[1:])
            if value is not None:
                add_text(element, value)

    def _value(self, path: str) -> str | None:
        field, *rest = path.split(".")
        self._used.add(path)
        value = getattr(self._metadata, field, None)
        for step in rest:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        if isinstance(value, list):
            return " — ".join(value)
        return value if isinstance(value, str) else None

    # What the frame does not say

    def _complete(self) -> None:
        """Write the fields that no element of the frame stands for."""
        meta = next((element for element in self.root.iter() if element.tag in METAS), None)
        data = self._metadata.model_dump(exclude_defaults=True)
        extra = {key: value for key, value in data.pop("extra", {}).items() if key != KEY}
        missing = {field: value for field, value in data.items() if self._is_missing(field, value)}
        if extra:
            missing["extra"] = extra
        if meta is None:
            if not missing:
                return
            meta = new("std-meta")
            self.holder("front").insert(0, meta)
        if not self.has_frame:
            self._usual(meta, data)
        if missing:
            self._customs(meta, missing)

    def _is_missing(self, field: str, value: Any) -> bool:
        if isinstance(value, list):
            return any(f"{field}.{index}" not in self._used for index in range(len(value)))
        if isinstance(value, dict):
            return any(
                f"{field}.{key}.{index}" not in self._used
                for key, parts in value.items()
                for index in range(len(parts))
            )
        return field not in self._used

    def _usual(self, meta: Element, data: dict[str, Any]) -> None:
        """Say in the usual elements what a document that comes from elsewhere has to say."""
        main = self._metadata.title or {self._metadata.language or "en": [""]}
        for place, (language, parts) in enumerate(main.items()):
            meta.insert(place, _title_wrap(language, parts))
        first = self._metadata.identifier[0] if self._metadata.identifier else ""
        for name in ("std-ref", "doc-ref"):
            element = meta.find(name)
            if element is not None:
                element.text = first
        texts = {"comm-ref": self._metadata.committee, "std-ident/originator": self._metadata.issuer}
        for path, values in texts.items():
            element = meta.find(path)
            if element is not None and values:
                element.text = values[0]
        at = list(meta).index(meta.find("secretariat")) + 1
        for offset, code in enumerate(self._metadata.ics):
            element = new("ics")
            element.text = code
            meta.insert(at + offset, element)

    def _customs(self, meta: Element, missing: dict[str, Any]) -> None:
        group = meta.find("custom-meta-group")
        if group is None:
            group = below(meta, "custom-meta-group")
            before = meta.findall("meta-note") + meta.findall("notes")
            if before:
                before[0].addprevious(group)
        for field, value in missing.items():
            custom = below(group, "custom-meta")
            below(custom, "meta-name").text = _CUSTOM + field
            below(custom, "meta-value").text = json.dumps(value, ensure_ascii=False)


def _title_wrap(language: str, parts: list[str]) -> Element:
    wrap = new("title-wrap")
    wrap.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    names = {1: ("main",), 2: ("intro", "main")}.get(len(parts), TITLE_PARTS)
    for name, part in zip(names, parts, strict=False):
        below(wrap, name).text = part
    below(wrap, "full").text = " — ".join(parts).strip(SPACE)
    return wrap
