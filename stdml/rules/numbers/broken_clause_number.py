"""broken-clause-number (STD-V063)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Clause,
    Document,
)
from stdml.rules.base import Context, Report, Rule

_digits = re.compile(r"(?P<above>(?:[A-Z]\.|\d+\.)(?:\d+\.)*)?(?P<last>\d+)")
_SKIPPED = ("contents", "foreword", "introduction", "annex", "bibliography", "index")


class BrokenClauseNumber(Rule):
    """Given numbers of clauses that do not follow each other: 5.1, 5.3.

    ## What it does
    Looks at numbers that a document gives outright ({number=5.3}, or in XML and JSON): each is the number of
    the clause above it, a point and the next number. Typed numbers that differ from the computed ones are
    reported when the text is read.

    ## Why is this bad?
    A gap makes readers look for a clause that is not there, and a reference may lead to the wrong one.

    ## Example
    ```md
    # 概述 {number=1}

    水泵用于排水。

    # 要求 {number=3}

    外壳应接地。
    ```

    ## Use instead
    ```md
    # 概述 {number=1}

    水泵用于排水。

    # 要求 {number=2}

    外壳应接地。
    ```
    """

    code, name, severity = "STD-V063", "broken-clause-number", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.2, 7.3.2"}
    rows = ("GB-NUM-01", "GB-NUM-03")
    tags = ("numbers", "headings")
    on = (
        Document,
        Clause,
    )
    message = {
        "zh": "编号“{number}”不连续，应为“{expected}”",
        "en": "the number {number!r} does not follow; {expected!r} does",
    }

    def check(self, node: Document | Clause, ctx: Context) -> Iterator[Report]:
        above = "" if isinstance(node, Document) else (node.number or "")
        before = 0
        for clause in node.clauses:
            if not isinstance(clause, Clause) or clause.type in _SKIPPED or not clause.numbered:
                continue
            given = _digits.fullmatch(clause.number or "")
            if given is None:
                before += 1
                continue
            expected = f"{above}.{before + 1}" if above else f"{given['above'] or ''}{before + 1}"
            if clause.number != expected:
                yield ctx.report(clause, number=clause.number, expected=expected)
            before = int(given["last"])
