"""duplicate-footnote (STD-S005)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule


class DuplicateFootnote(Rule):
    """Two footnotes with one label.

    ## What it does
    Finds every footnote whose label an earlier one has.

    ## Why is this bad?
    Marks lead to the first one, and the second is never printed.

    ## Example
    ```md
    # Scope

    Text.[^1]

    [^1]: One.

    [^1]: Another.
    ```

    ## Use instead
    ```md
    # Scope

    Text.[^1] More.[^2]

    [^1]: One.

    [^2]: Another.
    ```
    """

    code, name, severity, tags = "STD-S005", "duplicate-footnote", "error", ("structure",)
    on = (Document,)
    message = {
        "zh": "脚注“{label}”重复；换一个标号，或删去其中一个",
        "en": "the footnote {label!r} is defined twice; rename one of them, or delete it",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for label, notes in ctx.facts.footnotes.items():
            for later in notes[1:]:
                yield ctx.report(later, label=label)
