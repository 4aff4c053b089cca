"""continued-caption (STD-F023)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Figure, Paragraph, Table, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_CONTINUED = lazy(
    r"(?:续\s?[表图]|[表图]\s?(?:[A-Z]\.)?\d{1,3}(?:\.\d+)?\s?续|[（(]续\s?[表图][）)]).{0,40}"
    r"|.{0,60}(?:[（(]续\s?[表图][）)]|[（(]接上[表图页][）)])"
)


class ContinuedCaption(Rule):
    """A table or figure that was cut in pieces for the page, or whose continuation is marked in another form.

    ## What it does
    Finds 续表1, 表1续 and （续表） in paragraphs beside tables and figures and in their titles.

    ## Why is this bad?
    A table over several pages is one table: the printer repeats number and header with （续）. Pieces typed
    by hand become tables with wrong numbers.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |

    续表1

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 乙 | 30 |
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    | 乙 | 30 |
    ```
    """

    code, name, severity, tags = "STD-F023", "continued-caption", "info", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.7.3"}
    rows = ("GB-FIG-08",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "“{words}”：接排的图、表由排版时重复编号并加“（续）”，将各段合为一个",
        "en": "{words!r}: the printer repeats the number with （续）; make one table of the pieces",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Table, Figure):
            title = placed.node.caption if isinstance(placed.node, Table) else placed.node.title
            beside = [placed.before] if isinstance(placed.before, Paragraph) else []
            for holder, text in [
                (placed.node, plain_text(title)),
                *((one, plain_text(one)) for one in beside),
            ]:
                if _CONTINUED.fullmatch(text.strip()) and not text.rstrip().endswith(("。", "：", "；")):
                    yield ctx.report(holder, words=text.strip())
