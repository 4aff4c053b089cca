"""heading-end-mark (STD-V064)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Clause, Document, Figure, Table
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_fix, value_span
from stdml.rules.cover._titles import titles
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_TITLE = ("删去标点", "delete the mark")
_chinese = lazy(r"(?<=[一-鿿）])\s*[。：；，、:;,.]+\s*\Z")
_english = lazy(r"(?<=[a-z)\d])(?<!\betc)(?<!\bvs)(?<!\bal)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bapprox)\.\s*\Z")


class HeadingEndMark(Rule):
    """A punctuation mark at the end of a title.

    ## What it does
    Finds 。：；，、 and their half-width forms at the end of Chinese titles of clauses and annexes, and the
    full stop at the end of English headings, titles of tables and figures and of the document. Abbreviations
    keep theirs.

    ## Why is this bad?
    A title is no sentence, and the mark goes into the contents with it (GB/T 1.1—2020, 7.2, 10.2.1; ISO House
    Style).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 要求：

    外壳应接地。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 要求

    外壳应接地。
    ```
    """

    code, name, severity = "STD-V064", "heading-end-mark", "error"
    aliases = ("heading-full-stop",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.2, 10.2.1", "iso-directives-2": "ISO House Style"}
    rows = ("GB-NUM-10", "ISO-TIT-07")
    languages = ("zh", "en")
    tags = ("numbers", "headings")
    fixes = "safe"
    on = (Document, Clause, Table, Figure)
    message = {
        "zh": "标题末尾不用标点，删去“{mark}”",
        "en": "no punctuation mark stands at the end of a title; delete {mark!r}",
    }

    def check(self, node: Document | Clause | Table | Figure, ctx: Context) -> Iterator[Report]:
        chinese = ctx.language.startswith("zh")
        if isinstance(node, Document):
            if not chinese:
                yield from _cover(node, ctx)
            return
        field = "caption" if isinstance(node, Table) else "title"
        if getattr(node, field) and (isinstance(node, Clause) or not chinese):
            yield from _heading(ctx.facts.prose(node, field), _chinese if chinese else _english, ctx)


def _heading(title: Prose, pattern: re.Pattern[str], ctx: Context) -> Iterator[Report]:
    """Yield the mark at the end of a title, which in English is less grave."""
    found = pattern.search(title.text)
    chinese = pattern is _chinese
    if found is None or (not chinese and _is_abbreviation(title.text[: found.start()])):
        return
    fix = ctx.fix(_TITLE[0 if chinese else 1], [(title, found.span(), "")])
    severity: Severity | None = None if chinese else "warning"
    yield ctx.report(title, found.span(), fix=fix, mark=found[0].strip(), severity=severity)


def _cover(document: Document, ctx: Context) -> Iterator[Report]:
    """Yield the full stops at the end of the English title of the document."""
    for elements in titles(document.metadata, "en"):
        for element in elements:
            found = _english.search(element)
            if found and not _is_abbreviation(element[: found.start()]):
                fix = value_fix(ctx, "title", element, element[: found.start()], _TITLE[1])
                span = value_span(ctx, "title", element)
                yield ctx.report(document, span=span, fix=fix, mark=".", severity="warning")


def _is_abbreviation(words: str) -> bool:
    """Whether what stands before the full stop is an abbreviation such as e.g or U.S."""
    return "." in words.rpartition(" ")[2]
