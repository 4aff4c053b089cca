"""Comparison of the indicators of two standards (指标比对), each verdict with its proof.

Of two limits the stricter one is that whose conforming values are a part of the other's, after conversion to
one unit and with the method of comparing values (GB/T 8170) taken in. Where conditions, statistics or what is
measured differ, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from stdml.language import say
from stdml.semantics import methods
from stdml.semantics.align import Entry, Pair, align, entries
from stdml.semantics.figures import shown
from stdml.semantics.grades import reaches
from stdml.semantics.intervals import Interval, Intervals
from stdml.semantics.limits_of import Limit
from stdml.semantics.names import Synonyms, plain, telling
from stdml.semantics.records import Demand
from stdml.semantics.statistic import statistic
from stdml.semantics.suggest import suggestions
from stdml.text import standards

if TYPE_CHECKING:
    from stdml.model import Document

Outcome = Literal["stricter", "equal", "looser", "different", "not-comparable", "only-in-a", "only-in-b"]
OUTCOMES: tuple[Outcome, ...] = (
    "stricter", "equal", "looser", "different", "not-comparable", "only-in-a", "only-in-b",
)  # fmt: skip
NAMES: dict[Outcome, tuple[str, str]] = {
    "stricter": ("严于", "stricter"),
    "equal": ("一致", "equal"),
    "looser": ("宽于", "looser"),
    "different": ("有差异", "different"),
    "not-comparable": ("不可比", "not comparable"),
    "only-in-a": ("仅 A 有", "only in A"),
    "only-in-b": ("仅 B 有", "only in B"),
}
"""What people call the outcomes, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One characteristic of two standards side by side, seen from the first.

    Attributes:
        characteristic: its name, with the classes it is compared for
        a: the indicator of the first standard
        b: the indicator of the second standard
        verdict: whether the first is stricter, equal, looser …
        reason: the proof, and what else differs
    """

    characteristic: str
    a: Entry | None
    b: Entry | None
    verdict: Outcome
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml compare --format json` prints."""
        return {
            "characteristic": self.characteristic,
            "a": None if self.a is None else _side(self.a),
            "b": None if self.b is None else _side(self.b),
            "verdict": self.verdict,
            "reason": self.reason,
        }


def _side(entry: Entry) -> dict[str, Any]:
    demand = entry.demand
    own = {
        "clause": demand.clause,
        "limit": entry.limit.text or entry.limit.missing,
        "modality": entry.modality,
    }
    return {**entry.indicator.to_dict(), **own, "line": entry.indicator.line or demand.line}


@dataclass(frozen=True, slots=True)
class Totals:
    """What campaigns of comparison publish.

    Attributes:
        a: how many indicators the first standard has
        b: how many the second has
        outcomes: how many pairs have each outcome
    """

    a: int
    b: int
    outcomes: dict[Outcome, int]

    @property
    def compared(self) -> int:
        """How many pairs were compared with a result."""
        return sum(self.outcomes[name] for name in ("stricter", "equal", "looser", "different"))

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml compare --format json --totals` prints."""
        counts: dict[str, int] = dict(self.outcomes.items())
        return {"a": self.a, "b": self.b, "compared": self.compared} | counts


def compare(
    a: Document | Iterable[Demand],
    b: Document | Iterable[Demand],
    *,
    by_hand: Iterable[tuple[str, str]] = (),
    synonyms: Iterable[Iterable[str]] = (),
) -> list[Comparison]:
    """Return the indicators of two standards side by side, in the order of the first.

    Args:
        a: the standard that is judged
        b: the standard it is held against
        by_hand: pairs of ids, IRIs or names that mean the same, for what names cannot decide
        synonyms: further names that mean the same characteristic
    """
    demands_a, method_a, own_a = methods.provisions(a)
    demands_b, method_b, own_b = methods.provisions(b)
    known = Synonyms([*synonyms, *own_a, *own_b])
    pairs = align(entries(demands_a, known), entries(demands_b, known), by_hand)
    alike = _alike(pairs)
    return [_compared(pair, method_a, method_b, alike) for pair in pairs]


def _alike(pairs: Sequence[Pair]) -> dict[int, Entry]:
    """Return for each indicator without a partner the one of the other standard with a name alike, if any."""
    only_a = [pair.a for pair in pairs if pair.a and not pair.b]
    only_b = [pair.b for pair in pairs if pair.b and not pair.a]
    found = {id(only_a[at]): entry for at, entry in suggestions(only_a, only_b).items()}
    return found | {id(only_b[at]): entry for at, entry in suggestions(only_b, only_a).items()}


def totals(comparisons: Sequence[Comparison]) -> Totals:
    """Return how many indicators there are, and how many pairs have each outcome."""
    outcomes = dict.fromkeys(OUTCOMES, 0)
    for found in comparisons:
        outcomes[found.verdict] += 1
    sides = ({id(f.a) for f in comparisons if f.a}, {id(f.b) for f in comparisons if f.b})
    return Totals(len(sides[0]), len(sides[1]), outcomes)


def _compared(
    pair: Pair, method_a: methods.Method, method_b: methods.Method, alike: dict[int, Entry]
) -> Comparison:
    a, b = pair.a, pair.b
    if a is None or b is None:
        entry, outcome = (a, "only-in-a") if a else (b, "only-in-b")
        assert entry is not None
        words = say("对方没有对应的指标", "the other standard has no such indicator")
        if near := alike.get(id(entry)):
            words += say("；名称相近：{name}（{c}）", "; a name alike: {name} ({c})",
                         name=_name(near), c=near.demand.clause)  # fmt: skip
        return Comparison(_name(entry), a, b, outcome, words)  # type: ignore[arg-type]
    obstacle = _obstacle(pair, a, b)
    if obstacle:
        return Comparison(_name(a), a, b, "not-comparable", obstacle)
    outcome, proof = judge(_effective(a, method_a), _effective(b, method_b), a.indicator.name or "")
    notes = _notes(pair, a, b, method_a, method_b)
    if outcome == "equal" and _written_otherwise(a.limit, b.limit):
        notes.insert(0, say("书写的位数不同", "written digits differ"))
    return Comparison(_name(a), a, b, outcome, say("；", "; ").join([proof, *notes]))


def _name(entry: Entry) -> str:
    name = entry.indicator.name or entry.demand.characteristic or entry.indicator.subject or "?"
    name = telling(name, entry.demand.text)
    classes = say("、", ", ").join(entry.classes.values())
    return f"{name}{say('（', ' (')}{classes}{say('）', ')')}" if classes else name


def _effective(entry: Entry, method: methods.Method) -> Limit:
    """Return the conforming values with the method of comparing taken in: rounding widens ≤ 0.8 to 0.85."""
    rounded = (methods.of(entry.demand.decision) or method) == "rounded"
    return entry.limit.rounded() if rounded else entry.limit


# --- What stands in the way


def _obstacle(pair: Pair, a: Entry, b: Entry) -> str:
    """Return why two indicators cannot be compared; "" where they can."""
    if pair.by == "subject":
        return say("名称相同而对象不同：{a}／{b}；相同时请用对应表指明",
                   "same name, different subjects: {a} / {b}; an alignment file can join them",
                   a=a.indicator.subject or a.demand.subject or a.indicator.name,
                   b=b.indicator.subject or b.demand.subject or b.indicator.name)  # fmt: skip
    if a.condition != b.condition and pair.by != "hand":
        return _differ(say("条件", "conditions"), _conditions(a), _conditions(b))
    if statistic(a.indicator.statistic) != statistic(b.indicator.statistic):
        return _differ(say("统计方式", "statistics"), a.indicator.statistic, b.indicator.statistic)
    if plain(a.limit.relative_to) != plain(b.limit.relative_to):
        return _differ(say("基准量", "reference quantities"), a.limit.relative_to, b.limit.relative_to)
    binding = ("requirement", "recommendation")
    kinds = [(entry.modality or "requirement") for entry in (a, b)]
    if kinds[0] != kinds[1] and not all(kind in binding for kind in kinds):
        return _differ(say("条款类型", "kinds of provision"), *kinds)
    return ""


def _differ(what: str, a: str | None, b: str | None) -> str:
    none = say("未说明", "not stated")
    return say("{what}不同：{a}／{b}", "{what} differ: {a} / {b}", what=what, a=a or none, b=b or none)


def _conditions(entry: Entry) -> str:
    stated = (entry.demand.condition, entry.indicator.condition, entry.indicator.reference_conditions)
    return say("，", ", ").join(dict.fromkeys(filter(None, stated)))


# --- The proof


def judge(a: Limit, b: Limit, name: str = "") -> tuple[Outcome, str]:
    """Return whether limit `a` is stricter than limit `b`, and the proof."""
    for limit in (a, b):
        if limit.missing and not (a.kind == b.kind == "reference"):
            return "not-comparable", limit.missing
    if a.kind != b.kind:
        words = say("限值的种类不同：{a}／{b}", "limits of different kinds: {a} / {b}", a=a.text, b=b.text)
        return "not-comparable", words
    match a.kind:
        case "numbers":
            return _numbers(a, b)
        case "names":
            return _by_sets(a, b, a.names <= b.names, b.names <= a.names, bool(a.names & b.names))
        case "grade":
            return _grades(a, b, name)
        case "existence":
            if a.expected == b.expected:
                return "equal", f"{a.text} = {b.text}"
            return "different", say("一个要求有，一个要求无", "one has to be there, the other must not")
        case "detection":
            return _detection(a, b)
    # 表 1 of one standard is not 表 1 of another; what both cite by its number is.
    if plain(a.text) == plain(b.text) and any(standards.find_all(a.text)):
        return "equal", say("引用同一处：{a}", "both refer to {a}", a=a.text)
    words = say("引用不同：{a}／{b}", "references differ: {a} / {b}", a=a.text, b=b.text)
    return "not-comparable", words


def _numbers(a: Limit, b: Limit) -> tuple[Outcome, str]:
    scale = _scale(b, a)
    if scale is None:
        words = say("单位不能换算：{a}／{b}", "units cannot be converted: {a} / {b}",
                    a=a.written_unit or "1", b=b.written_unit or "1")  # fmt: skip
        return "not-comparable", words
    numbers = b.numbers if scale == _SAME else b.numbers.mapped(*scale)
    theirs = b.text
    if scale != _SAME:
        theirs += f" = {in_words(numbers)} {a.written_unit}".rstrip()
    outcome, words = _by_sets(
        a, b, a.numbers <= numbers, numbers <= a.numbers, a.numbers.overlaps(numbers), theirs
    )
    sets = f"{in_words(a.numbers)} {_SIGNS[outcome]} {in_words(numbers)}"
    return outcome, f"{words}{say('：', ': ')}{sets}" if outcome in (
        "stricter",
        "looser",
        "different",
    ) else words


_SIGNS = {"stricter": "⊂", "equal": "=", "looser": "⊃", "different": "≠"}


_SAME = (Fraction(1), Fraction(0))


def _by_sets(
    a: Limit, b: Limit, inside: bool, around: bool, overlap: bool, theirs: str = ""
) -> tuple[Outcome, str]:
    theirs = theirs or b.text
    if inside and around:
        return "equal", f"{a.text}{say('，对方 ', ' and ')}{theirs}"
    if inside or around:
        how = say("严于", "is stricter than") if inside else say("宽于", "is looser than")
        words = f"{a.text} {how} {theirs}"
        return ("stricter" if inside else "looser"), words
    how = (
        say("有重叠", "overlap") if overlap else say("没有共同的符合值", "have no conforming value in common")
    )
    return "different", say("{a} 与 {b} {how}", "{a} and {b} {how}", a=a.text, b=theirs, how=how)


def in_words(numbers: Intervals) -> str:
    """Return a set of numbers in the notation of intervals, with decimals: [6.5, 8.5]."""
    return " ∪ ".join(map(_interval, numbers.parts())) or "∅"


def _interval(part: Interval) -> str:
    if part.lower is not None and part.lower == part.upper:
        return f"{{{shown(part.lower)}}}"
    low = "(−∞" if part.lower is None else ("[" if part.lower_inclusive else "(") + shown(part.lower)
    high = "∞)" if part.upper is None else shown(part.upper) + ("]" if part.upper_inclusive else ")")
    return f"{low}, {high}"


def _scale(source: Limit, target: Limit) -> tuple[Fraction, Fraction] | None:
    """Return factor and offset from the unit of one limit to that of another; None where there is none."""
    a, b = source.unit, target.unit
    if a is not None and b is not None:
        if a.dimension != b.dimension:
            return None
        return a.factor / b.factor, (a.offset - b.offset) / b.factor
    if plain(source.written_unit) == plain(target.written_unit):
        return Fraction(1), Fraction(0)
    known = a or b
    blank = not (source.written_unit and target.written_unit)
    if blank and known is not None and known.dimension in ("1", "{pH}", "{count}"):
        # A number without a unit is one: 0.5 is 50 %, 3 is 3 个.
        return (known.factor if known is a else 1 / known.factor), Fraction(0)
    return None


def _grades(a: Limit, b: Limit, name: str) -> tuple[Outcome, str]:
    assert a.grade is not None and b.grade is not None
    (op, mine, order), (other_op, theirs, other_order) = a.grade, b.grade
    if op != other_op:
        return "not-comparable", say(
            "比较方式不同：{a}／{b}", "operators differ: {a} / {b}", a=a.text, b=b.text
        )
    order = order or other_order
    up, down = reaches(mine, theirs, name, order), reaches(theirs, mine, name, order)
    if op in ("<=", "<"):
        up, down = down, up
    if up is None or down is None:
        words = say(
            "不知道 {a} 与 {b} 的高低次序", "which of {a} and {b} is higher is not known", a=mine, b=theirs
        )
        return "not-comparable", words
    return _by_sets(a, b, up, down, True)


def _detection(a: Limit, b: Limit) -> tuple[Outcome, str]:
    scale = _scale(b, a)
    if scale is None:
        return "not-comparable", say("单位不能换算", "units cannot be converted")
    if not a.numbers and not b.numbers:
        return "equal", say("都不得检出", "neither may be detected")
    if not a.numbers or not b.numbers:
        return "not-comparable", say("有一方没有给出检出限", "one gives no limit of detection")
    return _numbers(a, b)


# --- What else differs


def _written_otherwise(a: Limit, b: Limit) -> bool:
    """Whether the same limits are written with other digits, as 0.50 and 0.5 are."""
    return a.kind == "numbers" and a.place != b.place and a.written_unit == b.written_unit


def _notes(pair: Pair, a: Entry, b: Entry, method_a: methods.Method, method_b: methods.Method) -> list[str]:
    found = []
    kinds = [(entry.modality or "requirement") for entry in (a, b)]
    if kinds[0] != kinds[1]:
        weaker = kinds[0] == "recommendation"
        found.append(
            say("A 是推荐，B 是要求", "A recommends, B requires") if weaker
            else say("A 是要求，B 是推荐", "A requires, B recommends")
        )  # fmt: skip
    if pair.by == "classes":
        one = "A" if not a.class_keys else "B"
        found.append(say("{one} 不分类，适用于各类", "{one} states no class and holds for all", one=one))
    if pair.by in ("hand", "iri", "id", "loose"):
        found.append(say(*_ALIGNED[pair.by]))
    methods_differ = [methods.of(e.demand.decision) or m for e, m in ((a, method_a), (b, method_b))]
    if methods_differ[0] != methods_differ[1]:
        found.append(say("比较方法不同，已计入", "methods of comparing values differ, taken in"))
    tests = [entry.indicator.method or entry.demand.method for entry in (a, b)]
    if all(tests) and plain(tests[0] or "") != plain(tests[1] or ""):
        found.append(say("试验方法不同：{a}／{b}", "test methods differ: {a} / {b}", a=tests[0], b=tests[1]))
    return found


_ALIGNED = {
    "hand": ("按对应表对应", "aligned by the alignment file"),
    "iri": ("按 IRI 对应", "aligned by IRI"),
    "id": ("按编号对应", "aligned by id"),
    "loose": ("按相近的名称对应", "aligned by similar names"),
}
