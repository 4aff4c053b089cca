"""clause-number-sequence (STD-T058)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers.broken_clause_number import BrokenClauseNumber


class ClauseNumberSequence(Rule):
    """Clauses whose numbers, as they were given, are not in sequence, under the ISO/IEC Directives.

    ## What it does
    Compares numbers that a clause was given outright with those that follow from its place. Typed numbers in
    Markdown are compared when they are read.

    ## Why is this bad?
    Clauses are numbered with Arabic numerals from 1, the scope, on without gaps (ISO/IEC
    Directives 2, 22.3.1).

    ## Example
    ```md
    # Scope {number=1}

    This document specifies requirements for pumps.

    # Requirements {number=4}

    The flow rate shall be not less than 20 l/min.
    ```

    ## Use instead
    ```md
    # Scope {number=1}

    This document specifies requirements for pumps.

    # Requirements {number=2}

    The flow rate shall be not less than 20 l/min.
    ```
    """

    code, name, severity, tags = "STD-T058", "clause-number-sequence", "error", ("elements",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 22.3.1"}
    rows = ("ISO-STR-09",)
    on = BrokenClauseNumber.on
    message = BrokenClauseNumber.message

    def check(self, node: Any, ctx: Context) -> Iterator[Report]:
        yield from BrokenClauseNumber().check(node, ctx)
