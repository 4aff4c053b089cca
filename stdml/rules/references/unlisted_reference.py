"""unlisted-reference (STD-L018)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule


class UnlistedReference(Rule):
    """A document that is cited normatively and is not among the normative references.

    ## What it does
    Looks at standards that a requirement, an instruction (按照 …, "in accordance with …"), in a guide a
    recommendation, or the introduction of the terms cites, and looks for them in the list.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.2.1, and ISO/IEC Directives 2, 15.5.3: what such a provision cites becomes a part of
    the document, and the list is where a reader sees what that is.

    ## Example
    ```md
    # 规范性引用文件

    本文件没有规范性引用文件。

    # 要求

    噪声应符合GB 3096的规定。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB 3096　声环境质量标准

    # 要求

    噪声应符合GB 3096的规定。
    ```
    """

    code, name, severity, tags = "STD-L018", "unlisted-reference", "error", ("references",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.5.4.2.1",
        "iso-directives-2": "ISO/IEC Directives Part 2, 15.5.3",
    }
    rows = ("GB-REF-09", "ISO-REF-03")
    on = (Document,)
    message = {
        "zh": "“{word}”被规范性引用，但未列入规范性引用文件",
        "en": "{word!r} is cited normatively but not listed among the normative references",
    }
    variants = {
        "move": {
            "zh": "“{word}”被规范性引用，应从参考文献移到规范性引用文件",
            "en": "{word!r} is cited normatively; move it from the bibliography to the normative references",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        cited = ctx.facts.cited
        has_list = any(clause.type == "normative-references" for clause in cited.lists)
        if not has_list and not ctx.facts.is_whole:
            return
        said: set[str] = set()
        for one in cited.mentions:
            if one.sense != "normative" or one.key in said or one.key in cited.own:
                continue
            entries = cited.listed(one.number)
            if any(entry.normative for entry in entries) or cited.is_loose(one.number):
                continue
            said.add(one.key)
            variant = "move" if entries else ""
            yield ctx.report(one.prose, (one.start, one.end), variant=variant, word=one.number.text)
