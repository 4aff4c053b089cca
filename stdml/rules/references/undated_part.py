"""undated-part (STD-L022)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._mentions import Mention

_FAMILIES = frozenset(
    ("national", "special", "industry", "engineering", "local", "group", "enterprise", "international")
)


class UndatedPart(Rule):
    """A clause, table, figure or annex of another document that is cited without the year.

    ## What it does
    Finds numbers of standards without a year behind or before which a part of that standard is named:
    GB/T 123中5.2, "Clause 5 of ISO 123".

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.1.1, and ISO/IEC Directives 2, 10.5: in the next edition the clause has another
    number or is gone, so that a citation of a part is always dated.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170中3.2的规定修约。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170—2008　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170—2008中3.2的规定修约。
    ```
    """

    code, name, severity, tags = "STD-L022", "undated-part", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.4.1.1", "iso-directives-2": "ISO/IEC Directives Part 2, 10.5"}
    rows = ("GB-REF-12", "ISO-REF-08")
    fixes = "unsafe"
    on = (Document,)
    message = {
        "zh": "引用“{word}”的具体内容时应注日期",
        "en": "cite a part of {word!r} with the year",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        cited = ctx.facts.cited
        for one in cited.mentions:
            if one.place in ("front", "source", "example") or one.quoted or not _is_undated_part(one):
                continue
            if one.key not in cited.own:
                fix = _fix(one, ctx)
                yield ctx.report(one.prose, (one.start, one.end), word=one.number.text, fix=fix)


def _is_undated_part(one: Mention) -> bool:
    number = one.number
    if not one.part or number.year is not None or number.suffix or number.family not in _FAMILIES:
        return False
    if number.prefix.startswith("ITU"):
        return False
    words = one.locality
    # "符合GB/T 1，附录A给出了…": the annex is one of this document.
    return "部分" not in words and not (one.prose.chinese and words.lstrip().startswith(("，", ",")))


def _fix(one: Mention, ctx: Context) -> Fix | None:
    numbers = [entry.number for entry in ctx.facts.cited.same(one.key) if entry.number is not None]
    years = {number.year for number in numbers if number.year is not None}
    year = next(iter(years), None)
    if len(years) != 1 or year is None or not year.isdigit():
        return None
    words = f"{one.number.text}{'—' if one.number.chinese else ':'}{year}"
    return ctx.fix(f"{one.number.text} → {words}", [(one.prose, (one.start, one.end), words)], safe=False)
