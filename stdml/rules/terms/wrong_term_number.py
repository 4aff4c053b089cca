"""wrong-term-number (STD-T029)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import definition, name_of
from stdml.text.patterns import lazy

_after_word = lazy(r"[^\W\d_]\Z")
_number = lazy(r"[（(](?P<number>\d{1,2}(?:\.\d{1,3})+)[）)]")


class WrongTermNumber(Rule):
    """A number behind a term in a definition that is not that of its entry.

    ## What it does
    Compares numbers in parentheses in term entries, such as 数据集（3.2）, with the numbers of the entries.

    ## Why is this bad?
    The number lets the reader find the other definition; after entries were added or moved it leads astray
    (GB/T 1.1—2020, 8.7.3.3). A computed reference, `数据集（[](#term-set)）`, is always right.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 数据集 data set

    有主题的数据的集合。

    ## 目录 catalogue

    描述数据集（2.9）的清单。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 数据集 data set

    有主题的数据的集合。

    ## 目录 catalogue

    描述数据集（2.1）的清单。
    ```
    """

    code, name, severity, tags = "STD-T029", "wrong-term-number", "info", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("GB-TERM-11",)
    fixes = "safe"
    on = (TermEntry,)
    message = {
        "zh": "“{term}”的条目编号是{right}，不是{number}",
        "en": "the entry of {term!r} is {right}, not {number}",
    }
    variants = {
        "none": {
            "zh": "没有编号为{number}的术语条目",
            "en": "there is no term entry {number}",
        }
    }

    def check(self, node: TermEntry, ctx: Context) -> Iterator[Report]:
        for prose in definition(node):
            for found in _number.finditer(prose.text):
                number, before = found["number"], prose.text[: found.start()].rstrip()
                # Only what belongs to an entry bears its number; the rest may be a value or a clause.
                entry = _named(before, ctx)
                right = ctx.facts.numbering.number(entry) if entry else None
                place = found.span("number")
                if entry and right and right != number:
                    fix = ctx.fix(f"{number} → {right}", [(prose, place, right)])
                    yield ctx.report(prose, place, term=name_of(entry), right=right, number=number, fix=fix)
                elif entry is None and _after_word.search(before) and _is_missing(number, node, ctx):
                    yield ctx.report(prose, place, variant="none", number=number)


def _is_missing(number: str, node: TermEntry, ctx: Context) -> bool:
    """Whether a number would be that of an entry beside this one, and there is no such entry."""
    own = ctx.facts.numbering.number(node) or ""
    if number.partition(".")[0] != own.partition(".")[0]:
        return False
    return all(ctx.facts.numbering.number(entry) != number for entry in ctx.facts.all(TermEntry))


def _named(before: str, ctx: Context) -> TermEntry | None:
    """Return the entry of the longest term that a text ends with."""
    ends = [words for words in ctx.facts.terms if words and before.lower().endswith(words.lower())]
    return ctx.facts.terms[max(ends, key=len)][0] if ends else None
