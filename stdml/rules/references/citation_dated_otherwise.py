"""citation-dated-otherwise (STD-L021)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._mentions import Mention

_NOT_COMPARED = frozenset(("front", "source", "example"))


class CitationDatedOtherwise(Rule):
    """A citation with another year than the list of references, or with one where the list has none.

    ## What it does
    Compares the year of each citation with the years of the entries for that document. Citations in the
    foreword, in examples and in sources of terms are left out, and so are those of a clause without a year,
    which are another finding.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.1, and ISO/IEC Directives 2, 10.4 and 10.5: a dated reference stays with its edition,
    an undated one follows the latest. Where text and list differ, nobody knows which edition counts.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170—2008的规定修约。
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

    code, name, severity, tags = "STD-L021", "citation-dated-otherwise", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.4.1", "iso-directives-2": "ISO/IEC Directives Part 2, 10.4, 10.5"}
    rows = ("GB-REF-11", "ISO-REF-09")
    fixes = "unsafe"
    on = (Document,)
    message = {
        "zh": "文中为“{word}”，清单中为“{listed}”，注日期应一致",
        "en": "the text cites {word!r}, the list has {listed!r}; date both or neither",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        cited = ctx.facts.cited
        for one in cited.mentions:
            if one.place in _NOT_COMPARED or one.quoted or not _is_clear(one):
                continue
            entries = cited.same(one.key)
            numbers = [entry.number for entry in entries if entry.number is not None]
            years = {number.year for number in numbers}
            if not numbers or one.number.year in years or not all(_is_year(year) for year in years):
                continue
            if not any(entry.normative for entry in entries) and (one.number.year is None or None in years):
                # Of what is cited for information, only two different editions are a contradiction.
                continue
            if one.part and (one.number.year is None or one.place in ("note", "informative")):
                continue
            listed = numbers[0].text
            fix = _fix(one, listed, years, ctx)
            yield ctx.report(one.prose, (one.start, one.end), word=one.number.text, listed=listed, fix=fix)


def _is_clear(one: Mention) -> bool:
    return not one.number.all_parts and _is_year(one.number.year) and one.number.text.strip() != ""


def _is_year(year: str | None) -> bool:
    """Whether a year is none or four digits: not one to be filled in, nor one of two digits."""
    return year is None or (year[:4].isdigit() and len(year) >= 4)


def _fix(one: Mention, listed: str, years: set[str | None], ctx: Context) -> Fix | None:
    # Two editions, one in the text and one in the list: only the author knows which is meant.
    # A part is cited with the year: there the list is wrong.
    if one.part or len(years) != 1 or (one.number.year is not None and years != {None}):
        return None
    return ctx.fix(f"{one.number.text} → {listed}", [(one.prose, (one.start, one.end), listed)], safe=False)
