"""annex-nature-in-foreword (STD-C042)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._repairs import remove
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_annexes = lazy(
    r"附录 ?[A-Z](?:[、和～~至及，,] ?(?:附录 ?)?[A-Z])*[^。]{0,6}?"
    r"(?:为|是|属于)[^。]{0,4}(?:规范性|资料性)(?:的)?附录"
)


class AnnexNatureInForeword(Rule):
    """The foreword says whether the annexes are normative.

    ## What it does
    Looks in the foreword for sentences such as 附录A为规范性附录.

    ## Why is this bad?
    The heading of the annex says it; since 2009 the foreword does not repeat it (GB/T 1.1—2020, 8.3).

    ## Example
    ```md
    # 前言

    本文件的附录A为规范性附录。

    本文件由示例协会提出并归口。
    ```

    ## Use instead
    ```md
    # 前言

    本文件由示例协会提出并归口。
    ```
    """

    code, name, severity, tags = "STD-C042", "annex-nature-in-foreword", "info", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3"}
    rows = ("GB-FWD-14",)
    languages = ("zh",)
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("附")
    message = {
        "zh": "前言不说明附录的性质，删去“{words}”",
        "en": "the foreword does not say what the annexes are; delete {words!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element.type != "foreword":
            return
        for start, end in node.sentences:
            if not (found := _annexes.search(node.text, start, end)):
                continue
            if len(node.sentences) == 1 and node.owner in element.blocks:
                fix = remove(ctx, node.owner, f"– {found.group()}")
            else:
                fix = ctx.fix(f"– {found.group()}", [(node, (start, end), "")])
            yield ctx.report(node, (start, end), fix=fix, words=found.group(), severity="info")
