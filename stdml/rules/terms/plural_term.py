"""plural-term (STD-T023)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Designation
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import data_of, words_of
from stdml.text.patterns import lazy

_plural = lazy(r"(?:[a-z-]+ )*(?P<last>[a-z]{3,}[^s\W]s)")
_SINGULAR = ("ss", "us", "is", "ics", "as", "os", "ings", "ies")


class PluralTerm(Rule):
    """A term in the plural.

    ## What it does
    Finds English terms whose last word ends as a plural does.

    ## Why is this bad?
    Terms stand in their basic form: nouns in the singular, verbs in the infinitive (ISO/IEC Directives 2,
    16.5.5).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## inspection reports

    record of what was seen
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## inspection report

    record of what was seen
    ```
    """

    code, name, severity, tags = "STD-T023", "plural-term", "warning", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.5.5"}
    rows = ("ISO-TRM-04",)
    languages = ("en",)
    on = (Designation,)
    message = {
        "zh": "术语用单数：“{words}”",
        "en": "a term stands in the singular, not as {words!r}",
    }

    def check(self, node: Designation, ctx: Context) -> Iterator[Report]:
        words = words_of(node)
        found = _plural.fullmatch(words)
        if node.language not in (None, "en") or not found or found["last"].endswith(_SINGULAR):
            return
        if found["last"] not in data_of("term-words")["no_plural"]:
            yield ctx.report(node, words=words)
