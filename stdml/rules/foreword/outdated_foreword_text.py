"""outdated-foreword-text (STD-C048)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers
from stdml.rules.cover._dates import exact_date
from stdml.rules.prose import Prose

# Words of editions of the foreword that were replaced: in 2012, 2013 and 2023.
_old = (
    (re.compile(r"International Standards are drafted in accordance with the rules given"), "2013-01-01"),
    (re.compile(r"main task of technical committees is to prepare"), "2013-01-01"),
    (re.compile(r"are circulated to the member bodies for voting"), "2013-01-01"),
    (
        re.compile(r"possibility that some of the elements of this document may be the subject of"),
        "2024-01-01",
    ),
)


class OutdatedForewordText(Rule):
    """The foreword of an ISO or IEC document has words of an earlier edition of the fixed text.

    ## What it does
    Looks for sentences that the fixed general part of the foreword no longer has, in documents that were
    published after it changed or are not yet published.

    ## Why is this bad?
    The general part is supplied by the central offices and not altered (ISO/IEC Directives 2, 12.5.1); the
    wording on patents has legal weight.

    ## Example
    ```md
    # Foreword

    International Standards are drafted in accordance with the rules given in the Directives.

    # Scope

    This document specifies requirements for pumps.

    This document is applicable to water pumps.
    ```

    ## Use instead
    ```md
    # Foreword

    The procedures used to develop this document are described in the Directives.

    # Scope

    This document specifies requirements for pumps.

    This document is applicable to water pumps.
    ```
    """

    code, name, severity, tags = "STD-C048", "outdated-foreword-text", "error", ("foreword",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 12.5.1"}
    rows = ("ISO-FWD-03",)
    languages = ("en",)
    on = (Prose,)
    needs = frozenset(("drafted", "committees", "circulated", "possibility"))
    message = {
        "zh": "“{words}”是旧版前言的固定文字，改用现行文字",
        "en": "{words!r} is of an earlier edition of the fixed text; take the current one",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element.type != "foreword":
            return
        if any(number and number.family != "international" for _, number in numbers(ctx.document.metadata)):
            return
        issued = exact_date(ctx.document.metadata.issued)
        for pattern, since in _old:
            if issued is not None and issued.isoformat() < since:
                continue
            if found := pattern.search(node.text):
                yield ctx.report(node, found.span(), words=found.group())
