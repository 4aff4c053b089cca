"""broken-clause-number (STD-V063)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    Document,
    Paragraph,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_digits = lazy(r"(?P<above>(?:[A-Z]\.|\d+\.)(?:\d+\.)*)?(?P<last>\d+)")
# Two points at least: 1.5 倍 and 2.5 万元 are values.
_lost = lazy(r"(?P<number>(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){2,5})[ \t\u3000]+[\u4e00-\u9fff]")
_SKIPPED = ("contents", "foreword", "introduction", "annex", "bibliography", "index")


class BrokenClauseNumber(Rule):
    """Given numbers of clauses that do not follow each other: 5.1, 5.3.

    ## What it does
    Looks at numbers that a document gives outright ({number=5.3}, or in XML and JSON): each is the number of
    the clause above it, a point and the next number. Typed numbers that differ from the computed ones are
    reported when the text is read; those of a clause that cannot stand where they were typed, such as 5.3.1
    in 6.2, remain words of the paragraph and are found here.

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
    aliases = ("clause-number-sequence",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 7.2, 7.3.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 22.3.1",
    }
    rows = ("GB-NUM-01", "GB-NUM-03", "ISO-STR-09")
    tags = ("numbers", "headings")
    on = (
        Document,
        Clause,
        Paragraph,
    )
    message = {
        "zh": "编号“{number}”不连续，应为“{expected}”",
        "en": "the number {number!r} does not follow; {expected!r} does",
    }
    variants = {
        "lost": {
            "zh": "编号“{number}”与所在的条不符，没有成为条的编号",
            "en": "{number!r} is no number of a clause in this place",
        }
    }

    def check(self, node: Document | Clause | Paragraph, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Paragraph):
            typed = _lost.match(plain_text(node)) if isinstance(ctx.ancestors[-1], Clause) else None
            if typed:
                yield ctx.report(node, variant="lost", number=typed["number"])
            return
        if not node.clauses:
            return
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
