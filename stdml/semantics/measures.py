"""The counts behind the measures of machine-readability that one document gives by itself.

Each function returns one `Measure`: how many of how many, and what stands in the way, a line each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Any

from stdml.language import say
from stdml.model.structure import Clause, Document
from stdml.model.walk import plain_text, walk
from stdml.semantics.limits_of import Limit, limit_of
from stdml.semantics.names import Synonyms, plain
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.targets import Target, Told, targets_of
from stdml.text import modals, standards
from stdml.text.context import Context
from stdml.text.numbering import Numbering
from stdml.text.references import References
from stdml.text.runs import runs

_METHODS = re.compile(
    r"证实|试验|检验|检测|测量|测试|测定|取样|采样|评定方法|test|verif|measur|inspect|determination",
    re.IGNORECASE,
)
_asks = re.compile(r"(?:技术)?要求$|requirements$")
_numbers = re.compile(r"(?<![\d.])[1-9A-Z]\d{0,2}(?:\.\d{1,2})+(?![\d.])")
_UNITS_DUE = ("quantity", "duration", "frequency")
_NOT_COMPUTED = ("unknown", "reference", "table")


@dataclass(frozen=True, slots=True)
class Measure:
    """How many of how many, and why the others are not.

    Attributes:
        good: how many
        of: of how many; 0 where there is nothing to measure
        evidence: what stands in the way, or what was counted
    """

    good: int
    of: int
    evidence: list[str] = field(default_factory=list)

    @property
    def share(self) -> Fraction | None:
        """The part of the whole; None where there is nothing."""
        return Fraction(self.good, self.of) if self.of else None


class Measured:
    """A document with what is computed of it once for all measures.

    Args:
        document: the standard
        demands: its provisions
    """

    def __init__(self, document: Document, demands: Sequence[Demand]) -> None:
        self.document = document
        self.demands = demands
        self.numbering = Numbering(document)
        # What only points to a table of the document is told by the cells of the table.
        told = Told(demands)
        self.requirements = [
            d
            for d in demands
            if d.modality == "requirement"
            and d.strength != "imperative"
            and not (d.parameters and all(map(told.elsewhere, d.parameters)))
        ]
        self.parameters = [
            (d, p)
            for d in demands
            for p in d.parameters
            if p.role in (None, "limit") and not told.elsewhere(p)
        ]
        self.limits: dict[int, Limit] = {id(p): limit_of(p) for _, p in self.parameters}

    @cached_property
    def verified_clauses(self) -> frozenset[str]:
        """The numbers of the clauses to which clauses on tests and verification refer."""
        found: set[str] = set()
        for section in self._method_clauses(self.document.clauses, False):
            for node in walk(section):
                if node.kind == "cross_reference" and node.target:  # type: ignore[attr-defined]
                    target = self.numbering.resolve(node.target)  # type: ignore[attr-defined]
                    if target is not None and (number := self.numbering.number(target)):
                        found.add(number)
            found.update(_numbers.findall(plain_text(list(section.blocks))))
        return frozenset(found)

    def _method_clauses(self, sections: Iterable[Any], inside: bool) -> Iterator[Clause]:
        for section in sections:
            if isinstance(section, Clause):
                here = inside or bool(_METHODS.search(plain_text(section.title)))
                if here:
                    yield section
                yield from self._method_clauses(section.clauses, here)

    @cached_property
    def method_titles(self) -> tuple[str, ...]:
        """The titles of clauses on tests and verification, by their keys."""
        found = (plain(plain_text(c.title)) for c in self._method_clauses(self.document.clauses, False))
        return tuple(dict.fromkeys(filter(None, found)))

    @staticmethod
    def _titles(demand: Demand) -> list[str]:
        """Return what a clause on the test of a provision would be called: 谐波试验 is the test of 谐波."""
        names = [_asks.sub("", plain(title)) for title in demand.path]
        names += [plain(p.name or "") for p in demand.parameters]
        return [name for name in names if len(name) > 1]

    def verified(self, demand: Demand) -> bool:
        """Whether a requirement says how it is verified, or a clause on tests refers to its clause."""
        if demand.verification or demand.method or any(p.method for p in demand.parameters):
            return True
        if any(title.startswith(name) for name in self._titles(demand) for title in self.method_titles):
            return True
        parts = demand.clause.split(".") if demand.clause else []
        return any(
            ".".join(parts[:n]) in self.verified_clauses for n in range(len(parts), 0, -1) if demand.clause
        )


def addressability(about: Measured) -> Measure:
    """Return how many clauses, terms, tables, figures, formulas and requirement blocks can be named."""
    kinds = ("clause", "term_entry", "table", "figure", "formula", "requirement")
    nodes = [node for node in walk(about.document) if node.kind in kinds]
    named = [node for node in nodes if about.numbering.anchor(node)]
    own = sum(bool(getattr(node, "id", None)) for node in nodes)
    words = say(
        "{n} 个由作者命名，其余按编号或标题", "{n} named by the author, the others by number or title", n=own
    )
    return Measure(len(named), len(nodes), [words])


def coverage(about: Measured) -> Measure:
    """Return how many verbal forms in places for provisions stand in a provision."""
    context = Context.of(about.document, list(runs(about.document)))
    inside = total = 0
    missed: list[str] = []
    for node, name, allowed in runs(about.document):
        if not allowed:
            continue
        content = getattr(node, name)
        words = plain_text(content)
        forms = len(modals.find(words, context.language, context.rfc2119))
        bound = sum(
            len(modals.find(plain_text(inner), context.language, context.rfc2119))
            for child in content
            for inner in walk(child)
            if inner.kind == "provision"
        )
        total += forms
        inside += min(bound, forms)
        if bound < forms:
            missed.append(words[:80])
    return Measure(inside, total, missed)


def completeness(about: Measured) -> Measure:
    """Return how many parameters have a name, operator, value, unit where due, direction and method."""
    lacks: dict[str, int] = defaultdict(int)
    complete = 0
    for demand, indicator in about.parameters:
        missing = [name for name, there in _facets(about, demand, indicator) if not there]
        complete += not missing
        for name in missing:
            lacks[name] += 1
    evidence = [say("{n} 个缺少{what}", "{n} lack {what}", n=n, what=what) for what, n in lacks.items()]
    return Measure(complete, len(about.parameters), evidence)


def _facets(about: Measured, demand: Demand, indicator: Indicator) -> list[tuple[str, bool]]:
    limit = about.limits[id(indicator)]
    due = (
        limit.kind == "numbers"
        and indicator.type in _UNITS_DUE
        and not plain(indicator.name or "").startswith("ph")
    )
    return [
        (say("名称", "a name"), bool(indicator.name)),
        (say("比较方式", "an operator"), bool(indicator.op)),
        (say("值", "a value"), limit.kind != "unknown"),
        (say("单位", "a unit"), bool(indicator.unit or indicator.written_unit) or not due),
        (say("方向", "a direction"), indicator.direction is not None),
        (say("证实方法", "a verification method"), about.verified(demand)),
    ]


def executability(about: Measured) -> Measure:
    """Return how many requirements have a limit that can be computed with; the others are left to people."""
    manual = []
    for demand in about.requirements:
        kinds = [about.limits[id(p)].kind for p in demand.parameters if id(p) in about.limits]
        if not any(kind not in _NOT_COMPUTED for kind in kinds):
            manual.append(f"{demand.clause} {demand.text[:60]}")
    return Measure(len(about.requirements) - len(manual), len(about.requirements), manual)


def verifiability(about: Measured) -> Measure:
    """Return how many requirements have a verification method (证实方法; GB/T 20001.5)."""
    without = [
        f"{demand.clause} {demand.text[:60]}" for demand in about.requirements if not about.verified(demand)
    ]
    return Measure(len(about.requirements) - len(without), len(about.requirements), without)


def agreement(about: Measured) -> Measure:
    """Return how many of the provisions and parameters say what the words understood again say."""
    from stdml.semantics.drifts import congruence

    drifts = congruence(about.document)
    total = len(about.demands) + len(about.parameters)
    evidence = [f"{drift.facet}: {drift.stated} ≠ {drift.understood}" for drift in drifts]
    return Measure(max(0, total - len({id(drift.node) for drift in drifts})), total, evidence)


def resolution(about: Measured) -> Measure:
    """Return how many references to clauses, terms and standards lead to something."""
    references = References(about.document)
    good = total = dated = cited = 0
    broken: list[str] = []
    for node in walk(about.document):
        if node.kind in ("cross_reference", "term_reference"):
            target = getattr(node, "target", None)
            found = target is None or about.numbering.resolve(target) is not None
            total, good = total + 1, good + found
            if not found:
                broken.append(f"#{target}")
    for node, name, _ in runs(about.document):
        for number in standards.find_all(plain_text(getattr(node, name))):
            if _is_itself(number, about.document):
                continue
            found = references.find(_Words(number.text)) is not None
            total, good, cited = total + 1, good + found, cited + 1
            dated += bool(number.year)
            if not found:
                broken.append(number.text)
    share = say("{n} 处引用标准，{d} 处注日期", "{n} citations of standards, {d} dated", n=cited, d=dated)
    return Measure(good, total, [share, *dict.fromkeys(broken)])


class _Words:
    """A citation in bare words, as `References.find` takes it."""

    kind = "text"

    def __init__(self, value: str) -> None:
        self.value = value
        self.identifier = value


# The rules of drafting that a foreword names by number are no reference of the document.
_RULES = re.compile(r"GB/?T1\.\d|GB/?T20001|GB/?T20000|ISO/?IECDIR", re.IGNORECASE)


def _is_itself(number: standards.StandardNumber, document: Document) -> bool:
    key = standards.key(number.text, dated=False)
    own = (
        standards.key(one, dated=False) for one in document.metadata.identifier + document.metadata.replaces
    )
    return key in own or _RULES.match(key) is not None


def consistency(about: Measured) -> Measure:
    """Return how many parameters are free of contradictions; tables by class have a limit in every cell."""
    known = Synonyms()
    problems: list[str] = []
    groups: dict[tuple[Any, ...], list[tuple[Demand, Indicator, Limit]]] = defaultdict(list)
    for demand, indicator in about.parameters:
        limit = about.limits[id(indicator)]
        if demand.modality in (None, "requirement") and limit.kind == "numbers" and indicator.name:
            groups[_place(demand, indicator, known)].append((demand, indicator, limit))
    for group in groups.values():
        problems += _contradictions(group)
    for target in targets_of(about.demands, known):
        problems += _holes(target)
    total = len(about.parameters)
    return Measure(max(0, total - len(problems)), total, problems)


def _place(demand: Demand, indicator: Indicator, known: Synonyms) -> tuple[Any, ...]:
    return (
        known.key(indicator.name or ""), plain(indicator.subject or demand.subject or ""),
        frozenset(indicator.classes.items()), indicator.period, indicator.condition or demand.condition,
        demand.applicability, indicator.statistic, indicator.relative_to, tuple(demand.path),
    )  # fmt: skip


def _contradictions(group: list[tuple[Demand, Indicator, Limit]]) -> Iterator[str]:
    # So many statements of one limit are compared pair by pair.
    for (a, indicator, one), (b, _, other) in combinations(group[:_COMPARED], 2):
        where = f"{a.clause}/{b.clause} {indicator.name}: {one.text} / {other.text}"
        if one.unit and other.unit and one.unit.dimension != other.unit.dimension:
            yield say("量纲不同：", "dimensions differ: ") + where
        elif one.unit == other.unit and not one.numbers.overlaps(other.numbers):
            yield say("互相矛盾：", "contradict each other: ") + where


_COMPARED = 20


def _holes(target: Target) -> Iterator[str]:
    """Yield that a table by two or more kinds of classes has no limit for some combination."""
    apart: list[str] = []
    for name in target.known_classes:
        if not target.alike[name] & set(apart):
            apart.append(name)
    if len(apart) < 2:
        return
    wanted = prod(len(target.known_classes[name]) for name in apart)
    given = len({frozenset(cell.classes.items()) for cell in target.cells})
    # Columns of words beside one another are no classes that cross: most of their cells would be empty.
    if given < wanted and given >= max(4, wanted * 2 // 3):
        counts = say("{wanted} 格中 {given} 格有限值", "{given} of {wanted} cells have a limit",
                     wanted=wanted, given=given)  # fmt: skip
        yield f"{target.demand.clause} {target.name}: {counts}"
