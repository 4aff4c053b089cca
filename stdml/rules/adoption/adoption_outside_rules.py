"""adoption-outside-rules (STD-L058)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.adoption._adoption import adopted
from stdml.rules.base import Context, Report, Rule

_NOT_NATIONAL = ("local", "group", "enterprise")


class AdoptionOutsideRules(Rule):
    """An adoption of another body's document, or by a document that is no national standard.

    ## What it does
    Says so where the adopted document is not one of ISO or IEC, and where a local, group or enterprise
    standard adopts one (IDT, MOD).

    ## Why is this bad?
    GB/T 1.2—2020, clause 1, is for national documents based on documents of ISO and IEC. For others it holds
    by analogy only, and the owner of the text has to agree. Citing the document may be enough.

    ## Example
    ```md
    ---
    identifier: T/SLPA 9901—2026
    language: zh
    level: group
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    level: national
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---
    ```
    """

    code, name, severity, tags = "STD-L058", "adoption-outside-rules", "info", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 1"}
    rows = ("GB12-15",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "“{word}”不是ISO或IEC文件，采用规则只能参照适用，并遵守其版权政策",
        "en": "{word!r} is not of ISO or IEC: the rules hold by analogy, under its copyright policy",
    }
    variants = {
        "level": {
            "zh": "采用规则适用于国家标准化文件；本文件采用“{word}”前确认版权许可，或改为引用",
            "en": "the rules are for national documents; to adopt {word!r}, get a licence, or cite it",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        span = ctx.facts.metadata_span("adopts")
        for one in adopted(node):
            if one.number is None:
                continue
            if not one.united and not one.number.chinese:
                yield ctx.report(node, span=span, word=one.text)
            elif node.metadata.level in _NOT_NATIONAL and one.degree in ("IDT", "MOD"):
                yield ctx.report(node, variant="level", span=span, word=one.text)
