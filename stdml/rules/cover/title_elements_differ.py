"""title-elements-differ (STD-C027)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import elements_of, titles


class TitleElementsDiffer(Rule):
    """The English and the French title have different numbers of elements.

    ## What it does
    Counts the elements of both titles.

    ## Why is this bad?
    The titles in the official languages say the same, element by element (ISO/IEC Directives 2, 11.4).

    ## Example
    ```md
    ---
    title:
      en: [Pumps, Water pumps, Test method]
      fr: [Pompes à eau, Méthode d'essai]
    language: en
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      en: [Pumps, Water pumps, Test method]
      fr: [Pompes, Pompes à eau, Méthode d'essai]
    language: en
    ---
    ```
    """

    code, name, severity, tags = "STD-C027", "title-elements-differ", "warning", ("cover", "title")
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 11.4"}
    rows = ("ISO-TIT-06",)
    on = (Document,)
    message = {
        "zh": "英文名称有{en}个要素，法文名称有{fr}个；两者应一一对应",
        "en": "the English title has {en} elements and the French one {fr}; they are to be the same",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        counts = {}
        for language in ("en", "fr"):
            for written in titles(node.metadata, language):
                counts[language] = len(elements_of(written))
        if len(counts) == 2 and counts["en"] != counts["fr"]:
            yield ctx.report(node, span=value_span(ctx, "title", "fr"), en=counts["en"], fr=counts["fr"])
