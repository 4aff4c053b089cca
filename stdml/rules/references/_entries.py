"""The entries of the normative references and of the bibliography, taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stdml.model import Clause, Container, Document, List, Paragraph, ReferenceEntry, Text
from stdml.model.base import span_of
from stdml.model.walk import walk_blocks
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.sentences import MARK, OPAQUE
from stdml.text.standards import StandardNumber, find_all, key

LISTS = frozenset(("normative-references", "bibliography"))
_marker = lazy(
    r"\s*(?:[\[［【(（]\s*\d{1,3}\s*[\]］】)）]|\d{1,3}\s*[.)）、．](?!\d)|\d{1,2}(?=[ \t\u3000]+[A-Z]{2}))"
    r"[ \t\u3000]*"
)
_typed = lazy(
    r"\s*(?:[-*+]\s+)?((?:[\[［【(（]\s*\d{1,3}\s*[\]］】)）]|\d{1,3}\s*[.)）、．](?!\d))[ \t\u3000]*)\Z"
)
_nothing = lazy(f"[\\s{OPAQUE}{MARK}]*")
_title_of_law = lazy(r"《[^《》]+》|中华人民共和国[\u4e00-\u9fff]{1,30}[法令]\s*\Z")
_opening = lazy(
    r"(?<=[\s。；;，\u4e00-\u9fff）)》])(?:[\[［（(]?\d{1,3}[\]］）)]?[.、．]?[ \t\u3000]*)?(?=《|[A-Z])"
)
_title_first = lazy(r"\s*《[^《》]+》\s*[（(，,]?\s*")
_all_parts = lazy(r"[（(](?:所有部分|all parts)[）)]|\A[（(]?(?:系列|series)")
_no_words = lazy(f"[\\s{OPAQUE}{MARK}]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in a list of references.

    Attributes:
        prose: its running text
        clause: the list it stands in
        normative: whether that is the normative references, and not the bibliography
        marker: how many characters of the text a typed number takes
        begin: where its words begin
        number: the number of the standard that it begins with, or that follows a title in 《》
        part: whether its block holds other entries too
    """

    prose: Prose
    clause: Clause
    normative: bool
    marker: int
    begin: int
    number: StandardNumber | None
    part: bool = False

    @property
    def within(self) -> tuple[int, int] | None:
        """The range of its words where its block holds other entries too, for a report about it."""
        return (0, len(self.prose.text.rstrip())) if self.part else None

    @property
    def node(self) -> Any:
        """The entry itself."""
        return self.prose.owner

    @property
    def text(self) -> str:
        """Its words without a typed number."""
        return self.prose.text[self.begin :]

    @property
    def end(self) -> int:
        """Where the number of the standard ends in the prose; where the words begin if there is none."""
        return self.number.end + self.begin if self.number else self.begin

    @property
    def leading(self) -> bool:
        """Whether it begins with the number of a standard."""
        return self.number is not None and self.number.start == 0

    @property
    def title(self) -> str:
        """What follows the number of the standard, or stands before it; other languages left out."""
        if self.number is not None and not self.leading:
            return without_marks(self.text[: self.number.start]).strip("《》（( \u3000")
        return without_marks(self.prose.text[self.end :])

    @property
    def key(self) -> str:
        """The number without its year, in a form in which two spellings are equal; empty without a number."""
        return key(self.number.undated, dated=False) if self.number else ""

    @property
    def all_parts(self) -> bool:
        """Whether it stands for all parts of a standard, also where the words for that follow the title."""
        return self.number is not None and (
            self.number.all_parts or _all_parts.search(self.title) is not None
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of its number, and that of the second number of a standard with two."""
        other = self.number.adopted if self.number else None
        return (self.key, key(other.undated, dated=False)) if other else (self.key,) if self.key else ()


def without_marks(text: str) -> str:
    """Return words without what only stands for a node, spaces trimmed."""
    return text.replace(OPAQUE, "").replace(MARK, "").strip()


def squeezed(text: str) -> str:
    """Return words without any space and without what only stands for a node."""
    return _no_words.sub("", text)


def lists(document: Document) -> list[Clause]:
    """Return the lists of references among the clauses of a document."""
    return [one for one in document.clauses if isinstance(one, Clause) and one.type in LISTS]


def entries_of(clause: Clause, source: Any = None) -> list[Entry]:
    """Return the entries of one list, those in its subclauses included.

    Args:
        clause: the list
        source: what the document was read from, which shows where the lines of a block begin
    """
    found: list[Entry] = []
    for block, listed in _blocks(clause):
        prose = Prose(block, "children", False)
        cuts = _cuts(prose, block, source)
        for start, end in zip([0, *cuts], [*cuts, len(prose.text)], strict=True):
            piece = _piece(prose, start, end) if cuts else prose
            entry = _entry(piece, clause, listed or bool(cuts), bool(cuts))
            if entry is not None:
                found.append(entry)
    return found


def _blocks(clause: Clause) -> Iterator[tuple[Any, bool]]:
    """Yield the paragraphs and entries of a list, and whether they stand in a list within it."""
    for block in clause.blocks:
        # Other formats keep a list of references in a container of its own.
        inside = walk_blocks(block) if isinstance(block, (Container, List)) else (block,)
        for one in inside:
            if isinstance(one, (ReferenceEntry, Paragraph)) and one.children:
                yield one, isinstance(block, List)
    for below in clause.clauses:
        if isinstance(below, Clause):
            yield from _blocks(below)


def _entry(prose: Prose, clause: Clause, listed: bool, part: bool) -> Entry | None:
    """Return what a text says as an entry, or None for one that introduces or explains."""
    found = _marker.match(prose.text)
    marker = found.end() if found else 0
    gap = _nothing.match(prose.text, marker)
    begin = gap.end() if gap else marker
    words = prose.text[begin:]
    number = next(find_all(words[:120]), None)
    if number is not None and number.start > 0 and not _title_first.fullmatch(words[: number.start]):
        number = None
    normative = clause.type == "normative-references"
    # In the bibliography an item of a list is an entry whatever it says.
    is_entry = isinstance(prose.owner, ReferenceEntry) or (listed and not normative)
    if not is_entry and number is None and not _title_of_law.match(words):
        return None
    return Entry(prose, clause, normative, marker, begin, number, part)


def _cuts(prose: Prose, block: Any, source: Any) -> list[int]:
    """Return where lines of a block begin that begin as entries do: with a number or with a title in 《》."""
    if source is None or source.format != "markdown" or "\n" not in source.text[slice(*source.span(block))]:
        return []
    found = []
    for place in _opening.finditer(prose.text, 1):
        at = place.start()
        number = next(find_all(prose.text[place.end() : place.end() + 40]), None)
        starts = prose.text.startswith("《", place.end()) or (number is not None and number.start == 0)
        if starts and _begins_line(prose, at, source):
            found.append(at)
    return found


def _begins_line(prose: Prose, at: int, source: Any) -> bool:
    leaf, offset = prose.leaf(at)
    if not isinstance(leaf, Text) or span_of(leaf) is None:
        return False
    start = source.span(leaf, (offset, offset + 1))[0]
    line = source.text.rfind("\n", 0, start) + 1
    return not source.text[line:start].strip()


def _piece(prose: Prose, start: int, end: int) -> Prose:
    """Return a part of a running text; its pieces keep their places in the source."""
    part = Prose.__new__(Prose)
    part.owner, part.field, part.provisions = prose.owner, prose.field, prose.provisions
    part.text = prose.text[start:end]
    part.pieces = [(s - start, e - start, node) for s, e, node in prose.pieces if s < end and e > start]
    part.nodes = [(s - start, e - start, node) for s, e, node in prose.nodes if s < end and e > start]
    return part


def typed_marker(entry: Entry, source: Any) -> tuple[int, int] | None:
    """Return the offsets of a number that was typed before an entry in a Markdown source, or None."""
    begin, _, first = entry.prose.pieces[0] if entry.prose.pieces else (0, 0, None)
    span = span_of(first) if first is not None and begin == 0 else None
    if span is None or source is None or source.format != "markdown":
        return None
    start = source.text.rfind("\n", 0, span[0]) + 1
    found = _typed.match(source.text[start : span[0]])
    return (start + found.start(1), start + found.end(1)) if found else None
