"""Tables, with their reader and their writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.captions import read_caption, split_caption, write_caption
from stdml.formats.sts.facts import Facts, Unmappable, is_line, set_attribute
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.mapping import has_blocks
from stdml.formats.sts.names import (
    Element,
    below,
    elements,
    from_xml,
    is_blank,
    new,
    to_line,
)  # fmt: skip
from stdml.formats.sts.reading import ReadBlock, Reader, identifier
from stdml.formats.sts.writing import (
    KIND,
    LITERAL,
    WriteNode,
    Writer,
    element_of_class,
    mark,
    nothing,
    own_fields,
    restore,
    wrap,
)  # fmt: skip
from stdml.model.base import Node
from stdml.model.blocks import (
    Cell,
    Container,
    Row,
    Table,
)
from stdml.model.inlines import Span

_UNITS = KIND + "units"
_NO_ROW = KIND + "no-row"
_NOTHING = KIND + "nothing"


def _read_table_wrap(reader: Reader, element: Element) -> Any:
    inner = elements(element)
    names = [child.tag for child in inner]
    usual = [name for name in ("label", "caption", "table", "table-wrap-foot") if name in names]
    if names != usual or "table" not in names:
        return None
    facts = Facts().take(element, "id")
    ident = identifier(element, facts)
    parts = {child.tag: child for child in inner}
    table = Table(id=ident)
    table.caption, more = read_caption(reader, parts.get("caption"), facts)
    more = _take_units(table, more)
    _read_grid(reader, parts["table"], table, facts, "table")
    foot = parts.get("table-wrap-foot")
    if foot is not None:
        table.notes = reader.blocks(foot)
        facts.take(foot, child="foot")
        if not table.notes:
            facts.empty.append("table-wrap-foot")
    if more:
        table.notes.insert(0, Container("sts-caption", more))
    restore(table, facts)
    reader.labelled(table, element, facts)
    reader.set_aside(element)
    table.attrs = facts.attributes()
    return table


def _take_units(table: Table, more: list[Any]) -> list[Any]:
    first = more[0] if more else None
    values = first.attrs.values if first is not None and getattr(first, "attrs", None) else {}
    if first is not None and values == {"sts.content-type": _UNITS} and first.id is None:
        table.units = first.children
        return more[1:]
    return more


def _read_table(reader: Reader, element: Element) -> Any:
    facts = Facts("sts-table")
    table = Table()
    _read_grid(reader, element, table, facts, "table")
    table.attrs = facts.attributes()
    return table


def _read_grid(reader: Reader, element: Element, table: Table, facts: Facts, name: str) -> None:
    """Read the rows of a table."""
    facts.take(element, child=name)
    if not is_blank(element.text):
        raise Unmappable
    groups: list[tuple[str, int]] = []
    columns: list[Element] = []
    is_without_rows = False
    reader.set_aside(element)
    for child in elements(element):
        if child.tag in ("col", "colgroup"):
            columns.append(child)
        elif child.tag == "tr":
            if not groups or groups[-1][0] != "-":
                groups.append(("-", 0))
            table.rows.append(_read_row(reader, child, len(groups) == 1 and groups[0][0] == "thead"))
            groups[-1] = ("-", groups[-1][1] + 1)
        elif child.tag == "tbody" and _is_no_row(child):
            is_without_rows = True
        elif child.tag in ("thead", "tbody", "tfoot") and not any(g[0] == child.tag for g in groups):
            facts.take(child, child=child.tag)
            reader.set_aside(child)
            rows = elements(child)
            if any(row.tag != "tr" for row in rows):
                raise Unmappable
            groups.append((child.tag, len(rows)))
            table.rows.extend(_read_row(reader, row, child.tag == "thead") for row in rows)
        elif child.tag == "tbody" and not child.attrib:
            groups.append(("tbody", len(elements(child))))
            table.rows.extend(_read_row(reader, row, False) for row in elements(child))
        else:
            raise Unmappable
    if not table.rows and not is_without_rows:
        raise Unmappable
    table.header_rows = groups[0][1] if groups and groups[0][0] == "thead" else 0
    if groups != _usual_groups(table):
        facts.values["sts-groups"] = " ".join(f"{group}:{count}" for group, count in groups)
    if columns:
        line = "".join(map(to_line, columns))
        if not is_line(line):
            raise Unmappable
        facts.values["sts-cols"] = line


def _is_no_row(body: Element) -> bool:
    cells = [cell for row in elements(body) for cell in elements(row)]
    return len(cells) == 1 and cells[0].get("content-type") == _NO_ROW


def _usual_groups(table: Table) -> list[tuple[str, int]]:
    rows = len(table.rows)
    head = min(table.header_rows, rows)
    groups = [("thead", head)] if head else []
    return groups + ([("tbody", rows - head)] if rows > head else [])


def _read_row(reader: Reader, element: Element, is_head: bool) -> Row:
    row = Row()
    reader.set_aside(element)
    if element.tag != "tr" or not is_blank(element.text):
        raise Unmappable
    cells = elements(element)
    for cell in cells:
        if cell.tag not in ("td", "th"):
            raise Unmappable
        facts = Facts()
        if cell is cells[0]:
            facts.take(element, child="tr")
        row.cells.append(reader.at(_read_cell(reader, cell, facts, is_head), cell))
    if len(cells) == 1 and dict(cells[0].attrib) == {"content-type": _NOTHING} and not element.attrib:
        return reader.at(Row(), element)  # type: ignore[no-any-return]
    if not cells:
        raise Unmappable
    return reader.at(row, element)  # type: ignore[no-any-return]


def _read_cell(reader: Reader, element: Element, facts: Facts, is_head: bool) -> Cell:
    cell = Cell()
    usual = "th" if is_head else "td"
    if element.tag != usual:
        facts.classes.append(f"sts-{element.tag}")
    facts.take(element, "id", "colspan", "rowspan")
    ident = identifier(element, facts)
    for name, most in (("colspan", 1000), ("rowspan", 10000)):
        value = element.get(name)
        if value is not None:
            if not value.isdigit() or not 1 <= int(value) <= most or str(int(value)) != value:
                raise Unmappable
            setattr(cell, name, int(value))
            if value == "1":
                facts.values[f"sts.{name}"] = "1"
    wrapped = bool(facts) or ident is not None
    if wrapped and not facts.classes:
        facts.classes.append(f"sts-{element.tag}")
    if has_blocks(element):
        cell.blocks = reader.blocks(element)
        if wrapped:
            cell.blocks = [Container(facts.classes.pop(0), cell.blocks, ident, facts.attributes())]
        return cell
    cell.children = reader.inlines(element)
    if wrapped:
        cell.children = [Span(cell.children, ident, facts.attributes())]
    return cell


def _write_table(writer: Writer, node: Table, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    if "sts-table" in facts.classes:
        _write_grid(writer, node, parent, facts)
        return
    own_fields(node, facts, "id", "header_rows", *writer.told)
    if node.header_rows > len(node.rows):
        facts.own["header_rows"] = node.header_rows
    more, notes = split_caption(node.notes)
    element = writer.element(parent, "table-wrap", node, facts)
    write_label(writer, node, element, facts, computed_label(writer, node))
    if node.units:
        caption_facts = facts
        write_caption(writer, element, node.caption, caption_facts, more)
        caption = element.find("caption")
        caption = below(element, "caption") if caption is None else caption
        units = new("p")
        units.set("content-type", _UNITS)
        caption.insert(1 if caption.find("title") is not None else 0, units)
        writer.running(node.units, units)
    else:
        write_caption(writer, element, node.caption, facts, more)
    _write_grid(writer, node, element, facts)
    if notes or "table-wrap-foot" in facts.empty:
        foot = below(element, "table-wrap-foot")
        facts.put(foot, "foot")
        writer.blocks(notes, foot)
        if notes:
            nothing(foot)


def _write_grid(writer: Writer, node: Table, parent: Element, facts: Facts) -> None:
    table = below(parent, "table")
    facts.put(table, "table")
    table.extend(from_xml(facts.values.get("sts-cols", "")) or [])
    kept = facts.values.get("sts-groups")
    groups = _kept_groups(kept, node) if kept else None
    at = 0
    for name, count in groups or _usual_groups(node):
        holder = table if name == "-" else below(table, name)
        if name != "-" and table.findall(name)[0] is holder:
            facts.put(holder, name)
        for index, row in enumerate(node.rows[at : at + count], at):
            _write_row(writer, row, holder, index < node.header_rows)
        at += count
    if groups is None and not table.findall("tbody"):
        # A table has to have a body.
        row = below(below(table, "tbody"), "tr")
        below(row, "td").set("content-type", _NO_ROW)


def _kept_groups(kept: str, node: Table) -> list[tuple[str, int]] | None:
    groups: list[tuple[str, int]] = []
    for word in kept.split():
        name, _, count = word.partition(":")
        if name not in ("-", "thead", "tbody", "tfoot") or not count.isdigit():
            return None
        groups.append((name, int(count)))
    return groups if sum(count for _, count in groups) == len(node.rows) else None


def _write_row(writer: Writer, row: Row, parent: Element, is_head: bool) -> None:
    element = below(parent, "tr")
    if not row.cells:
        below(element, "td").set("content-type", _NOTHING)
    for index, cell in enumerate(row.cells):
        facts, ident, name = Facts(), None, "th" if is_head else "td"
        content, blocks = writer.forgotten(cell.children), cell.blocks
        only = (content or blocks)[:2]
        first: Any = only[0] if len(only) == 1 else None
        if isinstance(first, Span) and _cell_class(first.attrs):
            facts, ident, content = Facts.of(first.attrs), first.id, first.children
            name = element_of_class(facts.classes) or name
        elif isinstance(first, Container) and first.name in ("sts-td", "sts-th"):
            facts, ident, blocks = Facts.of(first.attrs), first.id, first.children
            name = first.name[4:]
        child = below(element, name)
        if ident is not None:
            writer.put_id(child, ident, facts)
        facts.put(child)
        if index == 0:
            facts.put(element, "tr")
        for span in ("colspan", "rowspan"):
            if getattr(cell, span) > 1:
                set_attribute(child, span, str(getattr(cell, span)))
        if content is cell.children and writer.is_literal(content):
            mark(child, LITERAL)
        writer.line(content, child)
        writer.blocks(blocks, child)
        if blocks and not has_blocks(child):
            # Remarks alone would be read as remarks in running text.
            wrap(child, 0)


def _cell_class(attrs: Any) -> bool:
    return attrs is not None and bool({"sts-td", "sts-th"} & set(attrs.classes))


READERS: dict[str, ReadBlock] = {"table-wrap": _read_table_wrap, "table": _read_table}

WRITERS: dict[type[Node], WriteNode] = {Table: _write_table}
