"""Suppressions: comments in the source by which an author says that a finding is meant, and why.

`<!-- stdml: ignore[name-or-code, …] reason -->` covers what comes next: the block, or before a heading
the whole clause; inside a line it covers the block it stands in. `ignore-file` covers the whole document.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from stdml.diagnostics import Diagnostic, Finding, Position
from stdml.language import forced
from stdml.model import Comment, Document, InlineComment, ListItem, Node, walk
from stdml.model.kinds import BLOCKS, SECTIONS
from stdml.model.walk import walk_with_ancestors
from stdml.rules.base import Report, Rule, Run

UNUSED = Finding(
    "STD-X101", "unused-suppression", "warning",
    "此处没有“{name}”的结果可忽略，请删去", "there is nothing called {name!r} to ignore here; remove it",
)  # fmt: skip
NO_REASON = Finding(
    "STD-X102", "suppression-without-reason", "warning",
    "忽略检查结果应在方括号后说明理由", "say after the bracket why the finding is ignored",
)  # fmt: skip
UNKNOWN = Finding(
    "STD-X103", "unknown-rule", "warning",
    "没有名为“{name}”的规则{hint}", "no rule is called {name!r}{hint}",
)  # fmt: skip
MALFORMED = Finding(
    "STD-X104", "malformed-suppression", "warning",
    "看不懂“{text}”；写法为 stdml: ignore[规则名] 理由",
    "cannot read {text!r}; write stdml: ignore[rule-name] reason",
)  # fmt: skip

FINDINGS = (UNUSED, NO_REASON, UNKNOWN, MALFORMED)

_opening = re.compile(r"\s*stdml:\s*(.*?)\s*\Z", re.S)
_suppression = re.compile(r"ignore(?P<file>-file)?\s*\[(?P<names>[^\]]*)\]\s*(?P<reason>.*)\Z", re.S)
_TARGETS = (*BLOCKS, *SECTIONS, ListItem)


@dataclass(slots=True)
class Suppression:
    """One comment that suppresses findings.

    Attributes:
        comment: the comment
        names: the names and codes it lists, in lower case
        reason: why, in its author's words
        whole: whether it covers the whole document
        target: what it covers
        used: which of its names suppressed something
    """

    comment: Node
    names: tuple[str, ...]
    reason: str
    whole: bool
    target: Node | None = None
    used: set[str] = field(default_factory=set)


class Suppressions:
    """All suppressions of a document.

    Args:
        document: the document
        run: the run of the rules
        known: returns names and codes that exist though no rule has them
        rules: the rules that may be named
        of_engine: what running the rules can say by itself
    """

    def __init__(
        self,
        document: Document,
        run: Run,
        known: Callable[[], Iterable[str]],
        rules: Iterable[type[Rule]],
        of_engine: Iterable[Finding] = (),
    ) -> None:
        self._document = document
        self._run = run
        self._other_names = known
        self._of_engine = tuple(of_engine)
        self._rules = {key.lower(): rule for rule in rules for key in (rule.name, rule.code, *rule.aliases)}
        self._malformed: list[tuple[Node, str]] = []
        self._all = list(self._collect())
        self._covered = {id(s): _ids_below(s.target) for s in self._all if s.target is not None}
        self._ranges = {id(s): self._range(s.target) for s in self._all if s.target is not None}

    @cached_property
    def _known(self) -> set[str]:
        own = [word for kind in (*FINDINGS, *self._of_engine) for word in (kind.name, kind.code)]
        return {word.lower() for word in (*own, *self._other_names())}

    def _collect(self) -> Iterator[Suppression]:
        """Yield the suppressions; each comment covers the next block, item or clause of the text."""
        facts = self._run.facts
        texts = [c.text for c in facts.all(Comment)] + [c.text for c in facts.all(InlineComment)]
        if not any(map(_opening.match, texts)):
            return
        waiting: list[Suppression] = []
        for node, above in walk_with_ancestors(self._document):
            if isinstance(node, Comment | InlineComment):
                made = self._parse(node)
                if made is not None and not made.whole:
                    if isinstance(node, Comment):
                        waiting.append(made)
                    else:
                        made.target = next((n for n in reversed(above) if isinstance(n, _TARGETS)), None)
                if made is not None:
                    yield made
            elif waiting and isinstance(node, _TARGETS):
                for made in waiting:
                    made.target = node
                waiting = []

    def _parse(self, comment: Comment | InlineComment) -> Suppression | None:
        opening = _opening.match(comment.text)
        if not opening:
            return None
        found = _suppression.match(opening[1])
        listed = re.split("[,，、]", found["names"]) if found else []
        names = tuple(name.strip().lower() for name in listed if name.strip())
        if not found or not names:
            self._malformed.append((comment, opening[1]))
            return None
        return Suppression(comment, names, found["reason"].strip(), bool(found["file"]))

    def apply(self, read: list[Report], reports: list[Report]) -> list[Diagnostic]:
        """Return the diagnostics that are not suppressed, and those about the suppressions themselves.

        Args:
            read: what the reader found, known by its place only
            reports: what rules found, known by its node
        """
        if not self._all and not self._malformed:
            return [report.diagnostic for report in (*read, *reports)]
        kept = [r.diagnostic for r in read if not self._suppresses(r.diagnostic, None)]
        kept += [r.diagnostic for r in reports if not self._suppresses(r.diagnostic, r.node)]
        return kept + list(self._about_themselves())

    def _suppresses(self, found: Diagnostic, node: Node | None) -> bool:
        keys = {found.name, found.code.lower()}
        rule = self._rules.get(found.name)
        keys.update(rule.aliases if rule else ())
        suppressed = False
        for suppression in self._all:
            named = keys.intersection(suppression.names)
            if named and self._covers(suppression, found, node):
                suppression.used |= named
                suppressed = True
        return suppressed

    def _covers(self, suppression: Suppression, found: Diagnostic, node: Node | None) -> bool:
        if suppression.whole:
            return True
        if suppression.target is None:
            return False
        if node is not None and not isinstance(node, Document):
            return id(node) in self._covered[id(suppression)]
        extent = self._ranges[id(suppression)]
        at = (found.position.line, found.position.column)
        return extent is not None and extent[0] <= at <= extent[1]

    def _range(self, target: Node) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return where `target` and everything below it begins and ends."""
        if self._run.source is None:
            return None
        places = [self._position(node) for node in walk(target) if getattr(node, "span", None) is not None]
        if not places:
            return None
        return min((p.line, p.column) for p in places), max((p.end_line, p.end_column) for p in places)

    def _position(self, node: Node) -> Position:
        source = self._run.source
        return source.position(self._document, node) if source is not None else Position()

    def _about_themselves(self) -> Iterator[Diagnostic]:
        for suppression in self._all:
            for name in suppression.names:
                if name in suppression.used:
                    continue
                if name in self._rules or name in self._known:
                    yield self._diagnostic(UNUSED, suppression.comment, name=name)
                else:
                    yield self._diagnostic(UNKNOWN, suppression.comment, name=name, hint=self._hint(name))
            if not suppression.reason:
                yield self._diagnostic(NO_REASON, suppression.comment)
        for comment, text in self._malformed:
            yield self._diagnostic(MALFORMED, comment, text=text[:60])

    def _hint(self, name: str) -> str:
        near = difflib.get_close_matches(name, [*self._rules, *self._known], 1)
        if not near:
            return ""
        zh = (forced() or self._run.language).startswith("zh")
        return f"；是否指“{near[0]}”？" if zh else f"; did you mean {near[0]!r}?"

    def _diagnostic(self, kind: Finding, node: Node, **values: str) -> Diagnostic:
        source = self._run.source
        place = self._position(node)
        path = source.path if source is not None else "-"
        message = kind.message(self._run.language, values)
        span = getattr(node, "span", None)
        return Diagnostic(kind.code, kind.name, kind.severity, message, path, place, span=span)


def _ids_below(target: Node) -> set[int]:
    return {id(node) for node in walk(target)}
