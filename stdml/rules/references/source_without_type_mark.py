"""source-without-type-mark (STD-L038)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_mark = lazy(r"[\[［](?:[A-Z]{1,2})(?:/[A-Z]{2})?[\]］]")
_published = lazy(
    r"出版社|学报|杂志|期刊|学位论文|论文集|会议录|(?<![A-Za-z])(?:Press|Journal|Proceedings|Publisher|Springer|Elsevier|Wiley)"
    r"|(?:19|20)\d\d\s?[,，]\s?\d{1,3}\s?[(（:：]|(?:19|20)\d\d\s?[(（]\d{1,2}[)）]|https?://|www\."
)


class SourceWithoutTypeMark(Rule):
    """A book, an article or a page in the bibliography without the mark of its type.

    ## What it does
    Finds entries without the number of a standard that name a publisher, a journal, a volume or an address
    and have no mark such as [M], [J] or [EB/OL].

    ## Why is this bad?
    GB/T 1.1—2020, 8.13, has such sources described as GB/T 7714 says; the mark tells in which catalogue to
    look.

    ## Example
    ```md
    # 参考文献

    [1]　陆一鸣. 水泵的噪声. 示例学报, 2020(1): 1-5
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　陆一鸣. 水泵的噪声[J]. 示例学报, 2020(1): 1-5
    ```
    """

    code, name, severity, tags = "STD-L038", "source-without-type-mark", "warning", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.13"}
    rows = ("GB-BIB-04",)
    languages = ("zh",)
    on = (Clause,)
    types = frozenset(("bibliography",))
    message = {
        "zh": "非标准类文献按GB/T 7714著录，题名后加文献类型标识，如[M]、[J]、[EB/OL]",
        "en": "give the type of the source behind its title as GB/T 7714 says: [M], [J], [EB/OL]",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.bibliography:
            if entry.clause is not node or entry.number is not None:
                continue
            words = entry.prose.text if entry.part else plain_text(entry.node)
            if _published.search(words) and not _mark.search(words):
                yield ctx.report(entry.prose, entry.within)
