"""Findings about a document, each with an address in its author's own file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from stdml.language import forced, say

if TYPE_CHECKING:
    from stdml.model.structure import Document

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
_WORDS = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}


def severity_word(severity: str) -> str:
    """Return the word for a severity in the language of people."""
    return say(*_WORDS[severity])


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A range in a file; lines and columns count from 1 in characters, and the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from offset `start` to offset `end` of the source by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair: what it does, the edits that do it, and whether it can change the meaning."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: a stable code such as STD-M003; never used again for something else
        name: the name of the rule or check, such as number-mismatch
        severity: error, warning or info
        message: what is wrong, in the language of the document or as asked for
        path: the file; "-" for standard input
        position: where it stands in that file
        basis: the clause of the rule book it rests on
        fix: a repair, where one is possible
        span: the offsets it was made from, for formats that have them
        unreadable: whether the input could not be read at all
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str = "-"
    position: Position = Position()
    basis: str = ""
    fix: Fix | None = None
    span: tuple[int, int] | None = None
    unreadable: bool = field(default=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml check --format json` prints."""
        return {
            "path": self.path,
            "line": self.position.line,
            "column": self.position.column,
            "end_line": self.position.end_line,
            "end_column": self.position.end_column,
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "message": self.message,
            "basis": self.basis,
            "fixable": self.fix is not None,
        }


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format cannot hold.

    Attributes:
        node: the kind of the node
        facet: what of it is lost
        reason: why
        position: where the node stands in the source, if it was read from one
    """

    node: str
    facet: str
    reason: str
    position: Position | None = None


class Source(Protocol):
    """The file a document was read from; it turns the spans of nodes into positions."""

    path: str
    text: str
    format: str

    def position(self, document: Document, node: Any, within: tuple[int, int] | None = None) -> Position:
        """Return where `node` stands; `within` narrows it to a range of the characters of its text."""
        ...


class TextSource:
    """A source whose spans are offsets into its text.

    Args:
        text: the text, line breaks normalized to one newline character
        path: the file's name
        format: the name of the format it was read by
    """

    def __init__(self, text: str, path: str = "-", format: str = "markdown") -> None:
        self.text = text
        self.path = path
        self.format = format
        self._starts: list[int] | None = None

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def offset_position(self, start: int, end: int) -> Position:
        """Return the position of a range of offsets."""
        starts = self._line_starts()
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end) - 1
        return Position(first + 1, start - starts[first] + 1, last + 1, end - starts[last] + 1)

    def position(self, document: Document, node: Any, within: tuple[int, int] | None = None) -> Position:
        """Return where `node` stands in the text."""
        start, end = self.span(node, within)
        return self.offset_position(start, end)

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the offsets of `node`, narrowed to some of the characters of its text."""
        found: tuple[int, int] | None = getattr(node, "span", None)
        return found or (0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of diagnostic that a reader can make: its stable code and name, and its words.

    Attributes:
        code: such as STD-M003
        name: such as unclosed-container
        severity: how grave it is
        zh: the message in Chinese, with {names} for values
        en: the message in English, with the same names
        basis: the clause of the rule book it rests on
    """

    code: str
    name: str
    severity: Severity
    zh: str
    en: str
    basis: str = ""

    def message(self, language: str | None, values: dict[str, Any]) -> str:
        """Return the message in the language asked for, else in that of the document: Chinese or English."""
        words = self.zh if (forced() or language or "").startswith("zh") else self.en
        return words.format(**values) if values else words

    def diagnostic(
        self,
        source: TextSource,
        span: tuple[int, int],
        language: str | None = None,
        fix: Fix | None = None,
        unreadable: bool = False,
        **values: Any,
    ) -> Diagnostic:
        """Return the diagnostic for a range of offsets of `source`."""
        return Diagnostic(
            self.code,
            self.name,
            self.severity,
            self.message(language, values),
            source.path,
            source.offset_position(*span),
            self.basis,
            fix,
            span,
            unreadable,
        )
