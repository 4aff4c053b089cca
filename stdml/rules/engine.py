"""Running rules: one walk through the document, in which every node goes to the rules that want its class."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from stdml.diagnostics import Diagnostic, Finding
from stdml.errors import StdmlError
from stdml.model import Document, Node
from stdml.model.base import cached_by_class
from stdml.model.kinds import INLINES, child_fields
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

_prose_fields = cached_by_class(prose_fields)
_fields: Callable[[type[Node]], tuple[str, ...]] = cast("Any", child_fields)


@dataclass(frozen=True, slots=True)
class _Active:
    rule: Rule
    context: Context


def check(
    document: Document,
    profile: str | None = None,
    rules: Collection[type[Rule]] | None = None,
    known: Callable[[], Iterable[str]] = tuple,
    setting: Setting | None = None,
) -> list[Diagnostic]:
    """Return what the reader and the rules found, in the order of the text, suppressed findings left out.

    Args:
        document: the document; it is not changed
        profile: the name of a profile; the default follows the document
        rules: the rules to choose from; all that there are by default
        known: returns names and codes of findings that are no rule's, which suppressions may name
        setting: what differs from the profile
    """
    facts = Facts(document)
    found: list[Report] = [Report(diagnostic, document) for diagnostic in document.diagnostics]
    chosen, complaint = _profile(document, facts, profile)
    if setting is not None:
        chosen = chosen.with_setting(setting)
    if complaint:
        found.append(Report(complaint, document))
    run = Run(document, facts, chosen.lineage)
    candidates = all_rules() if rules is None else tuple(rules)
    reports = list(_run(run, chosen, candidates))
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


def _run(run: Run, profile: Profile, rules: Collection[type[Rule]]) -> Iterator[Report]:
    table = _dispatch(run, profile, rules)
    wants_prose = table.pop(cast("Any", Prose), [])
    crashed: set[str] = set()
    ancestors = run.ancestors
    stack: list[tuple[Node, int]] = [(run.document, 0)]
    while stack:
        node, depth = stack.pop()
        del ancestors[depth:]
        run.current = node
        for active in table.get(type(node), ()):
            if active.rule.code not in crashed:
                yield from _ask(active, node, run, crashed)
        if wants_prose and (prose_fields := _prose_fields(type(node))) and not isinstance(node, INLINES):
            yield from _read(wants_prose, node, prose_fields, run, crashed)
        fields = _fields(type(node))
        if fields:
            ancestors.append(node)
            depth += 1
            for name in reversed(fields):
                stack.extend([(child, depth) for child in reversed(getattr(node, name))])


def _read(
    wants: list[_Active], node: Node, fields: tuple[str, ...], run: Run, crashed: set[str]
) -> Iterator[Report]:
    """Show the running text of a node to the rules that want it; `ancestors` then ends with the node."""
    run.ancestors.append(node)
    places = run.facts.provision_places
    for name in fields:
        if not getattr(node, name):
            continue
        prose = Prose(node, name, (id(node), name) in places)
        for active in wants:
            needs = active.rule.needs
            if active.rule.code not in crashed and not (needs and needs.isdisjoint(prose.characters)):
                yield from _ask(active, prose, run, crashed)
    run.ancestors.pop()


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


def _ask(active: _Active, node: Node | Prose, run: Run, crashed: set[str]) -> Iterator[Report]:
    """Yield what a rule says about a node; a rule that fails says so once and is not asked again."""
    try:
        yield from active.rule.check(node, active.context)
    except Exception as error:
        if os.environ.get("STDML_DEBUG") == "1":
            raise
        crashed.add(active.rule.code)
        what = f"{active.rule.name}: {type(error).__name__}: {error}"
        found = _engine_finding(run.document, run.language, CRASHED, what=what)
        if run.source is not None:
            found = replace(found, position=run.source.position(run.document, run.current))
        yield Report(found, run.document)
