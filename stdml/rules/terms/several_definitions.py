"""several-definitions (STD-T031)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import List, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import name_of

_ORDERED = frozenset(("ordered", "alpha", "decimal", "roman"))


class SeveralDefinitions(Rule):
    """A term entry with more than one definition.

    ## What it does
    Finds entries whose definition is a numbered list that nothing introduces.

    ## Why is this bad?
    An entry is about one concept. A word with two meanings has two entries, each with the field in which it
    holds (GB/T 1.1—2020, 8.7.3.1; ISO/IEC Directives 2, 16.5.6).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## port

    1. opening for a flow
    2. place where ships are loaded
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## port

    〈pumps〉 opening for a flow

    ## port

    〈shipping〉 place where vessels are loaded
    ```
    """

    code, name, severity, tags = "STD-T031", "several-definitions", "error", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6", "gbt-1.1": "GB/T 1.1—2020, 8.7.3.1"}
    rows = ("ISO-TRM-08", "GB-TERM-16")
    on = (TermEntry,)
    message = {
        "zh": "一个条目只定义一个概念；“{term}”的各个含义分设条目，并注明领域",
        "en": "an entry has one definition; give each meaning of {term!r} an entry with its domain",
    }

    def check(self, node: TermEntry, ctx: Context) -> Iterator[Report]:
        first = node.children[0] if node.children else None
        if isinstance(first, List) and first.style in _ORDERED and len(first.items) > 1:
            yield ctx.report(first, term=name_of(node))
