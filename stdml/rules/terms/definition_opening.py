"""definition-opening (STD-T011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Clause, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import as_entry, definition, remove, words_of
from stdml.text.patterns import lazy

_QUOTES = frozenset('“”"「」『』*_')
# 指 and 即 also begin words: 指示, 指纹, 即时. What follows shows which it is.
_zh = lazy(
    r"(?:本(?:文件|标准|规范|规程|指南|部分)(?:所称|所指|中|里)?的?|[此该本]术语)?(?:[，,：:\s]*)"
    r"(?P<open>是指|系指|指的是|指的就是|即指|特指|泛指|是(?![否非])|指(?![纹示定标令向数导挥引派针甲南征点明状控认战法尖配称名头])"
    r"|即(?![时将插使席兴刻食期可日便]))"
)
_after_term = lazy(
    r"\s*(?:[（(][^（）()]{1,60}[）)])?\s*(?:[，,]?\s*(?:是指|系指|指的是|是(?!否)|指(?!示|定|标|数|导)|系(?!统|列|数)|即|为(?!了))|[：:]|——)"
)
_en = lazy(
    r"(?P<words>(?:it\s+)?(?:is|are|refers?\s+to|denotes?|means(?=\s+(?:the|an?|that|any)\b)))\s",
    re.IGNORECASE,
)
_en_after_term = lazy(r"\s*(?:is|are|refers?\s+to|means|denotes|:|—)\s", re.IGNORECASE)
_self = lazy(r"本(?:文件|标准|规范|规程|指南|部分)(?:所称|所指)的?")


class DefinitionOpening(Rule):
    """A definition that opens with "is", 是指 or with the term itself.

    ## What it does
    Looks at the first words of a definition: 是指, 指, 即, 是, 本文件所称, "is", "refers to", and the term
    followed by one of them.

    ## Why is this bad?
    A definition can stand in the place of its term in a sentence, so it is one phrase that does not repeat
    the term (GB/T 1.1—2020, 8.7.3.3; ISO/IEC Directives 2, 16.5.6).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    是指为车辆提供电能的固定装置。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```
    """

    code, name, severity, tags = "STD-T011", "definition-opening", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("GB-TERM-08", "ISO-TRM-09")
    fixes = "unsafe"
    on = (TermEntry, Clause)
    message = {
        "zh": "定义不以“{words}”开头；直接写能代替术语的短语",
        "en": "a definition does not begin with {words!r}; write the phrase that can replace the term",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        for prose in definition(entry)[:1]:
            end = _opening(prose, entry)
            if end:
                start = len(prose.text) - len(prose.text.lstrip())
                while end < len(prose.text) and prose.text[end] in " ，,：:":
                    end += 1
                words = prose.text[start:end].strip(" ，,：:")
                fix = remove(ctx, prose, start, end, f"删去“{words}”")
                yield ctx.report(prose, (start, end), words=words, fix=fix)


def _opening(prose: Prose, entry: TermEntry) -> int:
    """Return where the superfluous opening of a definition ends; 0 if there is none."""
    text = prose.text
    at = len(text) - len(text.lstrip())
    own = _self.match(text, at)
    first = own.end() if own else at
    if text[first : first + 1] in _QUOTES:
        first += 1
    for words in map(words_of, entry.designations):
        if words and text[first : first + len(words)].lower() == words.lower():
            end = first + len(words)
            end += text[end : end + 1] in _QUOTES
            found = (_after_term if prose.chinese else _en_after_term).match(text, end)
            if found:
                return found.end()
    if not prose.chinese:
        found = _en.match(text, at)
        # Of "means the" the article goes with the rule on articles.
        return found.end("words") if found else 0
    found = _zh.match(text, at)
    return found.end() if found else own.end() if own else 0
