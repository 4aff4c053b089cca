"""numbered-symbol (STD-T061)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause, List, Paragraph
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_ORDERED = frozenset(("ordered", "alpha", "decimal", "roman"))
_mark = lazy(r"\A(?:\d{1,2}|[a-z])[)）.、]\s*")
_typed = lazy(r"\s*(?:[（(]?(?:\d{1,2}|[a-z])[)）.、]|[①-⑳])\s*(?=[A-Za-zα-ωΑ-Ω\ufffc])")


class NumberedSymbol(Rule):
    """A number or letter before a symbol or an abbreviated term.

    ## What it does
    Finds ordered lists in the clause of symbols and abbreviated terms, and items that were typed with a
    number.

    ## Why is this bad?
    The items are ordered by their letters and bear no numbers (GB/T 1.1—2020, 8.8.3).

    ## Example
    ```md
    # 缩略语

    下列缩略语适用于本文件。

    a) AC：交流（alternating current）。
    b) LED：发光二极管（light-emitting diode）。

    # 要求

    LED应用AC供电。
    ```

    ## Use instead
    ```md
    # 缩略语

    下列缩略语适用于本文件。

    AC：交流（alternating current）

    LED：发光二极管（light-emitting diode）

    # 要求

    LED应用AC供电。
    ```
    """

    code, name, severity, tags = "STD-T061", "numbered-symbol", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.8.3"}
    rows = ("GB-SYM-02",)
    fixes = "safe"
    on = (Clause,)
    message = {
        "zh": "符号和缩略语之前不编号",
        "en": "symbols and abbreviated terms bear no numbers",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type != "symbols":
            return
        for block in node.blocks:
            if isinstance(block, List) and block.style in _ORDERED:
                yield ctx.report(block, fix=_as_paragraphs(block, ctx))
            elif isinstance(block, Paragraph):
                prose = Prose(block, "children", False)
                found = _typed.match(prose.text)
                if found:
                    fix = ctx.fix("删去编号", [(prose, found.span(), "")])
                    yield ctx.report(prose, found.span(), fix=fix)
                    return


def _as_paragraphs(block: List, ctx: Context) -> Fix | None:
    """Return a repair that makes a paragraph of each item, if each holds just one."""
    span = span_of(block)
    texts = [ctx.source_text(item.children[0]) for item in block.items if len(item.children) == 1]
    texts = [_mark.sub("", text.strip()) for text in texts]
    if span is None or len(texts) != len(block.items) or not all(texts):
        return None
    return Fix("删去编号", (Edit(*span, "\n\n".join(texts)),), True)
