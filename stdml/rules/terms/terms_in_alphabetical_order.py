"""terms-in-alphabetical-order (STD-T033)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from stdml.model import Clause, TermEntry
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.rules.terms._entries import name_of


class OrderOptions(RuleOptions):
    """When an order is no chance."""

    entries: int = Field(default=10, description="how many entries in a row are told")


class TermsInAlphabeticalOrder(Rule):
    """Many term entries in alphabetical order.

    ## What it does
    Finds ten or more English entries on one level that stand in alphabetical order.

    ## Why is this bad?
    Entries are preferably ordered by concept, so that the reader sees what belongs together; alphabetical
    order is the last choice (ISO/IEC Directives 2, 16.4).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## abrasion

    loss of matter by rubbing

    ## bolt

    rod with a thread

    ## colour

    sensation caused by light

    ## drain

    opening for waste

    ## edge

    border of a plate

    ## flange

    rim for fastening

    ## gloss

    ability to mirror light

    ## handle

    part that a hand holds

    ## inlet

    opening for a flow

    ## joint

    place where parts meet
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## inlet

    opening for a flow

    ## drain

    opening for waste

    ## edge

    border of a plate

    ## flange

    rim for fastening

    ## joint

    place where parts meet

    ## bolt

    rod with a thread

    ## handle

    part that a hand holds

    ## abrasion

    loss of matter by rubbing

    ## colour

    sensation caused by light

    ## gloss

    ability to mirror light
    ```
    """

    code, name, severity, tags = "STD-T033", "terms-in-alphabetical-order", "info", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.4"}
    rows = ("ISO-TRM-14",)
    languages = ("en",)
    on = (Clause,)
    message = {
        "zh": "{count}个术语按字母顺序排列；宜按概念体系排列",
        "en": "{count} terms stand in alphabetical order; prefer an order by concept",
    }
    Options = OrderOptions

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        names = [name_of(entry).lower() for entry in node.clauses if isinstance(entry, TermEntry)]
        if len(names) >= ctx.options.entries and names == sorted(names):
            yield ctx.report(node, count=len(names))
