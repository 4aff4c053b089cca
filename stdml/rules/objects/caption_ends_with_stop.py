"""caption-ends-with-stop (STD-F015)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Figure, Table
from stdml.rules.base import Context, Report, Rule

_MARKS = "。；;，,：:."


class CaptionEndsWithStop(Rule):
    """The title of a table or figure that ends with a punctuation mark.

    ## What it does
    Finds titles of tables and figures that end with a full stop, comma, semicolon or colon.

    ## Why is this bad?
    A title is a name and no sentence.

    ## Example
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量。

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```

    ## Use instead
    ```md
    # 要求

    流量应符合表1的规定。

    表 1 流量

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F015", "caption-ends-with-stop", "warning", ("objects", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 10.4.2.1"}
    rows = ("GB-FIG-04", "GB-TAB-04")
    fixes = "safe"
    on = (Table, Figure)
    message = {
        "zh": "图题、表题的末尾没有标点符号“{mark}”",
        "en": "a title of a table or figure does not end with {mark!r}",
    }

    def check(self, node: Table | Figure, ctx: Context) -> Iterator[Report]:
        prose = ctx.facts.prose(node, "caption" if isinstance(node, Table) else "title")
        text = prose.text.rstrip()
        if text and text[-1] in _MARKS and not text.endswith(("etc.", "...", "No.")):
            within = (len(text) - 1, len(text))
            fix = ctx.fix(f"– {text[-1]}", [(prose, within, "")])
            yield ctx.report(prose, within, mark=text[-1], fix=fix)
