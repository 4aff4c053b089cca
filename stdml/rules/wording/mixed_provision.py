"""mixed-provision (STD-V013)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    by_sentence,
    forms,
    is_normative,
)

_MANY = 5
_KINDS = ("requirement", "recommendation", "permission")


class MixedProvision(Rule):
    """A sentence that holds provisions of different kinds, or a long chain of them.

    ## What it does
    Finds sentences in which a requirement (应) and a recommendation (宜) stand side by side, sentences with
    three kinds of provisions, and sentences with five or more verbal forms.

    ## Why is this bad?
    A requirement that can be referred to, tested and reported on its own stands in a sentence of its own.

    ## Example
    ```md
    # 要求

    设备应每月检查，宜记录检查结果。
    ```

    ## Use instead
    ```md
    # 要求

    设备应每月检查。宜记录检查结果。
    ```
    """

    code, name, severity = "STD-V013", "mixed-provision", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.1"}
    rows = ("GB-MOD-13",)
    languages = ("zh",)
    tags = ("wording", "provisions")
    on = (Prose,)
    needs = frozenset("宜应可能须")
    message = {
        "zh": "一句中有不同类型的条款（{words}），分为几句",
        "en": "a sentence with provisions of different kinds ({words}); split it",
    }
    variants = {
        "chain": {
            "zh": "一句中有{count}个能愿动词，分为几句",
            "en": "{count} verbal forms in a sentence; split it",
        },
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        if "宜" not in node.characters and sum(map(node.text.count, "应可能须")) < _MANY:
            return
        found = forms(node, "zh")
        for start, end, own in by_sentence(node, found):
            kinds = {form.modality for form in own}.intersection(_KINDS)
            if any(first.end == second.start for first, second in itertools.pairwise(own)):
                continue
            if {"requirement", "recommendation"} <= kinds and "；" not in node.text[start:end]:
                words = "、".join(dict.fromkeys(form.form for form in own))
                # Two kinds are common where a value is advised and another is the limit.
                severity: Severity = "info" if len(kinds) == 2 else "warning"
                yield ctx.report(node, (start, end), severity=severity, words=words)
            elif len(own) >= _MANY and "；" not in node.text[start:end]:
                yield ctx.report(node, (start, end), variant="chain", count=len(own))
