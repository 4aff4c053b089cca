"""silent-type-change (STD-L057)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.adoption._adoption import adopted
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy
from stdml.text.standards import parse

_type = lazy(r"(?:[/ ])(TS|TR|PAS|Guide|GUIDE)\Z")
_names = {"TS": "技术规范", "TR": "技术报告", "PAS": "可公开提供规范", "Guide": "指南", "GUIDE": "指南"}
_told = lazy(
    r"文件类型|由[^。；]{0,30}(?:技术规范|技术报告|规范|指南|标准)[^。；]{0,10}(?:调整|改|变更|转化)为"
)


class SilentTypeChange(Rule):
    """A technical specification or report that became a national standard without a word about it.

    ## What it does
    Where a GB or GB/T adopts a TS, TR, PAS or Guide, looks in the foreword for the change of the type.

    ## Why is this bad?
    GB/T 1.2—2020: a specification or a report of ISO has not the standing of a standard; that it has been
    given it is a decision the reader has to know of.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO/TS 9902:2020", degree: IDT}]
    ---

    # 前言

    本文件等同采用ISO/TS 9902:2020《示例泵》。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO/TS 9902:2020", degree: IDT}]
    ---

    # 前言

    本文件等同采用ISO/TS 9902:2020《示例泵》，文件类型由ISO的技术规范调整为我国的国家标准。
    ```
    """

    code, name, severity, tags = "STD-L057", "silent-type-change", "info", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020"}
    rows = ("GB12-12",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "“{word}”是{kind}，前言应说明文件类型调整为我国的国家标准",
        "en": "{word!r} is no International Standard; the foreword should say that its type was changed",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        own = [number for one in node.metadata.identifier if (number := parse(one)) is not None]
        if not own or own[0].family != "national" or own[0].prefix.endswith("/Z"):
            return
        foreword = next((c for c in node.clauses if isinstance(c, Clause) and c.type == "foreword"), None)
        if foreword is None or _told.search("".join(plain_text(foreword).split())):
            return
        for one in adopted(node):
            found = _type.search(one.number.prefix) if one.number else None
            if found:
                yield ctx.report(foreword, word=one.text, kind=_names[found[1]])
