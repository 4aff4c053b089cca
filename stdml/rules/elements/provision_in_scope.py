"""provision-in-scope (STD-T042)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import is_scope, scope_prose
from stdml.text.modals import find
from stdml.text.patterns import lazy

# 可 before other verbs is a part of a name: 适用于可调节座椅.
_permits = lazy("参照|参考|参阅|按|供|作为|用于|采用|根据|依据|依照|执行|借鉴|选用|使用|适用|不")
_PROVISIONS = frozenset(("requirement", "recommendation", "permission"))


class ProvisionInScope(Rule):
    """A scope that requires, recommends or permits something.

    ## What it does
    Looks for the verbal forms of requirements, recommendations and permissions in the scope; notes,
    examples and quotations are left alone.

    ## Why is this bad?
    The scope consists of statements of fact only (GB/T 1.1—2020, 8.5.3; ISO/IEC Directives 2, 14.2).

    ## Example
    ```md
    # 范围

    本文件规定了养老机构的服务要求。

    养老机构应执行本文件。

    # 要求

    服务人员应佩戴标牌。
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了养老机构的服务要求。

    本文件适用于养老机构。

    # 要求

    服务人员应佩戴标牌。
    ```
    """

    code, name, severity, tags = "STD-T042", "provision-in-scope", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 14.2"}
    rows = ("GB-SCOPE-04", "ISO-SCO-02")
    on = (Clause,)
    message = {
        "zh": "范围中只用陈述，不写“{word}”等要求、推荐或允许",
        "en": "a scope holds statements of fact only, no provision ({word!r})",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not isinstance(ctx.parent, Document) or not is_scope(node):
            return
        for prose in scope_prose(node):
            for form in find(prose.text, "zh" if prose.chinese else "en"):
                if form.form == "可" and not _permits.match(prose.text, form.end):
                    continue
                if form.modality in _PROVISIONS:
                    yield ctx.report(prose, (form.start, form.end), word=form.form)
