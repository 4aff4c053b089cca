"""provision-in-symbols (STD-T066)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._symbols import items
from stdml.text.modals import find

_PROVISIONS = frozenset(("requirement", "recommendation"))


class ProvisionInSymbols(Rule):
    """An explanation of a symbol that requires or recommends something.

    ## What it does
    Looks for the verbal forms of requirements and recommendations in the explanations of symbols and
    abbreviated terms.

    ## Why is this bad?
    An explanation is a statement (GB/T 1.1—2020, 8.8.3).

    ## Example
    ```md
    # 符号

    下列符号适用于本文件。

    $t$：温度，应不大于60 ℃

    # 要求

    $t$应记录。
    ```

    ## Use instead
    ```md
    # 符号

    下列符号适用于本文件。

    $t$：温度

    # 要求

    $t$应不大于60 ℃。
    ```
    """

    code, name, severity, tags = "STD-T066", "provision-in-symbols", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.8.3"}
    rows = ("GB-SYM-02",)
    on = (Clause,)
    types = frozenset(("symbols",))
    message = {
        "zh": "符号和缩略语的解释只用陈述，不写“{word}”等要求或推荐",
        "en": "the explanation of a symbol is a statement, without {word!r}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type != "symbols":
            return
        for group in items(node):
            for item in group:
                for form in find(item.prose.text, "zh" if item.prose.chinese else "en"):
                    if form.modality in _PROVISIONS and form.start >= item.start:
                        yield ctx.report(item.prose, (form.start, form.end), word=form.form)
