"""house-style-word (STD-V018)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document, ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import words
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    is_quoted,
    word_list,
)
from stdml.text.patterns import lazy

_WORDS: dict[str, str] = word_list("house-style")["words"]
_word = lazy(rf"(?<![\w-])(?:{alternatives(_WORDS)})(?![\w-])|(?-i:(?<=[a-z] )&(?= [a-z]))", re.I)


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
    basis = {"iso-directives-2": "ISO House Style"}
    rows = ("ISO-MOD-14",)
    languages = ("en",)
    tags = ("wording",)
    on = (Document, Prose)
    needs = words(_WORDS) | {"&"}
    message = {"zh": "避免使用“{word}”，改为“{instead}”", "en": "avoid {word!r}; write {instead!r}"}

    def check(self, node: Document | Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Document):
            yield from _in_title(node, ctx)
            return
        if is_quoted(node, ctx) or isinstance(node.owner, ReferenceEntry):
            return
        for match in _word.finditer(node.unquoted):
            word = match.group()
            yield ctx.report(node, match.span(), word=word, instead=_WORDS.get(word.lower(), "and"))


def _in_title(document: Document, ctx: Context) -> Iterator[Report]:
    """Yield the words in the English title of a document."""
    source, key = getattr(document, "source", None), ctx.facts.metadata_span("title")
    if source is None or key is None:
        # A title that is a heading is running text.
        return
    for language, elements in document.metadata.title.items():
        for element in elements if language.startswith("en") else ():
            if match := _word.search(element):
                at = source.text.find(element, key[0])
                span = (at + match.start(), at + match.end()) if at >= 0 else key
                word = match.group()
                yield ctx.report(document, span=span, word=word, instead=_WORDS.get(word.lower(), "and"))
