"""article-before-definition (STD-T012)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import as_entry, definition, remove
from stdml.text.patterns import lazy

# "a priori" begins with no article.
_article = lazy(r"\s*((?:[Aa]n?|[Tt]he)[ \u00a0]+)(?!priori\b|posteriori\b|fortiori\b)(?=\S)")


class ArticleBeforeDefinition(Rule):
    """A definition that begins with an article.

    ## What it does
    Finds "a", "an" and "the" at the beginning of an English definition.

    ## Why is this bad?
    The definition takes the place of the term in a sentence, where an article stands already (ISO/IEC
    Directives 2, 16.5.6).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    a device that moves liquids
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids
    ```
    """

    code, name, severity, tags = "STD-T012", "article-before-definition", "error", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("ISO-TRM-05",)
    languages = ("en",)
    fixes = "safe"
    on = (TermEntry, Clause)
    message = {
        "zh": "定义不以冠词“{word}”开头",
        "en": "a definition does not begin with the article {word!r}",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        for prose in definition(entry)[:1]:
            found = None if prose.chinese else _article.match(prose.text)
            if found:
                place = found.span(1)
                fix = remove(ctx, prose, *place, "Remove the article", safe=True)
                yield ctx.report(prose, (place[0], found.end(1)), word=found[1].strip(), fix=fix)
