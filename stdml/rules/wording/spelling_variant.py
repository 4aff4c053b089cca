"""spelling-variant (STD-V019)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_quoted,
    word_list,
)
from stdml.text.patterns import lazy

_SPELLING: dict[str, str] = word_list("house-style")["spelling"]
_word = lazy(r"(?<![\w.@/-])[a-z]{4,}(?![\w@/-]|\.\w)")


class SpellingVariant(Rule):
    """A spelling that is not the British one with -ize.

    ## What it does
    Compares lower-case words with a list of spellings: organisation, standardise, color, fiber, liter.
    Names, quotations, code and titles of other documents are left alone.

    ## Why is this bad?
    ISO writes as the Concise Oxford Dictionary does: organization, colour, litre. Two spellings make
    searching harder.

    ## Example
    ```md
    # Requirements

    The organisation shall record the color.
    ```

    ## Use instead
    ```md
    # Requirements

    The organization shall record the colour.
    ```
    """

    code, name, severity = "STD-V019", "spelling-variant", "warning"
    basis = {"iso-directives-2": "ISO House Style"}
    rows = ("ISO-MOD-14",)
    languages = ("en",)
    tags = ("wording",)
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(_SPELLING)
    message = {"zh": "“{word}”应拼写为“{instead}”", "en": "{word!r} is spelled {instead!r} by ISO"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or isinstance(node.owner, ReferenceEntry):
            return
        for match in _word.finditer(node.unquoted):
            instead = _SPELLING.get(match.group())
            if instead is not None:
                fix = ctx.fix(f"{match.group()} → {instead}", [(node, match.span(), instead)])
                yield ctx.report(node, match.span(), fix=fix, word=match.group(), instead=instead)
