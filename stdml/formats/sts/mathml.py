"""TeX of MathML, as well as it can be: for reading and searching. The MathML itself is kept and written.

TeX cannot say everything that MathML can, so nothing may depend on the way back.
"""

from __future__ import annotations

from collections.abc import Callable

from stdml.formats.sts.names import Element, elements, is_blank, squeezed

_SYMBOLS = {
    "×": r"\times ", "÷": r"\div ", "±": r"\pm ", "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "∑": r"\sum ",
    "∏": r"\prod ", "∫": r"\int ", "√": r"\surd ", "∞": r"\infty ", "→": r"\to ", "⋅": r"\cdot ",
    "·": r"\cdot ",
    "−": "-", "≈": r"\approx ", "∈": r"\in ", "∂": r"\partial ", "Δ": r"\Delta ", "%": r"\%", "#": r"\#",
    "&": r"\&", "_": r"\_", "{": r"\{", "}": r"\}", "$": r"\$", "\\": r"\backslash ", "~": r"\sim ",
    "^": r"\hat{}", "\u2061": "", "\u2062": "", "\u2063": "", "α": r"\alpha ", "β": r"\beta ",
    "γ": r"\gamma ", "δ": r"\delta ",
    "ε": r"\varepsilon ", "η": r"\eta ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "π": r"\pi ",
    "ρ": r"\rho ", "σ": r"\sigma ", "τ": r"\tau ", "φ": r"\varphi ", "ω": r"\omega ", "Ω": r"\Omega ",
}  # fmt: skip
_TEXT = {c: "\\" + c for c in "%#&_{}$"} | {"\\": r"\textbackslash{}", "~": r"\sim{}", "^": r"\hat{}"}
_FENCES = {"(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "|": "|", "": "."}
_OVER = {"¯": "overline", "_": "overline", "‾": "overline", "^": "hat", "→": "vec", "˙": "dot", "~": "tilde"}


def to_tex(math: Element) -> str:
    """Return TeX that shows what MathML shows.

    >>> from lxml import etree
    >>> to_tex(etree.fromstring("<math><mfrac><mi>a</mi><msub><mi>b</mi><mn>2</mn></msub></mfrac></math>"))
    '\\\\frac{a}{b_{2}}'
    """
    return squeezed(_row(math)).strip()


def _row(element: Element) -> str:
    return "".join(map(_one, elements(element)))


def _one(element: Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    convert = _CONVERT.get(name)
    if convert is not None:
        return convert(element)
    children = elements(element)
    if name in _PARTS:
        parts = [_one(child) for child in children]
        template = _PARTS[name]
        return template % tuple(parts) if len(parts) == template.count("%s") else "".join(parts)
    return _row(element) if children else _symbols(element.text)


_PARTS = {
    "mfrac": r"\frac{%s}{%s}",
    "msub": "%s_{%s}",
    "msup": "%s^{%s}",
    "msubsup": "%s_{%s}^{%s}",
    "munderover": "%s_{%s}^{%s}",
}


def _symbols(text: str | None) -> str:
    return "".join(_SYMBOLS.get(c, c) for c in squeezed(text).strip())


def _identifier(element: Element) -> str:
    text = _symbols(element.text)
    return rf"\mathrm{{{text}}}" if len(text) > 1 and not text.startswith("\\") else text


def _words(element: Element) -> str:
    text = "".join(_TEXT.get(c, c) for c in squeezed("".join(element.itertext())))
    return rf"\text{{{text}}}" if text else ""


def _under(element: Element) -> str:
    parts = [_one(child) for child in elements(element)]
    if len(parts) != 2:
        return "".join(parts)
    base, below = parts
    return f"{base}_{{{below}}}" if base.startswith("\\") else rf"\underset{{{below}}}{{{base}}}"


def _over(element: Element) -> str:
    children = elements(element)
    if len(children) != 2:
        return _row(element)
    mark = _OVER.get(squeezed(children[1].text).strip())
    base = _one(children[0])
    return rf"\{mark}{{{base}}}" if mark else rf"\overset{{{_one(children[1])}}}{{{base}}}"


def _root(element: Element) -> str:
    parts = [_one(child) for child in elements(element)]
    return rf"\sqrt[{parts[1]}]{{{parts[0]}}}" if len(parts) == 2 else "".join(parts)


def _fenced(element: Element) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    separator = element.get("separators", ",").strip()[:1]
    inside = separator.join(_one(child) for child in elements(element))
    return rf"\left{_FENCES.get(opening, '.')} {inside}\right{_FENCES.get(closing, '.')}"


def _table(element: Element) -> str:
    rows = [" & ".join(_row(cell) for cell in elements(row)) for row in elements(element)]
    return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _semantics(element: Element) -> str:
    children = elements(element)
    return _one(children[0]) if children else ""


_CONVERT: dict[str, Callable[[Element], str]] = {
    "mi": _identifier,
    "mtext": _words,
    "ms": _words,
    "mspace": lambda element: r"\ ",
    "munder": _under,
    "mover": _over,
    "msqrt": lambda element: rf"\sqrt{{{_row(element)}}}",
    "mroot": _root,
    "mfenced": _fenced,
    "mtable": _table,
    "semantics": _semantics,
    "annotation": lambda element: "",
    "mo": lambda element: "" if is_blank(element.text) else _symbols(element.text),
}
