"""All provisions of a document, with their parameters: `requirements`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from stdml.model.facets import ProvisionFacets
from stdml.model.structure import Clause, Document
from stdml.model.walk import children, plain_text, walk
from stdml.semantics import tables
from stdml.semantics.cells import indicator_of_cell
from stdml.semantics.identity import identify
from stdml.semantics.imperatives import has_procedure, is_imperative
from stdml.semantics.parameters import indicator_of, line, with_explicit
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.words import Words, words_of
from stdml.text import limits, modals, sentences
from stdml.text.cjk import cjk_share
from stdml.text.context import Context
from stdml.text.numbering import Numbering
from stdml.text.runs import runs
from stdml.text.understand import derive

_CHINESE = 0.2
_opens_list = re.compile(r"[：:]\s*\Z")
_firm = re.compile(r"\A(?:不(?:得)?(?:大于|小于|高于|低于|少于|多于|超过)|[≤≥<>])")
_named = re.compile(r"\w")
_caption = re.compile(r"(?:表|Table) ?(?:[A-Z]\.)?\d{1,3}[  —–:：.]*(?P<title>\S.{0,80})")
_of_provision = tuple(spec.name for spec in fields(ProvisionFacets))


def requirements(document: Document) -> list[Demand]:
    """Return the provisions of a document in the order of its text, each with its parameters.

    Provisions are the sentences with a verbal form in a place where a provision may stand, requirement
    blocks, rows of tables of limits, imperatives in test procedures, and sentences that state a limit
    (不大于 5 m) without a verbal form, as items of a list do. What an author stated outright counts more
    than what the words say.

    >>> from stdml.model import Clause, Document, Metadata, Paragraph, Provision, Text
    >>> facets = {"modality": "requirement", "strength": "不应", "polarity": "negative"}
    >>> words = Provision(children=[Text("壁厚不应小于 2 mm。")], **facets)
    >>> clause = Clause(title=[Text("要求")], blocks=[Paragraph([words])])
    >>> found = requirements(Document(metadata=Metadata(language="zh"), clauses=[clause]))
    >>> [(one.clause, one.parameters[0].name, one.parameters[0].op) for one in found]
    [('1', '壁厚', '>=')]
    """
    found = list(Collector(document).collect())
    identify(found)
    return found


class _Lead:
    """The sentence that opens a list: 充电桩应符合下列要求："""

    def __init__(self, demand: Demand, reading: limits.Reading) -> None:
        self.demand = demand
        names = [one.name for one in reading.limits if one.name and one.op == "reference"]
        self.subject = demand.subject or (names[0] if names else "")


class Collector:
    """Walks through a document and makes a record of each provision.

    Args:
        document: the document; it is not changed

    Attributes:
        context: what its sentences are read in the light of
        marked: each parameter that an author marked, with what its words alone say, in the order of the text
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        found = list(runs(document))
        self.allowed = {id(node): allowed for node, name, allowed in found if name == "children"}
        self.context = Context.of(document, found)
        self.numbering = Numbering(document)
        self.clause = ""
        self.path: list[str] = []
        self.procedure = False
        self.above: list[str] = []
        self.marked: list[tuple[Any, Indicator | None]] = []

    def collect(self) -> Iterator[Demand]:
        """Yield the provisions in the order of the text."""
        yield from self._blocks(self.document.blocks, None)
        for section in self.document.clauses:
            yield from self._section(section, [], False)

    def _section(self, section: Any, path: list[str], procedure: bool) -> Iterator[Demand]:
        title = plain_text(section.title).strip() if isinstance(section, Clause) else ""
        path = [*path, title] if title else path
        procedure = procedure or has_procedure(section, self.document)
        self._enter(section, path, procedure)
        yield from self._blocks(section.blocks if isinstance(section, Clause) else section.children, None)
        for below in getattr(section, "clauses", ()):
            yield from self._section(below, path, procedure)
            self._enter(section, path, procedure)

    def _enter(self, section: Any, path: list[str], procedure: bool) -> None:
        self.clause = self.numbering.number(section) or ""
        self.path, self.procedure = path, procedure

    def _label(self, reference: Any) -> str:
        """Return what a cross-reference without words of its own prints."""
        target = self.numbering.resolve(reference.target) if reference.target else None
        return self.numbering.reference_text(target) if target is not None else reference.target or ""

    # --- Blocks

    def _blocks(self, blocks: Iterable[Any], lead: _Lead | None) -> Iterator[Demand]:
        """Yield the provisions of blocks; a paragraph that ends with a colon leads the list after it."""
        before: _Lead | None = None
        blocks = list(blocks)
        for at, block in enumerate(blocks):
            kind = block.kind
            if kind == "paragraph":
                found = list(self._run(block, lead))
                yield from (demand for demand, _ in found)
                opens = bool(found) and _opens_list.search(plain_text(block.children)) is not None
                before = _Lead(*found[-1]) if opens else None
                self.above = [*self.above[-1:], plain_text(block.children)] if len(found) == 0 else []
                continue
            if kind == "list":
                for item in block.items:
                    yield from self._blocks(item.children, before or lead)
            elif kind == "table":
                note = blocks[at + 1] if at + 1 < len(blocks) else None
                yield from self._table(block, plain_text(note) if note and note.kind == "note" else "")
            elif kind == "requirement":
                yield self._block(block)
            else:
                yield from self._others(block, lead)
            before = None
            self.above = []

    def _others(self, block: Any, lead: _Lead | None) -> Iterator[Demand]:
        for name in ("items", "children", "blocks", "notes", "parts"):
            inner = getattr(block, name, None)
            if not isinstance(inner, list) or not inner:
                continue
            if name == "items":
                for item in inner:
                    yield from self._blocks(getattr(item, "children", ()), lead)
            elif hasattr(inner[0], "kind") and inner[0].kind in _BLOCKS:
                yield from self._blocks(inner, lead)
            else:
                yield from (demand for demand, _ in self._run(block, lead))

    def _table(self, table: Any, below: str = "") -> Iterator[Demand]:
        allowed = any(self.allowed.get(id(cell)) for row in table.rows for cell in row.cells)
        found = self._rows(table, below) if allowed or tables.is_marked(table) else []
        for row, text, indicators in found:
            demand = self._record(row, text)
            demand.modality = "requirement" if allowed else "statement"
            demand.parameters = indicators
            demand.explicit = tables.is_marked(table)
            demand.method = next((one.method for one in indicators if one.method), None)
            demand.verification = "test" if demand.method else None
            self._place(demand)
            yield demand
        if found:
            return
        for row in table.rows:
            for cell in row.cells:
                if cell.blocks:
                    yield from self._blocks(cell.blocks, None)
                else:
                    yield from (demand for demand, _ in self._run(cell, None))
        yield from self._blocks(table.notes, None)

    def _rows(self, table: Any, below: str = "") -> list[tables.Row]:
        title = self.path[-1] if self.path else ""
        caption = _caption.match(self.above[0]) if len(self.above) > 1 else None
        if caption and not table.caption:
            # Caption, line of units, table: as they are printed.
            title = caption["title"]
        above = self.above[-1] if self.above else ""
        return tables.parameters_of(table, self.numbering.label(table), title, above, below)

    def _block(self, block: Any) -> Demand:
        """Return the provision that an author set apart as a block."""
        parts = [words_of(node.children, self._label) for node in _texts(block)]
        text = " ".join(part.text.strip() for part in parts if part.text.strip())
        demand = self._record(block, text)
        derived = derive(text, self.context)
        if derived:
            demand.modality, demand.strength, demand.polarity = derived
        lead = _Lead(demand, limits.Reading())
        for part in parts:
            for start, end in sentences.segment(part.text):
                reading = self._read(part.text[start:end], lead.subject, True)
                self._fill(demand, reading)
                demand.parameters += self._parameters(part, start, end, reading)
                lead.subject = lead.subject or reading.subject
        for table in (node for node in walk(block) if node.kind == "table"):
            demand.parameters += [one for _, _, row in self._rows(table) for one in row]
        self._explicit(demand, block)
        demand.explicit = True
        return demand

    # --- Running text

    def _run(self, node: Any, lead: _Lead | None) -> Iterator[tuple[Demand, limits.Reading]]:
        """Yield the provisions in the running text of a paragraph or cell, in the order of the text."""
        allowed = self.allowed.get(id(node), False)
        whole = words_of(node.children, self._label)
        at = 0
        for start, end, provision in whole.provisions:
            yield from self._plain(node, whole, at, start, lead, allowed)
            yield self._provision(whole, start, end, provision, lead)
            at = end
        yield from self._plain(node, whole, at, len(whole.text), lead, allowed)

    def _provision(
        self, whole: Words, start: int, end: int, provision: Any, lead: _Lead | None
    ) -> tuple[Demand, limits.Reading]:
        text = whole.text[start:end].strip()
        demand = self._record(provision, text)
        reading = self._read(whole.text[start:end], lead.subject if lead else "", False)
        self._fill(demand, reading)
        demand.parameters = self._parameters(whole, start, end, reading)
        self._explicit(demand, provision)
        stated = [name for name in _of_provision if getattr(provision, name) not in (None, [])]
        demand.explicit = bool(set(stated) - {"modality", "strength", "polarity"})
        return demand, reading

    def _plain(
        self, node: Any, whole: Words, first: int, last: int, lead: _Lead | None, allowed: bool
    ) -> Iterator[tuple[Demand, limits.Reading]]:
        """Yield what sentences without a verbal form demand: limits, imperatives, marked parameters."""
        if not whole.text[first:last].strip():
            return
        for start, end in sentences.segment(whole.text[first:last]):
            start, end = first + start, first + end
            text = whole.text[start:end]
            marked = any(start <= begin < end for begin, _, _ in whole.parameters)
            if not allowed and not marked:
                continue
            imperative = allowed and self.procedure and is_imperative(text)
            reading = self._read(text, lead.subject if lead else "", True)
            firm = [one for one in reading.limits if _firm.match(one.words) and _named.search(one.name)]
            leads = lead is not None and lead.demand.polarity != "negative" and bool(reading.limits)
            if self.context.rfc2119 and not marked:
                continue
            if not (imperative or marked or leads or firm):
                continue
            if not (imperative or marked or leads):
                reading.limits = firm
            demand = self._record(node, text, (start, end))
            self._fill(demand, reading)
            demand.parameters = self._parameters(whole, start, end, reading)
            demand.modality = "statement"
            if imperative:
                demand.subject = None
                demand.modality, demand.strength, demand.polarity = "requirement", "imperative", "positive"
            elif lead is not None and leads:
                demand.modality, demand.strength = lead.demand.modality, lead.demand.strength
                demand.polarity = lead.demand.polarity
                demand.condition = demand.condition or lead.demand.condition
            self._place(demand)
            yield demand, reading

    def _read(self, text: str, subject: str, normative: bool) -> limits.Reading:
        language = "zh" if cjk_share(text) >= _CHINESE else "en"
        return limits.read(text, language, subject, normative)

    def _record(self, node: Any, text: str, within: tuple[int, int] | None = None) -> Demand:
        demand = Demand(clause=self.clause, path=list(self.path), text=text.strip())
        demand.line, demand.column = self._position(node, within)
        return demand

    def _position(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return line and column where a node stands in its source, or zeros."""
        source = getattr(self.document, "source", None)
        if source is None or not hasattr(node, "span"):
            return 0, 0
        position = source.position(self.document, node, within)
        return position.line, position.column

    def _fill(self, demand: Demand, reading: limits.Reading) -> None:
        demand.subject = demand.subject or line(reading.subject)
        demand.condition = demand.condition or line(reading.condition)
        demand.exceptions += [words for words in map(line, reading.exceptions) if words]
        if reading.method and not demand.method:
            demand.method, demand.verification = line(reading.method), "test"

    def _explicit(self, demand: Demand, node: Any) -> None:
        for name in _of_provision:
            value = getattr(node, name)
            if value not in (None, []):
                setattr(demand, name, value)
        if demand.method:
            for one in demand.parameters:
                one.method = one.method or demand.method
        self._place(demand)

    def _place(self, demand: Demand) -> None:
        for one in demand.parameters:
            one.line, one.column = one.line or demand.line, one.column or demand.column

    def _parameters(self, whole: Words, start: int, end: int, reading: limits.Reading) -> list[Indicator]:
        """Return the parameters of one sentence; those an author marked replace what was understood there."""
        text = whole.text[start:end]
        marked = [(a - start, b - start, node) for a, b, node in whole.parameters if start <= a < end]
        found: list[tuple[int, Indicator]] = []
        open_limits = list(reading.limits)
        for first, last, node in marked:
            inside = [one for one in open_limits if one.start < last and first < one.end]
            open_limits = [one for one in open_limits if one not in inside]
            understood = indicator_of(inside[0], text) if inside else self._alone(text[first:last], reading)
            self.marked.append((node, replace(understood) if understood else None))
            explicit = with_explicit(understood, node)
            explicit.text = text[first:last]
            explicit.line, explicit.column = self._position(node)
            found.append((first, explicit))
        found += [(one.start, indicator_of(one, text)) for one in open_limits]
        own = {one.start: one.modal for one in open_limits if one.modal}
        if len({kind[0] for form in own.values() if (kind := modals.meaning(form))}) > 1:
            # 应…，宜…: each limit has the strength of its own verbal form.
            for at, one in found:
                one.strength = one.strength or own.get(at)
        found.sort(key=lambda pair: pair[0])
        indicators = [one for _, one in found]
        for one in indicators:
            one.subject = one.subject or line(reading.subject)
            one.condition = one.condition or line(reading.condition)
            one.method = one.method or line(reading.method)
        return indicators

    def _alone(self, words: str, reading: limits.Reading) -> Indicator | None:
        """Return what the words of a marked parameter say by themselves: 不小于 1.2 m, or 1.2 m."""
        inner = self._read(words, reading.subject, True)
        if inner.limits:
            return indicator_of(replace(inner.limits[0], start=0, end=len(words)), words)
        return indicator_of_cell(words, "==")


_BLOCKS = frozenset(
    ("paragraph", "list", "table", "note", "example", "quotation", "footnote", "requirement", "container",
     "safety_warning", "definition_list", "formula", "code_block", "heading", "divider", "comment",
     "figure", "foreign_block", "reference_entry")
)  # fmt: skip


def _texts(block: Any) -> Iterator[Any]:
    """Yield the nodes of running text in a block, those of tables left out."""
    for child in children(block):
        if child.kind == "paragraph":
            yield child
        elif child.kind != "table":
            yield from _texts(child)
