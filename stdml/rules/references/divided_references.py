"""divided-references (STD-L001)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause, plain_text
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._entries import LISTS
from stdml.text.patterns import lazy

_typed = lazy(r"#{1,6}[ \t]+(?P<number>第?\d{1,2}(?:\.\d{1,2})*(?!\d)[章.、]?[ \t\u3000]+)(?=\S)")


class DividedReferences(Rule):
    """A list of normative references that is divided into clauses, or a bibliography that is numbered.

    ## What it does
    Finds subclauses in the normative references, a number typed before the title of the bibliography, and
    numbers typed before the headings of its groups.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.1 and 8.13, and ISO/IEC Directives 2, 15.4 and 21.4: the normative references are one
    list; the bibliography is no clause, so that neither it nor a group in it has a number.

    ## Example
    ```md
    # 规范性引用文件

    本文件没有规范性引用文件。

    ## 国家标准

    无。

    ## 行业标准

    无。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    本文件没有规范性引用文件。
    ```
    """

    code, name, severity, tags = "STD-L001", "divided-references", "error", ("references",)
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 8.6.1, 8.13",
        "iso-directives-2": "ISO/IEC Directives Part 2, 15.4, 21.4",
    }
    rows = ("GB-REF-01", "GB-BIB-01", "ISO-REF-01", "ISO-BIB-01")
    fixes = "safe"
    on = (Clause,)
    types = LISTS
    message = {
        "zh": "规范性引用文件不分条，将“{word}”下的文件并入清单",
        "en": "the normative references are one list; merge the documents under {word!r} into it",
    }
    variants = {
        "numbered": {
            "zh": "参考文献及其分组不编号，删去“{word}”",
            "en": "neither the bibliography nor a group in it is numbered; delete {word!r}",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for below in node.clauses:
            if not isinstance(below, Clause):
                continue
            if node.type == "normative-references":
                yield ctx.report(below, word=plain_text(below.title).strip())
            else:
                yield from _numbered(below, ctx)
        if node.type == "bibliography":
            yield from _numbered(node, ctx)


def _numbered(clause: Clause, ctx: Context) -> Iterator[Report]:
    found = _typed.match(ctx.source_text(clause))
    place = span_of(clause)
    if found and place is not None:
        span = (place[0] + found.start("number"), place[0] + found.end("number"))
        word = found["number"].strip()
        yield ctx.report(
            clause, variant="numbered", span=span, word=word, fix=Fix(f"– {word}", (Edit(*span, ""),))
        )
    elif clause.number:
        yield ctx.report(clause, variant="numbered", word=clause.number)
