"""What stands before the text: the metadata, and the frame of fronts, bodies and backs around the text.

The frame is kept in `extra` under `sts` as nested maps and lists, one map
`{element: content}` for each element, where content is text or a list of `{"@attribute": value}`, texts and
elements. A text `=field.0` stands for what the field of the metadata says, so nothing is written twice; a
text of its own that begins with `=` has two.
"""

from __future__ import annotations

import json
from typing import Any

from stdml.formats.sts.facts import is_line
from stdml.formats.sts.frame import FrameWriter
from stdml.formats.sts.mapping import CUSTOM, FRAME, FRAME_KEY, METAS, TITLE_PARTS
from stdml.formats.sts.names import (
    Element,
    elements,
    is_blank,
    is_element,
    name_of,
    squeezed,
    text_of,
    to_line,
)  # fmt: skip
from stdml.model.base import KEY_PATTERN
from stdml.model.metadata import Metadata

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


class FrameReader:
    """Reads the frame of a document.

    Attributes:
        metadata: the metadata found so far
        holders: the elements that hold the text, with the names of their places
        language: the language that the metadata gives, also where the document did not state it
    """

    def __init__(self) -> None:
        self.metadata = Metadata()
        self.language: str | None = None
        self.holders: list[tuple[str, Element]] = []
        self._counts: dict[str, int] = {}
        self._references: dict[Element, str] = {}

    def read(self, root: Element) -> Metadata:
        """Return the metadata of a document."""
        self._understand_all(root)
        frame = self._frame(root)
        if not _is_usual(frame, self.metadata, self.language):
            self.metadata.extra[FRAME_KEY] = {"frame": [frame]}
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
        meta = next(root.iter(*METAS), None)
        if meta is not None:
            self._understand(meta)

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
            if field == "language":
                self.language = value

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
        if name is None or value is None or not (name.text or "").startswith(CUSTOM):
            return
        data = self.metadata.model_dump()
        try:
            data[(name.text or "")[len(CUSTOM) :]] = json.loads(value.text or "")
            self.metadata = Metadata.model_validate(data)
        except ValueError:
            return
        self._references[custom] = "="


def _is_usual(frame: Any, metadata: Metadata, language: str | None) -> bool:
    """Whether a frame is just what the writer makes of the metadata, so that it need not be kept."""
    if list(frame) != ["standard"]:
        return False
    again = FrameReader()
    written = FrameWriter(metadata, language)
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
