"""scope-verb-and-object (STD-T045)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import mismatch, phrases


class ScopeVerbAndObject(Rule):
    """A verb in the scope that does not fit what it speaks of.

    ## What it does
    Compares the verb of 规定了, 确立了, 描述了, 提供了, 给出了, 界定了 with its objects: 术语 are 界定,
    要求 are 规定, 方法 are 描述, 程序 and 总体原则 are 确立, 指导 and 建议 are 提供. 方法, 程序 and 原则
    beside other objects are left alone.

    ## Why is this bad?
    Each verb goes with certain objects (GB/T 1.1—2020, 8.5.3); by them the reader knows the kind of the
    document.

    ## Example
    ```md
    # 范围

    本文件规定了水泵的术语和定义。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 流量 flow rate

    单位时间内通过的体积。
    ```

    ## Use instead
    ```md
    # 范围

    本文件界定了水泵的术语和定义。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 流量 flow rate

    单位时间内通过的体积。
    ```
    """

    code, name, severity, tags = "STD-T045", "scope-verb-and-object", "warning", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.3"}
    rows = ("GB-SCOPE-06",)
    languages = ("zh",)
    fixes = "unsafe"
    on = (Document,)
    message = {
        "zh": "“{verb}了”与“{noun}”不搭配；写作“{right}了……{noun}”",
        "en": "{verb}了 does not go with {noun}; write {right}了…{noun}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for phrase in phrases(node):
            wrong = mismatch(phrase)
            if wrong:
                noun, right, at = wrong
                place = (at, at + len(noun))
                verb = (phrase.start, phrase.start + len(phrase.verb))
                # Of several objects the others would lose their verb.
                alone = len(phrase.objects) == 1
                title = f"{phrase.verb} → {right}"
                fix = ctx.fix(title, [(phrase.prose, verb, right)], safe=False) if alone else None
                yield ctx.report(phrase.prose, place, verb=phrase.verb, noun=noun, right=right, fix=fix)
