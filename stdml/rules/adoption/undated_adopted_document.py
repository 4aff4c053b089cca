"""undated-adopted-document (STD-L056)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.adoption._adoption import adopted
from stdml.rules.base import Context, Report, Rule


class UndatedAdoptedDocument(Rule):
    """An adopted document without its year, or with its number in the wrong form.

    ## What it does
    Reads the numbers of the adopted documents in the metadata (`adopts`).

    ## Why is this bad?
    GB/T 1.2—2020: one edition was adopted, and only with its year can a reader compare the two documents.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902", degree: IDT}]
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---
    ```
    """

    code, name, severity, tags = "STD-L056", "undated-adopted-document", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 6"}
    rows = ("GB12-14", "GB12-06")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "采用的文件“{word}”应注日期",
        "en": "the adopted document {word!r} shall be dated",
    }
    variants = {
        "form": {
            "zh": "采用的文件编号写为“{words}”，不写“{word}”",
            "en": "write the number of the adopted document {words!r}, not {word!r}",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        span = ctx.facts.metadata_span("adopts")
        for one in adopted(node):
            if one.number is None or one.number.chinese:
                continue
            if one.united and one.number.year is None:
                yield ctx.report(node, span=span, word=one.text)
            elif one.number.issues and one.number.canonical != one.text:
                yield ctx.report(node, variant="form", span=span, word=one.text, words=one.number.canonical)
