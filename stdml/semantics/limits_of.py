"""What an indicator demands, as something that can be computed with: the values that conform to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from stdml.language import say
from stdml.semantics.figures import Figure, figure, shown
from stdml.semantics.intervals import Intervals
from stdml.semantics.names import plain, word
from stdml.semantics.readings import reading
from stdml.semantics.records import Indicator
from stdml.semantics.rounding import before_rounding, interval_of
from stdml.text.units import Unit, parse_unit

Kind = Literal["numbers", "names", "grade", "existence", "detection", "reference", "table", "unknown"]
_WORDS = ("ordinal", "composite", "text", "enumeration", "date")
SIGNS = {"<=": "≤", "<": "<", ">=": "≥", ">": ">", "==": "="}


@dataclass(frozen=True, slots=True)
class Limit:
    """The values that conform to an indicator.

    Attributes:
        kind: what kind of values they are; "unknown" where the indicator does not say enough
        text: the limit in signs, as in "≤ 0.50 mg/L"
        numbers: the conforming numbers, in the unit of the limit
        unit: that unit, where it is known
        written_unit: the unit as it is written
        place: the exponent of the last digit with which the limit is written; decides rounding
        lower: the lower end as it is written
        upper: the upper end as it is written
        names: the conforming words, by their keys
        grade: the grade to be compared with, the operator of the comparison, and the grades in their order
        expected: whether something has to exist
        relative_to: the quantity that `numbers` are multiples of
        missing: what is missing to decide by it
    """

    kind: Kind
    text: str = ""
    numbers: Intervals = Intervals.EMPTY
    unit: Unit | None = None
    written_unit: str = ""
    place: int | None = None
    lower: str = ""
    upper: str = ""
    names: frozenset[str] = frozenset()
    grade: tuple[str, str, tuple[str, ...]] | None = None
    expected: bool = True
    relative_to: str = ""
    missing: str = ""

    @property
    def step(self) -> Fraction | None:
        """The rounding interval that follows from the written digits; None where none follows."""
        return None if self.place is None else interval_of(self.place)

    def rounded(self) -> Limit:
        """Return the limit for comparing rounded values: what rounds into it conforms."""
        step = self.step
        if self.kind != "numbers" or step is None or self.relative_to:
            return self
        return replace(self, numbers=before_rounding(self.numbers, step))


def limit_of(indicator: Indicator) -> Limit:
    """Return the conforming values of an indicator.

    >>> str(limit_of(Indicator(name="pH", op="range", lower="6.5", upper="8.5")).numbers)
    '[13/2, 17/2]'
    """
    match indicator.op:
        case "<=" | "<" | ">=" | ">" | "==" | "ratio":
            return _compared(indicator, indicator.op)
        case "range":
            return _range(indicator)
        case "tolerance":
            return _tolerance(indicator)
        case "enum":
            return _enumeration(indicator)
        case "exists" | "not-exists":
            wanted = indicator.op == "exists"
            text = say("存在", "present") if wanted else say("不存在", "absent")
            return Limit("existence", text, expected=wanted)
        case "not-detected":
            return _not_detected(indicator)
        case "reference":
            source = indicator.reference or indicator.value or indicator.text
            missing = say("限值见 {source}", "the limit is given in {source}", source=source or "?")
            return Limit("reference", source or "", missing=missing)
        case "table":
            missing = say("限值在表中：{t}", "the limits stand in a table: {t}", t=indicator.table or "?")
            return Limit("table", missing=missing)
    return _unknown(say("没有说明比较的方式", "no operator is stated"))


def _unknown(missing: str) -> Limit:
    return Limit("unknown", missing=missing)


def _cannot_read(what: str) -> Limit:
    return _unknown(say("限值“{what}”无法读成数值", "the limit {what!r} cannot be read", what=what))


def _compared(indicator: Indicator, op: str) -> Limit:
    written = indicator.value
    if op == "ratio":
        op = {"higher": ">=", "lower": "<="}.get(indicator.direction or "", "==")
    if written is None:
        written = (indicator.upper if op in ("<=", "<") else indicator.lower) or indicator.nominal
    if written is None and indicator.factor and indicator.relative_to:
        written = "1"
    if written is None:
        return _unknown(say("没有限值", "no limit is stated"))
    found = figure(written)
    if found is None or indicator.type in _WORDS or not _is_number(written, indicator):
        return _words(indicator, op, written)
    ends = (written if op not in ("<=", "<") else "", written if op not in (">=", ">") else "")
    return _numeric(indicator, side(op, found.value), f"{SIGNS[op]} {written}", [found], ends)


def side(op: str, value: Fraction) -> Intervals:
    """Return the numbers that are at most, less than, at least, more than or equal to a value."""
    if op in ("<=", "<"):
        return Intervals.of(None, value, upper_inclusive=op == "<=")
    if op in (">=", ">"):
        return Intervals.of(value, None, lower_inclusive=op == ">=")
    return Intervals.point(value)


def _is_number(written: str, indicator: Indicator) -> bool:
    """Whether a limit is a number, with nothing after it but its unit: 55, 1:3, 50 %, not 1 级 or 2024-05."""
    found = figure(written)
    if found is None:
        return False
    same = plain(found.rest) in (plain(indicator.written_unit or ""), plain(indicator.unit or ""))
    return not found.rest or same or parse_unit(found.rest) is not None


def _numeric(
    indicator: Indicator, numbers: Intervals, text: str, figures: list[Figure], ends: tuple[str, str]
) -> Limit:
    """Return a limit in numbers, with its unit, its written digits and what it is a multiple of."""
    written_unit = indicator.written_unit or next((f.rest for f in figures if f.rest), "")
    unit = _unit(indicator, written_unit)
    if not written_unit and indicator.unit and not indicator.unit.startswith(("[", "{")):
        # A code that people read as well; [pH] and {count} are none.
        written_unit = indicator.unit
    places = [found.place for found in figures]
    place = min((p for p in places if p is not None), default=None) if None not in places else None
    if indicator.digits is not None and (place is None or place <= 0):
        place = -indicator.digits
    if written_unit and not any(found.rest for found in figures):
        text = _with_unit(text, written_unit)
    limit = Limit("numbers", text, numbers, unit, written_unit, place, *ends)
    return _relative(indicator, limit) if indicator.relative_to else limit


def _unit(indicator: Indicator, written: str) -> Unit | None:
    per = indicator.per or ""
    candidates = [written, indicator.unit or ""]
    if per and plain(per) not in plain(written):
        # The denominator stands apart from the unit: CFU, per 100 mL.
        candidates = [f"{candidate}/{per}" for candidate in candidates if candidate]
    return next((unit for candidate in candidates if candidate and (unit := parse_unit(candidate))), None)


def _with_unit(text: str, unit: str) -> str:
    return text + ("" if unit in ("°", "′", "″") else " ") + unit


def _relative(indicator: Indicator, limit: Limit) -> Limit:
    """Return a limit that is a multiple of another quantity: 不应大于最大工作电流的 2 倍."""
    base = indicator.relative_to or ""
    factor = figure(indicator.factor) if indicator.factor else None
    text = f"{limit.text} × {base}"
    if factor is not None and indicator.op in SIGNS:
        numbers = side(indicator.op, factor.value)
        text = f"{SIGNS[indicator.op]} {indicator.factor} × {base}"
    elif limit.unit is not None and limit.unit.dimension != "1":
        # 12 dB of another level is no multiple of it, and not said to be a difference.
        return _unknown(say("没有说明是“{base}”的几倍", "no multiple of {base!r} is stated", base=base))
    else:
        numbers = limit.numbers.mapped(limit.unit.factor if limit.unit else Fraction(1))
    return replace(
        limit, numbers=numbers, text=text, relative_to=base, unit=None, written_unit="", place=None
    )


def _range(indicator: Indicator) -> Limit:
    lower, upper = indicator.lower, indicator.upper
    low = figure(lower) if lower else None
    high = figure(upper) if upper else None
    unreadable = [w for w, f in ((lower, low), (upper, high)) if w and f is None]
    if unreadable or (low is None and high is None):
        return _cannot_read("～".join(filter(None, (lower, upper))))
    with_low, with_high = indicator.lower_inclusive is not False, indicator.upper_inclusive is not False
    numbers = Intervals.of(low.value if low else None, high.value if high else None, with_low, with_high)
    if not numbers:
        return _cannot_read(f"{lower}～{upper}")
    signs = ("≥" if with_low else ">", "≤" if with_high else "<")
    if with_low and with_high and lower and upper:
        text = f"{lower}～{upper}"
    else:
        text = say("且", " and ").join(f"{s} {w}" for s, w in zip(signs, (lower, upper), strict=True) if w)
    figures = [found for found in (low, high) if found]
    return _numeric(indicator, numbers, text, figures, (lower or "", upper or ""))


def _tolerance(indicator: Indicator) -> Limit:
    plus_text = indicator.tol_plus if indicator.tol_plus is not None else indicator.tol_minus
    minus_text = indicator.tol_minus if indicator.tol_minus is not None else indicator.tol_plus
    plus, minus = (figure(text) if text else None for text in (plus_text, minus_text))
    nominal_text = indicator.nominal if indicator.nominal is not None else indicator.value
    nominal = figure(nominal_text) if nominal_text else None
    if plus is None or minus is None or (nominal_text and nominal is None):
        return _cannot_read(f"{nominal_text or ''}±{plus_text or ''}")
    if indicator.tol_type == "grade":
        words = say("公差等级 {grade} 需要公差表", "tolerance grade {grade} needs its table", grade=plus_text)
        return _unknown(words)
    relative = indicator.tol_type == "relative" or _ends_in_percent(plus_text)
    up, down = abs(plus.value), abs(minus.value)
    shown_tolerance = f"±{plus_text}" if up == down else f"+{plus_text}/−{minus_text}".replace("−-", "−")
    if relative and (nominal is not None or indicator.relative_to):
        up, down = up * _share(plus_text, indicator), down * _share(minus_text, indicator)
        shown_tolerance += "" if _ends_in_percent(plus_text) else " %"
    inclusive = (indicator.lower_inclusive is not False, indicator.upper_inclusive is not False)
    if nominal is None and indicator.relative_to:
        base = indicator.relative_to
        if not relative:
            return _unknown(say("偏差以“{base}”为基准", "the deviation is from {base}", base=base))
        numbers = Intervals.of(1 - down, 1 + up, *inclusive)
        return Limit("numbers", f"{base} {shown_tolerance}", numbers, relative_to=base)
    middle = nominal.value if nominal else Fraction(0)
    up, down = (up * abs(middle), down * abs(middle)) if relative and nominal else (up, down)
    numbers = Intervals.of(middle - down, middle + up, *inclusive)
    text = f"{nominal_text or ''}{' ' if nominal else ''}{shown_tolerance}"
    figures = [nominal] if relative and nominal else [f for f in (nominal, plus, minus) if f]
    return _numeric(indicator, numbers, text, figures, (shown(middle - down), shown(middle + up)))


def _ends_in_percent(text: str | None) -> bool:
    return bool(text) and plain(str(text))[-1:] in ("%", "‰")


def _share(text: str | None, indicator: Indicator) -> Fraction:
    """Return what one unit of a relative tolerance is: of 10 and 10 % a hundredth, of 1 ‰ a thousandth."""
    mark = plain(str(text))[-1:]
    written = plain(indicator.written_unit or "")
    thousandth = mark == "‰" or (mark != "%" and written == "‰" and indicator.nominal is None)
    return Fraction(1, 1000) if thousandth else Fraction(1, 100)


def _enumeration(indicator: Indicator) -> Limit:
    values = indicator.values or ([indicator.value] if indicator.value else [])
    if not values:
        return _unknown(say("没有列出允许的值", "no allowed values are listed"))
    text = say("、", ", ").join(values)
    figures = [figure(value) for value in values]
    known = [found for found in figures if found]
    if len(known) == len(values) and all(_is_number(value, indicator) for value in values):
        numbers = Intervals.EMPTY
        for found in known:
            numbers |= Intervals.point(found.value)
        return _numeric(indicator, numbers, text, known, ("", ""))
    return Limit("names", text, names=frozenset(map(word, values)))


def _words(indicator: Indicator, op: str, written: str) -> Limit:
    """Return a limit that is a grade to be reached, or a word."""
    text = f"{SIGNS[op]} {written}"
    if op == "==":
        return Limit("names", text, names=frozenset({word(written)}))
    return Limit("grade", text, grade=(op, written, tuple(indicator.values)))


def _not_detected(indicator: Indicator) -> Limit:
    """Return that nothing may be found; a number that stands with it is the limit of detection."""
    text = say("不得检出", "not detected")
    written = indicator.upper or indicator.value
    found = reading(written).figure if written else None
    base = _numeric(indicator, Intervals.EMPTY, text, [found] if found else [], ("", ""))
    numbers = Intervals.of(None, found.value, upper_inclusive=False) if found else Intervals.EMPTY
    upper = _with_unit(written, base.written_unit) if written and base.written_unit else written or ""
    return replace(base, kind="detection", text=text, numbers=numbers, upper=upper, relative_to="")
