"""TeX as MathML, with the TeX kept beside it; what cannot be converted is shown as TeX."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from stdml.formats.html.context import Context

_ELEMENTS = frozenset(
    [
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mspace",
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mtr",
        "mtd",
        "mstyle",
        "mpadded",
        "mphantom",
        "menclose",
        "mmultiscripts",
        "mprescripts",
        "none",
        "merror",
        "mfenced",
        "mlabeledtr",
    ]
)
_ARITY = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
_environment = re.compile(r"\\(begin|end)\{(aligned|alignedat|split|gathered)\}")
_aligned_at = re.compile(r"\\begin\{alignedat\}\s*\{\d+\}")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def mathml(context: Context, tex: str, display: bool) -> str:
    """Return the MathML of a formula, or its TeX in `<code>` where it cannot be converted."""
    key = (tex, display)
    found = context.math.get(key)
    if found is None:
        found = context.math[key] = _convert(tex, display) or f'<code class="tex">{escape(tex)}</code>'
    return found


def _convert(tex: str, display: bool) -> str | None:
    from latex2mathml.converter import convert
    from lxml import etree

    # latex2mathml writes a bare "&" for these, and does the same work right under another name.
    rewritten = _aligned_at.sub(r"\\begin{aligned}", tex)
    rewritten = _environment.sub(lambda match: f"\\{match.group(1)}{{align}}", rewritten)
    try:
        text = convert(rewritten, display="block" if display else "inline")
        root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    except Exception:  # the converter fails in as many ways as there are mistakes in TeX
        return None
    if not _clean(root):
        return None
    content = (escape(root.text or "", quote=False) if root.text else "") + "".join(
        etree.tostring(child, encoding="unicode").replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")
        for child in root
    )
    shown = ' display="block"' if display else ""
    annotation = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
    return f"<math{shown}><semantics><mrow>{content}</mrow>{annotation}</semantics></math>"


def _clean(root: Any) -> bool:
    """Take links and programs off the elements; return whether all is MathML that was understood."""
    for element in root.iter():
        name = element.tag.removeprefix(_NAMESPACE) if isinstance(element.tag, str) else ""
        if name not in _ELEMENTS or len(element) != _ARITY.get(name, len(element)):
            return False
        # A command that the converter does not know comes out as if it were a variable.
        if "\\" in (element.text or "") and name != "mtext":
            return False
        for name in list(element.attrib):
            if name.startswith("on") or "href" in name or name in ("src", "style", "id"):
                del element.attrib[name]
    return len(root) > 0
