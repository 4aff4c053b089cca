"""unsorted-references (STD-L009)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.diagnostics import Edit, Fix, Severity
from stdml.model import Clause
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS, Entry
from stdml.rules.references._order import first_displaced, ordered


class UnsortedReferences(Rule):
    """A list of references that is not in its order.

    ## What it does
    Compares the order of the entries: national, industry, local and group standards, those of ISO and IEC,
    those of other bodies, other literature; among national standards and among those of ISO or IEC by number,
    else by code and then by number. GB and GB/T count as one.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.2 (8.13 for the bibliography): in a long list nobody finds a document that stands
    somewhere else, and an entry given twice is overlooked.

    ## Example
    ```md
    # 参考文献

    [1]　ISO 3696　分析实验室用水　规格和试验方法

    [2]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定

    [2]　ISO 3696　分析实验室用水　规格和试验方法
    ```
    """

    code, name, severity, tags = "STD-L009", "unsorted-references", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.2"}
    rows = ("GB-REF-06", "GB-REF-07", "GB-BIB-04")
    fixes = "safe"
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "引用文件的次序不对：“{word}”应排在“{other}”之前",
        "en": "the references are not in their order: {word!r} belongs before {other!r}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for clause in _groups(node):
            own = {id(block) for block in clause.blocks}
            entries = [entry for entry in ctx.facts.cited.entries if id(entry.node) in own]
            if found := first_displaced(entries):
                late, early = found
                severity: Severity = "error" if late.normative else "warning"
                fix = _sorted(clause, entries, ctx)
                word, other = _name(late), _name(early)
                yield ctx.report(late.prose, late.within, word=word, other=other, fix=fix, severity=severity)


def _groups(clause: Clause) -> Iterator[Clause]:
    """Yield the list and the groups it is divided into, each of which has an order of its own."""
    yield clause
    for below in clause.clauses:
        if isinstance(below, Clause):
            yield from _groups(below)


def _name(entry: Entry) -> str:
    return entry.number.text if entry.number else entry.text[:20].strip()


def _sorted(clause: Clause, entries: list[Entry], ctx: Context) -> Fix | None:
    """Return the repair that puts the words of the entries in order; their numbers stay where they are."""
    source: Any = getattr(ctx.document, "source", None)
    after = ordered(entries)
    if source is None or source.format != "markdown" or after is None:
        return None
    nodes = [entry.node for entry in entries]
    first = next(at for at, block in enumerate(clause.blocks) if block is nodes[0])
    if any(a is not b for a, b in zip(clause.blocks[first:], nodes, strict=False)):
        return None
    spans = [span for entry in entries if (span := _words(entry)) is not None]
    texts = [source.text[start:end] for start, end in spans]
    if len(spans) < len(entries) or any("\n" in text or "{" in text for text in texts):
        return None
    places = {id(entry): at for at, entry in enumerate(entries)}
    edits = [
        Edit(start, end, texts[places[id(entry)]])
        for (start, end), entry, old in zip(spans, after, entries, strict=True)
        if entry is not old
    ]
    # Numbers in brackets may be cited in the text.
    return Fix(f"{entries[0].text[:12]}…", tuple(edits), clause.type == "normative-references")


def _words(entry: Entry) -> tuple[int, int] | None:
    """Return the offsets of the words of an entry, without what was typed before them."""
    if entry.marker or entry.part:
        return None
    spans = [span_of(child) for child in entry.node.children]
    whole = span_of(entry.node)
    return (spans[0][0], whole[1]) if spans[0] and whole else None
