"""A table of contents that was typed, and the headings that its lines stand for (GB/T 1.1—2020, 8.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from stdml.model import Clause, Document, List, Paragraph, TermEntry, plain_text
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.sentences import MARK, OPAQUE

_page = lazy(r"(?:[\s.．…·•_—-]{1,200}|\s)(?:\d{1,4}|[ivxlIVXL]{1,6}|[Ⅰ-Ⅻⅰ-ⅻ]{1,3})\s*\Z")
_leader = lazy(r"[\s.．…·•_]+\Z")
_number = lazy(r"(?:附录|Annex)?([A-Z](?:\.\d{1,3})*(?![a-z])|\d{1,3}(?:\.\d{1,3})*)")
_object = lazy(r"(?:图|表|Figure|Table)\s*(?:[A-Z]\.)?\d")
_forms = str.maketrans("（）：，．－–—", "():,.---")
_noise = lazy(rf"[\s\u3000{OPAQUE}{MARK}]+")
_LONGEST = 120

Place = Clause | TermEntry


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents.

    Attributes:
        prose: the running text it stands in
        start: where it begins there
        end: where it ends there
        words: what it says, without the page
        place: the heading it stands for; None where there is none
        match: whether it says the same as the heading, only bears its number, or neither
        order: where that heading comes in the text
    """

    prose: Prose
    start: int
    end: int
    words: str
    place: Place | None
    match: Literal["same", "number", "none"]
    order: int

    @property
    def is_object(self) -> bool:
        """Whether it is the line of a figure or a table."""
        return _object.match(self.words) is not None


def contents(document: Document) -> Clause | None:
    """Return the contents of a document if they were typed, else None."""
    return next((c for c in document.front if c.type == "contents"), None)


def lines(ctx: Context) -> list[Line]:
    """Return the lines of the contents that can be read as such."""
    clause = contents(ctx.document)
    if clause is None:
        return []
    headings = _Headings(ctx)
    found = []
    for block in clause.blocks:
        for paragraph in _paragraphs(block):
            prose = Prose(paragraph, "children", False)
            for start, end in _cut(prose.text):
                if 0 < end - start <= _LONGEST:
                    found.append(headings.line(prose, start, end))
    return found


def heading(place: Place, ctx: Context) -> str:
    """Return a heading as the contents give it: 5.2　流量, 附录A（资料性）　记录表."""
    label = ctx.facts.numbering.label(place)
    gap = "\u3000" if ctx.language.startswith("zh") else " "
    nature = _nature(place, ctx)
    title = plain_text(place.title if isinstance(place, Clause) else place.designations[0]).strip()
    return f"{label}{nature}{gap}{title}".strip()


def _nature(place: Place, ctx: Context) -> str:
    if not isinstance(place, Clause) or place.type != "annex" or place.nature is None:
        return ""
    words = ctx.facts.numbering.words
    return words.normative if place.nature == "normative" else words.informative


def _cut(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _paragraphs(block: Any) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, List):
        for item in block.items:
            for child in item.children:
                yield from _paragraphs(child)


class _Headings:
    """The headings of a document by their words and by their numbers."""

    def __init__(self, ctx: Context) -> None:
        self.by_words: dict[str, tuple[int, Place]] = {}
        self.by_number: dict[str, tuple[int, Place]] = {}
        numbering = ctx.facts.numbering
        places: list[Place] = []
        _collect(ctx.document.clauses, places)
        for order, place in enumerate(places):
            number = numbering.number(place)
            self.by_words.setdefault(_bare(heading(place, ctx)), (order, place))
            if number is not None:
                self.by_number.setdefault(number, (order, place))

    def line(self, prose: Prose, start: int, end: int) -> Line:
        typed = prose.text[start:end].strip()
        words = _leader.sub("", _page.sub("", typed))
        for candidate in (typed, words):
            if found := self.by_words.get(_bare(candidate)):
                return Line(prose, start, end, words, found[1], "same", found[0])
        if (number := _number.match(words)) and (found := self.by_number.get(number[1])):
            return Line(prose, start, end, words, found[1], "number", found[0])
        return Line(prose, start, end, words, None, "none", -1)


def _collect(sections: list[Any], found: list[Place]) -> None:
    for section in sections:
        if isinstance(section, TermEntry) or section.type != "contents":
            found.append(section)
        if isinstance(section, Clause):
            _collect(section.clauses, found)


def _bare(text: str) -> str:
    return _noise.sub("", _leader.sub("", text)).translate(_forms).lower()
