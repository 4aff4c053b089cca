"""What a rule is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from stdml.diagnostics import SEVERITIES, Diagnostic, Edit, Fix, Position, Severity
from stdml.language import forced
from stdml.model import Node, Text, span_of
from stdml.rules.prose import Prose, element_of

if TYPE_CHECKING:
    from stdml.model import Clause, Document
    from stdml.rules.facts import Facts

Words = Mapping[str, str]
"""A message by language: "zh" and "en"."""


class RuleOptions(BaseModel):
    """The base of a rule's options; a profile sets them by the name of the rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rule:
    """One rule. Its docstring explains it, in the sections that `stdml rule NAME` prints.

    A rule applies under a profile that selects its name, its code, one of its tags, or a key of `basis`.

    Attributes:
        code: a stable code; never used again for something else
        name: what it finds, such as duplicate-id
        aliases: names it had before
        severity: how grave a finding is, unless the profile says otherwise
        basis: profile → clause of its rule book
        languages: the languages of the text it can judge; empty for any
        tags: the groups it belongs to
        rows: the rows of the catalogue of drafting rules that it holds (docs/rules/coverage.md)
        preview: whether it rests on weak knowledge; it is off unless a profile selects it by its name
        fixes: what its repairs are: "safe", "unsafe", or "" where it has none
        on: the node classes it wants to see; `Prose` for every running text
        types: for a rule on `Clause`, the types of the clauses it wants to see; empty for any
        needs: for a rule on `Prose`, signs of which at least one must be in the text, empty for any (see
            `stdml.rules.needs`); by language where the rule judges by the language of the document
        message: what it says, with {names} for values
        variants: other messages it has, by a name of their own
        Options: its options
    """

    code: ClassVar[str]
    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    severity: ClassVar[Severity] = "warning"
    basis: ClassVar[Mapping[str, str]] = {}
    languages: ClassVar[tuple[str, ...]] = ()
    tags: ClassVar[tuple[str, ...]] = ()
    rows: ClassVar[tuple[str, ...]] = ()
    preview: ClassVar[bool] = False
    fixes: ClassVar[Literal["", "safe", "unsafe"]] = ""
    on: ClassVar[tuple[type[Any], ...]]
    types: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[frozenset[str] | Mapping[str, frozenset[str]]] = frozenset()
    message: ClassVar[Words]
    variants: ClassVar[Mapping[str, Words]] = {}
    Options: ClassVar[type[RuleOptions]] = RuleOptions

    def check(self, node: Any, ctx: Context) -> Iterator[Report]:
        """Yield a report for everything wrong with `node`; nodes are never changed."""
        raise NotImplementedError


def needs_of(rule: Rule, language: str) -> frozenset[str]:
    """Return the signs that a rule needs in the running text of a document in a language."""
    if isinstance(rule.needs, Mapping):
        return rule.needs.get(language[:2], frozenset())
    return rule.needs


@dataclass(frozen=True, slots=True)
class Report:
    """A finding and the node it is about, which a suppression may cover."""

    diagnostic: Diagnostic
    node: Node


class Run:
    """What all rules share while they go through one document.

    Attributes:
        document: the document
        facts: what is known of it, computed when first asked for
        ancestors: the nodes above the current one, the document first
        current: the node that is looked at
        language: the language of the text
        profile: the name of the profile and of those it extends
    """

    def __init__(self, document: Document, facts: Facts, profile: tuple[str, ...]) -> None:
        self.document = document
        self.facts = facts
        self.profile = profile
        self.ancestors: list[Node] = []
        self.current: Node = document
        self.source = getattr(document, "source", None)
        # A repair and its finding are mostly about the same range.
        self.spans: dict[tuple[int, tuple[int, int] | None], tuple[Node, tuple[int, int] | None]] = {}

    @cached_property
    def language(self) -> str:
        return self.facts.language

    @cached_property
    def editable(self) -> bool:
        """Whether spans are offsets into a text that edits can be made to."""
        return self.source is not None and self.source.format == "markdown"


class Context:
    """What one rule sees of the run.

    Attributes:
        rule: the rule
        options: its options under the profile
        severity: how grave its findings are under the profile
    """

    def __init__(self, run: Run, rule: Rule, options: Any, severity: Severity) -> None:
        self._run = run
        self.rule = rule
        self.options = options
        self.severity = severity
        self.document = run.document
        self.facts = run.facts
        self.basis = next((rule.basis[name] for name in run.profile if name in rule.basis), "")

    @property
    def language(self) -> str:
        """The language of the text."""
        return self._run.language

    @property
    def ancestors(self) -> list[Node]:
        """The nodes above the current one, the document first; not to be kept or changed."""
        return self._run.ancestors

    @property
    def parent(self) -> Node | None:
        """The node right above the current one."""
        above = self._run.ancestors
        return above[-1] if above else None

    def inside(self, *classes: type[Node]) -> bool:
        """Whether one of the nodes above the current one is of these classes."""
        for node in self._run.ancestors:  # noqa: SIM110 (quicker)
            if isinstance(node, classes):
                return True
        return False

    @property
    def element(self) -> Clause | None:
        """The element (要素) that the current node stands in: the clause right below the document."""
        return element_of(self._run.ancestors, self._run.current)

    def report(
        self,
        node: Node | Prose,
        within: tuple[int, int] | None = None,
        *,
        variant: str = "",
        span: tuple[int, int] | None = None,
        fix: Fix | None = None,
        severity: Severity | None = None,
        **values: Any,
    ) -> Report:
        """Return a finding about `node`.

        Args:
            node: what it is about
            within: the range of the characters of the node's text that it is about
            variant: which of the rule's other messages says it
            span: the range of offsets it is about, where it is no node's
            fix: what would repair it
            severity: a lower severity than usual for a finding that is less grave
            values: what the message needs
        """
        words = self.rule.variants[variant] if variant else self.rule.message
        language = "zh" if (forced() or self.language).startswith("zh") else "en"
        source = self._run.source
        position, path = Position(), "-"
        if isinstance(node, Prose):
            prose, node = node, node.owner
            if within is not None and source is not None and span is None:
                return self._report_prose(prose, within, words[language], values, fix, severity)
        if source is not None:
            path = source.path
            given = span is not None
            place = self._placed(node)
            if not given:
                if place is not node:
                    within = None
                span = self._span(place, within)
            # In a text that was typed, positions are made of offsets, which are found only once.
            if span is not None and (given or self._run.editable):
                position = source.offset_position(*span)
            else:
                position = source.position(self.document, place, within)
        return self._made(node, words[language], values, path, position, fix, severity, span)

    def _made(
        self, node: Node, words: str, values: dict[str, Any], path: str, position: Position, fix: Fix | None,
        severity: Severity | None, span: tuple[int, int] | None,
    ) -> Report:  # fmt: skip
        text = words.format(**values) if values else words
        level = min(self.severity, severity or self.severity, key=SEVERITIES.index)
        found = Diagnostic(self.rule.code, self.rule.name, level, text, path, position, self.basis, fix, span)
        return Report(found, node)

    def _report_prose(
        self, prose: Prose, within: tuple[int, int], words: str, values: dict[str, Any], fix: Fix | None,
        severity: Severity | None,
    ) -> Report:  # fmt: skip
        """Return a finding about a range of running text, which may begin and end in different nodes."""
        source = self._run.source
        assert source is not None
        (first, start), (last, end) = prose.leaf(within[0]), prose.leaf(max(within[0], within[1] - 1))
        width = 1 if within[1] > within[0] else 0
        span: tuple[int, int] | None
        if first is last and self._run.editable and span_of(first):
            span = self._span(first, _narrow(first, start, end + width))
            assert span is not None
            position = source.offset_position(*span)
        else:
            around = _narrow(first, start, start + width), _narrow(last, end, end + width)
            spans = self._span(first, around[0]), self._span(last, around[1])
            span = (spans[0][0], spans[1][1]) if spans[0] and spans[1] else None
            begins = source.position(self.document, self._placed(first), around[0])
            ends = source.position(self.document, self._placed(last), around[1])
            position = Position(begins.line, begins.column, ends.end_line, ends.end_column)
        return self._made(prose.owner, words, values, source.path, position, fix, severity, span)

    def source_text(self, node: Node) -> str:
        """Return the Markdown that a node was read from; empty where there is none."""
        span = span_of(node)
        if not self._run.editable or span is None or self._run.source is None:
            return ""
        text: str = self._run.source.text
        return text[span[0] : span[1]]

    def line(self, node: Node) -> int:
        """Return the line where a node begins, or 0 for a node that has no place in a source."""
        if self._run.source is None or span_of(node) is None:
            return 0
        place: Position = self._run.source.position(self.document, node)
        return place.line

    def _placed(self, node: Node) -> Node:
        """Return the node, or the nearest one around the current one where it has no place of its own."""
        around = (node, self._run.current, *reversed(self._run.ancestors))
        return next((one for one in around if span_of(one) is not None), node)

    def _span(self, node: Node, within: tuple[int, int] | None) -> tuple[int, int] | None:
        key = id(node), within
        spans = self._run.spans
        if key not in spans:
            narrow = getattr(self._run.source, "span", None)
            # The node is kept, so that no other one gets its id.
            spans[key] = node, narrow(node, within) if narrow else span_of(node)
        return spans[key][1]

    def fix(
        self, title: str, edits: Iterable[tuple[Node | Prose, tuple[int, int] | None, str]], safe: bool = True
    ) -> Fix | None:
        """Return a repair that replaces nodes, or ranges of their characters, by new source text.

        It is None where the source is no text that can be edited, a node has no place in it, or a range of
        running text reaches over the end of a node. What it puts in must be the words: Markdown that means
        something has to be escaped by the rule.
        """
        if not self._run.editable:
            return None
        made: list[Edit] = []
        for node, within, text in edits:
            if isinstance(node, Prose):
                inside = node.within(*within) if within else None
                if inside is None:
                    return None
                node, within = inside
            if span_of(node) is None or (span := self._span(node, within)) is None:
                return None
            made.append(Edit(*span, text))
        return Fix(title, tuple(made), safe)


def _narrow(leaf: Node, start: int, end: int) -> tuple[int, int] | None:
    """Return a range of the characters of a leaf that has some; None stands for all of it."""
    return (start, end) if isinstance(leaf, Text) else None
