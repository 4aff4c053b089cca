"""unused-footnote (STD-S004)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Footnote, FootnoteReference
from stdml.rules.base import Context, Report, Rule


class UnusedFootnote(Rule):
    """A footnote that no mark in the text refers to.

    ## What it does
    Finds footnotes whose label occurs in no footnote mark outside the footnote itself.

    ## Why is this bad?
    It is printed nowhere, so whoever reads the standard never sees it.

    ## Example
    ```md
    # 范围

    正文。

    [^1]: 无人引用的脚注。
    ```

    ## Use instead
    ```md
    # 范围

    正文[^1]。

    [^1]: 脚注。
    ```
    """

    code, name, severity, tags = "STD-S004", "unused-footnote", "warning", ("structure",)
    on = (Document,)
    message = {
        "zh": "脚注“{label}”未被引用；在条文中加上标号，或删去脚注",
        "en": "no mark refers to the footnote {label!r}; put its mark into the text, or delete it",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        used = {mark.target for mark in ctx.facts.all(FootnoteReference)}
        for note in ctx.facts.all(Footnote):
            if note.label not in used:
                yield ctx.report(note, label=note.label)
