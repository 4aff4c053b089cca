"""limit-by-word (STD-V043)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    LISTS,
    SPACE,
    UNIT,
)
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    COUNTED,
    alternatives,
    element_type,
    is_normative,
)
from stdml.text.patterns import lazy

_NAMES = alternatives(
    [*LISTS["names"], *LISTS["wrong_unit"], "年", "个月", "倍", "成", "元", "万元", "学时", "度", "分"]
)
_limit = lazy(
    rf"(?:[0-9](?<![0-9.][0-9])[0-9.]*{SPACE}(?:{UNIT}|%|‰|°|{_NAMES}|{COUNTED})?|[一二两三四五六七八九十百千万](?:{COUNTED}|年|个月|倍))"
    r"(?P<word>以上|以下|以内)(?!\s?[（(]?(?:均|都)?(?:不?包?含|包括))(?!所述|的规定|规定|各[项条]|内容)"
)


class LimitByWord(Rule):
    """A limit that is given by 以上, 以下 or 以内.

    ## What it does
    Finds these words behind a number with a unit or with what is counted, in provisions and in the scope,
    unless the words say whether the limit is included (5人及以上, 以上（含）).

    ## Why is this bad?
    Whether 50人以上 includes 50 is disputed each time. 不少于, 多于, 不大于 and 小于 leave no doubt.

    ## Example
    ```md
    # 要求

    50人以上的场所应设两个出口。
    ```

    ## Use instead
    ```md
    # 要求

    不少于50人的场所应设两个出口。
    ```
    """

    code, name, severity = "STD-V043", "limit-by-word", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.6.1"}
    rows = ("GB-UNIT-12",)
    languages = ("zh",)
    tags = ("numbers", "units")
    on = (Prose,)
    needs = frozenset(("以上", "以下", "以内"))
    message = {
        "zh": "“{words}”是否包括该值不明确，改用“不小于”“不大于”“大于”“小于”等",
        "en": "whether {words} includes the value is unclear; write 不小于, 不大于, 大于 or 小于",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_normative(node, ctx) or element_type(ctx) == "scope":
            for match in _limit.finditer(node.unquoted):
                yield ctx.report(node, match.span("word"), words=match[0])
