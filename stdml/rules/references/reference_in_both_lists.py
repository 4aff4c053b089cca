"""reference-in-both-lists (STD-L011)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule


class ReferenceInBothLists(Rule):
    """A document in the normative references and in the bibliography as well.

    ## What it does
    Finds entries of the bibliography whose number, with the same year or none, is among the normative
    references.

    ## Why is this bad?
    What is cited normatively belongs into the one list, what is cited only for information into the other
    (GB/T 1.1—2020, 9.5.4.2; ISO/IEC Directives 2, Annex A). A document in both leaves open which it is.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170的规定修约。

    # 参考文献

    [1]　GB/T 8170　数值修约规则与极限数值的表示和判定
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170的规定修约。
    ```
    """

    code, name, severity, tags = "STD-L011", "reference-in-both-lists", "error", ("references",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.5.4.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, Annex A",
    }
    rows = ("GB-BIB-05", "ISO-BIB-03")
    on = (Clause,)
    types = frozenset(("bibliography",))
    message = {
        "zh": "“{word}”已列入规范性引用文件，不再列入参考文献",
        "en": "{word!r} is a normative reference already and is not listed in the bibliography too",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        years: dict[str, set[str | None]] = {}
        for entry in ctx.facts.cited.normative:
            if entry.number is not None:
                years.setdefault(entry.key, set()).add(entry.number.year)
        for entry in ctx.facts.cited.bibliography:
            if entry.clause is not node or entry.number is None or entry.key not in years:
                continue
            if entry.number.year is None or entry.number.year in years[entry.key]:
                yield ctx.report(entry.prose, entry.within, word=entry.number.text)
