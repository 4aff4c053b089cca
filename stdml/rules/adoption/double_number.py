"""double-number (STD-L053)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.adoption._adoption import adopted
from stdml.rules.base import Context, Report, Rule
from stdml.text.standards import key, parse


class DoubleNumber(Rule):
    """A document with the number of the adopted one beside its own although it is not identical.

    ## What it does
    Compares double numbers in the metadata, such as GB/T 99901—2026/ISO 9902:2020, with the adopted documents
    and their degrees.

    ## Why is this bad?
    GB/T 1.2—2020: the second number promises that the two documents are interchangeable, which only holds for
    IDT. A document that is not equivalent (NEQ) makes no claim of adoption at all.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026/ISO 9902:2020
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: NEQ}]
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: NEQ}]
    ---
    ```
    """

    code, name, severity, tags = "STD-L053", "double-number", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 4.2"}
    rows = ("GB12-04", "GB12-05")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "只有等同采用（IDT）的文件使用双编号；一致性程度为{degree}时写为“{words}”",
        "en": "only an identical (IDT) document has a double number; with {degree} write {words!r}",
    }
    variants = {
        "other": {
            "zh": "双编号中的“{word}”不是元数据 adopts 中等同采用的文件",
            "en": "{word!r} in the double number is not the adopted document of the metadata (adopts)",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        documents = adopted(node)
        span = ctx.facts.metadata_span("identifier")
        for text in node.metadata.identifier:
            number = parse(text)
            second = number.adopted if number else None
            if number is None or second is None or not documents:
                continue
            found = next((one for one in documents if key(one.text) == key(second.text)), None)
            if found is None:
                yield ctx.report(node, variant="other", span=span, word=second.text)
            elif found.degree in ("MOD", "NEQ"):
                words = number.canonical.removesuffix(number.suffix)
                yield ctx.report(node, span=span, degree=found.degree, words=words)
