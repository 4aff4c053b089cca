"""The sentences that introduce terms, symbols and abbreviated terms (GB/T 1.1—2020, 8.7.2 and 8.8.2; ISO/IEC
Directives 2, 16.5.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause, Paragraph, TermEntry
from stdml.model.base import span_of
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import as_entry
from stdml.text.patterns import lazy

_gap = lazy(r"\s+")
# 本标准 and its kin are for the rule on how a document names itself.
_self = lazy("本(?:标准|部分|规范|规程|指南|导则)")
_en_self = lazy(r"this (?:international standard|standard|specification|part of [a-z/]{2,12} [0-9-]{1,12})")
_width = str.maketrans(",:;", "，：；")


def normal(text: str, chinese: bool) -> str:
    """Return a sentence in the form in which it is compared with the fixed one."""
    if chinese:
        return _self.sub("本文件", _gap.sub("", text)).translate(_width)
    return _en_self.sub("this document", _gap.sub(" ", text).strip().lower())


def paragraphs(clause: Clause) -> Iterator[Prose]:
    """Yield the paragraphs of a clause and its subclauses that stand in no term entry."""
    for block in clause.blocks:
        if isinstance(block, Paragraph) and block.children:
            yield Prose(block, "children", False)
    for below in clause.clauses:
        # Symbols that stand among terms have an introduction of their own.
        if not isinstance(below, Clause) or as_entry(below, [clause]) is not None:
            continue
        if below.type in ("clause", clause.type):
            yield from paragraphs(below)


def entries(clause: Clause) -> Iterator[TermEntry]:
    """Yield the term entries of a clause and its subclauses."""
    for below in clause.clauses:
        entry = as_entry(below, [clause])
        if entry is not None:
            yield entry
        elif isinstance(below, Clause):
            yield from entries(below)


def insertion(ctx: Context, clause: Clause, title: str, words: str) -> Fix | None:
    """Return a repair that puts a paragraph right below the heading of a clause."""
    source: Any = getattr(ctx.document, "source", None)
    first = next(iter([*clause.blocks, *clause.clauses]), None)
    span = span_of(first) if first is not None else None
    if source is None or source.format != "markdown" or span is None:
        return None
    start = source.text.rfind("\n", 0, span[0]) + 1
    return Fix(title, (Edit(start, start, words + "\n\n"),), True)
