"""contractual-condition (STD-V016)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_normative,
    lacks,
)

_TELLING = frozenset((
    "warranty", "warranties", "guarantee", "guaranteed", "liability", "liabilities", "liable", "payment",
    "delivery", "price", "refund", "refunded", "reimburse", "reimbursed", "reimburses", "compensate",
    "compensated", "compensation", "penalty", "penalties", "pay",
))  # fmt: skip
_contract = re.compile(
    r"(?<![\w-])(?:warrant(?:y|ies)|guarantee period|guaranteed for|liabilit(?:y|ies)|liable"
    r"|terms of payment|payment terms|terms of delivery|contract price"
    r"|refund(?:ed)?|reimburse[ds]?|penalt(?:y|ies)|shall pay"
    r"|compensat(?:e|ed|ion) (?:for (?:damages?|loss)|the (?:purchaser|user|customer))"
    r"|purchase price)(?![\w-])",
    re.I,
)


class ContractualCondition(Rule):
    """A contractual condition: warranty, guarantee, liability, payment.

    ## What it does
    Finds words of contracts in provisions.

    ## Why is this bad?
    A document specifies what can be verified. Who pays and who is liable is agreed between the parties to a
    contract.

    ## Example
    ```md
    # Requirements

    The pump shall have a warranty of 2 years.
    ```

    ## Use instead
    ```md
    # Requirements

    The pump shall run for at least 10 000 h.
    ```
    """

    code, name, severity = "STD-V016", "contractual-condition", "error"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 5.5"}
    rows = ("ISO-MOD-12",)
    languages = ("en",)
    tags = ("wording",)
    on = (Prose,)
    needs = frozenset("wglpdr")
    message = {
        "zh": "“{word}”是合同条件，不属于标准的内容",
        "en": "{word!r} is a contractual condition and no content of a standard",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not lacks(node, _TELLING) and is_normative(node, ctx):
            for match in _contract.finditer(node.unquoted):
                yield ctx.report(node, match.span(), word=match.group())
