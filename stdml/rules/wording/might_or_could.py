"""might-or-could (STD-V010)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    holds_statements,
    is_quoted,
)
from stdml.text.patterns import lazy

_PAST = frozenset(("might", "could"))
_past = lazy(r"(?<![\w-])(?:[Mm]ight|[Cc]ould)(?!\w)(?!-)")
_noun = lazy(r"(?:the|with|of|all|military)\s\Z", re.I)
_INSTEAD = {"might": "can", "could": "can", "Might": "Can", "Could": "Can"}


class MightOrCould(Rule):
    """ "Might" or "could", which are no verbal forms of a document.

    ## What it does
    Finds "might" and "could" in provisions and in notes and examples, quotations left out.

    ## Why is this bad?
    "Can" states a possibility and "may" a permission. The past forms say neither and leave the reader to
    guess.

    ## Example
    ```md
    # Requirements

    Moisture could cause corrosion.
    ```

    ## Use instead
    ```md
    # Requirements

    Moisture can cause corrosion.
    ```
    """

    code, name, severity = "STD-V010", "might-or-could", "error"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 7.4, 7.5"}
    rows = ("ISO-MOD-04",)
    languages = ("en",)
    tags = ("wording",)
    fixes = "unsafe"
    on = (Prose,)
    needs = _PAST
    message = {
        "zh": "“{word}”不是标准的助动词；可能性用 can，允许用 may",
        "en": "{word!r} is no verbal form; a possibility is 'can', a permission 'may'",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if holds_statements(ctx) or is_quoted(node, ctx):
            return
        for match in _past.finditer(node.unquoted):
            word = match.group()
            if _noun.search(node.text[max(0, match.start() - 10) : match.start()]):
                continue
            instead = "cannot" if node.text.startswith(" not ", match.end()) else _INSTEAD[word]
            end = match.end() + 4 if instead == "cannot" else match.end()
            fix = ctx.fix(f"{word} → {instead}", [(node, (match.start(), end), instead)], safe=False)
            yield ctx.report(node, match.span(), fix=fix, word=word)
