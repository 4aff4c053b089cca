"""uncited-reference (STD-L017)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._cited import Cited
from stdml.rules.references._entries import Entry
from stdml.text.patterns import lazy

_digits = lazy(r"\D+")
_WITH_TEXT = ("clause", "terms", "symbols", "annex")


class UncitedReference(Rule):
    """A normative reference that the text never cites.

    ## What it does
    Looks for the number of each normative reference in the text, with any year, as one of all parts or in a
    range of parts; the foreword and the introduction do not count.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.1, and ISO/IEC Directives 2, 15.5.3: the list holds what the text cites normatively and
    nothing else. Who applies the document buys and reads every document of the list.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 4208　外壳防护等级（IP代码）

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170的规定修约。
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

    code, name, severity, tags = "STD-L017", "uncited-reference", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.1", "iso-directives-2": "ISO/IEC Directives Part 2, 15.5.3"}
    rows = ("GB-REF-08", "ISO-REF-03")
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "“{word}”列入了规范性引用文件，但文中没有引用",
        "en": "{word!r} is listed as a normative reference but not cited in the text",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not _has_text(ctx):
            return
        cited = ctx.facts.cited
        for entry in cited.normative:
            if entry.clause is node and entry.number is not None and not _is_cited(entry, cited):
                yield ctx.report(entry.prose, entry.within, word=entry.number.text)


def _has_text(ctx: Context) -> bool:
    """Whether there is a text that could cite anything: a draft may begin with its list."""
    return any(isinstance(one, Clause) and one.type in _WITH_TEXT for one in ctx.document.clauses)


def _is_cited(entry: Entry, cited: Cited) -> bool:
    assert entry.number is not None
    if any(one.place != "front" for one in cited.of(entry)):
        return True
    # "GB/T 4806.7、4806.9", a cell without the code, a program that names it: seen, so not complained of.
    number, part = _digits.sub("", entry.number.number), entry.number.part
    with_part = part is not None and entry.number.chinese
    return cited.holds_digits(f"{number}.{part}" if with_part else number)
