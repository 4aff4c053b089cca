"""exclusive-term (STD-V017)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import words
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    is_quoted,
    word_list,
)
from stdml.text.patterns import lazy

_TERMS: dict[str, str] = word_list("inclusive-terms")
_term = lazy(rf"(?<![\w/-])(?:{alternatives(_TERMS)})(?![\w/-])", re.I)


class ExclusiveTerm(Rule):
    """A term that is not inclusive: blacklist, master/slave, man-hours.

    ## What it does
    Finds such terms outside quotations, code and titles of other documents, and proposes another. Names in
    capitals and identifiers are left alone.

    ## Why is this bad?
    The Directives ask for terms that offend nobody and describe what is meant.

    ## Example
    ```md
    # Requirements

    The whitelist shall be kept for 180 d.
    ```

    ## Use instead
    ```md
    # Requirements

    The allowlist shall be kept for 180 d.
    ```
    """

    code, name, severity = "STD-V017", "exclusive-term", "warning"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 8.6"}
    rows = ("ISO-MOD-13",)
    languages = ("en",)
    tags = ("wording",)
    fixes = "unsafe"
    on = (Prose,)
    needs = words(_TERMS)
    message = {
        "zh": "“{word}”不是包容性用语，可用“{instead}”",
        "en": "{word!r} is not inclusive; consider {instead!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or isinstance(node.owner, ReferenceEntry):
            return
        for match in _term.finditer(node.unquoted):
            word = match.group()
            instead = _TERMS[word.lower()]
            if word.isupper() and len(word) > 1:
                continue
            instead = instead.capitalize() if word[0].isupper() else instead
            fix = ctx.fix(f"{word} → {instead}", [(node, match.span(), instead)], safe=False)
            yield ctx.report(node, match.span(), fix=fix, word=word, instead=instead)
