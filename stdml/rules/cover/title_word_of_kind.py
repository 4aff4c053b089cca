"""title-word-of-kind (STD-C026)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import titles
from stdml.text.patterns import lazy

_instead = {
    "terminology": (re.compile(r"\bVocabular", re.IGNORECASE), "Vocabulary"),
    "test-method": (
        re.compile(r"\btest methods?\b|\btest-methods?\b|\bdetermination of\b", re.IGNORECASE),
        "Test method",
    ),
}
_reworded = lazy(
    r"\b(methods? (?:of|for) (?:testing|tests?)|testing methods?|methods? for (?:the )?determin\w+|glossary"
    r"|terminology|terms and definitions)\b",
    re.IGNORECASE,
)


class TitleWordOfKind(Rule):
    """The title of a vocabulary or a test method has another word than the usual one.

    ## What it does
    Looks in the English title for Vocabulary, or for Test method or Determination of, where the metadata say
    that the document is a terminology or a test method; and for "method of testing" and the like.

    ## Why is this bad?
    These words are the same in all titles, so that such documents are found (ISO/IEC Directives 2, 11.5.2).

    ## Example
    ```md
    ---
    title:
      en: [Pumps, Method of testing]
    language: en
    kind: test-method
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      en: [Pumps, Test method]
    language: en
    kind: test-method
    ---
    ```
    """

    code, name, severity, tags = "STD-C026", "title-word-of-kind", "warning", ("cover", "title")
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 11.5.2"}
    rows = ("ISO-TIT-04",)
    on = (Document,)
    message = {
        "zh": "英文名称“{title}”用“{right}”表示文件类型",
        "en": "the title {title!r} names the kind by {right!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        known = _instead.get(node.metadata.kind or "")
        if known is None:
            return
        usual, right = known
        for elements in titles(node.metadata, "en"):
            title = " — ".join(elements)
            if not usual.search(title) or _reworded.search(title):
                yield ctx.report(node, span=value_span(ctx, "title", elements[-1]), title=title, right=right)
