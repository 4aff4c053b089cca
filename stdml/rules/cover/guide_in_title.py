"""guide-in-title (STD-C019)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers, value_fix, value_span
from stdml.rules.cover._titles import titles
from stdml.text.patterns import lazy

# "Guide rails" and "guide vanes" are things; a document is a guide to or for something.
_guide = lazy(r"\bGuides?(?= (?:to|for|on)\b|\s*(?:—|:|\Z))|\b[Gg]uides?(?= (?:to|for|on)\b)")


class GuideInTitle(Rule):
    """A title that calls the document a guide.

    ## What it does
    Finds the word Guide in English titles where it names the document; ISO and IEC Guides are left alone.

    ## Why is this bad?
    Guides are a series of their own. Documents of committees give guidance or guidelines
    (ISO/IEC Directives 2, 11.5.2).

    ## Example
    ```md
    ---
    title:
      en: [Pumps, Guide to maintenance]
    language: en
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      en: [Pumps, Guidance on maintenance]
    language: en
    ---
    ```
    """

    code, name, severity, tags = "STD-C019", "guide-in-title", "error", ("cover", "title")
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 11.5.2"}
    rows = ("ISO-TIT-03",)
    fixes = "unsafe"
    on = (Document,)
    message = {
        "zh": "英文名称中用 Guidance 或 Guidelines，不用“{word}”",
        "en": "write Guidance or Guidelines, not {word!r}, in the title",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if any("guide" in text.lower() for text, _ in numbers(node.metadata)):
            return
        for elements in titles(node.metadata, "en"):
            for element in elements:
                if found := _guide.search(element):
                    new = _guide.sub("Guidelines", element, count=1).replace(
                        "Guidelines to", "Guidelines for"
                    )
                    fix = value_fix(ctx, "title", element, new, f"{element} → {new}", safe=False)
                    yield ctx.report(
                        node, span=value_span(ctx, "title", element), fix=fix, word=found.group()
                    )
