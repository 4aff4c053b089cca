"""wrong-subfigure (STD-F016)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Figure, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_LABEL = lazy(r"[a-z]\s?[)）]?")
_TYPED = lazy(r"(?:图|Figure|Fig\.)?\s?(?P<label>(?:[A-Z]\.)?\d{1,2}[-.–—]\d{1,2})(?!\d)\s*\S")


class WrongSubfigure(Rule):
    """A part of a figure that has parts, a key or notes of its own, or a label other than a).

    ## What it does
    Looks at the parts of figures: one level of parts a), b); keys, notes and footnotes belong to the whole
    figure.

    ## Why is this bad?
    Parts of parts cannot be referred to, and a key that stands with one part is not found from the others.

    ## Example
    ```md
    # 要求

    装置见图1。

    :::::: figure {#f}
    ::: title
    装置
    :::

    ::::: parts
    :::: figure {src=a.svg number=1-1}
    ::: title
    左侧
    :::
    ::::

    :::: figure {src=b.svg}
    ::: title
    右侧
    :::
    ::::
    :::::
    ::::::
    ```

    ## Use instead
    ```md
    # 要求

    装置见图1。

    :::::: figure {#f}
    ::: title
    装置
    :::

    ::::: parts
    :::: figure {src=a.svg}
    ::: title
    左侧
    :::
    ::::

    :::: figure {src=b.svg}
    ::: title
    右侧
    :::
    ::::
    :::::
    ::::::
    ```
    """

    code, name, severity, tags = "STD-F016", "wrong-subfigure", "error", ("objects", "numbering")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.7.6.2", "iso-directives-2": "ISO/IEC Directives Part 2, 28.3.2"}
    rows = ("GB-FIG-05", "ISO-FIG-03")
    on = (Figure,)
    message = {
        "zh": "分图的编号“{label}”应为a）、b）……",
        "en": "the part has the label {label!r}; parts of a figure are a), b), …",
    }
    variants = {
        "deep": {"zh": "分图不再分为分图", "en": "a part of a figure has no parts itself"},
        "key": {
            "zh": "分图不应有自己的说明、注或脚注，将其移到整个图",
            "en": "keys, notes and footnotes belong to the whole figure, not to a part",
        },
    }

    def check(self, node: Figure, ctx: Context) -> Iterator[Report]:
        if ctx.inside(Figure):
            return
        for part in node.parts:
            typed = _TYPED.match(plain_text(part.title).strip())
            label = part.number if part.number and not _LABEL.fullmatch(part.number) else None
            if label or typed:
                yield ctx.report(part, label=label or typed["label"])  # type: ignore[index]
            if part.parts:
                yield ctx.report(part, variant="deep")
            if part.key or part.notes:
                yield ctx.report(part, variant="key")
