"""reference-needs-reason (STD-L014)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import Entry
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber, parse

_region = lazy(r"DB[SJ]?(\d\d)")
_organization = lazy(r"[TQ]/(\w+)")
_united = lazy(r"(?:ISO|IEC|IWA|CISPR)(?![A-Za-z])")


class ReferenceNeedsReason(Rule):
    """A normative reference of a kind that is allowed only under conditions.

    ## What it does
    Finds among the normative references of a Chinese standard local standards of another region, enterprise
    standards and (for information) those of other groups; in a document of ISO or IEC, documents of other
    bodies. Where the committee has confirmed the conditions, say so in a suppression with its reason.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.4.1, and ISO/IEC Directives 2, 10.2, allow such references only where the committee
    has found that the document is accepted, available and kept up to date.

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    ---

    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    DB44/T 9902　示例泵的能效

    # 要求

    能效应符合DB44/T 9902的规定。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    ---

    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    DB31/T 9902　示例泵的能效

    # 要求

    能效应符合DB31/T 9902的规定。
    ```
    """

    code, name, severity, tags = "STD-L014", "reference-needs-reason", "warning", ("references",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.5.4.4.1",
        "iso-directives-2": "ISO/IEC Directives Part 2, 10.2",
    }
    rows = ("GB-REF-18", "ISO-REF-05")
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "规范性引用“{word}”需经技术委员会确认符合条件，确认后以带理由的忽略标记说明",
        "en": "the normative reference {word!r} needs the committee's reason; give it in a suppression",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        own = [number for one in ctx.document.metadata.identifier if (number := parse(one)) is not None]
        # Without a number nobody knows yet whose document it is.
        if not own:
            return
        for entry in ctx.facts.cited.normative:
            if entry.clause is node and entry.number is not None and (level := _level(entry, own)):
                yield ctx.report(entry.prose, entry.within, word=entry.number.text, severity=level)


def _level(entry: Entry, own: list[StandardNumber]) -> Severity | None:
    number = entry.number
    assert number is not None
    if not own[0].chinese:
        if not _united.match(own[0].prefix) or _united.match(number.prefix):
            return None
        return "info" if number.family in ("internet", "international") else "warning"
    if number.family == "local":
        return None if _match(_region, number) in {_match(_region, one) for one in own} else "warning"
    if number.family in ("group", "enterprise"):
        if _match(_organization, number) in {_match(_organization, one) for one in own}:
            return None
        return "warning" if number.family == "enterprise" else "info"
    return None


def _match(pattern: re.Pattern[str], number: StandardNumber) -> str:
    found = pattern.match(number.prefix)
    return found[1] if found else ""
