"""typed-footnote-mark (STD-F035)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Cell, Superscript, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_MARK = lazy(r"[①②③④⑤⑥⑦⑧⑨⑩]|\*{1,3}|注\s?\d{0,2}|\d{1,2}\s?[)）]")
_RIGHT = lazy(r"\d{1,2}\s?[)）]")


class TypedFootnoteMark(Rule):
    """A footnote of the text whose mark was typed by hand.

    ## What it does
    Finds raised marks such as ①, * and 1） in running text. Raised letters in tables and figures are another
    rule's; a typed 1) has the right form, and a star may be none: these are warnings.

    ## Why is this bad?
    Footnotes are numbered 1), 2), 3) through the whole document; typed marks go wrong with the next footnote,
    and neither printers nor programs know what they belong to. Write [^name], and the number is computed.

    ## Example
    ```md
    # 概述

    流量由调查得到<sup>①</sup>。
    ```

    ## Use instead
    ```md
    # 概述

    流量由调查得到[^1]。

    [^1]: 调查在2024年进行。
    ```
    """

    code, name, severity, tags = "STD-F035", "typed-footnote-mark", "error", ("objects", "numbering")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.12.1", "iso-directives-2": "ISO/IEC Directives Part 2, 26.3"}
    rows = ("GB-FN-01", "ISO-FTN-01")
    on = (Prose,)
    needs = frozenset((*"①②③④⑤⑥⑦⑧⑨⑩*注", "0)", "0）", " )", " ）"))
    message = {
        "zh": "条文脚注的标记“{mark}”是手工写的，条文脚注从前言起按1）、2）连续编号，写作[^名称]",
        "en": "the mark {mark!r} was typed by hand; footnotes run 1), 2), … throughout: write [^name]",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, Cell):
            return
        for start, end, raised in node.of(Superscript):
            mark = plain_text(raised).strip()
            # At the beginning of a paragraph stands the text of a footnote.
            if start and _MARK.fullmatch(mark):
                level = "warning" if mark[0] == "*" or _RIGHT.fullmatch(mark) else None
                yield ctx.report(node, (start, end), mark=mark, severity=level)  # type: ignore[arg-type]
