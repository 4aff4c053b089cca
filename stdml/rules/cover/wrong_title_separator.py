"""wrong-title-separator (STD-C016)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_fix, value_span
from stdml.rules.cover._titles import HAN, titles
from stdml.text.patterns import lazy

# Behind 第1部分 there is a colon, which another rule asks for.
_spaces = lazy(rf"(?<=[{HAN}）)])(?<!部分) +(?=[{HAN}])")
_chinese_dash = lazy(rf"(?<=[{HAN}）)])\s*(?:[—–－]+|--?)\s*(?=[{HAN}])")
_hyphen = lazy(r"(?<=[A-Za-z)])\s*(?:\s[-–―]\s|--+)\s*(?=[A-Z])")
# 系统——示例: a dash between names is no border of elements if it stands in brackets or quotation marks.
_inside = lazy(r"[（(《“][^）)》”]*[）)》”]")


class WrongTitleSeparator(Rule):
    """The elements of a title are separated by something else than the gap or the em dash.

    ## What it does
    Finds spaces of half width and dashes between the elements of a Chinese title, and hyphens or en dashes
    between those of an English one. Elements that are listed in the metadata need no separator.

    ## Why is this bad?
    Chinese titles have one gap of full width between their elements, English ones an em dash
    (GB/T 1.1—2020, 6.1.1 and 10.3.1.2; ISO/IEC Directives 2, 11.4).

    ## Example
    ```md
    ---
    title:
      zh: 智慧园区 数据采集 规范
      en: Smart park - Data collection - Specification
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: 智慧园区　数据采集　规范
      en: Smart park—Data collection—Specification
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C016", "wrong-title-separator", "warning", ("cover", "title")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 6.1.1, 10.3.1.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 11.4",
    }
    rows = ("GB-TITLE-01", "GB-COVER-11", "ISO-TIT-01")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "名称“{title}”的要素之间空一个全角字的间隙，不用破折号",
        "en": "separate the elements of {title!r} by one gap of full width",
    }
    variants = {
        "spaces": {
            "zh": "名称“{title}”的要素之间空一个全角字的间隙，不用半角空格",
            "en": "separate the elements of {title!r} by one gap of full width, not by spaces",
        },
        "hyphen": {
            "zh": "英文译名“{title}”的要素之间用一字线“—”连接",
            "en": "join the elements of {title!r} by an em dash",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        gap = "—" if ctx.basis.startswith("GB") else " — "
        forms = (
            ("zh", _spaces, "spaces", "\u3000"),
            ("zh", _chinese_dash, "", "\u3000"),
            ("en", _hyphen, "hyphen", gap),
        )
        for language, pattern, variant, mark in forms:
            for elements in titles(node.metadata, language):
                for text in elements:
                    new = _replaced(pattern, text, mark)
                    if new == text:
                        continue
                    fix = value_fix(ctx, "title", text, new, f"{text} → {new}", safe=variant != "")
                    span = value_span(ctx, "title", text)
                    # A space of the wrong width is no matter of words, and set right wherever it is printed.
                    level: Severity | None = "info" if variant == "spaces" else None
                    yield ctx.report(node, variant=variant, span=span, fix=fix, severity=level, title=text)


def _replaced(pattern: re.Pattern[str], text: str, mark: str) -> str:
    """Return a title with its separators replaced, what stands in brackets and quotation marks left alone."""
    masked = _inside.sub(lambda found: "\ufffc" * (len(found.group()) - 1) + found.group()[-1], text)
    parts, at = [], 0
    for found in pattern.finditer(masked):
        parts += [text[at : found.start()], mark]
        at = found.end()
    return "".join(parts) + text[at:]
