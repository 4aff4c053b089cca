"""annex-order (STD-F052)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.annexes._mentioned import mentions_of_annexes
from stdml.rules.base import Context, Report, Rule

# A foreword lists changes in the order of their weight, and an introduction gives an overview.
_NOT_COUNTED = frozenset(("foreword", "introduction", "contents"))


class AnnexOrder(Rule):
    """Annexes that do not follow the order in which the text first refers to them.

    ## What it does
    Compares the letters of the annexes with the order in which the clauses refer to them first.

    ## Why is this bad?
    The letters follow the text, so that a reader who comes to an annex for the first time comes to A.

    ## Example
    ```md
    # 要求

    报告的格式见附录B，流量的测量见附录A。

    # 附录 A（资料性）流量的测量

    流量用流量计测量。

    # 附录 B（资料性）报告

    报告用表格。
    ```

    ## Use instead
    ```md
    # 要求

    报告的格式见附录A，流量的测量见附录B。

    # 附录 A（资料性）报告

    报告用表格。

    # 附录 B（资料性）流量的测量

    流量用流量计测量。
    ```
    """

    code, name, severity, tags = "STD-F052", "annex-order", "error", ("annexes",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.6.2"}
    rows = ("GB-ANX-03",)
    on = (Document,)
    message = {
        "zh": "附录{later}在附录{letter}之前提及，附录应按在文中首次提及的先后编排",
        "en": "Annex {later} is referred to before Annex {letter}; order annexes by their first mention",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        order: dict[int, int] = {}
        annexes = node.annexes
        places = {id(annex): at for at, annex in enumerate(annexes)}
        for annex, mention in mentions_of_annexes(ctx):
            if getattr(mention.element, "type", "") not in _NOT_COUNTED and id(annex) in places:
                order.setdefault(places[id(annex)], len(order))
        highest = -1
        for at, annex in enumerate(annexes):
            if at not in order:
                continue
            if order[at] < highest:
                before = max((other for other in order if other < at), key=order.__getitem__)
                name = ctx.facts.mentions.letter
                later, letter = name(annex), name(annexes[before])
                yield ctx.report(annex, later=later, letter=letter)
                return
            highest = max(highest, order[at])
