"""provision-in-definition (STD-T014)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import as_entry, definition
from stdml.text.modals import find

_ALWAYS = frozenset(("requirement", "recommendation"))
# 可 in a definition tells an ability (可拆卸的部件); "may" is a permission.
_IN_ENGLISH = _ALWAYS | {"permission"}
_need = frozenset("应宜须禁务准允严不sSmM")


class ProvisionInDefinition(Rule):
    """A definition that requires or recommends something.

    ## What it does
    Looks for the verbal forms of requirements and recommendations, and in English of permissions, in the
    words of a definition; quotations are left alone.

    ## Why is this bad?
    A definition says what a thing is. What is demanded of it belongs in a clause with requirements, where
    it can be tested (GB/T 1.1—2020, 8.7.3.3; ISO/IEC Directives 2, 16.5.6).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 值守区 duty area

    应由专人负责的区域。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 值守区 duty area

    由专人负责的区域。
    ```
    """

    code, name, severity, tags = "STD-T014", "provision-in-definition", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("GB-TERM-09", "ISO-TRM-07")
    on = (TermEntry, Clause)
    message = {
        "zh": "定义中不出现“{word}”等要求或推荐；改为陈述，或将要求移至技术要素",
        "en": "a definition contains no provision ({word!r}); it only states what the thing is",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        for prose in definition(entry):
            if _need.isdisjoint(prose.characters):
                continue
            wanted = _ALWAYS if prose.chinese else _IN_ENGLISH
            for form in find(prose.text, "zh" if prose.chinese else "en"):
                if form.modality in wanted:
                    yield ctx.report(prose, (form.start, form.end), word=form.form)
