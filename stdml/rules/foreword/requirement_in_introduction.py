"""requirement-in-introduction (STD-C044)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._forms import forms_of
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# What laws demand is a fact that an introduction may state.
_law = lazy(r"法律|法规|条例|规章|法》|\b(?:law|laws|legislation|regulations?|directive)\b", re.IGNORECASE)


class RequirementInIntroduction(Rule):
    """A requirement in the introduction.

    ## What it does
    Looks for the verbal forms of requirements in the introduction (应, 不应; shall), quotations left out.

    ## Why is this bad?
    The introduction gives reasons and background (GB/T 1.1—2020, 8.4; ISO/IEC Directives 2, 13.2). What is
    required stands in the numbered clauses, where it can be cited.

    ## Example
    ```md
    # 引言

    企业应建立维护制度。
    ```

    ## Use instead
    ```md
    # 引言

    建立维护制度有助于减少停机。
    ```
    """

    code, name, severity = "STD-C044", "requirement-in-introduction", "error"
    tags = ("foreword", "introduction", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.4", "iso-directives-2": "ISO/IEC Directives Part 2, 13.2"}
    rows = ("GB-INT-01", "ISO-INT-01")
    languages = ("zh", "en")
    on = (Prose,)
    needs = frozenset("应准必须得禁严sSmM")
    message = {
        "zh": "引言中不写要求：“{word}”；移到正文，或改为陈述",
        "en": "no requirement in the introduction: {word!r}; move it to a clause, or state a fact",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element.type != "introduction" or node.field == "title":
            return
        language = ctx.language[:2].lower()
        for start, end in node.sentences:
            for form in forms_of(node.unquoted[start:end], language):
                if form.modality == "requirement" and not _law.search(node.text, start, end):
                    yield ctx.report(node, (start + form.start, start + form.end), word=form.form)
                    break
