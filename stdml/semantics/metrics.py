"""How machine-readable a standard is: ten measures, and the level that follows from them.

The levels are those of two published scales: the one of ISO, IEC and the German initiative IDiS (0 paper,
1 digital document, 2 machine-readable document, 3 machine-readable content, 4 machine-interpretable content),
and the Chinese one of SAC/TC 124 (GB/T 45508—2025, here after its public draft: 1 displayable, 2 processable,
3 executable, 4 analysable, 5 decidable). The measures and their bars are stdml's own: neither scale has any.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stdml.language import say
from stdml.model.structure import Document
from stdml.model.walk import walk
from stdml.semantics import measures
from stdml.semantics.figures import to_place
from stdml.semantics.measures import Measure, Measured
from stdml.semantics.records import Demand
from stdml.semantics.rounding import interval_of, round_to

ISO_LEVELS = (
    ("纸质文本", "paper"),
    ("数字文档", "digital document"),
    ("机器可读文档", "machine-readable document"),
    ("机器可读内容", "machine-readable content"),
    ("机器可解析内容", "machine-interpretable content"),
)
CHINESE_LEVELS = (
    ("", ""),
    ("机器可显示", "machine-displayable"),
    ("机器可处理", "machine-processable"),
    ("机器可执行", "machine-executable"),
    ("机器可分析", "machine-analysable"),
    ("机器可决策", "machine-decidable"),
)


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure with its bar.

    Attributes:
        number: its number, 1 to 10
        name: what it measures
        level: the level for which it is a gate
        measure: the counts; None where it was not measured
        bar: what share is needed
    """

    number: int
    name: str
    level: int
    measure: Measure | None
    bar: Fraction

    @property
    def passed(self) -> bool:
        """Whether the bar is reached: where there is nothing to measure it is, where nobody measured not."""
        if self.measure is None:
            return False
        share = self.measure.share
        return share is None or share >= self.bar

    @property
    def shown(self) -> str:
        """The share with two decimals, never rounded up to a whole."""
        if self.measure is None:
            return say("未测", "not measured")
        share = self.measure.share
        if share is None:
            return say("无对象", "nothing to measure")
        rounded = round_to(share, interval_of(-2))
        return "0.99" if rounded == 1 and share < 1 else to_place(rounded, -2)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml check --metrics --format json` prints."""
        counted = self.measure
        return {
            "number": self.number,
            "name": self.name,
            "value": self.shown,
            "good": counted.good if counted else None,
            "of": counted.of if counted else None,
            "bar": to_place(self.bar, -2),
            "level": self.level,
            "passed": self.passed,
            "evidence": counted.evidence if counted else [],
        }


@dataclass(frozen=True, slots=True)
class Readability:
    """The ten measures of a standard and the levels that follow from them."""

    metrics: list[Metric]
    provisions: int
    executable: int

    @property
    def iso_level(self) -> int:
        """The level on the scale of ISO and IEC, 1 to 4: the highest whose gates and those below it hold.

        A document without provisions or terms has no content to read, one without a computable limit none to
        interpret.
        """
        level = 1
        for candidate in (2, 3, 4):
            gates = all(metric.passed for metric in self.metrics if metric.level == candidate)
            content = candidate == 2 or (self.provisions if candidate == 3 else self.executable)
            if not gates or not content:
                break
            level = candidate
        return level

    @property
    def chinese_level(self) -> int:
        """The level on the scale of SAC/TC 124, 1 to 4; the fifth is one of systems, not of documents."""
        return self.iso_level

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml check --metrics --format json` prints."""
        return {
            "metrics": [metric.to_dict() for metric in self.metrics],
            "iso_level": self.iso_level,
            "chinese_level": self.chinese_level,
            "iso_level_name": say(*ISO_LEVELS[self.iso_level]),
            "chinese_level_name": say(*CHINESE_LEVELS[self.chinese_level]),
        }


def metrics(
    document: Document,
    demands: Sequence[Demand],
    round_trips: Callable[[], Mapping[str, bool]] | None = None,
    projections: Callable[[], Mapping[str, tuple[int, int]]] | None = None,
) -> Readability:
    """Return the ten measures of a standard.

    Args:
        document: the standard
        demands: its provisions
        round_trips: gives for each own format whether the document comes back from it as it was
        projections: gives for each format of others how many nodes it keeps, and of how many
    """
    about = Measured(document, demands)
    full, most = Fraction(1), Fraction(95, 100)
    rows: list[tuple[str, str, int, Measure | None, Fraction]] = [
        ("结构可寻址", "structural addressability", 2, measures.addressability(about), full),
        ("规范性语句覆盖", "normative-sentence coverage", 3, measures.coverage(about), full),
        ("参数完整", "parameter completeness", 4, measures.completeness(about), most),
        ("可执行", "executability", 4, measures.executability(about), Fraction(8, 10)),
        ("可证实", "verifiability", 3, measures.verifiability(about), full),
        ("文本与模型一致", "text-model congruence", 4, measures.agreement(about), full),
        ("引用和术语可解析", "reference and term resolution", 3, measures.resolution(about), full),
        ("无矛盾", "consistency", 4, measures.consistency(about), full),
        ("往返保真", "round-trip fidelity", 2, _round_trips(round_trips), full),
        ("外部格式保留", "projection survival", 4, _projections(projections), Fraction(5, 10)),
    ]
    found = [
        Metric(number, say(zh, en), level, measure, bar)
        for number, (zh, en, level, measure, bar) in enumerate(rows, 1)
    ]
    terms = sum(node.kind == "term_entry" for node in walk(document))
    executable = found[3].measure
    return Readability(found, len(demands) + terms, executable.good if executable else 0)


def _round_trips(measure: Callable[[], Mapping[str, bool]] | None) -> Measure | None:
    if measure is None:
        return None
    found = measure()
    words = {True: say("一致", "equal"), False: say("不一致", "differs")}
    evidence = [f"{name}: {words[same]}" for name, same in found.items()]
    return Measure(sum(found.values()), len(found), evidence)


def _projections(measure: Callable[[], Mapping[str, tuple[int, int]]] | None) -> Measure | None:
    """Return the survival over all formats together, with each of them as evidence."""
    if measure is None:
        return None
    found = measure()
    evidence = [f"{name}: {kept}/{of}" for name, (kept, of) in found.items()]
    return Measure(sum(kept for kept, _ in found.values()), sum(of for _, of in found.values()), evidence)
