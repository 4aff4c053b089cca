"""Where things stand in a JSON text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from stdml.diagnostics import Position, TextSource
from stdml.formats._source import narrowed
from stdml.model.kinds import fields_of
from stdml.model.structure import Document

Path = tuple[str | int, ...]

_token = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_escape = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]"
)


@dataclass(slots=True)
class Place:
    """A value of a JSON text: its range, and the values in it.

    Attributes:
        start: where it begins
        end: where it ends
        keys: for each key of an object, where the key itself stands
        children: the values of an object by key, or of an array by index
        repeated: ranges of keys and values that a later one of the same key replaces
    """

    start: int
    end: int = 0
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    children: dict[str | int, Place] = field(default_factory=dict)
    repeated: list[tuple[str, int, int]] = field(default_factory=list)


def scan(text: str) -> Place:
    """Return the places of all values of a text that is valid JSON."""
    from json import loads

    root = Place(0, len(text))
    stack: list[Place] = []
    is_object: list[bool] = []
    key: tuple[str, int, int] | None = None
    for match in _token.finditer(text):
        token, start, end = match.group(), match.start(), match.end()
        if token in ":,":
            continue
        if token in "}]":
            stack.pop().end = end
            is_object.pop()
            key = None
            continue
        if stack and is_object[-1] and key is None:
            key = (loads(token), start, end)
            continue
        place = Place(start, end)
        if not stack:
            root = place
        elif key is not None:
            owner = stack[-1]
            if key[0] in owner.children:
                owner.repeated.append((key[0], owner.keys[key[0]][0], owner.children[key[0]].end))
            owner.keys[key[0]] = (key[1], key[2])
            owner.children[key[0]] = place
        else:
            stack[-1].children[len(stack[-1].children)] = place
        key = None
        if token in "{[":
            stack.append(place)
            is_object.append(token == "{")
    return root


def find(place: Place, path: Path) -> Place:
    """Return the value at `path`, or the deepest one on the way to it."""
    for step in path:
        if step not in place.children:
            break
        place = place.children[step]
    return place


def key_span(place: Place, path: Path) -> tuple[int, int]:
    """Return the range of the key that leads to the value at `path`, or of the value where it has no key."""
    owner = find(place, path[:-1])
    if path and path[-1] in owner.keys:
        return owner.keys[str(path[-1])]
    found = find(place, path)
    return found.start, found.end


class JsonSource(TextSource):
    """The JSON text that a document was read from; it looks for positions only when it is asked for one."""

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "json")
        self._places: Place | None = None
        self._paths: dict[int, Path] = {}
        self._document: Document | None = None

    def belongs_to(self, document: Document) -> None:
        """Remember the document that was read from this source."""
        self._document = document

    @property
    def places(self) -> Place:
        """The places of all values."""
        if self._places is None:
            self._places = scan(self.text)
        return self._places

    def position(self, document: Document, node: Any, within: tuple[int, int] | None = None) -> Position:
        """Return where `node` stands; `within` narrows it to a range of the characters of its text."""
        if not self._paths:
            # What was read first: a tree made from it shares nodes with it, but may hold them elsewhere.
            self._paths = {**_paths_of(document), **(_paths_of(self._document) if self._document else {})}
        return self.offset_position(*self._range(node, within))

    def _range(self, node: Any, within: tuple[int, int] | None) -> tuple[int, int]:
        path = self._paths.get(id(node))
        if path is None:
            return 0, 0
        place = find(self.places, path)
        found = narrowed(node, within) if within else None
        if found is None:
            return place.start, place.end
        (first, start), (last, end) = found
        return self._character(first, start), self._character(last, end)

    def _character(self, leaf: Any, offset: int) -> int:
        """Return where a character of the text of `leaf` stands."""
        path = self._paths.get(id(leaf), ())
        for spec in fields_of(type(leaf)):
            place = find(self.places, path).children.get(spec.name)
            if place is not None and spec.role in ("verbatim", "element"):
                return _offset_in_string(self.text, place, offset)
        return find(self.places, path).start


def _offset_in_string(text: str, place: Place, offset: int) -> int:
    at = place.start + 1
    for _ in range(offset):
        match = _escape.match(text, at, place.end - 1)
        if match is None:
            break
        at = match.end()
    return at


def _paths_of(document: Document) -> dict[int, Path]:
    found: dict[int, Path] = {id(document): ()}
    stack: list[tuple[Any, Path]] = [(document, ())]
    while stack:
        node, path = stack.pop()
        for spec in fields_of(type(node)):
            if spec.role in ("inlines", "nodes"):
                for index, child in enumerate(getattr(node, spec.name)):
                    below = (*path, spec.name, index)
                    found[id(child)] = below
                    stack.append((child, below))
    return found
