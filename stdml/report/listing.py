"""Provisions and parameters as a list: text, JSON, CSV, a workbook, Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from stdml.language import say
from stdml.report.tables import Table, as_csv, as_markdown, as_workbook
from stdml.report.text import clean

if TYPE_CHECKING:
    from stdml.semantics.records import Demand, Indicator

FORMS = ("text", "json", "csv", "xlsx", "md")
"""The forms in which a list can be printed."""

_SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "==": "=", "ratio": "="}


def render(demands: Sequence[Demand], form: str, parameters: bool = False) -> bytes:
    """Return provisions in one of the `FORMS`; with `parameters` each parameter has a line of its own.

    Raises:
        MissingExtra: a workbook was asked for and the package that writes it is not installed
    """
    if form == "json":
        return _json(demands, parameters).encode()
    if form == "text":
        return "".join(
            map(_lines, demands) if not parameters else map(_parameter_line, _pairs(demands))
        ).encode("utf-8", "backslashreplace")
    table = _parameters_table(demands) if parameters else _provisions_table(demands)
    if form == "csv":
        return as_csv([table]).encode()
    if form == "xlsx":
        return as_workbook(
            [_provisions_table(demands), _parameters_table(demands)] if not parameters else [table]
        )
    return as_markdown(say("要求", "Requirements"), [table]).encode()


def _json(demands: Sequence[Demand], parameters: bool) -> str:
    if parameters:
        found = [
            {"clause": demand.clause, "requirement": demand.id, **one.to_dict()}
            for demand, one in _pairs(demands)
        ]
    else:
        found = [demand.to_dict() for demand in demands]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _pairs(demands: Sequence[Demand]) -> list[tuple[Demand, Indicator]]:
    return [(demand, one) for demand in demands for one in demand.parameters]


def limit_text(one: Indicator) -> str:
    """Return the limit of a parameter in signs: ≤ 4 Ω, 6.5～8.5, 不得检出.

    >>> from stdml.semantics.records import Indicator
    >>> limit_text(Indicator(op="<=", value="4", written_unit="Ω"))
    '≤ 4 Ω'
    """
    # A code such as [pH] is for programs.
    unit = one.written_unit or ("" if "[" in (one.unit or "") or "{" in (one.unit or "") else one.unit or "")
    text = _forms.get(one.op or "", _compared)(one)
    if one.op in ("enum", "exists", "not-exists", "reference", "table") or not unit or not text:
        return text
    return text + ("" if unit in ("°", "′", "″") else " ") + unit


def _compared(one: Indicator) -> str:
    sign = _SIGNS.get(one.op or "", one.op or "")
    if one.relative_to:
        return " ".join(
            part for part in (sign, one.factor, "×" if one.factor else "", one.relative_to) if part
        )
    if one.value is None and one.reference:
        return f"{sign} {one.reference}"
    return f"{sign} {one.value}" if one.value is not None else ""


def _range(one: Indicator) -> str:
    if one.lower_inclusive is False or one.upper_inclusive is False:
        signs = (">" if one.lower_inclusive is False else "≥", "<" if one.upper_inclusive is False else "≤")
        return f"{signs[0]} {one.lower} {signs[1]} {one.upper}"
    return f"{one.lower}～{one.upper}"


def _tolerance(one: Indicator) -> str:
    percent = "%" if one.tol_type == "relative" and one.unit != "%" else ""
    return f"{one.nominal or one.relative_to or ''} ±{one.tol_plus}{percent}".strip()


_forms: dict[str, Callable[[Indicator], str]] = {
    "range": _range,
    "tolerance": _tolerance,
    "enum": lambda one: say("、", ", ").join(one.values),
    "exists": lambda one: say("应有", "present"),
    "not-exists": lambda one: say("不应有", "absent"),
    "not-detected": lambda one: say("不得检出", "not detected"),
    "reference": lambda one: one.reference or "",
    "table": lambda one: one.table or "",
}


def _name(one: Indicator) -> str:
    classes = say("，", ", ").join(one.classes.values())
    return (one.name or one.subject or "?") + (say("（{c}）", " ({c})", c=classes) if classes else "")


def _lines(demand: Demand) -> str:
    """Return a provision as lines of text: where it stands and its words, then its parameters."""
    place = f"{demand.clause or '-'}:{demand.line}" if demand.line else demand.clause or "-"
    head = f"{place}  {demand.modality or '-'}  {demand.id}\n    {clean(demand.text)}\n"
    return head + "".join(f"    · {_named_limit(one)}\n" for one in demand.parameters)


def _named_limit(one: Indicator) -> str:
    words = f"{_name(one)} {limit_text(one)}".strip()
    if one.subject and one.name and one.subject != one.name:
        words = say("{s}：{w}", "{s}: {w}", s=one.subject, w=words)
    return clean(words + (say("（{c}）", " ({c})", c=one.condition) if one.condition else ""))


def _parameter_line(pair: tuple[Demand, Indicator]) -> str:
    demand, one = pair
    return f"{demand.clause or '-'}  {one.id}  {_named_limit(one)}\n"


def _provisions_table(demands: Sequence[Demand]) -> Table:
    header = say(
        "条编号,标识,类型,能愿动词,条款,标准化对象,条件,证实方法,指标",
        "clause,id,modality,verbal form,text,subject,condition,method,parameters",
    ).split(",")
    rows = [
        [
            demand.clause,
            demand.id or "",
            demand.modality or "",
            demand.strength or "",
            demand.text,
            demand.subject or "",
            demand.condition or "",
            demand.method or demand.verification or "",
            say("；", "; ").join(map(_named_limit, demand.parameters)),
        ]
        for demand in demands
    ]
    return Table(say("条款", "Provisions"), header, rows, widths=(10, 16, 14, 10, 60, 20, 24, 24, 40))


def _parameters_table(demands: Sequence[Demand]) -> Table:
    names = say(
        "条编号,标识,标准化对象,指标,类别,运算符,限值,单位,UCUM,条件,试验方法,条款标识",
        "clause,id,subject,characteristic,classes,operator,limit,unit,UCUM,condition,method,requirement",
    )
    rows = [
        [
            demand.clause,
            one.id or "",
            one.subject or "",
            one.name or "",
            _classes(one),
            one.op or "",
            _bare(one),
            one.written_unit or "",
            one.unit or "",
            one.condition or "",
            one.method or "",
            demand.id or "",
        ]
        for demand, one in _pairs(demands)
    ]
    return Table(
        say("指标", "Parameters"),
        names.split(","),
        rows,
        widths=(10, 16, 20, 24, 16, 10, 20, 12, 12, 30, 24, 16),
    )


def _classes(one: Indicator) -> str:
    return say("；", "; ").join(f"{name}={value}" for name, value in one.classes.items())


def _bare(one: Indicator) -> str:
    """Return the limit without its sign and unit, as a column of numbers wants it."""
    if one.value is not None and not one.relative_to:
        return one.value
    return _forms.get(one.op or "", _compared)(one)
