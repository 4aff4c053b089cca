"""incomplete-compound-title (STD-T057)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stdml.model import Clause, Document, Paragraph, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_lead_in = lazy(
    r"下列(?:符号|代号|缩略语|缩写|符号和缩略语)(?:和[\u4e00-\u9fff]{2,4})?适用于"
    "|the following (?:symbols|abbrev)",
    re.IGNORECASE,
)
_of_symbols = lazy(r"符号|代号|缩略语|缩写|symbol|abbrev", re.IGNORECASE)
_of_terms = lazy(r"术语|定义|terms|definition", re.IGNORECASE)


class IncompleteCompoundTitle(Rule):
    """A clause of terms that also holds symbols or abbreviated terms, without its title saying so.

    ## What it does
    Looks among the terms for the sentence or the subclause that introduces symbols or abbreviated terms,
    and the other way round.

    ## Why is this bad?
    Where elements are merged, the title names all of them: 术语、定义和缩略语 (GB/T 1.1—2020, 8.9.3).

    ## Example
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    下列缩略语适用于本文件。

    # 要求

    充电桩应接地。
    ```

    ## Use instead
    ```md
    # 术语、定义和缩略语

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    下列缩略语适用于本文件。

    # 要求

    充电桩应接地。
    ```
    """

    code, name, severity, tags = "STD-T057", "incomplete-compound-title", "info", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.9.3"}
    rows = ("GB-STR-08",)
    on = (Document,)
    message = {
        "zh": "这一章还包含符号或缩略语，标题应一并写出，例如“术语、定义和缩略语”",
        "en": "this clause also holds symbols or abbreviated terms; its title names them, too",
    }
    variants = {
        "terms": {
            "zh": "这一章还包含术语和定义，标题应一并写出，例如“术语、定义和符号”",
            "en": "this clause also holds terms and definitions; its title names them, too",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for clause in node.clauses:
            if not isinstance(clause, Clause):
                continue
            title = plain_text(clause.title)
            if clause.type == "terms" and not _of_symbols.search(title) and _holds_symbols(clause):
                yield ctx.report(clause)
            elif clause.type == "symbols" and not _of_terms.search(title) and _holds_terms(clause):
                yield ctx.report(clause, variant="terms")


def _holds_symbols(clause: Clause) -> bool:
    blocks = [*clause.blocks, *(block for below in clause.clauses for block in _blocks(below))]
    if any(isinstance(block, Paragraph) and _lead_in.search(plain_text(block)) for block in blocks):
        return True
    titles = (plain_text(below.title) for below in clause.clauses if isinstance(below, Clause))
    return any(
        title.strip() in ("符号", "缩略语", "符号和缩略语", "Symbols", "Abbreviated terms")
        for title in titles
    )


def _holds_terms(clause: Clause) -> bool:
    return any(isinstance(below, TermEntry) for below in clause.clauses)


def _blocks(section: Clause | TermEntry) -> list[Any]:
    return section.children if isinstance(section, TermEntry) else section.blocks
