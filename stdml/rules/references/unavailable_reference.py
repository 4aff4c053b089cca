"""unavailable-reference (STD-L016)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_words = lazy(
    r"内部(?:资料|文件|报告|标准|规定|规范|使用)|未(?:公开)?(?:发表|出版|公布|公开)|保密(?:文件|资料)|非公开"
    r"|(?<![\w-])(?:internal (?:report|document|standard|procedure|memo(?:randum)?|specification)|unpublished"
    r"|private communication|personal communication|not publicly available|for internal use)(?![\w-])",
    re.I,
)


class UnavailableReference(Rule):
    """A normative reference that the public cannot obtain.

    ## What it does
    Finds normative references that say of themselves that they are internal, unpublished or confidential.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.4.2, and ISO/IEC Directives 2, 10.2: nobody can meet a requirement in a document that
    he cannot read.

    ## Example
    ```md
    # Normative references

    The following documents are referred to in the text in such a way that some or all of their content
    constitutes requirements of this document.
    For dated references, only the edition cited applies.
    For undated references, the latest edition of the referenced document (including any amendments) applies.

    ISO 9227, *Corrosion tests* (internal report of the committee)

    # Requirements

    Parts shall be tested in accordance with ISO 9227.
    ```

    ## Use instead
    ```md
    # Normative references

    The following documents are referred to in the text in such a way that some or all of their content
    constitutes requirements of this document.
    For dated references, only the edition cited applies.
    For undated references, the latest edition of the referenced document (including any amendments) applies.

    ISO 9227, *Corrosion tests*

    # Requirements

    Parts shall be tested in accordance with ISO 9227.
    ```
    """

    code, name, severity, tags = "STD-L016", "unavailable-reference", "error", ("references",)
    basis = {
        "iso-directives-2": "ISO/IEC Directives Part 2, 10.2",
        "gbt-1.1": "GB/T 1.1—2020, 9.5.4.4.2",
    }
    rows = ("ISO-REF-07", "GB-REF-14")
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "“{word}”：规范性引用文件应能公开获得",
        "en": "{word!r}: a normative reference shall be publicly available",
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        for entry in ctx.facts.cited.normative:
            if entry.clause is node and (found := _words.search(entry.prose.unquoted)):
                yield ctx.report(entry.prose, found.span(), word=found.group())
