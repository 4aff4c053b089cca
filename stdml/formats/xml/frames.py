"""What the careful reader keeps of each open element, and the rules of what may stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from stdml.model.base import Node
from stdml.model.blocks import Cell
from stdml.model.content import Slot, content_of
from stdml.model.inlines import Text
from stdml.model.kinds import ALL, BY_ELEMENT, ELEMENT, fields_of
from stdml.text.cjk import join_lines

LINE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
"""A line break with the white space around it."""


@dataclass(slots=True)
class Entry:
    """An element that may stand in a frame: the slot it belongs to, its rank in the order, and its class."""

    slot: Slot
    rank: int
    cls: type[Node] | None = None


@dataclass(slots=True)
class Frame:
    """An open element.

    Attributes:
        name: its name
        node: the node it makes, or the one its content belongs to
        begin: the byte it begins at
        depth: how deep the node stands
        entries: what may stand in it
        mixed: the list that its running text belongs to, if it may have any
        texts: the pieces of its own text, if it has nothing but text
        slot: the slot that it fills, if it is no node itself
        reached: the rank of the last child
        home: the list for blocks that cannot stand where they stand
    """

    name: str
    node: Any
    begin: int
    depth: int
    entries: dict[str, Entry] = field(default_factory=dict)
    mixed: list[Any] | None = None
    texts: list[str] | None = None
    slot: Slot | None = None
    reached: int = 0
    home: list[Any] | None = None


def entries(slots: tuple[Slot, ...]) -> dict[str, Entry]:
    """Return what may stand in the element of a class, by element."""
    found: dict[str, Entry] = {}
    for rank, slot in enumerate(slots):
        if slot.form in ("mixed", "nodes"):
            found.update((ELEMENT[cls], Entry(slot, rank, cls)) for cls in slot.classes)
        elif slot.form != "text":
            found[slot.element] = Entry(slot, rank)
    return found


def entries_of_wrapper(slot: Slot) -> dict[str, Entry]:
    return {ELEMENT[cls]: Entry(slot, 0, cls) for cls in slot.classes if cls is not Text}


def make(cls: type[Node]) -> Any:
    """Return a node of a class; None stands for a field that is still missing."""
    missing = {spec.name: None for spec in fields_of(cls) if spec.required and spec.role != "nodes"}
    lists: dict[str, Any] = {
        spec.name: [] for spec in fields_of(cls) if spec.required and spec.role == "nodes"
    }
    return cls(**missing, **lists)


def is_known(element: str) -> bool:
    """Whether an element is known, though perhaps not here."""
    return element in BY_ELEMENT or element in field_elements()


@cache
def field_elements() -> frozenset[str]:
    return frozenset(slot.element for cls in ALL for slot in content_of(cls) if slot.element)


def is_filled(node: Any, slot: Slot) -> bool:
    return slot.form == "metadata" or getattr(node, slot.spec.name) is not None


def has_blocks(frame: Frame) -> bool:
    return type(frame.node) is Cell and frame.slot is None and bool(frame.node.blocks)


def folded(text: str, opening: bool, closing: bool) -> str:
    """Return character data with its line breaks taken out: in mixed content they are layout.

    Args:
        text: the character data
        opening: whether nothing stands before it
        closing: whether nothing stands after it
    """
    if "\n" not in text and "\r" not in text:
        return text
    pieces = LINE_BREAK.split(text)
    joined = pieces[0]
    for index, piece in enumerate(pieces[1:], 1):
        is_first = index == 1 and not pieces[0]
        is_last = index == len(pieces) - 1 and not piece
        if is_first or is_last:
            joined += "" if (is_first and opening) or (is_last and closing) else " "
        else:
            joined += join_lines(joined, piece)
        joined += piece
    return joined
