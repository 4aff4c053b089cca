"""Tables of limits (指标表): one parameter for each row or cell.

A table counts as one where its author marked it `{.params}`, or where its header row says so: a column of
characteristics beside one of limits or beside a unit and classes. Further columns are classes (Ⅰ 类, Ⅱ 类;
昼间, 夜间). A marked table without a column of characteristics is one of classes: its caption names the
characteristic.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from stdml.semantics.cells import EMPTY, indicator_of_cell
from stdml.semantics.columns import (
    LONGEST_NAME,
    NAMED_UNIT,
    SIGNS,
    Columns,
    class_columns,
    column_words,
    columns_of,
    is_period,
    unit_words,
    without_limit,
)
from stdml.semantics.parameters import line, refine_name
from stdml.semantics.records import Indicator
from stdml.semantics.words import words_of
from stdml.text.cjk import has_cjk
from stdml.text.units import Unit, parse_unit

Row = tuple[Any, str, list[Indicator]]
"""The node of a row, its words, and its parameters."""

_LARGEST = 200_000
_LONGEST_LINE = 60
_units_line = re.compile(
    r"单位\s*(?:为|是|[:：])?\s*(?P<zh>.+)\Z|(?:[Dd]imensions|[Vv]alues|[Uu]nits?)(?: are)? (?:in|given in"
    r"|[:：])\s*(?P<en>.+)\Z"
)
_caption_end = re.compile(
    r"[（(](?P<unit>[^（()）]+(?:[（(][^（()）]*[)）])?[^（()）]*)[)）]\Z|/(?P<plain>\S+)\Z| in (?P<en>\S+)\Z"
)
_limiting = re.compile(
    r"(?:限值|限量|最大允许值|最高允许值|(?:maximum|limit)s?(?: values?)?)\Z", re.IGNORECASE
)


def is_marked(table: Any) -> bool:
    """Whether an author marked a table as one of limits."""
    return table.attrs is not None and "params" in table.attrs.classes


def parameters_of(
    table: Any, number: str = "", title: str = "", above: str = "", below: str = ""
) -> list[Row]:
    """Return the rows of a table of limits with their parameters; nothing for another table.

    Args:
        table: the table
        number: how it is referred to, such as 表 1
        above: the paragraph before it, which may state the unit: 单位为毫米
        below: the note after it, which may do so as well
        title: the title of its clause, which names the characteristic of a table without a caption
    """
    grid = _grid(table)
    headers = min(_header_rows(table), len(grid))
    if not grid or not headers or headers == len(grid):
        return []
    columns = columns_of(grid[:headers], is_marked(table), grid[headers:])
    caption = words_of(table.caption).text.strip()
    shared = _shared_unit(words_of(table.units).text) or _caption_unit(caption)
    for line_of_units in (above, below):
        if shared is None and len(line_of_units) < _LONGEST_LINE and _units_line.match(line_of_units.strip()):
            shared = _shared_unit(line_of_units)
    caption = caption or title
    by_class = columns is None and (is_marked(table) or _is_of_limits(_without_unit(caption)))
    if by_class:
        columns = class_columns(grid[:headers], grid[headers:])
        if not is_marked(table):
            columns.keep_stated(grid[headers:], shared)
    if columns is None or not columns.limits:
        return []
    found: list[Row] = []
    if _limiting.search(_without_unit(caption)):
        columns.bare = dict.fromkeys(columns.limits, "<=")
    name = _named_by(caption or title) if by_class else ""
    for index in range(headers, len(grid)):
        row = table.rows[index]
        indicators = _row(grid[index], grid[headers - 1], columns, shared, name, is_marked(table))
        if indicators:
            for one in indicators:
                one.line = 0
                one.table = table.id
            found.append((row, _text(grid[index], number, caption, indicators), indicators))
    # A table in which hardly any cell is a limit is a table of something else.
    if not is_marked(table) and len(found) * 2 < len(grid) - headers:
        return []
    return found


_MOST_HEADERS = 2


def _header_rows(table: Any) -> int:
    """Return how many rows are headers: a cell of a header that reaches down makes the next row one."""
    rows = int(table.header_rows)
    ends: list[int] = [at + cell.rowspan for at, row in enumerate(table.rows[:rows]) for cell in row.cells]
    return max([rows, *(end for end in ends if end <= rows + _MOST_HEADERS)])


def _text(cells: list[str], number: str, caption: str, indicators: list[Indicator]) -> str:
    words = [cell for at, cell in enumerate(cells) if cell and (at == 0 or cell != cells[at - 1])]
    lead = " ".join(part for part in (number, caption) if part)
    chinese = has_cjk("".join(words)) or has_cjk(lead)
    joined = ("，" if chinese else ", ").join(words)
    return f"{lead}{'：' if chinese else ': '}{joined}" if lead else joined


class _Repeated(str):
    """The words of a cell in a column that it spans beside its own."""

    __slots__ = ()


def _grid(table: Any) -> list[list[str]]:
    """Return the words of every place of the table; a cell that spans several stands in each of them."""
    rows: list[dict[int, str]] = [{} for _ in table.rows]
    places = 0
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while column in rows[at]:
                column += 1
            text = _cell_text(cell)
            for down in range(min(cell.rowspan, len(rows) - at)):
                places += cell.colspan
                if places > _LARGEST:
                    return []
                rows[at + down][column] = text
                rows[at + down].update(
                    dict.fromkeys(range(column + 1, column + cell.colspan), _Repeated(text))
                )
            column += cell.colspan
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    if width * len(rows) > _LARGEST:
        return []
    return [[row.get(column, "") for column in range(width)] for row in rows]


def _cell_text(cell: Any) -> str:
    nodes = [cell] if cell.children else [block for block in cell.blocks if hasattr(block, "children")]
    text = " ".join(words_of(_main(node.children)).text for node in nodes if _is_running(node))
    return " ".join(text.split())


_mark = re.compile(r"[a-m]\)?|\*{1,3}")


def _main(nodes: list[Any]) -> list[Any]:
    """Return the running text of a cell without footnote marks and what repeats it in another language."""
    nodes = [node for node in nodes if node.kind != "language_span"] or nodes
    last = nodes[-1] if len(nodes) > 1 else None
    if last is not None and last.kind == "superscript" and _mark.fullmatch(words_of(last.children).text):
        return nodes[:-1]
    return nodes


def _is_running(node: Any) -> bool:
    return node.kind in ("cell", "paragraph")


def _is_of_limits(caption: str) -> bool:
    return caption.lower().endswith(tuple(column_words()["limits_of"]))


def _named_by(caption: str) -> str:
    """Return the characteristic that a caption names: 环境噪声限值 is one of 环境噪声."""
    return without_limit(_without_unit(caption)) or caption


def _without_unit(caption: str) -> str:
    found = _caption_end.search(caption)
    return caption[: found.start()].strip() if found and _caption_unit(caption) else caption


def _shared_unit(words: str) -> Unit | None:
    found = _units_line.search(words.strip())
    written = (found["zh"] or found["en"]) if found else words
    return _spelled(written.strip(" 。."))


def _caption_unit(caption: str) -> Unit | None:
    found = _caption_end.search(caption)
    return _spelled(found["unit"] or found["plain"] or found["en"]) if found else None


def _spelled(written: str) -> Unit | None:
    unit = parse_unit(written)
    if unit is None and (found := _units_line.search(written)):
        unit = parse_unit((found["zh"] or found["en"]).strip())
    return unit


def _row(
    cells: list[str], header: list[str], columns: Columns, shared: Unit | None, name: str, marked: bool
) -> list[Indicator]:
    said, unit, sign, bare, own_unit = name, shared, None, None, None
    row_class = {line(header[at]) or "类别": cells[at] for at in columns.of_rows if cells[at]}
    if columns.name is not None:
        said = cells[columns.name]
        own = NAMED_UNIT.match(said) if len(said) <= LONGEST_NAME else None
        if own and (unit_words(own) or own["op"]):
            written = unit_words(own)
            if parse_unit(written) or (own["op"] and not written):
                said, own_unit, sign = own["name"].strip(), parse_unit(written), SIGNS.get(own["op"] or "")
                unit = own_unit or unit
        if columns.sign is not None:
            sign = SIGNS.get(cells[columns.sign].strip(), sign)
        if bare := _of_no_dimension.match(said):
            # pH（无量纲）: the unit of the header is that of the other rows.
            said, unit = bare["name"], None
    if not (said or columns.names) or EMPTY.match(said or "?"):
        return []
    if columns.unit is not None:
        written = cells[columns.unit]
        unit = parse_unit(written) or (None if written and not EMPTY.match(written) else unit)
    found = []
    for at in columns.limits:
        if at in columns.names and isinstance(cells[at], _Repeated):
            # A cell that spans two characteristics is a value of the first.
            continue
        one = indicator_of_cell(
            cells[at],
            sign or columns.operators.get(at, "=="),
            None if bare else own_unit or columns.units.get(at) or unit,
            marked,
        )
        if one is None:
            continue
        one.name = line(columns.names.get(at, said))
        if at in columns.names and columns.name is not None:
            one.subject = line(said)
        refine_name(one)
        if columns.unit is not None and one.unit is None and one.op not in ("exists", "enum"):
            one.written_unit = None if EMPTY.match(cells[columns.unit]) else line(cells[columns.unit])
        one.classes = {**row_class, **columns.classes.get(at, {})}
        one.period = next((word for word in one.classes.values() if is_period(word)), None)
        if columns.method is not None and not EMPTY.match(cells[columns.method]):
            one.method = line(cells[columns.method])
        found.append((at, one))
    _same_operator([one for at, one in found if at not in columns.names])
    for at, one in found:
        if one.op == "==" and one.type in ("quantity", "percentage") and at in columns.bare:
            one.op, one.direction = columns.bare[at], "lower"
        _extreme(one)
    return _paired([one for _, one in found], columns)


_of_no_dimension = re.compile(
    r"(?P<name>pH(?: ?值| value)?|.{1,30}(?=[（(](?:无量纲|无单位|dimensionless)[)）]))"
    r"(?:\Z|[（(].{1,14}[)）]\Z)"
)
_least = re.compile(r"(?:最[小低少短]|(?:minimum|least|lowest|smallest)\b)", re.IGNORECASE)
_most = re.compile(r"(?:最[大高多长]|(?:maximum|greatest|highest|largest)\b)", re.IGNORECASE)


def _extreme(one: Indicator) -> None:
    """Read a bare number whose name says that it is the least or the most there may be: 最小间距/m."""
    if one.op != "==" or one.type not in ("quantity", "percentage", "count") or not one.name:
        return
    least, most = _least.search(one.name), _most.search(one.name)
    if least and not most:
        one.op, one.direction = ">=", "higher"
    elif most and not least:
        one.op, one.direction = "<=", "lower"


def _same_operator(found: list[Indicator]) -> None:
    """Give bare numbers the sign that the other classes of the row have: ≤ 1, 3."""
    signs = {one.op for one in found if one.op in ("<=", ">=", "<", ">")}
    if len(signs) == 1:
        for one in found:
            if one.op == "==" and one.type in ("quantity", "percentage"):
                one.op = next(iter(signs))
                one.direction = "lower" if one.op in ("<=", "<") else "higher"


def _paired(found: list[Indicator], columns: Columns) -> list[Indicator]:
    """Make a lower and an upper limit of the same class in two columns one range."""
    if not {"<=", ">="} <= set(columns.operators.values()):
        return found
    paired: list[Indicator] = []
    for one in found:
        before = paired[-1] if paired else None
        pair = {before.op: before, one.op: one} if before else {}
        lower, upper = pair.get(">="), pair.get("<=")
        if before and lower and upper and before.classes == one.classes and lower.value and upper.value:
            paired[-1] = replace(
                lower, op="range", value=None, lower=lower.value, upper=upper.value, lower_inclusive=True,
                upper_inclusive=True, direction="target",
            )  # fmt: skip
        else:
            paired.append(one)
    return paired
