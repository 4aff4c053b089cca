"""Results of tests, read from CSV or JSON as laboratories and spreadsheets write them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.errors import InputError
from stdml.language import say
from stdml.model.base import replace_illegal
from stdml.semantics.figures import unified
from stdml.text.decode import decode
from stdml.text.units import parse_unit

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """One measured or observed value.

    Attributes:
        parameter: the id or the name of what was measured
        value: the value as it was written
        unit: the unit as it was written; empty stands for the unit of the requirement
        sample: what it was measured on
        condition: what is known of the circumstances, such as {"类别": "1类"}; a bare word has the key ""
        uncertainty: the expanded uncertainty, in the unit of the value unless it brings its own
        subject: what the parameter belongs to, where several have one of that name
        row: where it stands in the file, from 1
        decimal_comma: whether a comma in the value is the decimal mark
    """

    parameter: str
    value: str
    unit: str = ""
    sample: str = ""
    condition: tuple[tuple[str, str], ...] = ()
    uncertainty: str = ""
    subject: str = ""
    row: int = 0
    decimal_comma: bool = False


def read_results(data: bytes | str, name: str = "-") -> list[Result]:
    """Return the results in a CSV or JSON file, whichever it is.

    CSV has a heading line with the columns parameter, value, unit, sample, condition and uncertainty
    (参数、值、单位、样品、条件、不确定度), all but the first two optional, parted by commas, semicolons or
    tabs. Columns of other names tell circumstances, too: 类别, 时段. JSON is a list of objects with the same
    keys, or an object that holds it under "results".

    Args:
        data: the bytes, in any encoding that tables are saved in
        name: the name of the file, for messages

    Raises:
        InputError: it is neither, or a column is missing
    """
    text, _ = decode(data)
    if text.lstrip()[:1] in ("[", "{"):
        return list(_from_json(text, name))
    return list(_from_csv(text, name))


def _from_csv(text: str, name: str) -> Iterator[Result]:
    heading, delimiter = _heading(text, name)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    decimal_comma = delimiter == ";"
    try:
        for row in reader:
            if reader.line_num <= heading.line or not any(cell.strip() for cell in row):
                continue
            if any(cell.strip() for cell in row[heading.width :]):
                raise _too_long(name, reader.line_num)
            cells: dict[str, Any] = {k: row[at].strip() for k, at in heading.columns.items() if at < len(row)}
            cells.setdefault("unit", heading.unit)
            cells["further"] = {name: row[at] for at, name in heading.further.items() if at < len(row)}
            yield _result(cells, reader.line_num, decimal_comma)
    except csv.Error as error:
        line = reader.line_num
        raise InputError(
            say("{name}:{line}：不是有效的 CSV：{error}", "{name}:{line}: no valid CSV: {error}",
                name=name, line=line, error=error)
        ) from error  # fmt: skip


def _too_long(name: str, line: int) -> InputError:
    # 28,5 where commas part the cells is 28 and 5: to read 28 would be a guess.
    words = say(
        "{name}:{line}：单元格多于标题；小数逗号应加引号，或用分号分隔",
        "{name}:{line}: more cells than headings; put a decimal comma in quotes, or part cells by semicolons",
        name=name,
        line=line,
    )
    return InputError(words)


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    width: int
    columns: dict[str, int]
    further: dict[int, str]
    unit: str


def _heading(text: str, name: str) -> tuple[_Heading, str]:
    """Return the line with the names of the columns, where each column stands, and what parts them."""
    lines = text.split("\n", 20)[:20]
    for at, line in enumerate(lines, 1):
        for delimiter in (",", ";", "\t"):
            cells = _cells(line, delimiter)
            columns = _columns(cells)
            if "parameter" in columns and "value" in columns:
                known = set(columns.values())
                further = {n: cell.strip() for n, cell in enumerate(cells) if n not in known and cell.strip()}
                _no_second(cells, name)
                unit = _unit_in(cells[columns["value"]])
                return _Heading(at, len(cells), columns, further, unit), delimiter
    first = next((line.strip() for line in lines if line.strip()), "")
    raise InputError(
        say("{name}：没有“参数”和“值”两列的标题行（首行：{first}）",
            "{name}: no heading line with the columns parameter and value (first line: {first})",
            name=name, first=first[:80])
    )  # fmt: skip


def _cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line that may be the heading; none where it is no line of CSV."""
    if delimiter not in line:
        return []
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


@cache
def _known() -> dict[str, str]:
    return {name: kind for kind, names in _names().items() if kind != "results" for name in names}


@cache
def _names() -> dict[str, frozenset[str]]:
    text = (files("stdml.semantics") / "data" / "columns.json").read_text(encoding="utf-8")
    return {kind: frozenset(map(_column_key, names)) for kind, names in json.loads(text).items()}


def _column_key(name: str) -> str:
    # 结果（mg/L） and "Value [mg/L]" are columns of values.
    words = unified(name).casefold().split("(")[0].split("[")[0]
    return " ".join(words.replace("_", " ").split())


def _no_second(names: Iterable[str], file: str) -> None:
    """Refuse two columns of values: which of them counts is not for a program to choose."""
    values = [name for name in names if _known().get(_column_key(name)) == "value"]
    if len(values) > 1:
        raise InputError(
            say("{file}：有多个值列：{names}", "{file}: more than one column of values: {names}",
                file=file, names=", ".join(values))
        )  # fmt: skip


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(say("重复的键 {key}", "key {key} stands twice", key=key))
    return found


def _unit_in(heading: str) -> str:
    """Return the unit in the heading of a column, as in 结果（mg/L）."""
    inside = unified(heading).partition("(")[2].rpartition(")")[0].strip()
    return inside if inside and parse_unit(inside) else ""


def _columns(cells: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        kind = _known().get(_column_key(cell))
        if kind:
            found.setdefault(kind, at)
    return found


def _from_json(text: str, name: str) -> Iterator[Result]:
    try:
        # Numbers stay as they were written: 0.50 is not 0.5.
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise InputError(
            say("{name}：不是有效的 JSON：{error}", "{name}: no valid JSON: {error}", name=name, error=error)
        ) from error
    if isinstance(found, dict):
        held = (value for key, value in found.items() if _column_key(key) in _names()["results"])
        found = next((value for value in held if isinstance(value, list)), [found])
    for row, record in enumerate(found, 1):
        cells = _named(record) if isinstance(record, dict) else {}
        _no_second(record if isinstance(record, dict) else (), name)
        if "parameter" not in cells or "value" not in cells:
            raise InputError(
                say("{name}：第 {row} 条结果没有 parameter 和 value",
                    "{name}: result {row} has no parameter and value", name=name, row=row)
            )  # fmt: skip
        values = cells["value"]
        for value in values if isinstance(values, list) else [values]:
            yield _result({**cells, "value": value}, row, False)


def _named(record: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in record.items():
        kind = _known().get(_column_key(key))
        if kind:
            found.setdefault(kind, value)
        elif isinstance(value, str | bool):
            found.setdefault("further", {})[key] = value
    return found


def _result(cells: Cells, row: int, decimal_comma: bool) -> Result:
    return Result(
        parameter=_text(cells.get("parameter")),
        value=_text(cells.get("value")),
        unit=_text(cells.get("unit")),
        sample=_text(cells.get("sample")),
        condition=conditions(cells.get("condition")) + _stated(cells.get("further", {})),
        uncertainty=_text(cells.get("uncertainty")),
        subject=_text(cells.get("subject")),
        row=row,
        decimal_comma=decimal_comma,
    )


def _stated(further: Cells) -> tuple[tuple[str, str], ...]:
    """Return what columns of other names say of the circumstances: 类别, 时段, 建筑高度."""
    pairs = ((_text(name), _text(value)) for name, value in further.items())
    return tuple((name, value) for name, value in pairs if name and value)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            # An escape in JSON can stand for a character that no file may hold.
            return " ".join(replace_illegal(value).split())
    return json.dumps(value, ensure_ascii=False)


def conditions(value: Any) -> tuple[tuple[str, str], ...]:
    """Return what a condition says: pairs of a key and a value; a word alone has the key "".

    >>> conditions("类别=1类；时段＝昼间"), conditions("昼间")
    ((('类别', '1类'), ('时段', '昼间')), (('', '昼间'),))
    """
    if isinstance(value, dict):
        return tuple((_text(key), _text(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(pair for inner in value for pair in conditions(inner))
    found = []
    for part in unified(_text(value)).replace(",", ";").replace("、", ";").split(";"):
        key, sign, inner = part.partition("=")
        if not sign:
            key, sign, inner = part.partition(":")
        pair = (key.strip(), inner.strip()) if sign else ("", part.strip())
        if any(pair):
            found.append(pair)
    return tuple(found)
