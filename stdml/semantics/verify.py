"""Verification (验证): results of tests against the requirements of a standard, a verdict for each parameter.

What cannot be decided is indeterminate, with what is missing. Full values are compared (全数值比较法, the
default of GB/T 8170—2008, 4.3.1) unless the document or the requirement says that rounded values are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from stdml.language import say
from stdml.semantics import conditions, methods
from stdml.semantics.applicability import applicability, unless_excepted
from stdml.semantics.decide import compare, decide, declared
from stdml.semantics.figures import shown
from stdml.semantics.intervals import Intervals
from stdml.semantics.limits_of import Limit
from stdml.semantics.measuring import Measured, measure
from stdml.semantics.names import Synonyms, plain
from stdml.semantics.readings import reading
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.results import Result
from stdml.semantics.statistic import Statistic, combined, combined_uncertainty, statistic
from stdml.semantics.targets import Cell, Index, Match, Target, subject_of, targets_of
from stdml.semantics.verdicts import Cell as CellVerdict
from stdml.semantics.verdicts import Decision, Judgement, Sample, Verdict, worst
from stdml.text.units import parse_unit

if TYPE_CHECKING:
    from stdml.model import Document

Judged = tuple[Result, Decision]


def verify(
    source: Document | Iterable[Demand],
    results: Iterable[Result],
    *,
    method: methods.Method | None = None,
    synonyms: Iterable[Iterable[str]] = (),
) -> list[Judgement]:
    """Return the verdicts on the parameters of a standard, and on results that belong to none of them.

    Args:
        source: the standard, or the provisions that were found in it
        results: what was measured; see `read_results`
        method: how values are compared; by default as the document says, else full values
        synonyms: further names that mean the same characteristic
    """
    demands, stated, own = methods.provisions(source)
    known = Synonyms([*synonyms, *own])
    found = _Verification(targets_of(demands, known), list(results), method or stated, known)
    return found.run()


@dataclass(slots=True)
class _Rows:
    """The results about one target: with the cell that an id names, and those of another subject perhaps."""

    sure: list[tuple[Result, int | None]]
    unsure: list[Result]


class _Verification:
    def __init__(
        self, targets: list[Target], results: list[Result], method: methods.Method, synonyms: Synonyms
    ) -> None:
        self.targets = targets
        self.results = results
        self.method = method
        self.synonyms = synonyms
        self.index = Index(targets, synonyms)
        self.by_name: dict[str, list[Result]] = defaultdict(list)
        for result in results:
            self.by_name[synonyms.key(result.parameter)].append(result)

    def run(self) -> list[Judgement]:
        rows: dict[int, _Rows] = defaultdict(lambda: _Rows([], []))
        unmatched: dict[str, list[Result]] = defaultdict(list)
        matches: dict[tuple[object, ...], Match] = {}
        # What a limit is a multiple of needs no limit of its own.
        related = (c.limit.relative_to for target in self.targets for c in target.cells)
        bases = {self.synonyms.key(name) for name in related if name}
        for result in self.results:
            key = (result.parameter, subject_of(result), result.condition)
            match = matches.get(key) or matches.setdefault(key, self.index.match(result))
            for at, place in match.sure:
                rows[at].sure.append((result, place))
            for at in match.unsure:
                rows[at].unsure.append(result)
            if match.problem and self.synonyms.key(result.parameter) not in bases:
                unmatched[match.problem].append(result)
        found = [
            self._judge(target, rows[at] if at in rows else _Rows([], []))
            for at, target in enumerate(self.targets)
            if target.judged or at in rows
        ]
        return found + [_unmatched(problem, group) for problem, group in unmatched.items()]

    # --- One parameter

    def _judge(self, target: Target, rows: _Rows) -> Judgement:
        # The name that the results use, unless they use several; 氨氮 and 氨 氮 are one.
        names = {plain(result.parameter): result.parameter for result, _ in rows.sure}
        base = Judgement(
            parameter=next(iter(names.values())) if len(names) == 1 else target.name or target.id,
            clause=target.demand.clause,
            verdict="indeterminate",
            reason="",
            id=target.id,
            requirement=target.demand.id or "",
            characteristic=target.name,
            subject=target.subject,
            limit=target.cells[0].limit.text if len(target.cells) == 1 else "",
            modality=target.modality or "",
            text=target.demand.text,
            line=target.demand.line,
        )
        if not target.judged:
            reason = say("不是要求也不是推荐，没有可判定的限值", "neither a requirement nor a recommendation")
            return replace(base, verdict="not-applicable", reason=reason, samples=_samples(rows.sure))
        if not rows.sure:
            return replace(base, reason=_no_result(target, rows), samples=tuple(map(_sample, rows.unsure)))
        if not target.cells:
            judged = [(result, _in_words(target, result)) for result, _ in rows.sure]
            whole = _summarized(judged)
            samples = tuple(_sample(result, decision) for result, decision in judged)
            found = replace(base, verdict=whole.verdict, reason=whole.reason, samples=samples)
            return _softened(found, target)
        return _softened(self._judge_cells(base, target, rows), target)

    def _judge_cells(self, base: Judgement, target: Target, rows: _Rows) -> Judgement:
        bound, loose = self._bind(target, rows.sure)
        cells: list[CellVerdict] = []
        outside: list[Judged] = loose
        for place, results in bound.items():
            cell = target.cells[place]
            verdict, reason, judged = self._judge_cell(target, cell, results)
            samples = tuple(_sample(result, decision) for result, decision in judged)
            cells.append(CellVerdict(cell.classes, cell.limit.text, verdict, reason, samples))
        if not target.cells[0].classes:
            only = cells[0]
            return replace(base, verdict=only.verdict, reason=only.reason, samples=only.samples)
        parts = [
            (cell.verdict, f"{say('、', ', ').join(cell.classes.values())}: {cell.reason}") for cell in cells
        ]
        parts += [(decision.verdict, decision.reason) for _, decision in outside]
        verdict = worst(part[0] for part in parts if part[0] != "not-applicable")
        reasons = list(dict.fromkeys(reason for part, reason in parts if part == verdict))
        samples = tuple(sample for cell in cells for sample in cell.samples)
        samples += tuple(_sample(result, decision) for result, decision in outside)
        return replace(base, verdict=verdict, reason=_joined(reasons), samples=samples, cells=tuple(cells))

    def _bind(
        self, target: Target, rows: list[tuple[Result, int | None]]
    ) -> tuple[dict[int, list[Result]], list[Judged]]:
        """Return the results for each cell, and those that belong to none or might belong to several."""
        bound: dict[int, list[Result]] = defaultdict(list)
        loose: list[Judged] = []
        for result, place in rows:
            if place is not None or len(target.known_classes) == 0:
                bound[place or 0].append(result)
                continue
            known = target.known_classes
            answers = [
                conditions.in_class(cell.classes, result.condition, known, target.alike)
                for cell in target.cells
            ]
            fitting = [at for at, (answer, _) in enumerate(answers) if answer]
            possible = [missing for answer, missing in answers if answer is None]
            if fitting:
                for at in fitting:
                    bound[at].append(result)
            elif possible:
                missing = say("、", ", ").join(dict.fromkeys(name for names in possible for name in names))
                words = say("条件中缺少：{missing}", "the condition does not say: {missing}", missing=missing)
                loose.append((result, Decision("indeterminate", words)))
            else:
                stated = say("；", "; ").join("=".join(filter(None, pair)) for pair in result.condition)
                words = say("没有对 {stated} 规定限值", "no limit is stated for {stated}", stated=stated)
                loose.append((result, Decision("not-applicable", words)))
        return bound, loose

    # --- One limit

    def _judge_cell(
        self, target: Target, cell: Cell, results: list[Result]
    ) -> tuple[Verdict, str, list[Judged]]:
        applicable: list[Result] = []
        judged: list[Judged] = []
        for result in results:
            decision = applicability(target, cell, result)
            if decision is None:
                applicable.append(result)
            else:
                judged.append((result, decision))
        found = statistic(cell.indicator.statistic)
        if found.kind == "each" or cell.limit.kind != "numbers" or not applicable:
            judged += [(result, self._decide(target, cell, result)) for result in applicable]
            summary = _summarized(judged)
            return summary.verdict, summary.reason, judged
        if found.kind == "n-of-m":
            each = [(result, self._decide(target, cell, result)) for result in applicable]
            whole = _n_of_m(found, [decision for _, decision in each])
        else:
            each = [(result, Decision("not-applicable", "")) for result in applicable]
            whole = self._combined(target, cell, found, applicable)
        verdict = worst([whole.verdict, *(decision.verdict for _, decision in judged)])
        reason = whole.reason if verdict == whole.verdict else _summarized(judged).reason
        return verdict, reason, judged + each

    def _decide(self, target: Target, cell: Cell, result: Result) -> Decision:
        limit = self._resolved(cell.limit, result)
        if isinstance(limit, Decision):
            return limit
        uncertainty = cell.indicator.uncertainty or ""
        method = methods.of(target.demand.decision) or self.method
        if method == "simple":
            result, uncertainty = replace(result, uncertainty=""), ""
        decision = decide(limit, result, target.name, uncertainty, method == "rounded")
        if method == "both":
            rounded = decide(limit, result, target.name, uncertainty, True)
            if rounded.verdict != decision.verdict:
                words = say("文件同时提到两种比较方法，结论不同：全数值 {a}；修约值 {b}",
                            "the document names both ways of comparing, which differ: full {a}; rounded {b}",
                            a=decision.reason, b=rounded.reason)  # fmt: skip
                return Decision("indeterminate", words)
        if decision.verdict in ("nonconform", "conditional-nonconform"):
            return unless_excepted(target, cell, result, decision)
        return decision

    def _resolved(self, limit: Limit, result: Result) -> Limit | Decision:
        """Return a limit that is a multiple of another quantity as a limit in numbers."""
        if not limit.relative_to:
            return limit
        key = self.synonyms.key(limit.relative_to)
        rows = self.by_name.get(key, [])
        same = [row for row in rows if row.sample == result.sample] or (rows if len(rows) == 1 else [])
        values = {(row.value, row.unit) for row in same}
        base = reading(same[0].value, same[0].decimal_comma) if len(values) == 1 else None
        if base is None or base.exact is None or base.exact <= 0:
            words = say("缺少“{base}”的结果", "a result for {base!r} is missing", base=limit.relative_to)
            return Decision("indeterminate", words)
        unit = same[0].unit or base.unit
        return replace(
            limit, numbers=limit.numbers.mapped(base.exact), unit=parse_unit(unit) if unit else None,
            written_unit=unit, lower="", upper="", relative_to="",
        )  # fmt: skip

    def _combined(self, target: Target, cell: Cell, found: Statistic, results: list[Result]) -> Decision:
        """Return the verdict on a statistic of all results."""
        measured: list[Measured] = []
        for result in results:
            limit = self._resolved(cell.limit, result)
            uncertainty = cell.indicator.uncertainty or ""
            one = limit if isinstance(limit, Decision) else measure(limit, result, uncertainty)
            if isinstance(one, Decision):
                return one
            measured.append(one)
        numbers = combined(found, [one.numbers for one in measured])
        width = combined_uncertainty(found, [one.uncertainty for one in measured])
        text = _statistic_text(found, len(measured), numbers, cell.limit)
        method = methods.of(target.demand.decision) or self.method
        return compare(cell.limit, Measured(numbers, text, width), method == "rounded")


def _statistic_text(found: Statistic, count: int, numbers: Intervals, limit: Limit) -> str:
    ends = [end for part in numbers.parts() for end in (part.lower, part.upper) if end is not None]
    values = "～".join(dict.fromkeys(map(shown, ends))) or "?"
    name = say(*_STATISTICS.get(found.kind, ("统计值", "statistic")))
    if found.kind == "percentile":
        name = f"P{shown(found.share * Fraction(100))}"
    size = say("（n = {n}）", " (n = {n}) ", n=count)
    return f"{name}{size}{values} {limit.written_unit}".rstrip()


_STATISTICS = {"mean": ("平均值", "mean"), "max": ("最大值", "maximum"), "min": ("最小值", "minimum")}


def _n_of_m(found: Statistic, decisions: Sequence[Decision]) -> Decision:
    """Return whether at least n of m values conform, as soon as the values that are there decide it."""
    good = sum(decision.verdict == "conform" for decision in decisions)
    bad = sum(decision.verdict == "nonconform" for decision in decisions)
    words = say("{count} 个值中 {good} 个符合，要求 {of} 个中至少 {least} 个",
                "{good} of {count} conform, {least} of {of} are required",
                count=len(decisions), good=good, of=found.of, least=found.least)  # fmt: skip
    if len(decisions) > found.of:
        return Decision("indeterminate", words)
    if good >= found.least:
        return Decision("conform", words)
    return Decision("nonconform" if bad > found.of - found.least else "indeterminate", words)


# --- Several results, one verdict

_SHOWN = 3


def _summarized(judged: list[Judged]) -> Decision:
    """Return the verdict on several results: the worst one, with the results that brought it about."""
    if len(judged) == 1:
        return judged[0][1]
    verdict = worst(decision.verdict for _, decision in judged if decision.verdict != "not-applicable")
    reasons = [
        f"{result.sample}: {decision.reason}" if result.sample else decision.reason
        for result, decision in judged
        if decision.verdict == verdict
    ]
    joined = _joined(list(dict.fromkeys(reasons)))
    if verdict in ("conform", "not-applicable"):
        return Decision(verdict, joined)
    words = say("{total} 个结果中的 {n} 个：", "{n} of {total} results: ", total=len(judged), n=len(reasons))
    return Decision(verdict, words + joined)


def _joined(reasons: list[str]) -> str:
    more = say("等 {n} 项", " and {n} more", n=len(reasons) - _SHOWN) if len(reasons) > _SHOWN else ""
    return say("；", "; ").join(reasons[:_SHOWN]) + more


def _samples(rows: list[tuple[Result, int | None]]) -> tuple[Sample, ...]:
    return tuple(_sample(result) for result, _ in rows)


def _sample(result: Result, decision: Decision | None = None) -> Sample:
    verdict: Verdict | Literal[""] = decision.verdict if decision and decision.reason else ""
    reason = decision.reason if decision else ""
    return Sample(
        result.sample, result.value, result.unit, dict(result.condition), result.row, verdict, reason
    )


def _softened(judgement: Judgement, target: Target) -> Judgement:
    """Return the verdict on a recommendation: one that is not met is an observation."""
    if target.modality != "recommendation":
        return judgement

    def soft(verdict: Verdict) -> Verdict:
        return "observation" if verdict in ("nonconform", "conditional-nonconform") else verdict

    cells = tuple(replace(cell, verdict=soft(cell.verdict)) for cell in judgement.cells)
    return replace(judgement, verdict=soft(judgement.verdict), cells=cells)


_NO_CELL = Cell(Indicator(), {}, Limit("unknown"))


def _in_words(target: Target, result: Result) -> Decision:
    """Return the verdict on a requirement without parameters: only what the evidence itself states."""
    decision = applicability(target, _NO_CELL, result)
    if decision is not None:
        return decision
    words = say("要求没有可计算的限值，需要人工判定", "the requirement has no limit to compute with")
    return declared(reading(result.value)) or Decision("indeterminate", words)


def _no_result(target: Target, rows: _Rows) -> str:
    if rows.unsure:
        return say("结果没有说明是否属于“{subject}”", "the results do not say that they are of {subject!r}",
                   subject=target.subject or target.name)  # fmt: skip
    if target.cells and target.cells[0].limit.missing:
        return say("没有结果；", "no result; ") + target.cells[0].limit.missing
    if not target.cells:
        return say("没有结果；需要人工判定", "no result; to be judged by people")
    return say("没有结果", "no result")


def _unmatched(problem: str, results: list[Result]) -> Judgement:
    samples = tuple(map(_sample, results))
    return Judgement(results[0].parameter, "", "indeterminate", problem, samples, unmatched=True)
