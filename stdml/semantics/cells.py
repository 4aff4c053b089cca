"""Cells of tables of limits: ≤ 5, 6.5～8.5, 不得检出."""

from __future__ import annotations

import re

from stdml.model.facets import Direction, Operator, ParameterType
from stdml.semantics.parameters import apply_quantity, indicator_of
from stdml.semantics.records import Indicator
from stdml.text import limits
from stdml.text.cjk import has_cjk
from stdml.text.quantities import match_quantity
from stdml.text.units import Unit, match_unit

EMPTY = re.compile(
    r"\A(?:[—–\-－/／~～]+|N/?A|n/?a|…+|无要求|不要求|不规定|不作要求|不做要求|none|not specified)?\Z"
)
"""A cell that states nothing."""
_undetected = re.compile(
    r"不得检出|不应检出|未检出|不可检出|\b(?:not detected|not detectable|absent|absence|ND)\b", re.IGNORECASE
)
_footnote = re.compile(r"(?<=[\d%])(?:\s?\[\d+\]|[⁽(（]?[ᵃᵇᶜᵈ][)）]?)\Z")
# +5，-3 and +5/-3: a tolerance that is not the same in both directions.
_apart = re.compile(r"\+ ?(?P<plus>\d+(?:\.\d+)?) ?[,，、/;； ] ?[-−–] ?(?P<minus>\d+(?:\.\d+)?)")
_DIRECTIONS: dict[str, Direction] = {"<=": "lower", ">=": "higher", "<": "lower", ">": "higher"}
_TYPES: dict[str, ParameterType] = {
    "grade": "ordinal", "code": "composite", "ratio": "ratio", "dimensions": "composite",
}  # fmt: skip


def indicator_of_cell(
    words: str, default: Operator, unit: Unit | None = None, marked: bool = True
) -> Indicator | None:
    """Return the parameter that a cell states: ≤ 5, 5, 6.5～8.5, 不得检出; None where it states none.

    Args:
        words: the words of the cell
        default: the operator of a bare number
        unit: the unit of a number that has none
        marked: whether words that are no number count as an allowed value
    """
    text = _footnote.sub("", words.strip())
    if EMPTY.match(text):
        return None
    if _undetected.fullmatch(text):
        found = Indicator(op="not-detected", direction="lower", role="limit", type="quantity", text=words)
        return _with_unit(found, unit)
    if apart := _apart.fullmatch(text):
        found = Indicator(op="tolerance", direction="target", role="limit", type="quantity", text=words)
        found.tol_plus, found.tol_minus, found.tol_type = apart["plus"], apart["minus"], "absolute"
        found.digits = max(len(written.partition(".")[2]) for written in apart.groups())
        return _with_unit(found, unit)
    reading = limits.read(_with_signs(text), "zh" if has_cjk(text) else "en", normative=True)
    stated = [one for one in reading.limits if one.start <= 2 and (one.value is not None or one.values)]
    if stated:
        found = indicator_of(stated[0], text)
        found.name = found.subject = found.condition = None
        found.text = words
        return _with_unit(found, unit)
    value = match_quantity(text, 0)
    if value is None or (text[value.end :].strip() and not re.match(r"\s*[（(，,]", text[value.end :])):
        return _worded(words, marked)
    found = Indicator(role="limit", text=words)
    apply_quantity(found, value)
    if value.kind == "range":
        found.op, found.direction = "range", "target"
    elif value.kind == "tolerance":
        found.op, found.direction = "tolerance", "target"
    else:
        found.op = "==" if value.kind in ("grade", "code", "dimensions") else default
        found.direction = _DIRECTIONS.get(found.op, "target")
    found.type = _TYPES.get(value.kind, "quantity")
    return _with_unit(found, unit)


def _with_signs(text: str) -> str:
    return text.replace("＜", "<").replace("＞", ">").replace("≦", "≤").replace("≧", "≥")


def _worded(words: str, marked: bool) -> Indicator | None:
    """Return an allowed value in words; only a marked table has such cells for certain."""
    if not marked or len(words) > 40 or match_unit(words, 0):
        return None
    return Indicator(op="enum", values=[words], direction="none", type="text", role="limit", text=words)


def _with_unit(found: Indicator, unit: Unit | None) -> Indicator:
    if (
        unit is not None
        and found.unit is None
        and found.op not in ("exists", "not-exists", "enum", "reference")
    ):
        found.unit, found.written_unit = unit.ucum, unit.written
        found.weighting = unit.weighting or None
    if found.unit == "%" and found.type == "quantity":
        found.type = "percentage"
    return found
