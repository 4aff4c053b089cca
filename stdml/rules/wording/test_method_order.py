"""test-method-order (STD-V074)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Clause,
    Document,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.wording._forms import (
    word_list,
)

_PLACES = {title: place for place, titles in enumerate(word_list("test-method-clauses")) for title in titles}


class TestMethodOrder(Rule):
    """The clauses of a test method in another order than the usual one.

    ## What it does
    Compares the titles of clauses side by side with the order of the Directives: principle, reagents or
    materials, apparatus, samples, procedure, expression of results, test report. It looks where at least
    three of them stand.

    ## Why is this bad?
    Who knows one test method finds everything in the next.

    ## Example
    ```md
    # Principle

    The mass is measured.

    # Procedure

    Weigh the sample.

    # Apparatus

    Balance.
    ```

    ## Use instead
    ```md
    # Principle

    The mass is measured.

    # Apparatus

    Balance.

    # Procedure

    Weigh the sample.
    ```
    """

    code, name, severity = "STD-V074", "test-method-order", "info"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 18.4"}
    rows = ("ISO-OTH-05",)
    languages = ("en",)
    tags = ("wording", "elements")
    on = (
        Document,
        Clause,
    )
    message = {"zh": "“{title}”通常位于“{before}”之前", "en": "{title!r} usually comes before {before!r}"}

    def check(self, node: Document | Clause, ctx: Context) -> Iterator[Report]:
        if len(node.clauses) < 3:
            return
        titles = [
            (clause, plain_text(clause.title).strip())
            for clause in node.clauses
            if isinstance(clause, Clause)
        ]
        known = [
            (_PLACES[title.lower()], clause, title) for clause, title in titles if title.lower() in _PLACES
        ]
        if len(known) < 3:
            return
        highest, highest_title = -1, ""
        for place, clause, title in known:
            if place < highest:
                yield ctx.report(clause, title=title, before=highest_title)
            else:
                highest, highest_title = place, title
