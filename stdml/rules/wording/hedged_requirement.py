"""hedged-requirement (STD-V005)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    forms,
    is_normative,
)
from stdml.text.patterns import lazy

_after = lazy(r"尽可能|尽量|尽力|优先考虑|充分考虑|综合考虑|考虑|避免|慎重")
_before = lazy(r"(?:通常|一般|原则上)(?:情况下)?，?\Z|原则上[^，。；：]{1,12}\Z")
_hedge = lazy("应[该当]?(?:尽|优先|充分|综合|考虑|避免|慎重)|须(?:尽|考虑|避免)|通常|一般|原则上")
_FORMS = frozenset(("应", "不应", "应该", "应当", "须", "必须"))
_ADVICE = {"不应": "不宜"}


class HedgedRequirement(Rule):
    """A requirement that its own words take back: 应尽量, 应考虑, 原则上应, 一般应.

    ## What it does
    Finds 应 in front of 尽可能, 尽量, 考虑, 优先考虑, 充分考虑, 避免 or 慎重, and 通常, 一般 or 原则上 in
    front of 应 or 不应.

    ## Why is this bad?
    Nobody can test whether something was avoided as far as possible. What is advised is a recommendation,
    宜; what is required has a limit.

    ## Example
    ```md
    # 要求

    应尽量减少接头的数量。
    ```

    ## Use instead
    ```md
    # 要求

    宜尽量减少接头的数量。
    ```
    """

    code, name, severity = "STD-V005", "hedged-requirement", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.2.2, 9.4.2.3"}
    rows = ("GB-MOD-05", "GB-MOD-06")
    languages = ("zh",)
    tags = ("wording",)
    fixes = "unsafe"
    on = (Prose,)
    needs = frozenset(("尽可能", "尽量", "尽力", "考虑", "避免", "慎重", "通常", "一般", "原则上"))
    message = {
        "zh": "“{words}”不能表达要求；推荐用“宜”，要求则给出限值",
        "en": "{words} is no requirement; recommend with 宜, or give a limit",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        text = node.text
        if not _hedge.search(text):
            return
        for form in forms(node, "zh"):
            if form.form not in _FORMS:
                continue
            after = None if form.form == "不应" else _after.match(text, form.end)
            before = _before.search(text[max(0, form.start - 16) : form.start])
            if after is None and before is None:
                continue
            start = form.start - len(before[0]) if before else form.start
            within = (start, after.end() if after else form.end)
            instead = _ADVICE.get(form.form, "宜")
            fix = ctx.fix(f"{form.form} → {instead}", [(node, (form.start, form.end), instead)], safe=False)
            yield ctx.report(node, within, fix=fix, words=text[slice(*within)])
