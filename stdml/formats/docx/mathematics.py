"""Formulas: OMML (ECMA-376-1, clause 22.1) → TeX, as well as TeX can say it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from stdml.formats.docx import findings
from stdml.formats.docx.names import Element, child, q
from stdml.formats.docx.source import shown
from stdml.text.cjk import is_cjk

MAX_NESTING = 40
_MVAL = q("m:val")
_NAME = re.compile(r"[A-Za-z]+")
_OPERATOR = re.compile(r"(?:\\operatorname\*?\{[^{}]*\}|\\[a-zA-Z]+|\\mathrm\{[^{}]*\})\s*")
_SKIPPED = frozenset(
    map(q, ("m:ctrlPr", "w:rPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:commentRangeStart",
            "w:commentRangeEnd", "m:argPr"))
)  # fmt: skip
_ACCENT_BELOW = {"\u0332": "\\underline", "_": "\\underline"}
_GROUPS = {"⏞": "\\overbrace", "⏟": "\\underbrace", "→": "\\overrightarrow", "←": "\\overleftarrow"}

Report = Callable[..., None]


@cache
def _data() -> dict[str, Any]:
    text = resources.files("stdml.formats.docx").joinpath("mathematics.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def tex(element: Element, report: Report) -> str:
    """Return the TeX of an `m:oMath` on one line.

    Args:
        element: the formula
        report: takes a finding, and the values of its message
    """
    return " ".join(_Formula(report).children(element).split())


class _Formula:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._depth = 0

    def children(self, element: Element | None) -> str:
        """Return the TeX of everything below an element."""
        if element is None:
            return ""
        self._depth += 1
        try:
            if self._depth > MAX_NESTING:
                return _escaped("".join(t.text or "" for t in element.iter(q("m:t"))))
            return _joined([self._one(inner) for inner in shown(element)])
        finally:
            self._depth -= 1

    def _one(self, element: Element) -> str:
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            return ""
        handle = _HANDLERS.get(element.tag)
        if handle is not None:
            return handle(self, element)
        local = element.tag.rpartition("}")[2]
        if not local.endswith("Pr"):
            if element.tag not in _TRANSPARENT:
                self._report(findings.FORMULA, name=local)
            return self.children(element)
        return ""

    def _part(self, element: Element, name: str) -> str:
        return self.children(child(element, name))

    def _group(self, element: Element, name: str) -> str:
        """Return a part in braces, as TeX wants an argument."""
        return "{" + self._part(element, name).strip() + "}"

    def _base(self, element: Element) -> str:
        """Return what a sub- or superscript belongs to; braces only where it is more than one sign."""
        base = self._part(element, "m:e").strip()
        return base if len(base) == 1 or re.fullmatch(r"\\[A-Za-z]+", base) else "{" + base + "}"

    def _run(self, element: Element) -> str:
        properties = child(element, "m:rPr")
        words = "".join(t.text or "" for t in element.iter(q("m:t"), q("w:t")))
        if child(properties, "m:nor") is not None:
            return _text(words) if words.strip() else (r"\ " if words else "")
        style = child(properties, "m:sty")
        sty = "" if style is None else style.get(_MVAL, "")
        upright = sty == "p"
        if upright and words.strip() in _data()["functions"]:
            return f"\\{words.strip()} "
        plain = _escaped(words)
        name = _NAME.fullmatch(words.strip()) is not None
        if upright and name:
            return f"\\mathrm{{{words.strip()}}}"
        if sty in ("b", "bi") and words.strip():
            return (
                f"\\mathbf{{{plain.strip()}}}" if sty == "b" and name else f"\\boldsymbol{{{plain.strip()}}}"
            )
        return plain

    def _fraction(self, element: Element) -> str:
        top, bottom = self._group(element, "m:num"), self._group(element, "m:den")
        kind = _mval(element, "m:fPr", "m:type")
        if kind == "lin":
            return f"{top}/{bottom}"
        if kind == "noBar":
            return f"\\genfrac{{}}{{}}{{0pt}}{{}}{top}{bottom}"
        return f"\\frac{top}{bottom}"

    def _radical(self, element: Element) -> str:
        degree = self._part(element, "m:deg").strip()
        return f"\\sqrt[{degree}]" * bool(degree) + "\\sqrt" * (not degree) + self._group(element, "m:e")

    def _sub(self, element: Element) -> str:
        return f"{self._base(element)}_{self._group(element, 'm:sub')}"

    def _sup(self, element: Element) -> str:
        return f"{self._base(element)}^{self._group(element, 'm:sup')}"

    def _sub_sup(self, element: Element) -> str:
        return f"{self._sub(element)}^{self._group(element, 'm:sup')}"

    def _before(self, element: Element) -> str:
        lower, upper = self._group(element, "m:sub"), self._group(element, "m:sup")
        return f"{{}}_{lower}^{upper}{self._part(element, 'm:e')}"

    def _nary(self, element: Element) -> str:
        sign = _mval(element, "m:naryPr", "m:chr")
        sign = _data()["large"].get(sign, _escaped(sign)) if sign is not None else "\\int"
        lower, upper = self._part(element, "m:sub").strip(), self._part(element, "m:sup").strip()
        limits = "\\limits" if _mval(element, "m:naryPr", "m:limLoc") == "undOvr" and "int" in sign else ""
        scripts = (f"_{{{lower}}}" if lower else "") + (f"^{{{upper}}}" if upper else "")
        return f"{sign}{limits}{scripts} {self._part(element, 'm:e')}"

    def _delimiters(self, element: Element) -> str:
        signs = _data()["delimiters"]
        first, last = _mval(element, "m:dPr", "m:begChr"), _mval(element, "m:dPr", "m:endChr")
        between = _mval(element, "m:dPr", "m:sepChr")
        parts = [self.children(part).strip() for part in element.findall(q("m:e"))]
        middle = "|" if between is None else between
        inner = (f" \\middle{signs[middle]} " if middle in ("|", "‖") else f" {_escaped(middle)} ").join(
            parts
        )
        left = signs.get("(" if first is None else first)
        right = signs.get(")" if last is None else last)
        if left is None or right is None:
            return f"{_escaped(first or '(')}{inner}{_escaped(last or ')')}"
        if right == "." and left == "\\{" and (cases := _CASES.fullmatch(inner)):
            return f"\\begin{{cases}}{cases[1]}\\end{{cases}}"
        return f"\\left{left} {inner} \\right{right}"

    def _function(self, element: Element) -> str:
        name, argument = self._part(element, "m:fName").strip(), self._part(element, "m:e")
        plain = name.removeprefix("\\mathrm{").removesuffix("}")
        if _NAME.fullmatch(plain):
            name = f"\\{plain}" if plain in _data()["functions"] else f"\\operatorname{{{plain}}}"
        return f"{name} {argument}"

    def _below(self, element: Element) -> str:
        base, limit = self._part(element, "m:e").strip(), self._group(element, "m:lim")
        plain = base.removeprefix("\\mathrm{").removesuffix("}")
        if plain in _data()["functions"]:
            base = f"\\{plain}"
        if _OPERATOR.fullmatch(base):
            return f"{base}_{limit}"
        if base.startswith("\\underbrace"):
            return f"{base}_{limit}"
        return f"\\underset{limit}{{{base}}}"

    def _above(self, element: Element) -> str:
        base, limit = self._part(element, "m:e").strip(), self._group(element, "m:lim")
        return f"{base}^{limit}" if base.startswith("\\overbrace") else f"\\overset{limit}{{{base}}}"

    def _accent(self, element: Element) -> str:
        sign = _mval(element, "m:accPr", "m:chr")
        mark = _data()["accents"].get("\u0302" if sign is None else sign)
        mark = mark or _ACCENT_BELOW.get(sign or "")
        base = self._group(element, "m:e")
        if mark is None:
            return f"\\overset{{{_escaped(sign or '')}}}{base}"
        if len(base) > 3 and not base[1:-1].startswith("\\"):
            mark = {"\\hat": "\\widehat", "\\tilde": "\\widetilde", "\\bar": "\\overline"}.get(mark, mark)
        return f"{mark}{base}"

    def _bar(self, element: Element) -> str:
        mark = "\\underline" if _mval(element, "m:barPr", "m:pos") == "bot" else "\\overline"
        return mark + self._group(element, "m:e")

    def _group_sign(self, element: Element) -> str:
        sign = _mval(element, "m:groupChrPr", "m:chr") or "⏟"
        base = self._group(element, "m:e")
        return f"{_GROUPS[sign]}{base}" if sign in _GROUPS else f"\\overset{{{_escaped(sign)}}}{base}"

    def _matrix(self, element: Element) -> str:
        rows = [
            " & ".join(self.children(cell).strip() for cell in row.findall(q("m:e")))
            for row in element.findall(q("m:mr"))
        ]
        return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"

    def _equations(self, element: Element) -> str:
        rows = [_ALIGN.sub("&", self.children(row).strip()) for row in element.findall(q("m:e"))]
        return "\\begin{aligned} " + " \\\\ ".join(rows) + " \\end{aligned}"

    def _phantom(self, element: Element) -> str:
        is_shown = _mval(element, "m:phantPr", "m:show")
        hidden = is_shown in ("0", "off", "false")
        return ("\\phantom" if hidden else "") + self._group(element, "m:e")

    def _word_run(self, element: Element) -> str:
        words = "".join(t.text or "" for t in element.iter(q("w:t"), q("m:t")))
        return _text(words) if words.strip() else ""


_CASES = re.compile(r"\\begin\{(?:aligned|matrix)\}(.*)\\end\{(?:aligned|matrix)\}", re.DOTALL)
_ALIGN = re.compile(r"\\&")


def _mval(element: Element, *path: str) -> str | None:
    found = child(element, *path)
    return None if found is None else found.get(_MVAL, "")


def _text(words: str) -> str:
    escaped = "".join(f"\\{c}" if c in "#$%&_{}" else "" if c in "\\^~" else c for c in words)
    return f"\\text{{{escaped}}}"


def _escaped(words: str) -> str:
    """Return characters as TeX has them; Chinese words stand as text."""
    symbols = _data()["symbols"]
    parts: list[str] = []
    chinese = ""
    for character in words:
        if is_cjk(character):
            chinese += character
            continue
        if chinese:
            parts.append(_text(chinese))
            chinese = ""
        sign = symbols.get(character, character)
        parts.append(sign)
    if chinese:
        parts.append(_text(chinese))
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    """Join pieces of TeX, with a space where a command would run into a letter."""
    found = ""
    for part in parts:
        if part[:1].isalpha() and _ends_in_command(found):
            found += " "
        found += part
    return found


def _ends_in_command(text: str) -> bool:
    at = len(text)
    while at and text[at - 1].isascii() and text[at - 1].isalpha():
        at -= 1
    return 0 < at < len(text) and text[at - 1] == "\\"


_TRANSPARENT = frozenset(
    map(q, ("m:oMath", "m:oMathPara", "m:e", "m:box", "m:borderBox", "w:ins", "w:moveTo", "w:smartTag",
            "w:sdt", "w:sdtContent", "w:hyperlink", "mc:AlternateContent", "mc:Choice"))
)  # fmt: skip
_HANDLERS: dict[str, Callable[[_Formula, Element], str]] = {
    q(f"m:{name}"): handle
    for name, handle in {
        "r": _Formula._run, "f": _Formula._fraction, "rad": _Formula._radical, "sSub": _Formula._sub,
        "sSup": _Formula._sup, "sSubSup": _Formula._sub_sup, "sPre": _Formula._before, "nary": _Formula._nary,
        "d": _Formula._delimiters, "func": _Formula._function, "limLow": _Formula._below,
        "limUpp": _Formula._above, "acc": _Formula._accent, "bar": _Formula._bar,
        "groupChr": _Formula._group_sign, "m": _Formula._matrix, "eqArr": _Formula._equations,
        "phant": _Formula._phantom,
    }.items()
}  # fmt: skip
_HANDLERS[q("w:r")] = _Formula._word_run
