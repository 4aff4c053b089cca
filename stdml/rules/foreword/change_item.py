"""change-item (STD-C036)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy
from stdml.text.standards import parse

_verb = lazy(r"增加|更改|删除|改为|代替|移至|合并|整合|纳入|拆分")
_year = lazy(r"(?<!\d)((?:19|20)\d\d)年?版的?")


class ChangeItem(Rule):
    """An item of the list of technical changes that does not say what was done, or where.

    ## What it does
    Looks in each item for 增加, 更改 or 删除, for a pointer to the clause (见…), and compares the year of an
    older edition in it with the documents that are replaced.

    ## Why is this bad?
    "Some contents were revised" helps nobody; the pointer lets users compare (GB/T 1.1—2020, 8.3 c)).

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件代替DB31/T 9901—2015《水泵规范》，与DB31/T 9901—2015相比，除结构调整和
    编辑性改动外，主要技术变化如下：

    - 修改了部分内容。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件代替DB31/T 9901—2015《水泵规范》，与DB31/T 9901—2015相比，除结构调整和
    编辑性改动外，主要技术变化如下：

    - 更改了采样频率（见第5章，2015年版的4.3）。
    ```
    """

    code, name, severity, tags = "STD-C036", "change-item", "warning", ("foreword", "revision")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 c)"}
    rows = ("GB-FWD-07",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "写作“增加了……（见……）”“更改了……（见……，{year}年版的……）”或“删除了……（见{year}年版的……）”",
        "en": "say what was done and where: 增加了……（见……）, 更改了……（见……，{year}年版的……）, 删除了……",
    }
    variants = {
        "pointer": {
            "zh": "技术变化之后要指明条号：“（见……）”或“（见……，{year}年版的……）”",
            "en": "say where the change is found: （见……） or （见……，{year}年版的……）",
        },
        "year": {
            "zh": "被代替的文件没有{found}年版；年份应为{year}",
            "en": "none of the replaced documents is of {found}; the year is {year}",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        numbers = [number for _, number in foreword.replaced()]
        numbers += [number for text in node.metadata.replaces if (number := parse(text))]
        years = sorted({number.year for number in numbers if number.year})
        shown = "、".join(years) or "XXXX"
        for statement in foreword.of("replaces"):
            if not statement.listed:
                continue
            # Several sentences of one item point to its clauses together.
            whole = statement.prose.text
            if statement.start > 0 or len(whole) < 4 or whole.rstrip().endswith(("：", ":")):
                continue
            if not _verb.search(whole):
                yield ctx.report(statement.prose, statement.range, year=shown)
            elif "见" not in whole:
                yield ctx.report(statement.prose, statement.range, variant="pointer", year=shown)
            for found in _year.finditer(whole) if years else ():
                if found[1] not in years:
                    yield ctx.report(
                        statement.prose, found.span(1), variant="year", found=found[1], year=shown
                    )
