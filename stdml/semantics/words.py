"""Running text as the words that are read for limits, and where provisions and parameters stand in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from stdml.text.sentences import OPAQUE

_RAISED = str.maketrans("+-−0123456789n", "⁺⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
_RAISABLE = frozenset("+-−0123456789")
_SILENT = frozenset(("footnote_reference", "index_mark", "inline_comment", "foreign_inline", "deletion"))
_tex = {
    "\\le": "≤",
    "\\leq": "≤",
    "\\ge": "≥",
    "\\geq": "≥",
    "\\pm": "±",
    "\\times": "×",
    "\\sim": "～",
    "\\%": "%",
}


@dataclass(slots=True)
class Words:
    """The words of running text.

    Attributes:
        text: the characters, raised digits as ² and ³, a formula as itself where it is short
        provisions: start, end and node of each provision
        parameters: start, end and node of each marked parameter
    """

    text: str = ""
    provisions: list[tuple[int, int, Any]] = field(default_factory=list)
    parameters: list[tuple[int, int, Any]] = field(default_factory=list)


Labels = Callable[[Any], str]


def words_of(nodes: list[Any], label: Labels | None = None) -> Words:
    """Return the words of running text.

    Args:
        nodes: the running text
        label: returns what a cross-reference prints that has no words of its own

    >>> from stdml.model import Superscript, Text
    >>> words_of([Text("100 m"), Superscript([Text("2")])]).text
    '100 m²'
    """
    found = Words()
    parts: list[str] = []
    _add(nodes, found, parts, 0, label)
    found.text = "".join(parts)
    return found


def _add(nodes: list[Any], found: Words, parts: list[str], at: int, label: Labels | None) -> int:
    for node in nodes:
        start = at
        kind = node.kind
        if kind in ("text", "code_span", "line_break", "math", "superscript", "image"):
            parts.append(_plain(node))
            at += len(parts[-1])
        elif kind == "cross_reference" and not node.children:
            parts.append(label(node) if label else "")
            at += len(parts[-1])
        elif kind not in _SILENT:
            at = _add(getattr(node, "children", []), found, parts, at, label)
        if kind == "provision":
            found.provisions.append((start, at, node))
        elif kind == "parameter":
            found.parameters.append((start, at, node))
    return at


def _plain(node: Any) -> str:
    match node.kind:
        case "text":
            return str(node.value)
        case "code_span":
            return str(node.text)
        case "line_break":
            return " "
        case "math":
            return _formula(node.tex)
        case "superscript":
            inner = words_of(node.children).text
            return inner.translate(_RAISED) if inner and set(inner) <= _RAISABLE else inner
    return OPAQUE


def _formula(tex: str) -> str:
    """Return a formula of numbers and signs as its characters: $\\ge 5$; another one stands for itself."""
    plain = tex
    for command, sign in _tex.items():
        plain = plain.replace(command, sign)
    return plain if "\\" not in plain and "_" not in plain and len(plain) < 40 else OPAQUE
