"""What every node shares: its place in the source, and the attributes an author may give it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar

from pydantic import Field, model_validator

MAX_DEPTH = 64
"""Nodes may be nested this deep; readers flatten what is deeper and say so."""

# XML 1.0 cannot carry these characters, so no text may hold them.
_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"

LINE_PATTERN = f"^[^\t\n\r{_ILLEGAL}]+$"
"""One line of text that is not empty."""

TEXT_PATTERN = f"^[^\n\r{_ILLEGAL}]+$"
"""Running text: a line break is a node of its own, never a character."""

VERBATIM_PATTERN = f"^[^\r{_ILLEGAL}]*$"
"""Any number of lines, kept as they are."""

# Spaces beyond ASCII, spelled out because the regular expressions of XML Schema do not count them as spaces.
_SPACES = "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

IDENTIFIER_PATTERN = f'^[^\x00-\x20"#<>{{}}()\\[\\]&\\\\|`\x7f{_SPACES}\ufffe\uffff]+$'
"""An id: no space, and none of the characters that Markdown or XML would need to escape."""

KEY_PATTERN = r"^[A-Za-z_][A-Za-z0-9_.\-]*$"
"""The name of an attribute or of a class-like word."""

CLASS_PATTERN = f'^[^\x00-\x20"#<>{{}}()\\[\\]&\\\\|`=.\x7f{_SPACES}\ufffe\uffff]+$'
"""A class: like an id, and without the dot and equals sign that separate attributes."""

Line = Annotated[str, Field(pattern=LINE_PATTERN)]
RunningText = Annotated[str, Field(pattern=TEXT_PATTERN)]
Verbatim = Annotated[str, Field(pattern=VERBATIM_PATTERN)]
Identifier = Annotated[str, Field(pattern=IDENTIFIER_PATTERN)]
Key = Annotated[str, Field(pattern=KEY_PATTERN)]
ClassName = Annotated[str, Field(pattern=CLASS_PATTERN)]

_illegal_characters = re.compile(f"[{_ILLEGAL}\ud800-\udfff]")


def replace_illegal(text: str) -> str:
    """Return `text` with every character that XML cannot carry replaced by U+FFFD."""
    return _illegal_characters.sub("\ufffd", text)


class Node:
    """The base of every node.

    `span` is the half-open range of the node in its source, a pair of offsets whose meaning belongs to the
    document's `source`. It is no dataclass field: equality, JSON and the schemas do not know it, and a node
    that was built in Python has none (see `span_of`).
    """

    __slots__ = ("span",)
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    span: tuple[int, int]
    kind: str

    if TYPE_CHECKING:
        # Type checkers know only the slots of a dataclass itself, not those it inherits.
        def __setattr__(self, name: str, value: Any) -> None: ...


_Result = TypeVar("_Result")


def cached_by_class(function: Callable[[type[Node]], _Result]) -> Callable[[type[Node]], _Result]:
    """Remember what `function` returns for each node class; `functools.cache` with a type that says so."""
    found: Callable[[type[Node]], _Result] = cache(function)  # type: ignore[assignment]
    return found


def span_of(node: Any) -> tuple[int, int] | None:
    """Return where `node` stands in its source, or None for a node that was not read from one."""
    return getattr(node, "span", None)


@dataclass(slots=True)
class Attributes:
    """What an author wrote in `{.class key=value}` beyond what the model knows; at least one of both.

    Attributes:
        classes: words that mark the node, in the order they were written
        values: keys with their values
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    classes: list[ClassName] = field(default_factory=list)
    values: dict[Key, Line] = field(default_factory=dict)

    @model_validator(mode="after")
    def _hold_something(self) -> Attributes:
        if not self.classes and not self.values:
            raise ValueError("attributes without a class or a value")
        return self
