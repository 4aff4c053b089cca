"""numbered-reference (STD-L004)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import typed_marker


class NumberedReference(Rule):
    """A normative reference with a number of its own before it.

    ## What it does
    Finds entries of the normative references that begin with [1], 1. or 1）.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1, and ISO/IEC Directives 2, 15.5.1: the entries are not numbered; a document is
    cited by its own number. Numbers in brackets belong to the bibliography.

    ## Example
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    [1] GB/T 8170　数值修约规则与极限数值的表示和判定

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

    code, name, severity, tags = "STD-L004", "numbered-reference", "error", ("references",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 8.6.3.1",
        "iso-directives-2": "ISO/IEC Directives Part 2, 15.5.1",
    }
    rows = ("GB-REF-04", "ISO-REF-01")
    fixes = "safe"
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "规范性引用文件不编序号，删去“{word}”",
        "en": "normative references are not numbered; delete {word!r}",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        source = getattr(ctx.document, "source", None)
        for entry in ctx.facts.cited.normative:
            if entry.clause is not node:
                continue
            if entry.marker:
                within = (0, entry.marker)
                word = entry.prose.text[: entry.marker].strip()
                fix = ctx.fix(f"– {word}", [(entry.prose, within, "")])
                yield ctx.report(entry.prose, within, word=word, fix=fix)
            elif span := typed_marker(entry, source):
                word = source.text[slice(*span)].strip()  # type: ignore[union-attr]
                fix = Fix(f"– {word}", (Edit(*span, ""),), True)
                yield ctx.report(entry.node, span=span, word=word, fix=fix)
