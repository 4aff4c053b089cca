"""Parameters (指标) of a sentence: what `stdml.text.limits` finds, typed and in the terms of the model."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from stdml.model.base import LINE_PATTERN
from stdml.model.facets import Direction, ParameterFacets, ParameterType
from stdml.semantics.records import Indicator
from stdml.text.cjk import has_cjk
from stdml.text.limits import Limit
from stdml.text.quantities import Quantity

_DIRECTIONS: dict[str, Direction] = {
    "<=": "lower", "<": "lower", "not-detected": "lower", ">=": "higher", ">": "higher", "==": "target",
    "range": "target", "tolerance": "target", "ratio": "target",
}  # fmt: skip
_OF_OPERATOR: dict[str, ParameterType] = {
    "exists": "existence", "not-exists": "existence", "enum": "enumeration", "reference": "reference",
}  # fmt: skip
_OF_VALUE: dict[str, ParameterType] = {
    "grade": "ordinal",
    "code": "composite",
    "ratio": "ratio",
    "dimensions": "composite",
}
_line = re.compile(LINE_PATTERN)
_mean = re.compile(
    r"平均值\Z|\A(?:(?:\d{1,2} ?)?(?:年|季|月|周|日|小时|h) ?)?平均(?!无故障|修复|寿命)"
    r"|\A(?:[Aa]verage|[Mm]ean) "
)
_in_brackets = re.compile(r"\A(?P<name>.+?)[（(](?P<units>[^（()）]{1,40})[)）]\Z")
_PH = re.compile(r"\ApH(?: ?值| value)?\Z")


def indicator_of(limit: Limit, text: str = "") -> Indicator:
    """Return the parameter that a limit found in a sentence states.

    Args:
        limit: the limit
        text: the sentence it was found in

    >>> from stdml.text.limits import read
    >>> found = indicator_of(read("内胆壁厚不应小于 0.50 mm。").limits[0])
    >>> found.name, found.op, found.value, found.unit, found.digits, found.direction
    ('壁厚', '>=', '0.50', 'mm', 2, 'higher')
    """
    found = Indicator(
        name=line(limit.name), subject=line(limit.subject), op=limit.op, condition=line(limit.condition),
        period=line(limit.period), relative_to=line(limit.relative_to), factor=line(limit.factor),
        reference=line(limit.reference), per=line(limit.per),
        values=[value for value in map(line, limit.values) if value],
        text=text[limit.start : limit.end], role="limit",
    )  # fmt: skip
    if limit.period:
        found.classes = {"时段" if has_cjk(limit.period) else "period": limit.period}
    if limit.value is not None:
        apply_quantity(found, limit.value)
        _bounds(found, limit)
        if limit.value.kind == "range" and limit.op in (">", ">=", "<", "<="):
            # > 1 000～5 000: the sign belongs to the lower end.
            found.op = "range"
            found.lower_inclusive = limit.op != ">"
            found.upper_inclusive = limit.op != "<"
    _by_difference(found, limit)
    _type(found, limit)
    found.direction = _DIRECTIONS.get(found.op or "", "none")
    found.strength = line(limit.weak)
    refine_name(found)
    return found


def line(words: str | None) -> str | None:
    """Return words as one line of text, or None where nothing is left of them."""
    found = " ".join((words or "").split())
    return found if found and _line.match(found) else None


def apply_quantity(found: Indicator, value: Quantity) -> None:
    """Set the facets of a parameter that a value states: numbers, unit, tolerance."""
    if value.unit is not None:
        found.unit = value.unit.ucum
        found.written_unit = line(value.unit.written)
        found.weighting = value.unit.weighting or None
    if value.kind == "range":
        found.lower, found.upper = value.lower, value.upper
        found.lower_inclusive = found.upper_inclusive = True
        if value.lower_unit is not None:
            # The ends are in different units: the unit stands with the number that has another one.
            found.lower = f"{value.lower} {value.lower_unit.written}"
    elif value.kind == "tolerance":
        found.nominal = value.nominal or None
        found.tol_plus, found.tol_minus = value.plus, value.minus
        found.tol_type = "relative" if value.relative else "absolute"
    elif value.kind == "dimensions":
        found.value = "×".join(value.values)
        found.values = list(value.values)
    else:
        found.value = value.value
    if value.kind in ("number", "range", "tolerance", "multiple") and "e" not in value.value:
        found.digits = value.digits


def _bounds(found: Indicator, limit: Limit) -> None:
    """Make two limits of one characteristic a range: 不小于 6.5 且不大于 8.5."""
    if limit.upper is None or limit.value is None:
        return
    found.op = "range"
    found.value = None
    found.lower, found.upper = limit.value.value, limit.upper.value
    found.lower_inclusive, found.upper_inclusive = limit.op == ">=", limit.upper_op == "<="
    found.digits = max(limit.value.digits, limit.upper.digits)
    lower, upper = limit.value.unit, limit.upper.unit
    if upper is not None:
        found.unit, found.written_unit = upper.ucum, line(upper.written)
        found.weighting = upper.weighting or None
    if lower is not None and upper is not None and lower.ucum != upper.ucum:
        found.lower = f"{limit.value.value} {lower.written}"


def _by_difference(found: Indicator, limit: Limit) -> None:
    """Make "应高于背景噪声 15 dB" a limit of the difference: the other quantity is no factor of the limit."""
    if not limit.relative_to or limit.value is None or limit.factor or limit.op == "tolerance":
        return
    first, second = found.name or "", limit.relative_to
    if limit.op in ("<", "<=") and limit.words.endswith(("低于", "小于", "少于")):
        first, second = second, first
        found.op = ">" if limit.op == "<" else ">="
    found.name = line(f"{first}与{second}之差")
    found.relative_to = None


def _type(found: Indicator, limit: Limit) -> None:
    value = limit.value
    kind = _OF_OPERATOR.get(limit.op) or (_OF_VALUE.get(value.kind) if value else None)
    unit = value.unit if value else None
    if limit.kind in ("duration", "frequency"):
        found.type = "duration" if limit.kind == "duration" else "frequency"
    elif limit.kind == "date":
        found.type = "date"
    elif limit.op == "tolerance" and limit.relative_to and unit is not None and unit.dimension == "1":
        found.tol_type, found.type = "relative", "percentage"
    elif kind:
        found.type = kind
    elif (unit is not None and unit.dimension.startswith("{count")) or (
        unit is not None and unit.ucum.removeprefix("10*4.").removeprefix("10*8.") in _COUNTED
    ):
        found.type = "count"
    elif unit is not None and unit.dimension == "1":
        found.type = "percentage"
    elif unit is not None and unit.dimension == "T":
        found.type = "duration"
    else:
        found.type = "ratio" if found.factor and not value else "quantity"
    if found.type == "ratio" and found.op == "==":
        found.op = "ratio"


_COUNTED = frozenset(
    ("{person}", "{bed}", "{household}", "{storey}", "{vehicle}", "{parking}", "{seat}", "{times}")
)


def refine_name(found: Indicator) -> None:
    """Take from the name of a parameter what belongs to other facets: units, a mean, the unit of pH."""
    name = found.name or ""
    bracket = _in_brackets.match(name)
    if bracket and found.unit is None:
        from stdml.text.units import parse_unit

        written = re.split(r"\s*(?:或|、|,| or )\s*", bracket["units"])
        known = [unit for part in written if (unit := parse_unit(part)) is not None]
        if known and len(known) == len(written):
            found.name, found.unit, found.written_unit = bracket["name"].strip(), known[0].ucum, written[0]
            per = written[0].partition("/")[2]
            found.per = line(per) if per[:1].isdigit() else None
    if _PH.match(found.name or "") and found.unit is None:
        found.unit = "[pH]"
    if _mean.search(found.name or ""):
        found.statistic = "mean"


def stated(facets: ParameterFacets) -> dict[str, Any]:
    """Return the facets that are stated, by name."""
    names = (spec.name for spec in fields(ParameterFacets))
    return {name: value for name in names if (value := getattr(facets, name)) not in (None, [])}


_VALUES = frozenset(("value", "lower", "upper", "nominal", "tol_plus", "tol_minus"))


def with_explicit(found: Indicator | None, facets: ParameterFacets) -> Indicator:
    """Return a parameter with what its author stated outright; what was understood fills the rest."""
    given = stated(facets)
    result = found or Indicator(role="limit")
    if _VALUES & given.keys() and not _VALUES & given.keys() <= _shape(result):
        # A value of another form takes the place of the one that was understood.
        for name in (*_VALUES, "lower_inclusive", "upper_inclusive", "tol_type", "digits"):
            setattr(result, name, None)
        if "op" not in given:
            result.op = None
    for name, value in given.items():
        setattr(result, name, value)
    if "unit" in given and "written_unit" not in given:
        result.written_unit = None
    if "value" in given and "digits" not in given:
        result.digits = (
            len(str(given["value"]).partition(".")[2]) if _plain_number.match(given["value"]) else None
        )
    if result.op and "direction" not in given:
        result.direction = _DIRECTIONS.get(result.op, "none")
    result.explicit = True
    return result


_plain_number = re.compile(r"-?\d+(?:\.\d+)?\Z")


def _shape(found: Indicator) -> set[str]:
    return {name for name in _VALUES if getattr(found, name) is not None}
