"""term-without-english (STD-T016)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Paragraph, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import as_entry, name_of, words_of
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_latin = lazy("[A-Za-z]{2}")


class TermWithoutEnglish(Rule):
    """A Chinese term without its English equivalent.

    ## What it does
    Finds term entries whose first term is Chinese and that have no term in Latin letters.

    ## Why is this bad?
    Each entry gives the English equivalent after the term (GB/T 1.1—2020, 8.7.3.1): readers find the
    concept in international documents by it.

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩

    为车辆提供电能的固定装置。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```
    """

    code, name, severity, tags = "STD-T016", "term-without-english", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.1"}
    rows = ("GB-TERM-04",)
    languages = ("zh",)
    on = (TermEntry, Clause)
    message = {
        "zh": "术语“{term}”缺少英文对应词；写在术语之后，空一个字",
        "en": "the term {term!r} has no English equivalent; write it after the term",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        if not entry.children or any(map(_latin.search, map(words_of, entry.designations))):
            return
        first = entry.children[0]
        # The equivalent may stand alone below the term.
        if isinstance(first, Paragraph) and not has_cjk(words := plain_text(first)) and _latin.search(words):
            return
        if has_cjk(name_of(entry)):
            yield ctx.report(entry.designations[0], term=name_of(entry))
