"""informative-reference-listed (STD-L019)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule


class InformativeReferenceListed(Rule):
    """A document among the normative references that is cited only for information.

    ## What it does
    Looks at all citations of each normative reference: behind 见, "see" or "refer to", before 给出了, in
    notes, in footnotes, in sources and in informative annexes a citation is informative.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.2.2, and ISO/IEC Directives 2, 15.5.3: such a document belongs in the bibliography.
    In the list of normative references it is taken for a part of the requirements.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    修约的例子见GB/T 8170。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    本文件没有规范性引用文件。

    # 计算

    修约的例子见GB/T 8170。

    # 参考文献

    [1]　GB/T 8170　数值修约规则与极限数值的表示和判定
    ```
    """

    code, name, severity, tags = "STD-L019", "informative-reference-listed", "error", ("references",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.5.4.2.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 15.5.3",
    }
    rows = ("GB-REF-10", "ISO-REF-03")
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "“{word}”只被资料性引用，应从规范性引用文件移到参考文献",
        "en": "{word!r} is cited for information only; move it to the bibliography",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.normative:
            if entry.clause is not node or entry.number is None:
                continue
            senses = {one.sense for one in ctx.facts.cited.of(entry) if one.place != "front"}
            if senses == {"informative"}:
                yield ctx.report(entry.prose, entry.within, word=entry.number.text)
