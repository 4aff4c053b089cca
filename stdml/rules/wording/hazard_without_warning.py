"""hazard-without-warning (STD-V073)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Clause,
    Document,
    Paragraph,
    SafetyWarning,
    Text,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.wording._forms import (
    alternatives,
    word_list,
)
from stdml.text.patterns import lazy

_hazard = lazy(rf"(?<![\w-])(?:{alternatives(word_list('hazards')['words'])})(?![\w-])", re.I)
_warned = lazy(r"\s*(?:WARNING|CAUTION|DANGER|Warning|Caution|Danger)(?![a-z])")


class HazardWithoutWarning(Rule):
    """A test method with a hazard and without a warning.

    ## What it does
    Looks in documents with the procedure of a test method for hazardous substances and energy in the text,
    and for a warning (a WARNING block, or a paragraph that opens with WARNING, CAUTION or DANGER).

    ## Why is this bad?
    Whoever carries out the test must know the danger before it begins.

    ## Example
    ```md
    ---
    language: en
    kind: test-method
    ---

    # Principle

    The mass of glass is measured.

    # Reagents

    Hydrofluoric acid is used.

    # Procedure

    Weigh the sample.
    ```

    ## Use instead
    ```md
    ---
    language: en
    kind: test-method
    ---

    # Principle

    The mass of glass is measured.

    WARNING: Hydrofluoric acid causes burns.

    # Reagents

    Hydrofluoric acid is used.

    # Procedure

    Weigh the sample.
    ```
    """

    code, name, severity = "STD-V073", "hazard-without-warning", "warning"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 18.5.1"}
    rows = ("ISO-OTH-04",)
    languages = ("en",)
    tags = ("wording", "elements")
    on = (Document,)
    message = {
        "zh": "试验涉及“{word}”，但文中没有警告",
        "en": "the test involves {word!r}, but no warning says so",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if not _is_test(node) or ctx.facts.all(SafetyWarning):
            return
        if any(_warned.match(plain_text(block)) for block in ctx.facts.all(Paragraph)):
            return
        for text in ctx.facts.all(Text):
            if match := _hazard.search(text.value):
                yield ctx.report(text, match.span(), word=match[0])
                return


def _is_test(document: Document) -> bool:
    """Whether the document describes a test method: what it uses, and a procedure."""
    clauses = (clause for clause in document.clauses if isinstance(clause, Clause))
    titles = {plain_text(clause.title).strip().lower() for clause in clauses}
    uses = document.metadata.kind == "test-method" or any(title.startswith("reagents") for title in titles)
    return uses and bool(titles & {"procedure", "test procedure"})
