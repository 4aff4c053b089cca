"""symbol-order (STD-T062)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from stdml.diagnostics import Edit, Fix
from stdml.model import Document
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._symbols import SymbolItem, items, list_clauses, sort_key
from stdml.text.patterns import lazy

_numbered = lazy(r"\s*(?:\d{1,2}|[a-z])[.)）、]\s")


class SymbolOrder(Rule):
    """Symbols or abbreviated terms out of order.

    ## What it does
    Compares the order of the items with the alphabetical one: Latin letters before Greek ones, upper before
    lower case of a letter, plain before indexed symbols, letters before digits in an index. Lists with
    symbols that have no place in the alphabet are left alone.

    ## Why is this bad?
    Readers look a symbol up by its letter (GB/T 1.1—2020, 8.8.3; ISO/IEC Directives 2, 17.5).

    ## Example
    ```md
    # 缩略语

    下列缩略语适用于本文件。

    LED：发光二极管（light-emitting diode）

    AC：交流（alternating current）

    # 要求

    LED应用AC供电。
    ```

    ## Use instead
    ```md
    # 缩略语

    下列缩略语适用于本文件。

    AC：交流（alternating current）

    LED：发光二极管（light-emitting diode）

    # 要求

    LED应用AC供电。
    ```
    """

    code, name, severity, tags = "STD-T062", "symbol-order", "warning", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.8.3", "iso-directives-2": "ISO/IEC Directives Part 2, 17.5"}
    rows = ("GB-SYM-03", "ISO-SYM-01")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "“{symbol}”应排在“{before}”之前",
        "en": "{symbol!r} stands before {before!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for clause in list_clauses(node):
            for group in items(clause):
                keyed = [(sort_key(item), item) for item in group]
                known = [(place, item) for place, item in keyed if place is not None]
                if len(known) < len(keyed):
                    continue
                for (first, before), (second, item) in pairwise(known):
                    if second < first:
                        fix = _sorted(known, ctx)
                        yield ctx.report(item.node, symbol=item.symbol, before=before.symbol, fix=fix)
                        break


def _sorted(known: list[tuple[tuple[Any, ...], SymbolItem]], ctx: Context) -> Fix | None:
    """Return a repair that puts the items in order, each in the place of another."""
    nodes = [item.node for _, item in known]
    texts = [ctx.source_text(item.node) for _, item in sorted(known, key=lambda pair: pair[0])]
    spans = [span_of(node) for node in nodes]
    if not all(texts) or any(span is None for span in spans) or len(set(spans)) < len(spans):
        return None
    edits = [Edit(*span, text) for span, text in zip(spans, texts, strict=True) if span]
    # The numbers of a numbered list would come along.
    if any(_numbered.match(text) for text in texts):
        return None
    # A list item that brings its end of line along would run into the next one.
    if any("\n" in text for text in texts):
        return None
    return Fix("按字母顺序排列", tuple(edits), True)
