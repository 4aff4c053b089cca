"""copied-without-source (STD-L035)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import ReferenceEntry, TermSource
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber, find_all

_taken = lazy(
    r"[（(\[［](?:摘自|摘录自|摘编自|引自|源自|选自|出自|来源于|转引自)\s?(?P<what>[^（）()\[\]［］]{2,80})[）)\]］]"
)
_source = lazy(r"[\[［]\s?来源\s?[：:]\s?(?P<what>[^\[\]［］]{2,120})[\]］]")


class CopiedWithoutSource(Rule):
    """Matter taken from another standard whose source is not given in the fixed form.

    ## What it does
    Finds （摘自GB/T 12345） and the like, and sources in the form ［来源：…］ that name a standard without
    its year or without the clause. Sources of terms are the subject of another rule.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.3: the source follows in square brackets with the dated number and the clause, so
    that the reader can compare the two.

    ## Example
    ```md
    # 分级

    示例泵按流量分为三级（摘自GB/T 9902）。
    ```

    ## Use instead
    ```md
    # 分级

    示例泵按流量分为三级。
    ［来源：GB/T 9902—2021，4.3］
    ```
    """

    code, name, severity, tags = "STD-L035", "copied-without-source", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.4.3"}
    rows = ("GB-REF-23",)
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("自源")
    message = {
        "zh": "来源写为“［来源：{words}，条号］”，不写“{word}”",
        "en": "give the source as ［来源：{words}，clause］, not {word}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, (ReferenceEntry, TermSource)):
            return
        for found in _taken.finditer(node.unquoted):
            number = next(find_all(found["what"]), None)
            if number is not None:
                yield ctx.report(node, found.span(), words=_dated(number), word=found.group())
        for found in _source.finditer(node.unquoted):
            number = next(find_all(found["what"]), None)
            if number is None or number.family not in ("national", "industry", "local", "group"):
                continue
            if number.year is None or not found["what"][number.end :].strip(" ，,"):
                yield ctx.report(node, found.span(), words=_dated(number), word=found.group())


def _dated(number: StandardNumber) -> str:
    return number.text if number.year else f"{number.text}—20××"
