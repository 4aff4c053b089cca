"""The frame of a document that is written: fronts, bodies and backs, and the metadata in them."""

from __future__ import annotations

import json
from typing import Any

from stdml.formats.sts.facts import set_attribute
from stdml.formats.sts.mapping import CUSTOM, FRAME, FRAME_KEY, METAS, TITLE_PARTS
from stdml.formats.sts.names import (
    SPACE,
    Element,
    add_text,
    below,
    from_xml,
    new,
    squeezed,
)  # fmt: skip
from stdml.model.metadata import Metadata

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


class FrameWriter:
    """Makes the frame of a document again.

    Args:
        metadata: the metadata
        language: the language of the text, said where the metadata does not state one

    Attributes:
        root: the root element
        holders: the elements that hold the text, by the names of their places
        dropped: fields of the frame that could not be written
    """

    def __init__(self, metadata: Metadata, language: str | None = None) -> None:
        self._metadata = metadata
        self._language = language
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}
        self.holders: dict[str, Element] = {}
        self.dropped: list[str] = []
        kept = metadata.extra.get(FRAME_KEY)
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
        if isinstance(value, str) and squeezed(value).strip(SPACE) != value:
            # Elements show no more than single spaces; the value itself stands with the other fields.
            self._used.discard(path)
        return value if isinstance(value, str) else None

    # What the frame does not say

    def _complete(self) -> None:
        """Write the fields that no element of the frame stands for."""
        meta = next((element for element in self.root.iter() if element.tag in METAS), None)
        data = self._metadata.model_dump(exclude_defaults=True)
        extra = {key: value for key, value in data.pop("extra", {}).items() if key != FRAME_KEY}
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
            if self._metadata.language is None and self._language:
                missing["language"] = None
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
        if self._metadata.language is None and self._language:
            # Readers of STS want a language; the other fields say that the document does not state it.
            add_text(_language_of(meta), self._language)
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
            below(custom, "meta-name").text = CUSTOM + field
            below(custom, "meta-value").text = json.dumps(value, ensure_ascii=False)


def _language_of(meta: Element) -> Element:
    element = meta.find("content-language")
    return below(meta, "content-language") if element is None else element


def _title_wrap(language: str, parts: list[str]) -> Element:
    wrap = new("title-wrap")
    wrap.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    names = {1: ("main",), 2: ("intro", "main")}.get(len(parts), TITLE_PARTS)
    for name, part in zip(names, parts, strict=False):
        below(wrap, name).text = part
    below(wrap, "full").text = " — ".join(parts).strip(SPACE)
    return wrap
