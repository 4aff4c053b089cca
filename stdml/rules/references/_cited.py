"""The lists of references of a document, and all places where its text names standards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stdml.model import (
    Citation,
    Clause,
    Example,
    Footnote,
    Node,
    Note,
    Quotation,
    TermSource,
    plain_text,
)
from stdml.model.base import cached_by_class
from stdml.model.kinds import fields_of
from stdml.model.walk import walk_blocks
from stdml.rules.prose import Prose, prose_fields
from stdml.rules.references._entries import LISTS, Entry, entries_of, lists
from stdml.rules.references._mentions import Mention, Place, mentions
from stdml.text.patterns import lazy
from stdml.text.standard_forms import START
from stdml.text.standards import StandardNumber, find_all, key

if TYPE_CHECKING:
    from stdml.rules.facts import Facts

_PLACES: dict[str, Place] = {
    "foreword": "front",
    "introduction": "front",
    "contents": "front",
    "scope": "scope",
    "terms": "terms",
    "index": "front",
}
_INSIDE: dict[type[Node], Place] = {
    Note: "note",
    Footnote: "note",
    Example: "example",
    Quotation: "example",
    TermSource: "source",
}
_digits = lazy(r"\d+(?:\.\d+)*")


class Cited:
    """The lists of references of a document and all places where its text names standards.

    Args:
        facts: what is known of the document

    Attributes:
        lists: the lists of references
        entries: their entries, in the order of the text
        own: the undated keys of the document's own numbers
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        document = facts.document
        source = getattr(document, "source", None)
        self.lists = lists(document)
        self.entries = [entry for clause in self.lists for entry in entries_of(clause, source)]
        self.own = frozenset(key(one, dated=False) for one in document.metadata.identifier)

    @cached_property
    def normative(self) -> list[Entry]:
        """The entries of the normative references."""
        return [entry for entry in self.entries if entry.normative]

    @cached_property
    def bibliography(self) -> list[Entry]:
        """The entries of the bibliography."""
        return [entry for entry in self.entries if not entry.normative]

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions outside the lists of references, in the order of the text."""
        guide = self._facts.document.metadata.kind == "guide"
        return [one for prose, place in _texts(self._facts) for one in mentions(prose, place, guide)]

    @cached_property
    def _mentions_by_key(self) -> tuple[dict[str, list[Mention]], dict[str, list[Mention]]]:
        """The mentions by key, and those of parts by the key of their series."""
        by_key: dict[str, list[Mention]] = defaultdict(list)
        by_series: dict[str, list[Mention]] = defaultdict(list)
        for one in self.mentions:
            by_key[one.key].append(one)
            if one.number.part:
                by_series[series_key(one.number)].append(one)
        return dict(by_key), dict(by_series)

    def of(self, entry: Entry) -> list[Mention]:
        """Return the mentions of the document that an entry names, of any edition."""
        number = entry.number
        if number is None:
            return []
        by_key, by_series = self._mentions_by_key
        found = [one for name in entry.keys for one in by_key.get(name, ())]
        if entry.all_parts:
            found += by_series.get(entry.key, [])
        elif number.part is not None:
            found += [one for one in by_key.get(series_key(number), ()) if one.number.all_parts]
        return found

    @cached_property
    def _entries_by_key(
        self,
    ) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]], dict[str, list[Entry]]]:
        """The entries by key, those for all parts by key, and those for parts by the key of their series."""
        by_key: dict[str, list[Entry]] = defaultdict(list)
        whole: dict[str, list[Entry]] = defaultdict(list)
        by_series: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for name in entry.keys:
                by_key[name].append(entry)
            if entry.all_parts:
                whole[entry.key].append(entry)
            elif entry.number is not None and entry.number.part is not None:
                by_series[series_key(entry.number)].append(entry)
        return dict(by_key), dict(whole), dict(by_series)

    def same(self, name: str) -> list[Entry]:
        """Return the entries of both lists with a key, those for all parts left out."""
        return [entry for entry in self._entries_by_key[0].get(name, ()) if not entry.all_parts]

    def listed(self, number: StandardNumber) -> list[Entry]:
        """Return the entries of both lists that name a document, of any edition, or all its parts."""
        by_key, whole, by_series = self._entries_by_key
        name, series = key(number.undated, dated=False), series_key(number)
        found = [*by_key.get(name, ())]
        if series != name:
            found += whole.get(series, [])
        if number.all_parts:
            found += by_series.get(name, [])
        return found

    @cached_property
    def _loose(self) -> frozenset[str]:
        """The keys of the standards that stand in a list in another way than as entries: in a table."""
        tables = (
            plain_text(block)
            for clause in self.lists
            for block in walk_blocks(clause)
            if block.kind == "table"
        )
        return frozenset(key(number.undated, dated=False) for text in tables for number in find_all(text))

    def is_loose(self, number: StandardNumber) -> bool:
        """Whether a standard stands in a list of references, but not as an entry."""
        return key(number.undated, dated=False) in self._loose

    @cached_property
    def _digits(self) -> frozenset[str]:
        below = (clause for clause in self._facts.document.clauses if _is_text(clause))
        return frozenset(digits for clause in below for digits in _digits.findall(self._facts.text(clause)))

    def holds_digits(self, digits: str) -> bool:
        """Whether the digits of a number stand anywhere in the text outside the lists of references."""
        return digits in self._digits


def _is_text(section: Any) -> bool:
    return not (
        isinstance(section, Clause) and (section.type in LISTS or _PLACES.get(section.type) == "front")
    )


def series_key(number: StandardNumber) -> str:
    """Return the key of the series that a part belongs to; of a document without parts, its own."""
    name = key(number.undated, dated=False)
    return name if number.part is None else name[: -len(number.part) - 1]


_fields = cached_by_class(prose_fields)


@cached_by_class
def _below(cls: type[Node]) -> tuple[str, ...]:
    """Return the fields of a class that hold blocks, rows, sections and the like."""
    return tuple(spec.name for spec in fields_of(cls) if spec.role == "nodes")


def _texts(facts: Facts) -> Iterator[tuple[Prose, Place]]:
    """Yield the running texts that may name a standard, with what they stand in; no list of references."""
    stack: list[tuple[Any, Place]] = []
    for section in reversed(facts.document.clauses):
        if not (isinstance(section, Clause) and section.type in LISTS):
            stack.append((section, _place_of(section)))
    stack.extend((block, "body") for block in reversed(facts.document.blocks))
    while stack:
        node, place = stack.pop()
        cls = type(node)
        place = _INSIDE.get(cls, place)
        for name in _fields(cls):
            if getattr(node, name) and _may_name(prose := facts.prose(node, name)):
                yield prose, place
        for name in reversed(_below(cls)):
            stack.extend([(child, place) for child in reversed(getattr(node, name))])


def _place_of(section: Any) -> Place:
    if not isinstance(section, Clause):
        return "body"
    if section.type == "annex" and section.nature == "informative":
        return "informative"
    return _PLACES.get(section.type, "body")


def _may_name(prose: Prose) -> bool:
    return START.search(prose.text) is not None or any(
        isinstance(node, Citation) for _, _, node in prose.nodes
    )
