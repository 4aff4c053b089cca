"""house-style-word (STD-V018)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    is_quoted,
    lacks,
    telling,
    word_list,
)

_WORDS: dict[str, str] = word_list("house-style")["words"]
_TELLING = telling(_WORDS)
_word = re.compile(rf"(?<![\w-])(?:{alternatives(_WORDS)})(?![\w-])|(?-i:(?<=[a-z] )&(?= [a-z]))", re.I)


class HouseStyleWord(Rule):
    """A word that ISO house style avoids: and/or, etc., billion, an ampersand.

    ## What it does
    Finds "and/or", "etc.", "billion", "hereby" and an ampersand between two words of the text.

    ## Why is this bad?
    "And/or" leaves open what is meant, "etc." what else, and a billion is two different numbers.

    ## Example
    ```md
    # Requirements

    The pump and/or the valve shall be closed.
    ```

    ## Use instead
    ```md
    # Requirements

    The pump or the valve, or both, shall be closed.
    ```
    """

    code, name, severity = "STD-V018", "house-style-word", "warning"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, House Style"}
    rows = ("ISO-MOD-14",)
    languages = ("en",)
    tags = ("wording",)
    on = (Prose,)
    needs = frozenset("/.&bha")
    message = {"zh": "避免使用“{word}”，改为“{instead}”", "en": "avoid {word!r}; write {instead!r}"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if ("&" not in node.characters and lacks(node, _TELLING)) or is_quoted(node, ctx):
            return
        if isinstance(node.owner, ReferenceEntry):
            return
        for match in _word.finditer(node.unquoted):
            word = match.group()
            yield ctx.report(node, match.span(), word=word, instead=_WORDS.get(word.lower(), "and"))
