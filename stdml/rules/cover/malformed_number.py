"""malformed-number (STD-C001)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import is_placeholder, numbers, reached, value_fix, value_span
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber, parse

# Enterprises make their codes as they like.
_chinese = lazy(r"GB|DB|T ?[/／]|[A-Z]{2}(?: ?[/／] ?[TZ])? ?\d")
_industry = lazy(r"(?!DB|GB)[A-Z]{2}(?: ?[/／] ?[TZ])? ?\d")
_split_code = lazy(r"^(DB[SJ]?) (\d)")
# Engineering codes name the year of a partial revision: GB 50000—2014（2018年版）.
_edition = lazy(r"[（(](?:19|20)\d\d ?年版[）)]\s*\Z")
# Parts of parts are the subject of another rule.
_divided_part = lazy(r"\d\.\d+\.\d")


class MalformedNumber(Rule):
    """The number of the document is not written as numbers of Chinese standards are.

    ## What it does
    Reads the number in the metadata: code, space, serial number, em dash and four digits of the year.

    ## Why is this bad?
    Catalogues, citations and search find a standard by its number only if everybody writes it alike
    (GB/T 1.1—2020, 8.1).

    ## Example
    ```md
    ---
    identifier: GB/T1.1-2020
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 1.1—2020
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C001", "malformed-number", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-09",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "文件编号“{number}”写法不规范，写作“{right}”",
        "en": "the number {number!r} is not in the right form; write {right!r}",
    }
    variants = {
        "year": {
            "zh": "文件编号“{number}”缺少四位数年份，如“—2026”",
            "en": "the number {number!r} lacks its year of four digits, such as —2026",
        },
        "unknown": {
            "zh": "“{number}”不是标准编号；编号由代号、空格、顺序号、一字线和四位年份组成",
            "en": "{number!r} is no number of a standard: code, space, serial number, em dash, year",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for text, number in numbers(node.metadata):
            span = value_span(ctx, "identifier", text)
            if number is None and (meant := parse(_usual(text))) is not None and meant.chinese:
                fix = value_fix(ctx, "identifier", text, meant.canonical, f"{text} → {meant.canonical}")
                yield ctx.report(node, span=span, fix=fix, number=text, right=meant.canonical)
            elif number is None:
                if _edition.search(text):
                    continue
                if _chinese.match(text) and not _divided_part.search(text) and not is_placeholder(text):
                    # The list of industries still grows, so a code that is not on it may be right.
                    level: Severity | None = "warning" if _industry.match(text) else None
                    yield ctx.report(node, variant="unknown", span=span, number=text, severity=level)
            elif number.issues and number.chinese:
                right = number.canonical
                fix = value_fix(ctx, "identifier", text, right, f"{text} → {right}")
                yield ctx.report(node, span=span, fix=fix, number=text, right=right)
            elif number.chinese and _lacks_year(number, node):
                yield ctx.report(node, variant="year", span=span, number=text)


def _usual(text: str) -> str:
    """Return a number with the usual slash, and without a space inside its code."""
    return _split_code.sub(r"\1\2", text.replace("∕", "/").replace("⁄", "/").strip())


def _lacks_year(number: StandardNumber, document: Document) -> bool:
    """Whether the year is cut short, or missing where the document is about to be published."""
    if number.year is None:
        return reached(document.metadata, "approval")
    return len(number.year) == 2
