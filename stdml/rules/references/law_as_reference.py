"""law-as-reference (STD-L012)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_law = lazy(
    r"《[^《》]{2,60}(?:法|条例|办法|规定|决定|通知|意见|细则|规则|通告|公告|令|纲要|规划)(?:[（(][^（）()]{1,20}[）)])?》"
    r"|中华人民共和国[\u4e00-\u9fff]{2,30}(?:法|条例|办法|规定|细则)(?![\u4e00-\u9fff])"
    r"|[\u4e00-\u9fff]{2,20}(?:令|公告|通告)\s?(?:[（(〔\[]?\d{4}[）)〕\]]?年?)?\s?第\s?\d{1,4}\s?号"
    r"|[国京沪津渝][\u4e00-\u9fff]{0,4}发〔\d{4}〕\d{1,4}号"
)


class LawAsReference(Rule):
    """A law, a regulation or a policy document among the normative references.

    ## What it does
    Finds entries of the normative references that are no standard and have the title of a law, an ordinance,
    a decree, a notice or a plan.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.4.3: they bind by themselves, whoever applies the document or not, and are not cited
    normatively. They may be named for information, in a note or in the bibliography.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    《示例省电梯安全条例》
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    本文件没有规范性引用文件。

    # 参考文献

    [1]　示例省电梯安全条例
    ```
    """

    code, name, severity, tags = "STD-L012", "law-as-reference", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.4.4.3"}
    rows = ("GB-REF-15",)
    languages = ("zh",)
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "法律法规、规章和政策文件不作为规范性引用文件，将“{word}”移到参考文献或删去",
        "en": "laws and policies are no normative references; move {word!r} to the bibliography or delete it",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.normative:
            if entry.clause is node and entry.number is None and (found := _law.search(entry.text[:200])):
                yield ctx.report(entry.prose, entry.within, word=found.group())
