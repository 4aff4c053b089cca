"""vague-condition (STD-V014)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    forms,
    is_normative,
)
from stdml.text.patterns import lazy

_vague = lazy(
    "必要时|适当时|在?条件(?:允许|许可|具备)(?:时|的情况下)|有条件(?:时|的情况下)|视(?:具体)?情况|视需要|如有必要|有需要时"
)
_FORMS = frozenset(("应", "不应", "应当", "应该"))
_NEAR = 20


class VagueCondition(Rule):
    """A requirement under a condition that nobody can decide: 必要时应…, 条件允许时应….

    ## What it does
    Finds 必要时, 适当时, 条件允许时, 有条件时, 视情况 and the like in sentences with 应 that do not say when
    it is so.

    ## Why is this bad?
    A conditional requirement holds where its condition is clear. When something is necessary is for the
    document to say.

    ## Example
    ```md
    # 要求

    必要时应检测水温。
    ```

    ## Use instead
    ```md
    # 要求

    水温超过40 ℃时应检测水温。
    ```
    """

    code, name, severity = "STD-V014", "vague-condition", "info"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.2.4"}
    rows = ("GB-MOD-14",)
    languages = ("zh",)
    tags = ("wording",)
    on = (Prose,)
    needs = frozenset(("必要", "适当时", "条件", "视情况", "视具体情况", "视需要", "有需要"))
    message = {
        "zh": "“{word}”没有说明条件；写明在什么情况下“{form}”",
        "en": "{word} is no condition; say in which case {form} holds",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        required = [form for form in forms(node, "zh") if form.form in _FORMS]
        for match in _vague.finditer(node.unquoted):
            index = bisect_left(required, match.end(), key=lambda form: form.start)
            form = required[index] if index < len(required) else None
            if form and form.start - match.end() <= _NEAR and "。" not in node.text[match.end() : form.start]:
                yield ctx.report(node, match.span(), word=match.group(), form=form.form)
