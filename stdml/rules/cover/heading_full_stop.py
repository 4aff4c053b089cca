"""heading-full-stop (STD-C028)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_fix, value_span
from stdml.rules.cover._titles import titles
from stdml.rules.prose import Prose

_FIELDS = ("title", "caption")
_stop = re.compile(
    r"(?<=[a-z)\d])(?<!\betc)(?<!\bvs)(?<!\bal)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bapprox)\.\s*\Z"
)


class HeadingFullStop(Rule):
    """A heading or a caption with a full stop at its end.

    ## What it does
    Looks at the end of English headings, titles of tables and titles of figures. Abbreviations keep theirs.

    ## Why is this bad?
    Headings are no sentences; the house style of ISO sets them without a full stop.

    ## Example
    ```md
    # Requirements.

    The flow rate shall be not less than 20 l/min.

    # Marking

    The pump shall be marked.
    ```

    ## Use instead
    ```md
    # Requirements

    The flow rate shall be not less than 20 l/min.

    # Marking

    The pump shall be marked.
    ```
    """

    code, name, severity, tags = "STD-C028", "heading-full-stop", "warning", ("cover", "title")
    basis = {"iso-directives-2": "ISO house style, titles"}
    rows = ("ISO-TIT-07",)
    languages = ("en",)
    fixes = "safe"
    on = (Prose, Document)
    needs = frozenset(".")
    message = {
        "zh": "标题“{title}”末尾不加句点",
        "en": "no full stop at the end of the heading {title!r}",
    }

    def check(self, node: Prose | Document, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Document):
            yield from self._cover(node, ctx)
            return
        if node.field not in _FIELDS or not (found := _stop.search(node.text)):
            return
        within = (found.start(), found.start() + 1)
        title = node.text[: found.start()].strip()
        if _is_abbreviation(title):
            return
        yield ctx.report(node, within, fix=ctx.fix("– .", [(node, within, "")]), title=title)

    def _cover(self, document: Document, ctx: Context) -> Iterator[Report]:
        for elements in titles(document.metadata, "en"):
            for element in elements:
                if (found := _stop.search(element)) and not _is_abbreviation(element[: found.start()]):
                    right = element[: found.start()]
                    fix = value_fix(ctx, "title", element, right, "– .")
                    yield ctx.report(document, span=value_span(ctx, "title", element), fix=fix, title=right)


def _is_abbreviation(words: str) -> bool:
    """Whether what stands before the full stop is an abbreviation such as e.g or U.S."""
    return "." in words.rpartition(" ")[2]
