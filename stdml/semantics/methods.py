"""How measured values are compared with limits (GB/T 8170—2008, 4.3), and what of it a document says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from stdml.semantics.records import Demand

if TYPE_CHECKING:
    from stdml.model import Document

Method = Literal["full", "rounded", "both", "simple"]
"""Full values (全数值比较法), rounded values (修约值比较法), both because a document names both, or full
values with simple acceptance: without a guard band."""

_ROUNDED = re.compile(r"修约值比较|rounded[ -]value (?:comparison|method)|rounding method", re.IGNORECASE)
_FULL = re.compile(r"全数值比较|full[ -]value (?:comparison|method)|absolute method", re.IGNORECASE)
_SIMPLE = re.compile(r"^simple\b|简单接受|simple acceptance", re.IGNORECASE)
_negated = re.compile(r"(?:不(?:采用|使用|应采用|得采用|宜采用)|\bnot\b)[^。；;.]{0,20}$", re.IGNORECASE)


def of(words: str | None) -> Method | None:
    """Return the method that words name; None where they name none.

    >>> of("检验结果采用修约值比较法判定"), of("不采用修约值比较法"), of("rounded")
    ('rounded', None, 'rounded')
    """
    if not words:
        return None
    if words in ("full", "rounded", "both", "simple"):
        return words  # type: ignore[return-value]
    rounded, full = _named(_ROUNDED, words), _named(_FULL, words)
    if rounded and full:
        return "both"
    if rounded or full:
        return "rounded" if rounded else "full"
    return "simple" if _SIMPLE.search(words) else None


def _named(pattern: re.Pattern[str], words: str) -> bool:
    return any(
        not _negated.search(words[max(0, m.start() - 30) : m.start()]) for m in pattern.finditer(words)
    )


def provisions(source: Document | Iterable[Demand]) -> tuple[list[Demand], Method, list[list[str]]]:
    """Return the provisions of a standard, the method of comparing it states, and the synonyms it defines."""
    from stdml.model import Document

    if isinstance(source, Document):
        from stdml.semantics.provisions import requirements

        return list(requirements(source)), stated(source), synonyms(source)
    demands = list(source)
    named = {found for demand in demands if (found := of(demand.text))}
    return demands, _one(named), []


def stated(document: Document) -> Method:
    """Return the method that a document states anywhere for all its limits; full values where it does not."""
    from stdml.model.walk import plain_text, walk_blocks

    named = {
        found
        for node in walk_blocks(document)
        if node.kind in ("paragraph", "list_item") and (found := of(plain_text(node)))
    }
    return _one(named)


def _one(named: set[Method]) -> Method:
    if not named:
        return "full"
    return named.pop() if len(named) == 1 else "both"


def synonyms(document: Document) -> list[list[str]]:
    """Return the terms of each term entry of a document: they mean the same."""
    return [group for group in _entries(document) if len(group) > 1]


def _entries(document: Document) -> Iterator[list[str]]:
    from stdml.model import TermEntry
    from stdml.model.walk import plain_text, walk_blocks

    for node in walk_blocks(document):
        if isinstance(node, TermEntry):
            yield [plain_text(term.children).strip() for term in node.designations]
