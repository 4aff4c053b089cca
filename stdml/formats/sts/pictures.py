"""Formulas and pictures in running text, with their readers and their writers."""

from __future__ import annotations

from typing import Any

from stdml.formats.sts.facts import Facts, is_line
from stdml.formats.sts.mathml import to_tex
from stdml.formats.sts.names import (
    HREF,
    SPACE,
    Element,
    below,
    elements,
    from_xml,
    is_blank,
    name_of,
    squeezed,
    to_line,
)  # fmt: skip
from stdml.formats.sts.reading import Reader, identifier
from stdml.formats.sts.writing import (
    Writer,
    own_fields,
    restore,
    write_kind,
)  # fmt: skip
from stdml.model.inlines import (
    Image,
    Math,
    Span,
    Text,
)
from stdml.model.walk import plain_text

_MATHML = "sts-mathml"


def read_formula(reader: Reader, element: Element) -> Any:
    """Return the node of an `inline-formula`, or None."""
    inner = elements(element)
    if len(inner) != 1 or len(element) != 1 or not is_blank(element.text) or not is_blank(inner[0].tail):
        return None
    facts = Facts().take(element, "id")
    ident = identifier(element, facts)
    name = name_of(inner[0].tag)
    if name == "tex-math" and not len(inner[0]) and not inner[0].attrib and is_line(squeezed(inner[0].text)):
        return reader.wrapped(Math(squeezed(inner[0].text)), "inline-formula", facts, ident)
    return _mathematics(inner[0], facts, "inline-formula", ident) if name == "mml:math" else None


def read_math(reader: Reader, element: Element) -> Any:
    """Return the node of MathML that stands in running text by itself, or None."""
    return _mathematics(element, Facts(), "mml:math", None)


def _mathematics(math: Element, facts: Facts, name: str, ident: str | None) -> Any:
    tex, line = to_tex(math), to_line(math)
    if not tex or not is_line(tex) or not is_line(line):
        return None
    facts.classes.insert(0, "sts-" + name.replace(":", "-"))
    facts.values[_MATHML] = line
    return Span([Math(tex)], ident, facts.attributes())


def write_math(writer: Writer, node: Math, parent: Element) -> None:
    """Write a formula that is TeX and nothing else."""
    if squeezed(node.tex) != node.tex:
        write_kind(writer, node, parent)
        return
    below(below(parent, "inline-formula"), "tex-math").text = node.tex


def mathml_of(line: str, tex: str) -> Element | None:
    """Return the MathML that was kept for a formula, or None where its TeX has changed since."""
    nodes = from_xml(line)
    return nodes[0] if nodes and to_tex(nodes[0]) == tex else None


def write_image(writer: Writer, node: Image, parent: Element) -> None:
    """Write a picture in running text."""
    if node.src is None or any(type(child) is not Text for child in node.children):
        write_kind(writer, node, parent)
        return
    element = below(parent, "inline-graphic")
    element.set(HREF, node.src)
    facts = Facts()
    own_fields(node, facts, "src")
    facts.put(element)
    if words := plain_text(node.children):
        below(element, "alt-text").text = words
        if squeezed(words).strip(SPACE) != words:
            parent.remove(element)
            write_kind(writer, node, parent)


def read_image(reader: Reader, element: Element) -> Any:
    """Return the node of an `inline-graphic`, or None."""
    inner = elements(element)
    src = element.get(HREF)
    if len(inner) > 1 or any(child.tag != "alt-text" or child.attrib or len(child) for child in inner):
        return None
    if (src is not None and src and not is_line(src)) or not is_blank(element.text):
        return None
    facts = Facts().take(element, "xlink:href", "id")
    children = reader.inlines(inner[0]) if inner else []
    node = restore(Image(children, src or None), facts)
    facts.own.pop("title", None)
    return reader.wrapped(node, "inline-graphic", facts, identifier(element, facts))


def write_mathematics(node: Math, name: str, facts: Facts, parent: Element) -> Element:
    """Write a formula that was MathML, as that where its TeX still says the same; return its element."""
    holder = below(parent, "inline-formula") if name == "inline-formula" else parent
    math = mathml_of(facts.values.get(_MATHML, ""), node.tex)
    if math is not None:
        holder.append(math)
        return holder
    holder = holder if holder is not parent else below(parent, "inline-formula")
    below(holder, "tex-math").text = node.tex
    return holder
