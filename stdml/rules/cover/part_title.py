"""part-title (STD-C024)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document, Metadata
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers, value_fix, value_span
from stdml.rules.cover._titles import titles
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber

_FAMILIES = ("national", "industry", "local", "group")
_COUNT = "(?:[一二三四五六七八九]?十)?[一二三四五六七八九]|[一二三四五六七八九]?十"
_chinese = lazy(rf"第 ?(\d+(?:-\d+)?|{_COUNT}) ?部分([ :：\u3000]*)(.*)")
_english = lazy(r"\bPart ?(\d+(?:-\d+)*|[IVX]+)\b( ?[:：—–-]? ?)(.*)")
_DIGITS = "零一二三四五六七八九"


class PartTitle(Rule):
    """The title of a part does not name the part as it should, or names another one than the number.

    ## What it does
    Looks in the titles of a document whose number has the number of a part for 第1部分：… or Part 1: …,
    with an Arabic number, a colon and what the part is about, and compares the number.

    ## Why is this bad?
    The parts of a document are told apart by this element alone (GB/T 1.1—2020, 7.1.3; ISO/IEC Directives 2,
    11.4).

    ## Example
    ```md
    ---
    identifier: GB/T 12345.1—2026
    title:
      zh: [水泵, 第一部分　总则]
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 12345.1—2026
    title:
      zh: [水泵, 第1部分：总则]
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C024", "part-title", "error", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 7.1.3", "iso-directives-2": "ISO/IEC Directives Part 2, 11.4"}
    rows = ("GB-TITLE-04", "ISO-TIT-05")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "分部分文件的名称写作“{right}”",
        "en": "name the part as {right!r}",
    }
    variants = {
        "missing": {
            "zh": "编号“{number}”是第{part}部分，而名称中没有“{right}”",
            "en": "{number!r} is the number of part {part}, but the title lacks {right!r}",
        },
        "number": {
            "zh": "名称中的部分序号{found}与编号“{number}”不一致",
            "en": "the title says part {found}, but the number is {number!r}",
        },
        "bare": {
            "zh": "“{found}”之后要有补充要素，说明该部分的内容",
            "en": "{found!r} is to be followed by what the part is about",
        },
        "whole": {
            "zh": "名称是第{found}部分，而编号“{number}”没有部分号",
            "en": "the title is that of part {found}, but the number {number!r} is that of no part",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for language, pattern in (("zh", _chinese), ("en", _english)):
            number = _of_document(node, language)
            if number is None and _is_known(node.metadata):
                continue
            for elements in titles(node.metadata, language):
                yield from self._title(node, ctx, number, elements, pattern, language)

    def _title(
        self, node: Document, ctx: Context, number: StandardNumber | None, elements: list[str],
        pattern: re.Pattern[str], language: str,
    ) -> Iterator[Report]:  # fmt: skip
        hits = [(element, found) for element in elements if (found := pattern.search(element))]
        if not hits:
            if number is not None and number.part and number.part.isdigit():
                right = f"第{number.part}部分：" if language == "zh" else f"Part {number.part}:"
                span = value_span(ctx, "title", elements[-1])
                yield ctx.report(
                    node, variant="missing", span=span, right=right, number=number.text, part=number.part
                )
            return
        element, found = hits[-1]
        span, part = value_span(ctx, "title", element), _arabic(found[1])
        if number is None:
            # A draft without a number names its part all the same.
            pass
        elif number.part is None:
            if number.year:
                yield ctx.report(node, variant="whole", span=span, found=part, number=number.text)
        elif part.isdigit() and number.part.isdigit() and part != number.part:
            # Parts of IEC series keep their own number behind the Chinese one: 第4-41部分.
            yield ctx.report(node, variant="number", span=span, found=part, number=number.text)
        mark = "：" if language == "zh" else ": "
        if not found[3].strip():
            if element is elements[-1]:
                yield ctx.report(node, variant="bare", span=span, found=found.group().strip())
            return
        right = f"第{part}部分：" if language == "zh" else f"Part {part}: "
        if found[1] != part or found[2] != mark:
            new = element[: found.start()] + right + found[3]
            # In YAML, a colon and a space make a map of what is not quoted.
            fix = value_fix(ctx, "title", element, new, f"{element} → {new}") if language == "zh" else None
            yield ctx.report(node, span=span, fix=fix, right=right + found[3])


def _is_known(metadata: Metadata) -> bool:
    """Whether a number of the document is understood; what has another one may be a part all the same."""
    return any(number is not None for _, number in numbers(metadata))


def _of_document(document: Document, language: str) -> StandardNumber | None:
    """Return the number whose part the title in `language` has to name; None where no part is expected."""
    for _, number in numbers(document.metadata):
        if number is not None and (number.family in _FAMILIES or number.family == "international"):
            # ISO numbers with several levels of parts belong to IEC series with their own system.
            return number if number.chinese or language == "en" else None
    return None


def _arabic(written: str) -> str:
    """Return the number of a part in Arabic digits.

    >>> _arabic("二十一"), _arabic("十"), _arabic("4-41"), _arabic("iv")
    ('21', '10', '4-41', '4')
    """
    if written[0].isdigit():
        return str(int(written)) if written.isdigit() else written
    if written[0] in "一二三四五六七八九十":
        tens, ten, ones = written.rpartition("十")
        count = (_DIGITS.index(tens) if tens else 1) * 10 if ten else 0
        return str(count + (_DIGITS.index(ones) if len(ones) == 1 else 0))
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in written.upper()]
    return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
