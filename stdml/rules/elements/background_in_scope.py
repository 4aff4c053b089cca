"""background-in-scope (STD-T043)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import is_scope, scope_prose
from stdml.text.patterns import lazy

_zh = lazy(
    r"(?:为了|为(?:规范|加强|保障|提高|提升|促进|贯彻|落实|推动|推进|适应|满足|指导|确保|进一步|维护|保护|统一)"
    r"|根据《|依据《|按照《|根据(?:国家|有关|相关)|随着|鉴于|由于|近年来|目前)"
)
_made = lazy("制定本(?:文件|标准|规范|规程|指南|部分)|编制本(?:文件|标准|规范|规程|指南|部分)")
_en = lazy(
    r"(?:In order to|Due to|Because of|In recent years|Owing to|With the (?:development|growth|increase)"
    r"|(?:The|This document's) (?:purpose|aim|objective)s? of this"
    r"|This document (?:was|has been) (?:developed|prepared|written))"
)


class BackgroundInScope(Rule):
    """A scope that tells why or on what authority the document was written.

    ## What it does
    Looks for sentences of the scope that open with 为了, 根据《…》, 随着, "In order to" and the like, or
    that say 制定本文件.

    ## Why is this bad?
    The scope says what the document does and to what it applies. Reasons stand in the introduction (GB/T
    1.1—2020, 8.5.3; ISO/IEC Directives 2, 14.1).

    ## Example
    ```md
    # 范围

    本文件规定了养老机构的服务要求。

    为规范养老服务市场，制定本文件。

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

    code, name, severity, tags = "STD-T043", "background-in-scope", "warning", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.4, 8.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 14.1"}
    rows = ("GB-SCOPE-05", "GB-INT-05", "ISO-SCO-05")
    on = (Clause,)
    message = {
        "zh": "范围中不写背景、目的和依据（“{words}”）；移至引言或前言",
        "en": "a scope gives no background or reasons ({words!r}); move them to the introduction",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not isinstance(ctx.parent, Document) or not is_scope(node):
            return
        for prose in scope_prose(node):
            for start, end in prose.sentences:
                found = (_zh if prose.chinese else _en).match(prose.text, start, end)
                found = found or _made.search(prose.text, start, end)
                if found:
                    yield ctx.report(prose, found.span(), words=found.group())
