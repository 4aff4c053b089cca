"""title-elements-differ (STD-C027)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import elements_of, titles

_OTHERS = {"fr": ("French", "法文"), "zh": ("Chinese", "中文")}


class TitleElementsDiffer(Rule):
    """The English and the French or Chinese title have different numbers of elements.

    ## What it does
    Counts the elements of the titles.

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
        "zh": "英文名称有{en}个要素，{name}名称有{other}个；两者应一一对应",
        "en": "the English title has {en} elements and the {name} one {other}; they are to be the same",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        counts: dict[str, int] = {}
        for language in ("en", *_OTHERS):
            for written in titles(node.metadata, language):
                counts[language] = len(elements_of(written))
        english = counts.pop("en", 0)
        for language, count in counts.items():
            # A Chinese title in one piece may have elements that nobody divided.
            if english and count != english and not (language == "zh" and count == 1):
                name = _OTHERS[language][ctx.language.startswith("zh")]
                span = value_span(ctx, "title", language)
                yield ctx.report(node, span=span, en=english, other=count, name=name)
