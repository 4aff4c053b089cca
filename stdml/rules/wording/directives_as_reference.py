"""directives-as-reference (STD-V072)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Paragraph,
    ReferenceEntry,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.wording._forms import (
    element_type,
)
from stdml.text.patterns import lazy

_directives = lazy(r"(?:ISO(?:/IEC)?|IEC) Directives")


class DirectivesAsReference(Rule):
    """The ISO/IEC Directives among the references.

    ## What it does
    Finds entries of the normative references and of the bibliography that name the ISO/IEC Directives.

    ## Why is this bad?
    The Directives tell how documents are made. Users of a document do not need them, and their text is not
    repeated in it.

    ## Example
    ```md
    # Bibliography

    [1] ISO/IEC Directives, Part 2, *Principles and rules for the structure and drafting of documents*
    ```

    ## Use instead
    ```md
    # Bibliography

    [1] ISO 99993, *Pumps — Vocabulary*
    ```
    """

    code, name, severity = "STD-V072", "directives-as-reference", "warning"
    basis = {"iso-directives-2": "ISO House Style"}
    rows = ("ISO-OTH-03",)
    languages = ("en",)
    tags = ("wording", "references")
    on = (
        ReferenceEntry,
        Paragraph,
    )
    message = {
        "zh": "规范性引用文件和参考文献中不列ISO/IEC导则",
        "en": "the ISO/IEC Directives are listed neither as normative references nor in the bibliography",
    }

    def check(self, node: ReferenceEntry, ctx: Context) -> Iterator[Report]:
        if element_type(ctx) in ("normative-references", "bibliography") and _directives.search(
            plain_text(node)
        ):
            yield ctx.report(node)
