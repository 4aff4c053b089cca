"""Attributes as authors write them: `{#id .class key=value key="two words"}`.

A class may carry a meaning of the dialect, such as `.unnumbered`; `class=unnumbered` is always a plain class.
A key
may be a field of a node; `x.number=1` is always the author's own key `number`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from stdml.model import Attributes
from stdml.model.base import CLASS_PATTERN, IDENTIFIER_PATTERN, KEY_PATTERN

_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s"\#<>{}()\[\]&\\|`]+)
      | \.(?P<class>[^\s"\#<>{}()\[\]&\\|`=.]+)
      | =(?P<raw>[A-Za-z_][A-Za-z0-9_.\-]*)
      | (?P<key>[A-Za-z_][A-Za-z0-9_.\-]*)=(?:"(?P<quoted>(?:[^"\\\n]|\\.)*)"|(?P<bare>[^\s"{}=`<>|&]+))
    )(?=[\s}])""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\}")
_UNESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}
_BARE = re.compile(r"^[^\s\"{}=`<>|&\\*_$~\[\]!]+$")
_CLASS = re.compile(CLASS_PATTERN)
_ID = re.compile(IDENTIFIER_PATTERN)
_KEY = re.compile(KEY_PATTERN)
_BREAKS = re.compile(r"[\t\n\r]+")
LITERAL = "x."


@dataclass(slots=True)
class Marks:
    """Attributes as they were written, before anything was made of them.

    Attributes:
        id: the id
        classes: each class, and whether it was written with a dot and so may mean something to the dialect
        pairs: keys and values in their order; a key may come more than once
        raw: the format name of `{=format}`
    """

    id: str | None = None
    classes: list[tuple[str, bool]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    raw: str | None = None

    def take_word(self, *names: str) -> str | None:
        """Remove the first class written with a dot that is one of `names`, and return it."""
        for at, (name, dotted) in enumerate(self.classes):
            if dotted and name in names:
                del self.classes[at]
                return name
        return None

    @property
    def first_word(self) -> str | None:
        """The first class, if it was written with a dot."""
        return self.classes[0][0] if self.classes and self.classes[0][1] else None

    def take(self, key: str) -> str | None:
        """Remove the first pair with this key and return its value on one line; None if it is empty."""
        value = self.take_verbatim(key)
        return _BREAKS.sub(" ", value) if value else None

    def take_verbatim(self, key: str) -> str | None:
        """Remove the first pair with this key and return its value, which may have several lines."""
        for at, (name, value) in enumerate(self.pairs):
            if name == key:
                del self.pairs[at]
                return value
        return None

    def take_all(self, key: str) -> list[str]:
        """Remove all pairs with this key and return their values."""
        found = [_BREAKS.sub(" ", value) for name, value in self.pairs if name == key and value]
        if found:
            self.pairs = [(name, value) for name, value in self.pairs if name != key]
        return found

    def rest(self) -> Attributes | None:
        """Return what was not taken as attributes of the author's own; None if nothing is left."""
        classes = [name for name, _ in self.classes]
        values = {_own(key): _BREAKS.sub(" ", value) for key, value in self.pairs if value}
        return Attributes(classes, values) if classes or values else None

    def merge(self, other: Marks) -> Marks:
        """Return these marks and those of `other`, whose id wins."""
        return Marks(
            other.id or self.id, self.classes + other.classes, self.pairs + other.pairs, other.raw or self.raw
        )

    def copy(self) -> Marks:
        """Return marks that can be taken from without changing these."""
        return Marks(self.id, list(self.classes), list(self.pairs), self.raw)

    def __bool__(self) -> bool:
        return bool(self.id or self.classes or self.pairs or self.raw)


def as_identifier(words: str) -> str:
    """Return a name with an underscore for every character that an id cannot have."""
    return words if _ID.fullmatch(words) else "".join(c if _ID.fullmatch(c) else "_" for c in words)


def _own(key: str) -> str:
    """Return a key of the author's own without the sign that it is one."""
    own = key[len(LITERAL) :] if key.startswith(LITERAL) else key
    return own if _KEY.fullmatch(own) else key


def parse_marks(text: str, start: int = 0) -> tuple[Marks, int] | None:
    """Read attributes that begin with the brace at `start`; return them and the offset after the closing
    brace.
    """
    marks = Marks()
    at = start + 1
    while (item := _ITEM.match(text, at)) is not None:
        at = item.end()
        _add(marks, item)
    end = _END.match(text, at)
    return (marks, end.end()) if end else None


def _add(marks: Marks, item: re.Match[str]) -> None:
    if item["id"]:
        marks.id = item["id"]
    elif item["class"]:
        marks.classes.append((item["class"], True))
    elif item["raw"]:
        marks.raw = item["raw"]
    else:
        value = item["bare"] or _UNESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), item["quoted"] or "")
        key = item["key"]
        if key == "id" and _ID.fullmatch(value):
            marks.id = value
        elif key == "class" and _CLASS.fullmatch(value):
            marks.classes.append((value, False))
        else:
            marks.pairs.append((key, value))


def trailing_marks(text: str) -> tuple[str, Marks] | None:
    """Take attributes off the end of a line; return what stands before them, and them."""
    if not text.endswith("}"):
        return None
    at = text.find("{")
    while at >= 0:
        if at == 0 or text[at - 1] in " \t":
            parsed = parse_marks(text, at)
            if parsed and parsed[1] == len(text):
                return text[:at].rstrip(" \t"), parsed[0]
        at = text.find("{", at + 1)
    return None


def format_marks(
    id: str | None = None,
    words: list[str] | tuple[str, ...] = (),
    pairs: list[tuple[str, str]] | tuple[tuple[str, str], ...] = (),
    attrs: Attributes | None = None,
    reserved: frozenset[str] = frozenset(),
    fields: frozenset[str] = frozenset(),
) -> str:
    """Write attributes.

    Args:
        id: the id
        words: classes that mean something to the dialect
        pairs: keys that are fields of a node
        attrs: the author's own attributes
        reserved: classes that would mean something if they were written with a dot
        fields: keys that would be taken for a field
    Returns:
        the attributes in braces; an empty string if there are none
    """
    if not (id or words or pairs or attrs):
        return ""
    items = [f"#{id}"] if id else []
    items += [f".{word}" for word in words]
    items += [f"{key}={_value(value)}" for key, value in pairs]
    if attrs is not None:
        items += [f"class={_value(c)}" if c in reserved else f".{c}" for c in attrs.classes]
        for key, value in attrs.values.items():
            literal = key in fields or key in ("id", "class") or key.startswith(LITERAL)
            items.append(f"{LITERAL if literal else ''}{key}={_value(value)}")
    return "{" + " ".join(items) + "}" if items else ""


def _value(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + value.replace("\n", "\\n").replace("\t", "\\t") + '"'
