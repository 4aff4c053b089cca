"""reference-without-title (STD-L007)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS


class ReferenceWithoutTitle(Rule):
    """A standard in a list of references whose title is missing.

    ## What it does
    Finds entries of the normative references and of the bibliography that are a number alone.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1, and ISO/IEC Directives 2, 10.3: an entry gives the number and the title, for
    dated and undated references alike. A number with a slip in it cannot be put right without the title.

    ## Example
    ```md
    # 参考文献

    [1]　GB/T 8170—2008
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```
    """

    code, name, severity, tags = "STD-L007", "reference-without-title", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 10.3"}
    rows = ("GB-REF-05", "ISO-REF-11")
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "引用文件“{word}”缺少名称",
        "en": "the reference {word!r} has no title",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.entries:
            if entry.clause is not node or entry.number is None or not entry.leading:
                continue
            # What has no words, such as a link or a title in another language, may be the title.
            if not any(c.isalpha() or c == "\ufffc" for c in entry.prose.text[entry.end :]):
                yield ctx.report(entry.prose, entry.within, word=entry.number.text)
