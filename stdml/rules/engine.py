"""Running rules: one walk through the document, in which every node goes to the rules that want its class."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, cast

from stdml.diagnostics import Diagnostic, Finding
from stdml.errors import StdmlError
from stdml.model import Document, Node
from stdml.model.kinds import ALL, INLINES, child_fields
from stdml.rules.base import Context, Report, Rule, Run
from stdml.rules.facts import Facts
from stdml.rules.profiles import Profile, Setting, for_document, load_profile
from stdml.rules.prose import Prose, prose_fields
from stdml.rules.scan import all_rules
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
    candidates = all_rules() if rules is None else tuple(rules)
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

    __slots__ = ("check", "context", "needs", "rule")

    def __init__(self, rule: Rule, context: Context) -> None:
        self.rule = rule
        self.context = context
        self.check = rule.check
        self.needs = rule.needs


class _Readers:
    """The rules that want running text, by what must be in it for them to say anything."""

    def __init__(self, wants: list[_Active]) -> None:
        self._always = [active for active in wants if not active.needs]
        self._by_sign: dict[str, list[_Active]] = {}
        for active in wants:
            for sign in active.needs:
                self._by_sign.setdefault(sign, []).append(active)
        self._signs = frozenset(self._by_sign)

    def of(self, prose: Prose) -> list[_Active]:
        """Return the rules that may have something to say about a text."""
        telling = self._signs & prose.signs
        if not telling:
            return self._always
        found = {active: None for sign in telling for active in self._by_sign[sign]}
        return [*self._always, *found]


class _Walk:
    """One walk through a document in which every node goes to the rules that want it."""

    def __init__(self, run: Run, profile: Profile, rules: Collection[type[Rule]]) -> None:
        self._run = run
        self._table = _dispatch(run, profile, rules)
        wants = self._table.pop(cast("Any", Prose), [])
        self._readers = _Readers(wants) if wants else None
        self._crashed: set[str] = set()
        self.found: list[Report] = []

    def go(self) -> list[Report]:
        """Return everything that the rules say, parents before what is in them."""
        run, table = self._run, self._table
        ancestors = run.ancestors
        stack: list[tuple[Node, int]] = [(run.document, 0)]
        while stack:
            node, depth = stack.pop()
            del ancestors[depth:]
            run.current = node
            cls = type(node)
            if cls in table:
                for active in table[cls]:
                    self._ask(active, node)
            if self._readers is not None and cls in _OWNERS:
                self._read(node, _OWNERS[cls])
            fields = _fields(cls)
            if fields:
                ancestors.append(node)
                depth += 1
                for name in reversed(fields):
                    stack.extend([(child, depth) for child in reversed(getattr(node, name))])
        return self.found

    def _read(self, node: Node, fields: tuple[str, ...]) -> None:
        """Show the running text of a node to the rules; `ancestors` then ends with the node."""
        run = self._run
        run.ancestors.append(node)
        for name in fields:
            if getattr(node, name):
                prose = Prose(node, name, (id(node), name) in run.facts.provision_places)
                assert self._readers is not None
                for active in self._readers.of(prose):
                    self._ask(active, prose)
        run.ancestors.pop()

    def _ask(self, active: _Active, node: Node | Prose) -> None:
        """Keep what a rule says about a node; a rule that fails says so once and is not asked again."""
        if active.rule.code in self._crashed:
            return
        try:
            self.found.extend(active.check(node, active.context))
        except Exception as error:
            if os.environ.get("STDML_DEBUG") == "1":
                raise
            self._crashed.add(active.rule.code)
            self.found.append(self._crash(active.rule, error))

    def _crash(self, rule: Rule, error: Exception) -> Report:
        run = self._run
        what = f"{rule.name}: {type(error).__name__}: {error}"
        found = _engine_finding(run.document, run.language, CRASHED, what=what)
        if run.source is not None:
            found = replace(found, position=run.source.position(run.document, run.current))
        return Report(found, run.document)


# The classes of nodes that own running text, and the fields in which they have it.
_OWNERS = {cls: fields for cls in ALL if cls not in INLINES and (fields := prose_fields(cls))}


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
