"""Where the text refers to its annexes, tables, figures and formulas, by links and by typed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stdml.model import Citation, Clause, CrossReference, Figure, Formula, Node, Table, Text, walk
from stdml.model.base import cached_by_class, span_of
from stdml.model.kinds import child_fields
from stdml.rules.objects._captions import plain_number
from stdml.text.patterns import lazy

if TYPE_CHECKING:
    from stdml.rules.facts import Facts

_KEYWORD = lazy(
    r"(?P<annex>附录|[Aa]nn?ex(?:es)?\b|ANNEX|[Aa]ppendi(?:x|ces)\b)|(?P<table>表|[Tt]ables?\b|TABLE)"
    r"|(?P<figure>图|[Ff]igures?\b|[Ff]igs?\.|FIGURE)"
    r"|(?P<formula>公?式|[Ff]ormula[es]?\b|[Ee]quations?\b|Eqs?\.)|(?P<bare>(?<![A-Za-z0-9.])[A-Z]\.(?=\d))"
)
# One of these is in every text that refers to something: quicker than looking for it.
_HINTS = (
    "表", "图", "附录", "式", "nnex", "NNEX", "ppendi", "able", "ABLE",
    "igure", "Fig", "fig", "IGURE", "quation", "ormula", "Eq",
)  # fmt: skip
_BARE = lazy(r"[A-Z]\.\d")
_LETTER = lazy(r"[ \u3000\xa0]*([A-Z])(?![A-Za-z])")
_NUMBER = lazy(
    r"[ \u3000\xa0]*[(（]?((?:[A-Z][.．\-–—]?)?\d{1,3}"
    r"(?:[.．]\d{1,3}|[\-–—](?=\d{1,2}(?!\d))\d{1,3}(?![～~]))*(?:[a-z](?![a-z]))?)[)）]?"
)
_JOIN = lazy(
    r"[ \u3000\xa0]*(?P<joint>、|，|,|和|及|与|或|或者|以及|至|到|～|~|—|–|-|and\b|or\b|to\b|through\b|&)"
    r"[ \u3000\xa0]*(?:附录|表|图|公?式|Annex|Table|Figure|Formula|Equation)?"
)
_RANGE = frozenset(("至", "到", "～", "~", "—", "–", "-", "to", "through"))
_TAIL = lazy(r"(.*?)(\d+|[A-Z])\Z", re.S)
_HEADING = lazy(r"(?:附录|Annex|Appendix|ANNEX|APPENDIX)[ \t\u3000]*([A-Z])(?![A-Za-z])")
_OBJECTS = (Table, Figure, Formula)
_MOST = 60


@cached_by_class
def _fields(cls: type[Node]) -> tuple[str, ...]:
    """Return the fields of a class that may refer to something, the last first."""
    # The words that name a table or figure refer to nothing.
    left_out = {Table: "caption", Figure: "title"}.get(cls)
    return tuple(name for name in reversed(child_fields(cls)) if name != left_out)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text refers to something.

    Attributes:
        kind: annex, table, figure or formula
        name: the letter or number that was typed, or that of the target of a link
        target: what a link leads to, or None
        node: the text or the link
        start, end: the range in the text of `node`
        element: the clause right below the document that the place is in
    """

    kind: str
    name: str
    target: Any
    node: Any
    start: int
    end: int
    element: Any


def typed_mentions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield what a text refers to by typed numbers: kind, letter or number, start and end.

    >>> [found[:2] for found in typed_mentions("见表1～表3和附录B")]
    [('table', '1'), ('table', '2'), ('table', '3'), ('annex', 'B')]
    """
    at = 0
    while found := _KEYWORD.search(text, at):
        kind, at = found.lastgroup or "", found.end()
        if kind == "bare":
            yield "annex", found[0][0], found.start(), at
            continue
        pattern = _LETTER if kind == "annex" else _NUMBER
        before, joint, resume = "", "", at
        while match := pattern.match(text, at):
            name, at = _dotted(plain_number(match[1])), match.end()
            between = _between(before, name) if joint in _RANGE else []
            for one in (*between, name):
                yield kind, one, found.start(), at
            if kind != "annex" and name[0].isalpha():
                yield "annex", name[0], found.start(), at
            join = _JOIN.match(text, at)
            if join is None:
                break
            before, joint, resume = name, join["joint"], at
            at = join.end()
        else:
            # What follows the joint was no number, so the joint may belong to something else.
            at = resume if before else at


def _dotted(name: str) -> str:
    """Return a number of an annex with the dot after its letter, which drafters forget: 表A1."""
    return f"{name[0]}.{name[1:]}" if len(name) > 1 and name[0].isupper() and name[1].isdigit() else name


def _between(first: str, last: str) -> list[str]:
    """Return the names between two: B of A and C, A.2 of A.1 and A.3."""
    start, end = _TAIL.match(first), _TAIL.match(last)
    if not start or not end or start[1] != end[1] or start[2].isdigit() != end[2].isdigit():
        return []
    if start[2].isdigit():
        low, high = int(start[2]), int(end[2])
        return [start[1] + str(n) for n in range(low + 1, min(high, low + _MOST))]
    return [chr(code) for code in range(ord(start[2]) + 1, ord(end[2]))]


class Mentions:
    """All mentions in a document, in the order of the text; a table of contents mentions nothing."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def all(self) -> list[Mention]:
        """Every mention."""
        found: list[Mention] = []
        for block in self._facts.document.blocks:
            found += self._inside(block, None)
        for element in self._facts.document.clauses:
            if getattr(element, "type", "") != "contents":
                found += self._inside(element, element)
        return found

    def _inside(self, root: Node, element: Any) -> list[Mention]:
        captions = self._facts.captions
        captions.all  # noqa: B018  # finds the paragraphs that are captions
        found: list[Mention] = []
        stack: list[Any] = [root]
        while stack:
            node = stack.pop()
            cls = type(node)
            if cls is Text:
                value = node.value
                if any(map(value.__contains__, _HINTS)) or ("." in value and _BARE.search(value)):
                    for kind, name, start, end in typed_mentions(value):
                        found.append(Mention(kind, name, None, node, start, end, element))
                continue
            if cls is Citation or id(node) in captions.paragraphs:
                continue
            if cls is CrossReference:
                found += self._linked(node, element)
            for name in _fields(cls):
                stack.extend(reversed(getattr(node, name)))
        return found

    def _linked(self, node: CrossReference, element: Any) -> Iterator[Mention]:
        target = self._facts.numbering.resolve(node.target) if node.target else None
        if target is None:
            return
        number = self._facts.numbering.number(target) or ""
        if isinstance(target, _OBJECTS):
            yield Mention(target.kind, number, target, node, 0, 0, element)
        annex = self.annex_of.get(id(target))
        if annex is not None:
            letter = self._facts.numbering.number(annex) or ""
            yield Mention("annex", letter, annex, node, 0, 0, element)

    @cached_property
    def annex_of(self) -> dict[int, Clause]:
        """The annex that a node stands in, by `id()`; an annex stands in itself."""
        return {id(node): annex for annex in self._facts.document.annexes for node in walk(annex)}

    @cached_property
    def informative(self) -> dict[str, Clause]:
        """The informative annexes by their letters."""
        return {letter: annex for letter, annex in self.annexes.items() if annex.nature == "informative"}

    @cached_property
    def annexes(self) -> dict[str, Clause]:
        """The annexes by the letters that were typed for them, and by those that are computed."""
        document = self._facts.document
        text: str = getattr(document.source, "text", "") if hasattr(document, "source") else ""
        found: dict[str, Clause] = {}
        for annex in document.annexes:
            span = span_of(annex)
            typed = _HEADING.search(text, *span) if span and text else None
            if typed:
                found.setdefault(typed[1], annex)
        for annex in document.annexes:
            found.setdefault(self._facts.numbering.number(annex) or "", annex)
        return found

    def letter(self, annex: Clause) -> str:
        """Return the letter by which an annex is known: the typed one, else the computed one."""
        return next((letter for letter, one in self.annexes.items() if one is annex), "")

    @cached_property
    def names(self) -> set[tuple[str, str]]:
        """The kind and number of everything that is referred to by typed numbers."""
        return {(one.kind, one.name) for one in self.all if one.target is None}

    @cached_property
    def targets(self) -> set[int]:
        """The `id()` of everything that links lead to."""
        return {id(one.target) for one in self.all if one.target is not None}
