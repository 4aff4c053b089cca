"""term-not-as-entry (STD-T030)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.model import Clause, DefinitionList, Link, List, Paragraph, Strong, TermEntry, plain_text, walk
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_defined = lazy(r"\s*[^：:，。；,;\n\ufffc]{1,40}(?:[：:]|——|\s—\s)\s*\S")
_numbered = lazy(
    r"\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.、）)]|\d{1,2}(?:\.\d{1,2})+)\s*[^\s\d][^。；;：:]{0,50}\Z"
)


class TermNotAsEntry(Rule):
    """Terms that are written as a list or as paragraphs instead of entries.

    ## What it does
    Looks among the terms for lists, lists of explanations, and short paragraphs with a number or in bold
    type, that stand where term entries belong.

    ## Why is this bad?
    Each term has an entry of its own with a number that continues that of the clause, so that it can be
    referred to (GB/T 1.1—2020, 8.7.3.1; ISO/IEC Directives 2, 16.5.1).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    1. 充电桩：为车辆提供电能的固定装置。
    2. 充电站：有多台固定装置的场所。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    ## 充电站 charging station

    有多台固定装置的场所。
    ```
    """

    code, name, severity, tags = "STD-T030", "term-not-as-entry", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.1"}
    rows = ("GB-TERM-05", "ISO-TRM-01")
    on = (Clause,)
    message = {
        "zh": "术语不写成列项或段；每个术语设一个条目，编号接续本章的编号",
        "en": "terms are no list and no paragraphs; write a numbered entry for each term",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type != "terms" and not _among_terms(ctx):
            return
        for block in node.blocks:
            if _is_list_of_terms(block) or _is_term(block):
                yield ctx.report(block)
                return
        for entry in node.clauses:
            if isinstance(entry, TermEntry):
                wrong = next((block for block in entry.children[1:] if _is_term(block)), None)
                if wrong is not None:
                    yield ctx.report(wrong)
                    return


def _among_terms(ctx: Context) -> bool:
    types = [above.type for above in ctx.ancestors if isinstance(above, Clause)]
    return "terms" in types and "symbols" not in types


def _is_list_of_terms(block: Any) -> bool:
    if isinstance(block, DefinitionList):
        return True
    if not isinstance(block, List) or len(block.items) < 2:
        return False
    firsts = [item.children[0] for item in block.items if item.children]
    # The addresses of databases are a list, too.
    if any(isinstance(node, Link) for first in firsts for node in walk(first)):
        return False
    if any("://" in plain_text(first) or "www." in plain_text(first) for first in firsts):
        return False
    proses = [Prose(one, "children", False) for one in firsts if isinstance(one, Paragraph)]
    return len(proses) == len(firsts) and all(_defined.match(prose.text) for prose in proses)


def _is_term(block: Any) -> bool:
    if not isinstance(block, Paragraph) or not block.children:
        return False
    if len(block.children) == 1 and isinstance(block.children[0], Strong):
        return len(plain_text(block)) <= 40
    return _numbered.match(Prose(block, "children", False).text) is not None
