"""Running rules: one walk through the document, in which every node goes to the rules that want its class."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from stdml.diagnostics import Diagnostic, Finding
from stdml.errors import StdmlError
from stdml.model import Clause, Document, Node
from stdml.model.collector import paused_gc
from stdml.model.kinds import ALL, INLINES, child_fields
from stdml.rules.base import Context, Report, Rule, Run, needs_of
from stdml.rules.facts import Facts
from stdml.rules.needs import ByNeed
from stdml.rules.profiles import Profile, Setting, for_document, load_profile
from stdml.rules.prose import Prose, prose_fields
from stdml.rules.scan import all_rules, broken
from stdml.rules.suppress import Suppressions

CRASHED = Finding(
    "STD-E001", "rule-crashed", "error",
    "规则出错而未完成检查：{what}", "a rule failed and did not finish: {what}",
)  # fmt: skip
UNKNOWN_PROFILE = Finding(
    "STD-E002", "unknown-profile", "warning",
    "不认识的配置“{name}”，按 none 检查", "unknown profile {name!r}; checked under none",
)  # fmt: skip

FINDINGS = (CRASHED, UNKNOWN_PROFILE)

_fields: Callable[[type[Node]], tuple[str, ...]] = cast("Any", child_fields)


def check(
    document: Document,
    profile: str | None = None,
    rules: Collection[type[Rule]] | None = None,
    known: Callable[[], Iterable[str]] = tuple,
    setting: Setting | None = None,
    others: Iterable[Diagnostic] = (),
) -> list[Diagnostic]:
    """Return what the reader and the rules found, in the order of the text, suppressed findings left out.

    Args:
        document: the document; it is not changed
        profile: the name of a profile; the default follows the document
        rules: the rules to choose from; all that there are by default
        known: returns names and codes of findings that are no rule's, which suppressions may name
        setting: what differs from the profile
        others: what was found by no rule; it can be suppressed like the rest
    """
    facts = Facts(document)
    found = [Report(diagnostic, document) for diagnostic in (*document.diagnostics, *others)]
    chosen, complaint = _profile(document, facts, profile)
    if setting is not None:
        chosen = chosen.with_setting(setting)
    if complaint:
        found.append(Report(complaint, document))
    run = Run(document, facts, chosen.lineage)
    if rules is None:
        for what in broken():
            found.append(Report(_engine_finding(document, facts.language, CRASHED, what=what), document))
    candidates = all_rules() if rules is None else tuple(rules)
    with paused_gc():
        reports = _Walk(run, chosen, candidates).go()
    suppressions = Suppressions(document, run, known, candidates, FINDINGS)
    kept = suppressions.apply(found, reports)
    return ordered(kept)


def ordered(found: list[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics in the order of the text, each once."""
    unique = {(d.path, d.position, d.code, d.message): d for d in found}
    return sorted(unique.values(), key=lambda d: (d.path, d.position, d.code, d.message))


def _profile(document: Document, facts: Facts, name: str | None) -> tuple[Profile, Diagnostic | None]:
    """Return the profile; one that only the document names and nobody knows is a finding, not an error."""
    if name is not None:
        return load_profile(name).suited(document.metadata), None
    suited = for_document(document, facts.language)
    try:
        # A document may choose a profile of this package, but not make the program open a file.
        if suited.endswith(".toml"):
            raise StdmlError(suited)
        return load_profile(suited).suited(document.metadata), None
    except StdmlError:
        found = _engine_finding(document, facts.language, UNKNOWN_PROFILE, name=suited)
        source, span = getattr(document, "source", None), facts.metadata_span("profile")
        if source is not None and span is not None:
            found = replace(found, position=source.offset_position(*span), span=span)
        return load_profile("none"), found


def _engine_finding(document: Document, language: str, kind: Finding, **values: str) -> Diagnostic:
    source = getattr(document, "source", None)
    message = kind.message(language, values)
    return Diagnostic(kind.code, kind.name, kind.severity, message, source.path if source else "-")


class _Active:
    """A rule that applies to a document, ready to be asked."""

    __slots__ = ("check", "context", "rule")

    def __init__(self, rule: Rule, context: Context) -> None:
        self.rule = rule
        self.context = context
        self.check = rule.check


class _Plan:
    """What is done with the nodes of one class.

    Attributes:
        asked: the rules that want them, of clauses by their type
        reads: the fields whose running text is shown to rules
        below: the fields in which nodes stand below them
    """

    __slots__ = ("asked", "below", "reads")

    def __init__(self, asked: _ByType, reads: tuple[str, ...], below: tuple[str, ...]) -> None:
        self.asked = asked
        self.reads = reads
        self.below = below


class _ByType(dict[str, list[_Active]]):
    """The rules that want the nodes of one class, by the type of the node, "" for a node that has none."""

    def __init__(self, wants: list[_Active]) -> None:
        super().__init__()
        self._wants = wants

    def __missing__(self, kind: str) -> list[_Active]:
        wants = self[kind] = [one for one in self._wants if not one.rule.types or kind in one.rule.types]
        return wants


class _Walk:
    """One walk through a document in which every node goes to the rules that want it."""

    def __init__(self, run: Run, profile: Profile, rules: Collection[type[Rule]]) -> None:
        self._run = run
        table = _dispatch(run, profile, rules)
        wants = table.pop(cast("Any", Prose), [])
        self._readers = ByNeed([(one, needs_of(one.rule, run.language)) for one in wants])
        self._plans = _plans(table, bool(wants))
        self.found: list[Report] = []

    def go(self) -> list[Report]:
        """Return everything that the rules say, parents before what is in them."""
        run, plans = self._run, self._plans
        ancestors = run.ancestors
        stack: list[tuple[Node, int]] = [(run.document, 0)]
        while stack:
            node, depth = stack.pop()
            cls = type(node)
            plan = plans[cls]
            del ancestors[depth:]
            run.current = node
            asked = plan.asked[node.type if cls is Clause else ""]  # type: ignore[attr-defined]
            if asked:
                self._ask(asked, node)
            if not plan.below:
                continue
            ancestors.append(node)
            for name in plan.reads:
                if getattr(node, name):
                    prose = run.facts.prose(node, name)
                    wants = self._readers.of(prose.text)
                    if wants:
                        self._ask(wants, prose)
            depth += 1
            for name in reversed(plan.below):
                for child in reversed(getattr(node, name)):
                    if type(child) in plans:
                        stack.append((child, depth))
        return self.found

    def _ask(self, wants: list[_Active], node: Node | Prose) -> None:
        """Keep what rules say about a node; a rule that fails says so once and is not asked again."""
        found = self.found
        for active in wants:
            try:
                found.extend(active.check(node, active.context))
            except Exception as error:
                if os.environ.get("STDML_DEBUG") == "1":
                    raise
                active.check = _nothing
                found.append(self._crash(active.rule, error))

    def _crash(self, rule: Rule, error: Exception) -> Report:
        run = self._run
        what = f"{rule.name}: {type(error).__name__}: {error}"
        found = _engine_finding(run.document, run.language, CRASHED, what=what)
        if run.source is not None:
            found = replace(found, position=run.source.position(run.document, run.current))
        return Report(found, run.document)


def _nothing(node: Any, ctx: Context) -> Iterator[Report]:
    """What a rule says that has failed."""
    return iter(())


# The classes of nodes that own running text, and the fields in which they have it.
_OWNERS = {cls: fields for cls in ALL if cls not in INLINES and (fields := prose_fields(cls))}


def _plans(table: dict[type[Node], list[_Active]], reading: bool) -> dict[type[Node], _Plan]:
    """Return what is done with the nodes of each class; those of other classes need not be visited."""
    plans = {}
    for cls in ALL:
        below = _fields(cls)
        if below or cls in table or cls is Document:
            reads = _OWNERS.get(cls, ()) if reading else ()
            plans[cls] = _Plan(_ByType(table.get(cls, [])), reads, below)
    return plans


def _dispatch(run: Run, profile: Profile, rules: Collection[type[Rule]]) -> dict[type[Node], list[_Active]]:
    table: dict[type[Node], list[_Active]] = {}
    for cls in rules:
        level = profile.level(cls)
        if level == "off" or (cls.languages and not run.language.startswith(cls.languages)):
            continue
        rule = cls()
        active = _Active(rule, Context(run, rule, profile.options_of(cls), level))
        for wanted in cls.on:
            table.setdefault(wanted, []).append(active)
    return table
