"""unresolved-footnote (STD-S003)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, FootnoteReference, Text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_mark = lazy(r"\[\^([\w-]{1,32})\]")


class UnresolvedFootnote(Rule):
    """The mark of a footnote that does not exist.

    ## What it does
    Looks up the label of every footnote mark among the footnotes of the document. In Markdown a mark without
    a footnote is plain text; it counts as one where its label is a number or the document has footnotes.

    ## Why is this bad?
    The printed mark would lead to nothing.

    ## Example
    ```md
    # Scope

    Text.[^1]
    ```

    ## Use instead
    ```md
    # Scope

    Text.[^1]

    [^1]: The footnote.
    ```
    """

    code, name, severity, tags = "STD-S003", "unresolved-footnote", "error", ("structure",)
    on = (FootnoteReference, Document)
    message = {
        "zh": "没有脚注“{label}”；写出该脚注，或删去此处的标号",
        "en": "there is no footnote {label!r}; write it, or delete the mark",
    }

    def check(self, node: FootnoteReference | Document, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Document):
            for text in ctx.facts.all(Text):
                if "[^" in text.value:
                    yield from self._marks(text, ctx)
        elif node.target not in ctx.facts.footnotes:
            yield ctx.report(node, label=node.target)

    def _marks(self, node: Text, ctx: Context) -> Iterator[Report]:
        for match in _mark.finditer(node.value):
            label = match[1]
            # An escaped bracket is meant as one, and [^abc] without any footnote may be a regular expression.
            written = ctx.source_text(node)
            if f"[^{label}]" not in written or f"\\[^{label}" in written:
                continue
            if label.isdecimal() or ctx.facts.footnotes:
                yield ctx.report(node, match.span(), label=label)
