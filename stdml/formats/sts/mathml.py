"""TeX of MathML, as well as it can be: for reading and searching. The MathML itself is kept and written.

TeX cannot say everything that MathML can, so nothing may depend on the way back. The symbols are in
`data/mathml.json`: the commands that LaTeX with the AMS packages has for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.formats.sts.names import Element, elements, squeezed

_TALL = frozenset(("mfrac", "mtable", "munder", "mover", "munderover", "msqrt", "mroot"))
"""What parentheses grow with."""
_SOLID = frozenset(("mi", "mn", "mo", "mtext", "mfenced"))
"""What an index may be set to without braces around it."""
_PLAIN = frozenset(("mrow", "mstyle", "math"))


@cache
def _table(name: str) -> Any:
    text = (files("stdml.formats.sts") / "data" / "mathml.json").read_text(encoding="utf-8")
    return json.loads(text)[name]


def to_tex(math: Element) -> str:
    """Return TeX that shows what MathML shows.

    >>> from lxml import etree
    >>> to_tex(etree.fromstring("<math><mfrac><mi>a</mi><msub><mi>b</mi><mn>2</mn></msub></mfrac></math>"))
    '\\\\frac{a}{b_{2}}'
    """
    return squeezed(_row(math)).strip()


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _row(element: Element) -> str:
    children = elements(element)
    fences = _fences_of(children)
    if fences is None:
        return "".join(map(_one, children))
    inside = "".join(map(_one, children[1:-1]))
    return rf"\left{fences[0]} {inside}\right{fences[1]}"


def _fences_of(children: list[Element]) -> tuple[str, str] | None:
    """Return the parentheses around a row of something tall, or None."""
    if len(children) < 3 or not (_name(children[0]) == _name(children[-1]) == "mo"):
        return None
    ends = [squeezed(end.text).strip() for end in (children[0], children[-1])]
    known = _table("fences")
    if ends[0] not in ("(", "[", "{", "|", "‖", "⟨", "⌈", "⌊") or ends[1] not in known or not ends[1]:
        return None
    inner = [squeezed(child.text).strip() for child in children[1:-1] if _name(child) == "mo"]
    is_tall = any(_name(part) in _TALL for child in children[1:-1] for part in child.iter("{*}*"))
    # Parentheses of the same kind inside may belong to those outside: (a) / (b).
    return (known[ends[0]], known[ends[1]]) if is_tall and not set(ends) & set(inner) else None


def _one(element: Element) -> str:
    convert = _CONVERT.get(_name(element))
    if convert is not None:
        return convert(element)
    return _row(element) if elements(element) else _symbols(element.text)


def _parts(element: Element) -> list[str]:
    return [_one(child) for child in elements(element)]


def _symbols(text: str | None) -> str:
    known = _table("symbols")
    return "".join(known.get(c, c) for c in squeezed(text).strip())


def _identifier(element: Element) -> str:
    given = squeezed(element.text).strip()
    if given in _table("functions"):
        return f"\\{given} "
    text = _symbols(given)
    variant = _table("variants").get(element.get("mathvariant", ""))
    if variant is None and len(given) > 1 and not text.startswith("\\"):
        variant = "mathrm"
    return rf"\{variant}{{{text}}}" if variant and text else text


def _words(element: Element) -> str:
    known = _table("text")
    text = "".join(known.get(c, c) for c in squeezed("".join(element.itertext())))
    return rf"\text{{{text}}}" if text else ""


def _space(element: Element) -> str:
    if element.get("linebreak") == "newline":
        return r"\\ "
    width = element.get("width", "")
    is_none = width.startswith("-") or width.rstrip("abcdefghijklmnopqrstuvwxyz%") in ("0", "0.0")
    return "" if is_none else r"\ "


def _fraction(element: Element) -> str:
    parts = _parts(element)
    if len(parts) != 2:
        return "".join(parts)
    # A fraction without a line is a binomial or something like it.
    form = r"{{%s} \atop {%s}}" if element.get("linethickness") in ("0", "0pt", "0px") else r"\frac{%s}{%s}"
    return form % tuple(parts)


def _base(element: Element, above: str = "") -> str:
    """Return what an index is set to, in braces where it is more than one thing."""
    while _name(element) in _PLAIN and len(elements(element)) == 1:
        element = elements(element)[0]
    text, name = _one(element), _name(element)
    # A second index in the same place needs braces; one in the other place does not.
    is_whole = name in _SOLID or (name in ("msub", "msup") and name != above)
    return text if is_whole and text else f"{{{text}}}"


def _indexed(marks: str) -> Callable[[Element], str]:
    def convert(element: Element) -> str:
        children = elements(element)
        if len(children) != len(marks) + 1:
            return "".join(map(_one, children))
        base = _base(children[0], _name(element))
        return base + "".join(f"{mark}{{{_one(c)}}}" for mark, c in zip(marks, children[1:], strict=True))

    return convert


def _scripts(element: Element) -> str:
    """Return a base with indices after it and, after `mprescripts`, before it."""
    children = elements(element)
    if not children:
        return ""
    names = [_name(child) for child in children]
    at = names.index("mprescripts") if "mprescripts" in names else len(children)
    before, after = _pairs(children[at + 1 :]), _pairs(children[1:at])
    return (f"{{}}{before}" if before else "") + _base(children[0]) + after


def _pairs(children: list[Element]) -> str:
    found = ""
    for index, child in enumerate(children):
        if _name(child) != "none":
            found += f"{'_^'[index % 2]}{{{_one(child)}}}"
    return found


def _takes_limits(base: Element) -> bool:
    while _name(base) in _PLAIN and len(elements(base)) == 1:
        base = elements(base)[0]
    return squeezed(base.text).strip() in _table("limits")


def _under(element: Element) -> str:
    return _stacked(element, "under", "_")


def _over(element: Element) -> str:
    return _stacked(element, "over", "^")


def _stacked(element: Element, side: str, mark: str) -> str:
    children = elements(element)
    if len(children) != 2:
        return _row(element)
    base, other = children
    command = _table(side).get(squeezed("".join(other.itertext())).strip())
    if command and _name(other) == "mo":
        return rf"\{command}{{{_one(base)}}}"
    if _takes_limits(base):
        return f"{_one(base)}{mark}{{{_one(other)}}}"
    return rf"\{side}set{{{_one(other)}}}{{{_one(base)}}}"


def _under_over(element: Element) -> str:
    children = elements(element)
    if len(children) != 3:
        return _row(element)
    base, below, above = children
    if _takes_limits(base) or _name(base) == "mo":
        return f"{_one(base)}_{{{_one(below)}}}^{{{_one(above)}}}"
    return rf"\overset{{{_one(above)}}}{{\underset{{{_one(below)}}}{{{_one(base)}}}}}"


def _root(element: Element) -> str:
    parts = _parts(element)
    return rf"\sqrt[{parts[1]}]{{{parts[0]}}}" if len(parts) == 2 else "".join(parts)


def _fenced(element: Element) -> str:
    known = _table("fences")
    opening, closing = squeezed(element.get("open", "(")).strip(), squeezed(element.get("close", ")")).strip()
    marks = [c for c in element.get("separators", ",") if not c.isspace()]
    inside = ""
    for index, part in enumerate(_parts(element)):
        if index and marks:
            # The last separator stands for all that follow.
            inside += _symbols(marks[min(index, len(marks)) - 1])
        inside += part
    return rf"\left{known.get(opening, '.')} {inside}\right{known.get(closing, '.')}"


def _rows(element: Element) -> str:
    rows = []
    for row in elements(element):
        cells = elements(row)[1:] if _name(row) == "mlabeledtr" else elements(row)
        rows.append(" & ".join(map(_row, cells)))
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _enclosed(element: Element) -> str:
    notation = element.get("notation", "").split()
    command = {"box": "boxed", "top": "overline", "bottom": "underline", "radical": "sqrt"}.get(
        notation[0] if notation else "", ""
    )
    return rf"\{command}{{{_row(element)}}}" if command else _row(element)


def _semantics(element: Element) -> str:
    children = elements(element)
    return _one(children[0]) if children else ""


def _nothing(element: Element) -> str:
    return ""


_CONVERT: dict[str, Callable[[Element], str]] = {
    "mi": _identifier,
    "mtext": _words,
    "ms": _words,
    "mspace": _space,
    "mfrac": _fraction,
    "msub": _indexed("_"),
    "msup": _indexed("^"),
    "msubsup": _indexed("_^"),
    "mmultiscripts": _scripts,
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
    "msqrt": lambda element: rf"\sqrt{{{_row(element)}}}",
    "mroot": _root,
    "mfenced": _fenced,
    "mtable": _rows,
    "menclose": _enclosed,
    "semantics": _semantics,
    "annotation": _nothing,
    "annotation-xml": _nothing,
    "mphantom": _nothing,
    "maligngroup": _nothing,
    "malignmark": _nothing,
    "none": _nothing,
}
