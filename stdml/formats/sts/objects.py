"""Tables, figures and formulas, each with its reader and its writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.blocks import computed_label, read_def_list, write_label
from stdml.formats.sts.facts import Facts, Unmappable, is_line, set_attribute
from stdml.formats.sts.inlines import mathml_of
from stdml.formats.sts.mapping import BLOCKS
from stdml.formats.sts.mathml import to_tex
from stdml.formats.sts.names import (
    SPACE,
    Element,
    below,
    elements,
    from_xml,
    is_blank,
    is_element,
    name_of,
    new,
    squeezed,
    text_of,
    to_line,
)  # fmt: skip
from stdml.formats.sts.reading import ReadBlock, Reader, identifier
from stdml.formats.sts.writing import (
    KIND,
    WriteNode,
    Writer,
    element_of_class,
    nothing,
    own_fields,
    restore,
)  # fmt: skip
from stdml.model.base import Attributes, Node
from stdml.model.blocks import (
    Cell,
    Container,
    DefinitionList,
    Figure,
    Formula,
    KeyEntry,
    Paragraph,
    Row,
    Table,
)
from stdml.model.inlines import Span

_HREF = "{http://www.w3.org/1999/xlink}href"
_UNITS = KIND + "units"
_NOTES = KIND + "notes"
_NO_ROW = KIND + "no-row"
_NOTHING = KIND + "nothing"
_KEY = "key"
_WHERE = "formula-index"


# --- Captions


def read_caption(reader: Reader, caption: Element | None, facts: Facts) -> tuple[list[Any], list[Any]]:
    """Return the title of an object, and the blocks that stand in its caption after the title."""
    if caption is None:
        return [], []
    facts.take(caption, child="caption")
    inner = elements(caption)
    if not inner:
        facts.empty.append("caption")
        return [], []
    title: list[Any] = []
    if inner[0].tag == "title" and not any(name_of(child.tag) in BLOCKS for child in elements(inner[0])):
        title = reader.inlines(inner[0])
        facts.take(inner[0], child="title")
        if not title:
            facts.empty.append("title")
        more = reader.blocks(caption, "title") if len(inner) > 1 else []
        if any(child.tag == "title" for child in inner[1:]):
            raise Unmappable
        return title, more
    return [], reader.blocks(caption)


def write_caption(writer: Writer, parent: Element, title: list[Any], facts: Facts, more: list[Any]) -> None:
    """Write the caption of an object where it has one."""
    if not title and not more and not {"caption", "title"} & set(facts.empty):
        return
    caption = below(parent, "caption")
    facts.put(caption, "caption")
    if title or "title" in facts.empty:
        element = below(caption, "title")
        facts.put(element, "title")
        writer.running(title, element)
    writer.blocks(more, caption)


# --- Tables


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
            continue
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
    if not table.rows:
        raise Unmappable
    table.header_rows = groups[0][1] if groups[0][0] == "thead" else 0
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
    head, rows = table.header_rows, len(table.rows)
    groups = [("thead", min(head, rows))] if head else []
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
    if any(name_of(child.tag) in BLOCKS for child in elements(element)):
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
    own_fields(node, facts, "id", "number", *(["header_rows"] if node.header_rows <= len(node.rows) else []))
    more, notes = _split_caption(node.notes)
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


def _split_caption(notes: list[Any]) -> tuple[list[Any], list[Any]]:
    if notes and isinstance(notes[0], Container) and notes[0].name == "sts-caption" and not notes[0].attrs:
        return notes[0].children, notes[1:]
    return [], notes


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
        writer.line(content, child)
        writer.blocks(blocks, child)


def _cell_class(attrs: Any) -> bool:
    return attrs is not None and bool({"sts-td", "sts-th"} & set(attrs.classes))


# --- Figures


def _read_fig(reader: Reader, element: Element) -> Any:
    facts = Facts().take(element, "id")
    figure = Figure(id=identifier(element, facts))
    names = [child.tag for child in elements(element)]
    if names.count("caption") > 1 or names.count("label") > 1 or not is_blank(element.text):
        return None
    if [name for name in names if name in ("label", "caption")] != names[: sum(
        name in ("label", "caption") for name in names
    )]:  # fmt: skip
        return None
    if element.tag == "fig" and "fig" in names:
        return None
    figure.title, more = read_caption(reader, element.find("caption"), facts)
    rest = [child for child in element if not is_element(child) or child.tag not in ("label", "caption")]
    _read_content(reader, rest, figure, facts)
    if more and isinstance(more[-1], Container) and more[-1].name == _NOTES:
        _take_notes(figure, more.pop().children)
    if more:
        figure.notes.insert(0, Container("sts-caption", more))
    if element.tag == "fig-group" and not figure.parts:
        facts.classes.append("sts-fig-group")
    restore(figure, facts)
    reader.labelled(figure, element, facts)
    figure.attrs = facts.attributes()
    return figure


def _take_notes(figure: Figure, blocks: list[Any]) -> None:
    """Give a group of figures the key and the notes that stood in its caption."""
    first = blocks[0] if blocks else None
    if isinstance(first, DefinitionList) and first.attrs == Attributes([], {"sts.list-type": _KEY}):
        meanings = [item.children for item in first.items]
        if all(len(blocks) == 1 and isinstance(blocks[0], Paragraph) for blocks in meanings):
            figure.key = [
                KeyEntry(item.term, item.children[0].children)  # type: ignore[union-attr,arg-type]
                for item in first.items
            ]
            blocks = blocks[1:]
    figure.notes.extend(blocks)


def _read_content(reader: Reader, rest: list[Element], figure: Figure, facts: Facts) -> None:
    before = 0
    for child in rest:
        if is_element(child) and child.tag == "def-list" and not (figure.key or figure.notes):
            figure.key = read_key(reader, child, _KEY)
            if figure.key:
                continue
        if is_element(child) and child.tag in ("fig", "fig-group") and not (figure.key or figure.notes):
            figure.parts.extend(reader.block(child))
            if figure.parts and not all(isinstance(part, Figure) for part in figure.parts):
                raise Unmappable
            continue
        is_picture = is_element(child) and child.tag == "graphic" and figure.src is None
        if is_picture and _read_picture(child, figure, facts):
            before = len(figure.notes)
        elif is_element(child):
            figure.notes.extend(reader.block(child))
        else:
            holder = new("x")
            holder.append(child)
            figure.notes.extend(reader.blocks(holder))
    if before:
        facts.values["sts-graphic-after"] = str(before)
        if figure.key or figure.parts:
            raise Unmappable


def _read_picture(element: Element, figure: Figure, facts: Facts) -> bool:
    src, inner = element.get(_HREF), elements(element)
    if not src or not is_line(src) or not is_blank(element.text) or len(inner) > 1:
        return False
    words = text_of(inner[0]) if inner else ""
    if inner and (inner[0].tag != "alt-text" or inner[0].attrib or len(inner[0]) or not is_line(words)):
        return False
    try:
        kept = Facts().take(element, "xlink:href", child="graphic")
    except Unmappable:
        return False
    facts.values.update(kept.values)
    facts.empty.extend(kept.empty)
    figure.src, figure.description = src, words or None
    return True


def _write_figure(writer: Writer, node: Figure, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "id", "number", "src", *(["description"] if _is_said(node) else []))
    more, notes = _split_caption(node.notes)
    name = "fig-group" if node.parts or "sts-fig-group" in facts.classes else "fig"
    element = writer.element(parent, name, node, facts)
    write_label(writer, node, element, facts, computed_label(writer, node))
    write_caption(writer, element, node.title, facts, more)
    after = facts.values.get("sts-graphic-after", "0")
    at = int(after) if after.isdigit() else 0
    writer.blocks(notes[:at], element)
    if node.src is not None:
        _write_picture(node, element, facts)
    for part in node.parts:
        _write_figure(writer, part, element)
    if node.key and not node.parts:
        write_key(writer, node.key, element, _KEY)
    _write_notes(writer, node, notes[at:], element)


def _is_said(node: Figure) -> bool:
    text = node.description or ""
    return node.src is not None and squeezed(text).strip(SPACE) == text


def _write_notes(writer: Writer, node: Figure, notes: list[Any], element: Element) -> None:
    """Write the notes of a figure; those of a group of figures stand in its caption."""
    if node.parts and (notes or node.key):
        caption = element.find("caption")
        if caption is None:
            caption = new("caption")
            element.insert(1 if element.find("label") is not None else 0, caption)
        holder = below(caption, "p")
        holder.set("content-type", _NOTES)
        if node.key:
            write_key(writer, node.key, holder, _KEY)
        writer.blocks(notes, holder)
    else:
        writer.blocks(notes, element)
    nothing(element)


def _write_picture(node: Figure, parent: Element, facts: Facts) -> None:
    graphic = below(parent, "graphic")
    graphic.set(_HREF, node.src or "")
    facts.put(graphic, "graphic")
    if node.description is not None and _is_said(node):
        below(graphic, "alt-text").text = node.description


def read_key(reader: Reader, element: Element, kind: str) -> list[KeyEntry]:
    """Return what a list of explanations of this kind says of symbols; nothing where it says more."""
    if dict(element.attrib) != {"list-type": kind}:
        return []
    entries: list[KeyEntry] = []
    for item in element:
        if not is_element(item) or item.tag != "def-item" or item.attrib:
            return []
        inner = list(item)
        paragraphs = list(inner[1]) if len(inner) == 2 else []
        if [child.tag for child in (*inner, *paragraphs)] != ["term", "def", "p"]:
            return []
        holders = (inner[0], paragraphs[0])
        if any(part.attrib for part in (*holders, inner[1])) or not is_blank(inner[1].text):
            return []
        if any(name_of(child.tag) in BLOCKS for part in holders for child in elements(part)):
            return []
        entries.append(KeyEntry(reader.inlines(holders[0]), reader.inlines(holders[1])))
    return entries


def write_key(writer: Writer, entries: list[KeyEntry], parent: Element, kind: str) -> None:
    """Write what symbols stand for as a list of explanations of this kind."""
    element = below(parent, "def-list")
    element.set("list-type", kind)
    for entry in entries:
        item = below(element, "def-item")
        writer.running(entry.symbol, below(item, "term"))
        writer.running(entry.children, below(below(item, "def"), "p"))


# --- Formulas


def _read_formula(reader: Reader, element: Element) -> Any:
    inner = [child for child in elements(element) if child.tag != "label"]
    if len(inner) != 1 or not is_blank(element.text) or any(not is_blank(c.tail) for c in element):
        return None
    facts = Facts().take(element, "id")
    ident = identifier(element, facts)
    content, name = inner[0], name_of(inner[0].tag)
    if name == "tex-math" and not len(content) and not content.attrib:
        tex = (content.text or "").replace("\r", "\n")
    elif name == "mml:math":
        tex, line = to_tex(content), to_line(content)
        if not is_line(line):
            return None
        facts.values["sts-mathml"] = line
    else:
        return None
    formula = Formula(tex, numbered=element.find("label") is not None, id=ident)
    restore(formula, facts)
    reader.labelled(formula, element, facts)
    reader.set_aside(element)
    formula.attrs = facts.attributes()
    reader.formula = (element, formula)
    return formula


def _read_def_list(reader: Reader, element: Element) -> Any:
    """Return nothing for a list that explains the symbols of the formula before it; else as any list."""
    before, formula = reader.formula
    if formula is not None and element.getprevious() is before and is_blank(before.tail):
        entries = [] if formula.where else read_key(reader, element, _WHERE)
        if entries:
            formula.where = entries
            return []
    return read_def_list(reader, element)


def _write_formula(writer: Writer, node: Formula, parent: Element) -> None:
    facts = Facts.of(node.attrs)
    own_fields(node, facts, "id", "number", "numbered")
    if node.numbered != bool(computed_label(writer, node)) and "label" not in facts.empty:
        facts.own["numbered"] = node.numbered
    element = writer.element(parent, "disp-formula", node, facts)
    write_label(writer, node, element, facts, computed_label(writer, node))
    math = mathml_of(facts.values.get("sts-mathml", ""), squeezed(node.tex))
    if math is not None:
        element.append(math)
    else:
        below(element, "tex-math").text = node.tex
    if node.where:
        write_key(writer, node.where, parent, _WHERE)


READERS: dict[str, ReadBlock] = {
    "table-wrap": _read_table_wrap,
    "table": _read_table,
    "fig": _read_fig,
    "fig-group": _read_fig,
    "def-list": _read_def_list,
    "disp-formula": _read_formula,
}

WRITERS: dict[type[Node], WriteNode] = {
    Table: _write_table,
    Figure: _write_figure,
    Formula: _write_formula,
}
