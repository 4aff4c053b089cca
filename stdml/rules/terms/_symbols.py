"""The items of a list of symbols and abbreviated terms, and the order they stand in.

GB/T 1.1—2020, 8.8; ISO/IEC Directives 2, 17.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stdml.model import (
    Clause,
    DefinitionItem,
    DefinitionList,
    Document,
    KeyEntry,
    List,
    ListItem,
    Math,
    Paragraph,
    Subscript,
    plain_text,
)  # fmt: skip
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_item = lazy(r"\s*(?P<symbol>[^\s：:—，。；][^：:—，。；\n]{0,23}?)\s*(?:[：:]|——|—)\s*(?=\S)")
_tex_noise = lazy(r"[{}\\$\s]|mathrm|mathit|text|rm|overline|bar|hat|vec|dot|tilde")
_GREEK = [
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta",
    "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon",
    "phi", "varphi", "chi", "psi", "omega",
]  # fmt: skip
_plain = lazy(r"[A-Za-z0-9/&+.'-]+")


@dataclass(frozen=True, slots=True)
class SymbolItem:
    """One symbol or abbreviated term with its explanation.

    Attributes:
        node: the paragraph, list item or item of a definition list
        symbol: the symbol, of a formula its TeX
        base: the symbol without its index
        index: the index; empty where there is none
        prose: the paragraph that holds symbol and explanation
        start: where the explanation begins in it
    """

    node: Any
    symbol: str
    base: str
    index: str
    prose: Prose
    start: int


def list_clauses(document: Document) -> Iterator[Clause]:
    """Yield the clauses that list symbols or abbreviated terms, the innermost where they are divided."""
    for clause in document.clauses:
        if isinstance(clause, Clause) and clause.type == "symbols":
            yield clause
        elif isinstance(clause, Clause) and clause.type == "terms":
            for below in clause.clauses:
                if isinstance(below, Clause) and below.type == "symbols":
                    yield below


def items(clause: Clause) -> list[list[SymbolItem]]:
    """Return the items of a list of symbols, those under one heading together."""
    found = [[item for block in clause.blocks for item in _of_block(block)]]
    for below in clause.clauses:
        if isinstance(below, Clause):
            found += items(below)
    return [group for group in found if group]


def _of_block(block: Any) -> Iterator[SymbolItem]:
    if isinstance(block, Paragraph) and block.children:
        yield from _of_paragraph(block, block)
    elif isinstance(block, List):
        for item in block.items:
            if item.children and isinstance(item.children[0], Paragraph):
                yield from _of_paragraph(item, item.children[0])
    elif isinstance(block, DefinitionList):
        for entry in block.items:
            yield from _of_entry(entry)


def _of_entry(entry: DefinitionItem | KeyEntry) -> Iterator[SymbolItem]:
    term = entry.term if isinstance(entry, DefinitionItem) else entry.symbol
    first = entry.children[0] if entry.children else None
    if term and isinstance(first, Paragraph):
        base, index = _split(term)
        yield SymbolItem(entry, plain_text(list(term)), base, index, Prose(first, "children", False), 0)


def _of_paragraph(node: Paragraph | ListItem, paragraph: Paragraph) -> Iterator[SymbolItem]:
    prose = Prose(paragraph, "children", False)
    found = _item.match(prose.text)
    if not found:
        return
    nodes = [piece for piece in prose.nodes if piece[0] < found.end("symbol")]
    inside = [
        one
        for first, last, one in nodes
        if last <= found.end("symbol") and isinstance(one, (Math, Subscript))
    ]
    if inside and isinstance(inside[0], Math):
        symbol = inside[0].tex
        base, index = _split_tex(symbol)
    elif inside:
        index = plain_text(inside[0])
        symbol = found["symbol"]
        base = symbol[: -len(index)] if index and symbol.endswith(index) else symbol
    else:
        symbol = base = found["symbol"]
        index = ""
    yield SymbolItem(node, symbol, base, index, prose, found.end())


def _split(nodes: list[Any]) -> tuple[str, str]:
    if len(nodes) == 1 and isinstance(nodes[0], Math):
        return _split_tex(nodes[0].tex)
    index = "".join(plain_text(node) for node in nodes if isinstance(node, Subscript))
    return "".join(plain_text(node) for node in nodes if not isinstance(node, Subscript)).strip(), index


def _split_tex(tex: str) -> tuple[str, str]:
    base, _, index = tex.partition("_")
    return _tex_noise.sub("", base), _tex_noise.sub("", index)


def sort_key(item: SymbolItem) -> tuple[Any, ...] | None:
    """Return a key that orders symbols as the rule books have them, or None for one without a known place.

    Latin before Greek letters, a letter in upper case before the same in lower case, plain before indexed,
    letters before digits in an index.
    """
    base = item.base.strip("*′'")
    if base in _GREEK or base.lower() in _GREEK:
        return (1, _GREEK.index(base.lower()), base[0].islower(), item.index != "", *_letters(item.index))
    if not base or not _plain.fullmatch(base) or not base[0].isalpha():
        return None
    return (0, 0, 0, 0, *_letters(base), (0,), item.index != "", *_letters(item.index))


def _letters(text: str) -> list[tuple[int, Any, bool]]:
    """Return a key for each character: letters before digits, upper before lower case."""
    return [
        (1, character.lower(), character.islower()) if character.isalpha() else (2, character, False)
        for character in text
    ]
