"""One value against one limit: the verdict, and why, in words and numbers. It never guesses.

With an expanded uncertainty U the decision follows ILAC-G8:09/2019 with a guard band of U: a value that would
change sides within U is conditional. What may lie on either side for another reason, such as "<5" against
≤ 3, is indeterminate.
"""

from __future__ import annotations

from fractions import Fraction

from stdml.language import say
from stdml.semantics.figures import shown, to_place
from stdml.semantics.grades import day_of, reaches
from stdml.semantics.intervals import Interval, Intervals
from stdml.semantics.limits_of import Limit
from stdml.semantics.measuring import Measured, measure
from stdml.semantics.names import word
from stdml.semantics.readings import Reading, reading
from stdml.semantics.results import Result
from stdml.semantics.rounding import round_to
from stdml.semantics.verdicts import Decision, Verdict


def decide(
    limit: Limit, result: Result, name: str = "", uncertainty: str = "", rounded: bool = False
) -> Decision:
    """Return whether a result conforms to a limit.

    Args:
        limit: the conforming values
        result: what was measured
        name: the characteristic, for grades whose order depends on it
        uncertainty: the expanded uncertainty where the result brings none
        rounded: whether to compare rounded values (修约值比较法) in place of full ones (全数值比较法)
    """
    found = reading(result.value, result.decimal_comma)
    if found.missing:
        return Decision("indeterminate", say("没有测得值", "no value was measured"))
    match limit.kind:
        case "numbers":
            measured = measure(limit, result, uncertainty)
            return measured if isinstance(measured, Decision) else compare(limit, measured, rounded)
        case "names":
            fits = word(result.value) in limit.names
            verb = say("属于", "is one of") if fits else say("不属于", "is none of")
            return Decision(
                "conform" if fits else "nonconform", f"{result.value} {verb} {limit.text.lstrip('= ')}"
            )
        case "grade":
            return _graded(limit, result, name)
        case "existence":
            return _existing(limit, found)
        case "detection":
            return _detected(limit, result, found)
    return declared(found) or Decision("indeterminate", limit.missing)


def declared(found: Reading) -> Decision | None:
    """Return the verdict that the evidence itself states, for what cannot be computed."""
    if found.passed is None:
        return None
    words = say("结果栏写明“{text}”", "the result says {text!r}", text=found.text)
    return Decision("conform" if found.passed else "nonconform", words)


def compare(limit: Limit, measured: Measured, rounded: bool = False) -> Decision:
    """Return whether numbers in the unit of the limit conform to it."""
    step = limit.step if rounded else None
    conforming = limit.rounded().numbers if step is not None else limit.numbers
    possible, width = measured.numbers, measured.uncertainty
    if step is not None and measured.mark:
        possible = _marked(measured, step)
    verdict = _place(possible, conforming, width)
    relation = _relation(limit, measured, step)
    match verdict:
        case "indeterminate":
            words = say("{value} 可能符合也可能不符合 {limit}", "{value} may or may not conform to {limit}",
                        value=measured.text, limit=limit.text)  # fmt: skip
            return Decision(verdict, words)
        case "conditional-conform" | "conditional-nonconform":
            words = say("{relation}，在扩展不确定度 U = {u} 之内",
                        "{relation}, within the uncertainty U = {u}",
                        relation=relation, u=_with_unit(width or Fraction(0), limit))  # fmt: skip
            return Decision(verdict, words)
    return Decision(verdict, relation)


def _place(possible: Intervals, conforming: Intervals, width: Fraction | None) -> Verdict:
    wide = possible.widened(width) if width else possible
    if wide <= conforming:
        return "conform"
    if not wide.overlaps(conforming):
        return "nonconform"
    if width and possible <= conforming:
        return "conditional-conform"
    if width and not possible.overlaps(conforming):
        return "conditional-nonconform"
    return "indeterminate"


def _marked(measured: Measured, step: Fraction) -> Intervals:
    """Return what a value reported with (+) or (-) rounds to; it is rounded once, from what was measured."""
    ends = [end for part in measured.numbers.parts() for end in (part.lower, part.upper) if end is not None]
    if not ends:
        return measured.numbers
    written = min(ends, key=abs) if measured.mark > 0 else max(ends, key=abs)
    return Intervals.point(round_to(written, step, measured.mark))


def _relation(limit: Limit, measured: Measured, step: Fraction | None) -> str:
    """Return how a value stands to a limit, as in 0.52 mg/L > 0.50 mg/L."""
    text = measured.text
    value = _single(measured.numbers)
    if step is not None and limit.place is not None:
        value = _single(_marked(measured, step)) if measured.mark else value and round_to(value, step)
        if value is not None and Intervals.point(value) != measured.numbers:
            rounded = f"{to_place(value, limit.place)} {limit.written_unit}".rstrip()
            text += say("，修约为 ", ", rounded ") + rounded
    parts = list(limit.numbers.parts())
    if len(parts) != 1 or value is None:
        inside = measured.numbers <= limit.numbers
        return f"{text} {say('符合', 'meets') if inside else say('不符合', 'does not meet')} {limit.text}"
    return f"{text} {_beside(value, parts[0], limit)}"


def _beside(value: Fraction, part: Interval, limit: Limit) -> str:
    """Return the relation of a value to the end of an interval that it crosses, or to both ends."""
    upper, lower = _end(limit.upper, part.upper, limit), _end(limit.lower, part.lower, limit)
    if part.upper is not None and part.upper == part.lower:
        return f"{'=' if value == part.upper else '≠'} {upper}"
    if part.upper is not None and (value > part.upper or (value == part.upper and not part.upper_inclusive)):
        return f"{'>' if part.upper_inclusive else '≥'} {upper}"
    if part.lower is not None and (value < part.lower or (value == part.lower and not part.lower_inclusive)):
        return f"{'<' if part.lower_inclusive else '≤'} {lower}"
    ends = []
    if part.lower is not None:
        ends.append(f"{'≥' if part.lower_inclusive else '>'} {lower}")
    if part.upper is not None:
        ends.append(f"{'≤' if part.upper_inclusive else '<'} {upper}")
    return say("且", " and ").join(ends)


def _single(numbers: Intervals) -> Fraction | None:
    cuts = numbers.cuts
    if len(cuts) == 2 and not cuts[0][0] and not cuts[1][0] and cuts[0][1] == cuts[1][1]:
        return cuts[0][1]
    return None


def _end(written: str, value: Fraction | None, limit: Limit) -> str:
    if value is None:
        return ""
    text = written or shown(value)
    unit = limit.written_unit
    return text if not unit or text.endswith(unit) else f"{text} {unit}"


def _with_unit(value: Fraction, limit: Limit) -> str:
    return f"{shown(value)} {limit.written_unit}".rstrip()


def _graded(limit: Limit, result: Result, name: str) -> Decision:
    assert limit.grade is not None
    op, least, order = limit.grade
    if op in (">=", ">"):
        fits = reaches(result.value, least, name, order)
        beyond = reaches(least, result.value, name, order) if op == ">" else False
    else:
        fits = reaches(least, result.value, name, order)
        beyond = reaches(result.value, least, name, order) if op == "<" else False
    if fits and beyond:
        fits = False
    if fits is None or beyond is None:
        words = say("不知道 {a} 与 {b} 的高低次序", "which of {a} and {b} is higher is not known",
                    a=result.value, b=least)  # fmt: skip
        return Decision("indeterminate", words)
    relations = _RELATIONS_OF_DATES if day_of(least) else _RELATIONS
    return Decision(
        "conform" if fits else "nonconform", f"{result.value} {say(*relations[op, bool(fits)])} {least}"
    )


_RELATIONS_OF_DATES = {
    (">=", True): ("不早于", "is not before"),
    (">=", False): ("早于", "is before"),
    (">", True): ("晚于", "is after"),
    (">", False): ("不晚于", "is not after"),
    ("<=", True): ("不晚于", "is not after"),
    ("<=", False): ("晚于", "is after"),
    ("<", True): ("早于", "is before"),
    ("<", False): ("不早于", "is not before"),
}
_RELATIONS = {
    (">=", True): ("不低于", "is at least"),
    (">=", False): ("达不到", "does not reach"),
    (">", True): ("高于", "is above"),
    (">", False): ("不高于", "is not above"),
    ("<=", True): ("不高于", "is at most"),
    ("<=", False): ("高于", "is above"),
    ("<", True): ("低于", "is below"),
    ("<", False): ("不低于", "is not below"),
}


def _existing(limit: Limit, found: Reading) -> Decision:
    if (stated := declared(found)) is not None:
        return stated
    there = found.yes
    if there is None and found.exact is not None and found.exact >= 0:
        there = found.exact > 0
    if there is None:
        words = say("“{text}”没有说明有或无", "{text!r} does not say yes or no", text=found.text)
        return Decision("invalid", words)
    state = say("存在", "present") if there else say("不存在", "absent")
    wanted = say("应存在", "has to be present") if limit.expected else say("不应存在", "must not be present")
    return Decision(
        "conform" if there == limit.expected else "nonconform", f"{state}{say('，', ', ')}{wanted}"
    )


def _detected(limit: Limit, result: Result, found: Reading) -> Decision:
    """Return the verdict on what must not be detected; a count of 0, "<1" and 未检出 are not detected."""
    if not found.numbers:
        return _detected_in_words(found)
    if limit.unit is None and not limit.numbers and not limit.written_unit and found.exact:
        # However it was counted, there is some.
        return Decision("nonconform", say("检出：{value}", "detected: {value}", value=result.value))
    measured = measure(limit, result)
    if isinstance(measured, Decision):
        return measured
    below = found.detected is False or found.exact == 0
    if limit.numbers:
        below = measured.numbers <= limit.numbers
        if found.detected is False and not below:
            words = say("{value}：检出限高于规定的 {limit}",
                        "{value}: the limit of detection is above {limit}",
                        value=measured.text, limit=limit.upper)  # fmt: skip
            return Decision("indeterminate", words)
    if below:
        return Decision("conform", say("未检出（{value}）", "not detected ({value})", value=measured.text))
    return Decision("nonconform", say("检出：{value}", "detected: {value}", value=measured.text))


def _detected_in_words(found: Reading) -> Decision:
    if found.detected is None:
        words = say(
            "“{text}”没有说明是否检出", "{text!r} does not say whether it was detected", text=found.text
        )
        return declared(found) or Decision("invalid", words)
    if found.detected:
        return Decision("nonconform", say("检出", "detected"))
    return Decision("conform", say("未检出", "not detected"))
