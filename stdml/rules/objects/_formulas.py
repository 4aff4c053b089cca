"""Formulas with the explanations of their symbols, whatever form these have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stdml.model import Clause, DefinitionItem, Figure, Formula, KeyEntry, List, Math, Paragraph, plain_text
from stdml.model.walk import walk
from stdml.rules.objects._tex import is_word, parts_of, symbols_in
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

if TYPE_CHECKING:
    from stdml.rules.base import Context
    from stdml.rules.objects._blocks import Placed

LEAD = lazy(r"(?P<word>式中|其中|这里|此处|公式中|上式中|where|Where|in which)\s*[，,：:]?\s*")
_ENTRY = lazy(
    r"\s*(?P<symbol>\$[^$\n]{1,80}\$|[A-Za-zΑ-Ωα-ωθφ][\w{}\\,₀-₉]{0,20}?)(?:\s*(?:[,、，]\s*\S{1,20}?)?)\s*"
    r"(?:——|—|–|-{1,2}|：|:|=| is | are |为|表示)\s*(?P<meaning>\S.*)",
    re.S,
)
_FAR = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """The explanation of one symbol.

    Attributes:
        symbol: the symbol as `_tex` writes it
        words: what it stands for
        node: where it is explained
    """

    symbol: str
    words: str
    node: Any


def explanations(placed: Placed) -> Iterator[Meaning]:
    """Yield the explanations right below a formula: its own, or paragraphs and items that look like some."""
    for entry in placed.node.where:
        yield from _of_entry(entry)
    if placed.node.where:
        return
    for at, block in enumerate(placed.siblings[placed.at + 1 : placed.at + _FAR]):
        lines = [block] if isinstance(block, Paragraph) else block.items if isinstance(block, List) else None
        if lines is None:
            return
        for line in lines:
            text = source_like(line)
            lead = LEAD.match(text) if at == 0 else None
            if lead and lead.end() == len(text.rstrip()):
                continue
            if lead:
                yield from _run_in(text[lead.end() :], line)
                return
            found = _ENTRY.match(text, lead.end() if lead else 0)
            if not found:
                return
            for symbol in symbols_in(found["symbol"]):
                yield Meaning(symbol, found["meaning"], line)


def _run_in(text: str, node: Any) -> Iterator[Meaning]:
    """Yield the explanations in one paragraph: 式中：q——流量；V——体积。"""
    told: set[str] = set()
    for piece in re.split("[；;]", text):
        if found := _ENTRY.match(piece):
            for symbol in symbols_in(found["symbol"]):
                told.add(symbol)
                yield Meaning(symbol, found["meaning"], node)
    for symbol in names_in(text):
        if symbol not in told:
            yield Meaning(symbol, "", node)


_LETTER = lazy(r"(?<![A-Za-z0-9\\])(?<!\d )[A-Za-zΑ-ω](?:_?\{?\w{0,6}\}?)(?![A-Za-z])")
_INLINE = lazy(r"\$([^$]{1,200})\$")


def names_in(text: str) -> Iterator[str]:
    """Yield the symbols that a text speaks of, in formulas in lines or as single letters."""
    for tex in _INLINE.findall(text):
        yield from parts_of(tex).symbols
    english = not has_cjk(text)
    for word in _LETTER.findall(_INLINE.sub(" ", text)):
        # In an English sentence "is" and "the" are words, though Tm may be a symbol in a Chinese one.
        plain = english and len(word) > 1 and word.isalpha() and word[1:].islower()
        if not (plain or is_word(word)):
            yield from parts_of(word).symbols


def source_like(node: Any) -> str:
    """Return the words of a node with formulas between dollar signs and subscripts behind a low line."""
    parts = []
    for child in getattr(node, "children", ()):
        kind = child.kind
        if kind == "math":
            parts.append(f"${child.tex}$")
        elif kind == "subscript":
            parts.append(f"_{{{plain_text(child)}}}")
        elif kind == "text":
            parts.append(child.value)
        elif kind not in ("footnote_reference", "comment", "inline_comment"):
            parts.append(source_like(child))
    return "".join(parts)


def _of_entry(entry: KeyEntry) -> Iterator[Meaning]:
    text = source_like(_Holder(entry.symbol))
    words = plain_text(list(entry.children))
    for symbol in symbols_in(text):
        yield Meaning(symbol, words, entry)


@dataclass(slots=True)
class _Holder:
    children: list[Any]


def listed_symbols(ctx: Context) -> set[str]:
    """Return the symbols that the document explains in its clause of symbols, its terms and its keys."""
    found: set[str] = set()
    for element in ctx.document.clauses:
        if not isinstance(element, Clause) or element.type not in ("symbols", "terms"):
            continue
        for node in walk(element):
            if isinstance(node, Math):
                found.update(parts_of(node.tex).symbols)
            elif isinstance(node, (Paragraph, DefinitionItem)):
                text = plain_text(node.term) if isinstance(node, DefinitionItem) else source_like(node)
                if entry := _ENTRY.match(text + ("——x" if isinstance(node, DefinitionItem) else "")):
                    found.update(symbols_in(entry["symbol"]))
    for figure in ctx.facts.all(Figure):
        for key in figure.key:
            found.update(symbols_in(source_like(_Holder(key.symbol))))
    return found


def base(symbol: str) -> str:
    """Return a symbol without its subscript."""
    return symbol.partition("_")[0]


def numbered_formulas(ctx: Context) -> list[Placed]:
    """Return the displayed formulas that are no part of an example or a quotation."""
    return [placed for placed in ctx.facts.placed(Formula) if not placed.apart]
