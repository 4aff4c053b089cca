"""Formulas in blocks, with what explains their symbols: their reader and their writer."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.captions import read_key, write_key
from stdml.formats.sts.facts import Facts, is_line
from stdml.formats.sts.labels import computed_label, write_label
from stdml.formats.sts.lists import read_def_list
from stdml.formats.sts.mathml import to_tex
from stdml.formats.sts.names import (
    Element,
    below,
    elements,
    is_blank,
    name_of,
    squeezed,
    to_line,
)  # fmt: skip
from stdml.formats.sts.pictures import mathml_of
from stdml.formats.sts.reading import ReadBlock, Reader, identifier
from stdml.formats.sts.writing import (
    WriteNode,
    Writer,
    own_fields,
    restore,
)  # fmt: skip
from stdml.model.base import Node
from stdml.model.blocks import (
    Formula,
)

_WHERE = "formula-index"


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
    own_fields(node, facts, "id", "numbered", *writer.told)
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


READERS: dict[str, ReadBlock] = {"def-list": _read_def_list, "disp-formula": _read_formula}

WRITERS: dict[type[Node], WriteNode] = {Formula: _write_formula}
