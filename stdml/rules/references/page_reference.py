"""page-reference (STD-L026)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_chinese = lazy(
    r"(?:参见|详见|见|参阅|查阅|参照|参考)(?:第\s?\d{1,4}\s?页|\s?\d{1,4}\s?页|[Pp]\.?\s?\d{1,4}(?![\w.])"
    r"|[^，。；：、！？\s]{1,12}?第\s?\d{1,4}\s?页)"
)
_english = lazy(
    r"(?<![\w-])(?:[Ss]ee|[Oo]n|[Ii]n|[Rr]efer to|[Aa]t) (?:pages? \d{1,4}|pp?\. ?\d{1,4})(?!\d)"
    r"(?! of the (?:report|form))"
)


class PageReference(Rule):
    """A reference to a page.

    ## What it does
    Finds 见第5页, "see page 5", "on p. 5" and the like outside lists of references.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.3, and ISO/IEC Directives 2, 10.6: pages change with the layout and do not exist in
    online forms; clauses, tables and figures have numbers that stay.

    ## Example
    ```md
    # 总则

    安装方式见第5页。
    ```

    ## Use instead
    ```md
    # 总则

    安装方式见[](#installation)。

    # 安装 {#installation}

    示例泵安装在混凝土基础上。
    ```
    """

    code, name, severity, tags = "STD-L026", "page-reference", "error", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 10.6"}
    rows = ("GB-XREF-01", "ISO-REF-13")
    on = (Prose,)
    needs = frozenset(("页", "page", "pages", " p.", " pp.", " p0", " pp0", " p ", " pp ")) | {
        before + letter for before in "见阅照考" for letter in "Pp"
    }
    message = {
        "zh": "不引用页码（“{word}”），写出条、表、图的编号",
        "en": "do not refer to pages ({word!r}); give the number of the clause, table or figure",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry) or (ctx.element and ctx.element.type == "bibliography"):
            return
        pattern = _chinese if node.chinese else _english
        for found in pattern.finditer(node.unquoted):
            yield ctx.report(node, found.span(), word=found.group())
