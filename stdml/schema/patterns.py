"""The patterns of a RELAX NG grammar (ISO/IEC 19757-2), and the regular expressions of the schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from stdml.model import base


@dataclass(frozen=True, slots=True)
class Pattern:
    """The base of all patterns."""


@dataclass(frozen=True, slots=True)
class Ref(Pattern):
    """Another definition of the grammar."""

    name: str


@dataclass(frozen=True, slots=True)
class Element(Pattern):
    """An element with its content."""

    name: str
    content: Pattern
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Attribute(Pattern):
    """An attribute with its value; a name with a colon is in the namespace of that prefix."""

    name: str
    content: Pattern
    doc: str = ""


@dataclass(frozen=True, slots=True)
class AnyAttribute(Pattern):
    """Any attributes of one namespace."""

    namespace: str
    content: Pattern


@dataclass(frozen=True, slots=True)
class Sequence(Pattern):
    """Patterns one after the other."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Choice(Pattern):
    """One of several patterns."""

    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Repeat(Pattern):
    """A pattern any number of times: "?" at most once, "*" any number, "+" at least once."""

    part: Pattern
    how: str


@dataclass(frozen=True, slots=True)
class Mixed(Pattern):
    """A pattern with character data anywhere in it."""

    part: Pattern


@dataclass(frozen=True, slots=True)
class Tokens(Pattern):
    """Words separated by white space."""

    part: Pattern


@dataclass(frozen=True, slots=True)
class Value(Pattern):
    """One word."""

    text: str


@dataclass(frozen=True, slots=True)
class Data(Pattern):
    """A data type of XML Schema with its facets."""

    type: str
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Empty(Pattern):
    """Nothing."""


@dataclass(slots=True)
class Grammar:
    """Named definitions with what each is for; the first is where a document starts."""

    definitions: dict[str, tuple[Pattern, str]] = field(default_factory=dict)

    def add(self, name: str, pattern: Pattern, doc: str = "") -> None:
        """Add a definition."""
        self.definitions[name] = (pattern, doc)

    def __iter__(self) -> Iterator[tuple[str, Pattern, str]]:
        return ((name, pattern, doc) for name, (pattern, doc) in self.definitions.items())


TEXT_TYPES: dict[str, tuple[str, str]] = {
    base.LINE_PATTERN: ("line", "One line of text that is not empty."),
    base.TEXT_PATTERN: ("running-text", "Text that is not empty and holds no line break."),
    base.VERBATIM_PATTERN: ("verbatim", "Any number of lines, kept as they are."),
    base.IDENTIFIER_PATTERN: ("identifier", "A name without a space and without characters of markup."),
    base.KEY_PATTERN: ("key", "The name of an attribute, or a language tag."),
    base.CLASS_PATTERN: ("class-name", "A word that marks a node."),
}
"""The regular expressions of the model, each with the name that the schemas give it."""


def xml_regex(pattern: str) -> str:
    """Return a regular expression of the model as XML Schema writes it.

    It is anchored by nature, and what XML cannot carry need not be excluded.
    """
    inside = pattern.removeprefix("^").removesuffix("$")
    for illegal in ("\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff", "\ufffe\uffff"):
        inside = inside.replace(illegal, "")
    inside = inside.replace("\x00-\x20", "\t\n\r ")
    return inside.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def json_regex(pattern: str) -> str:
    """Return a regular expression of the model as JSON Schema writes it.

    In ECMA-262 `$` is the end of the text, in Python also the place before a last line break.
    """
    return pattern[:-1] + "$(?!\\n)" if pattern.endswith("$") else pattern


def wrapped_comment(text: str, width: int = 96) -> list[str]:
    """Return `text` in lines of about `width` characters."""
    return re.findall(rf".{{1,{width}}}(?:\s+|$)", text) or [text]
