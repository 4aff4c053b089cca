"""english-title-word (STD-C021)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import titles, words


class EnglishTitleWord(Rule):
    """The English title of a Chinese standard has another word for its kind than the table of titles.

    ## What it does
    Takes the last word of the Chinese title (术语, 符号, 分类, 试验方法, 测定, 规范, 规程, 指南) and
    looks for its counterpart in the English title: vocabulary, symbols, classification, test method,
    determination, specification, code of practice, guidelines.

    ## Why is this bad?
    A 规范 that is called a standard, or a 规程 that is called rules, is taken for another kind of document
    abroad (GB/T 1.1—2020, table 1).

    ## Example
    ```md
    ---
    title:
      zh: [电梯, 维护保养规程]
      en: [Lifts, Maintenance rules]
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: [电梯, 维护保养规程]
      en: [Lifts, Code of practice for maintenance]
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C021", "english-title-word", "warning", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1.4.2"}
    rows = ("GB-TITLE-06",)
    on = (Document,)
    message = {
        "zh": "“{word}”的英文是“{right}”，而英文译名是“{title}”",
        "en": "{word!r} is {right!r} in English, but the English title is {title!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        chinese = next(titles(node.metadata, "zh"), None)
        if chinese is None:
            return
        data = words()
        word = next((word for word in data["endings"] if chinese[-1].strip("《》 ").endswith(word)), None)
        if word is None:
            return
        known = data["kinds"][data["endings"][word]]
        for elements in titles(node.metadata, "en"):
            title = " ".join(elements)
            if not any(form in title.lower() for form in known["en"]):
                span = value_span(ctx, "title", elements[-1])
                yield ctx.report(node, span=span, word=word, right=known["right_en"].lower(), title=title)
