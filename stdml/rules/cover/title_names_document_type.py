"""title-names-document-type (STD-C018)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.rules.cover._titles import titles
from stdml.text.patterns import lazy

_type = lazy(
    r"\b(International Standard|Technical Specification|Technical Report|Publicly Available Specification"
    r"|International Workshop Agreement|Report(?= on\b)|Standard(?= (?:for|on)\b)|Standard\Z)(?!s)",
    re.IGNORECASE,
)
# The standard is what these are about.
_object = lazy(r"\b(?:measurement|reference|working|transfer|calibration|primary) standard\Z", re.IGNORECASE)


class TitleNamesDocumentType(Rule):
    """A title that says which type of publication the document is.

    ## What it does
    Finds International Standard, Technical Specification, Technical Report and the like in English titles.

    ## Why is this bad?
    The type stands on the cover anyway and can change with the next edition (ISO/IEC Directives 2, 11.5.2).

    ## Example
    ```md
    ---
    title:
      en: [Pumps, Technical report on noise]
    language: en
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      en: [Pumps, Overview of noise]
    language: en
    ---
    ```
    """

    code, name, severity, tags = "STD-C018", "title-names-document-type", "error", ("cover", "title")
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 11.5.2"}
    rows = ("ISO-TIT-02",)
    on = (Document,)
    message = {
        "zh": "英文名称中不写文件类型，删去“{word}”",
        "en": "the title does not name the type of the document; delete {word!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for elements in titles(node.metadata, "en"):
            for element in elements:
                if (found := _type.search(element)) and not _object.search(element):
                    yield ctx.report(node, span=value_span(ctx, "title", element), word=found[1])
