"""superseded-edition (STD-L041)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import Field

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.text.standards import key


class _Options(RuleOptions):
    replaced: dict[str, str] = Field(
        default={}, description="documents that were replaced, and by which, besides those that are known"
    )


@cache
def _known() -> dict[str, str]:
    text = (files("stdml.rules") / "data" / "superseded-editions.json").read_text(encoding="utf-8")
    return {key(old): new for old, new in json.loads(text)["replaced"].items()}


class SupersededEdition(Rule):
    """A normative reference to an edition that has been replaced.

    ## What it does
    Looks up the dated normative references in a list of editions that are often cited although they were
    replaced. The list is short and has a date; a profile adds to it (option `replaced`: old number → new
    number), for example from a register of your own.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.4.2: a withdrawn document is no longer kept in order, and its clauses are often no
    longer what the text says.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170—1987　数值修约规则

    # 计算

    按照GB/T 8170—1987的规定修约。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170—2008　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170—2008的规定修约。
    ```
    """

    code, name, severity, tags = "STD-L041", "superseded-edition", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.4.4.2"}
    rows = ("GB-REF-14",)
    on = (Clause,)
    types = frozenset(("normative-references",))
    Options = _Options
    message = {
        "zh": "“{word}”已被“{words}”或更新的版本代替",
        "en": "{word!r} has been replaced by {words!r} or a later edition",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        own = {key(old): new for old, new in ctx.options.replaced.items()}
        for entry in ctx.facts.cited.normative:
            if entry.clause is not node or entry.number is None or entry.number.year is None:
                continue
            name = key(entry.number.text)
            new = own.get(name) or _known().get(name)
            if new:
                yield ctx.report(entry.prose, entry.within, word=entry.number.text, words=new)
