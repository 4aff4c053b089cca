"""malformed-term-source (STD-T026)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Clause, Paragraph, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import as_entry, definition, is_source
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

_zh_rest = lazy(r"，(?:[A-Z]\.)?\d+(?:[.-]\d+)*(?:，有修改)?")
# What is meant, in other marks and words.
_zh_meant = lazy(
    r"[\s,，;；、]*(?:中的?)?(?:定义|术语|条款|第)?\s*(?P<entry>(?:[A-Z]\.)?\d+(?:\.\d+)*)\s*条?"
    r"(?:[\s,，;；、]*(?P<changed>有修改|修改|有改动|改写|已修改|略有修改|modified))?\s*"
)
_en_rest = lazy(
    r",\s(?:definition\s)?(?:[A-Z]\.)?\d+(?:[.-]\d+)*(?:\s?\([^()]*\))?(?:,\smodified\s[—–-]\s?\S.*)?",
    re.DOTALL,
)
_en_unsaid = lazy(r",\s*modified\.?\s*\Z")
_typed = lazy(
    r"\s*(?P<open>[\[［【〔（(])?\s*(?P<word>来源|引自|出自|源自|摘自|[Ss]ource|SOURCE)?\s*(?P<colon>[：:])?\s*(?=[A-Z])"
)
_closing = frozenset("]］】〕）)")


class MalformedTermSource(Rule):
    """A source of a term entry in another form than the fixed one.

    ## What it does
    Checks sources that name a standard: in square brackets, the dated number, the number of the entry, and
    whether it was modified. It also finds sources in other brackets or in none.

    ## Why is this bad?
    By the fixed form the reader finds the entry, and knows whether the definition was changed (GB/T
    1.1—2020, 8.7.3.4; ISO/IEC Directives 2, 16.5.10).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    [来源：GB/T 29317]
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    [来源：GB/T 29317—2021，3.2]
    ```
    """

    code, name, severity, tags = "STD-T026", "malformed-term-source", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.4", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.10"}
    rows = ("GB-TERM-13", "ISO-TRM-12")
    fixes = "safe"
    on = (TermEntry, Clause)
    message = {
        "zh": "来源写作“[来源：标准编号—年份，条目编号]”，改动过的再加“，有修改”",
        "en": 'write the source as "[SOURCE: number:year, entry number, modified — what was changed]"',
    }
    variants = {
        "undated": {
            "zh": "来源中的“{number}”应注日期",
            "en": "the number {number!r} in a source is dated",
        },
        "entry": {
            "zh": "来源中缺少“{number}”的条目编号",
            "en": "the source does not give the number of the entry in {number!r}",
        },
        "modified": {
            "zh": "“modified”之后用破折号说明改动的内容",
            "en": 'after "modified" a dash and what was changed follow',
        },
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        for source in entry.sources:
            prose = Prose(source, "children", False)
            yield from _content(prose, 0, len(prose.text), ctx)
        for prose in definition(entry)[:1]:
            start, end = prose.sentences[-1]
            if start and is_source(prose.text[start:end]):
                # A source stands on a line of its own.
                yield ctx.report(prose, (start, end))
        for block in entry.children[1:]:
            if isinstance(block, Paragraph) and block.children:
                yield from _unbracketed(Prose(block, "children", False), ctx)


def _unbracketed(prose: Prose, ctx: Context) -> Iterator[Report]:
    """Report a paragraph that is a source in another form; ［来源：…］ as printed is the right one."""
    found = _typed.match(prose.text)
    if not found or not (found["open"] or found["word"]) or len(prose.text) > 200:
        return
    number = next(find_all(prose.text[found.end() : found.end() + 60]), None)
    end = len(prose.text.rstrip())
    if number is None or number.start > 0 or (found["open"] and prose.text[end - 1] not in _closing):
        return
    if found["open"] == "［" and found["word"] == "来源" and found["colon"]:
        yield from _content(prose, found.end(), end - 1, ctx)
    else:
        yield ctx.report(prose, (0, end))


def _content(prose: Prose, start: int, end: int, ctx: Context) -> Iterator[Report]:
    """Report what is wrong between the brackets."""
    text = prose.text[start:end]
    number = next(find_all(text), None)
    if number is None or number.start > 0:
        return
    place, rest = (start + number.start, start + number.end), text[number.end :]
    if number.year is None:
        # Documents of ISO name undated sources at times, where the entry is the same in all editions.
        level: Severity = "error" if ctx.basis.startswith("GB") else "warning"
        yield ctx.report(prose, place, variant="undated", severity=level, number=number.text)
    elif not rest.strip():
        yield ctx.report(prose, place, variant="entry", number=number.text)
    elif ctx.language.startswith("zh"):
        if not _zh_rest.fullmatch(rest):
            meant = _zh_meant.fullmatch(rest)
            fix = None
            if meant:
                right = f"，{meant['entry']}" + ("，有修改" if meant["changed"] else "")
                fix = ctx.fix("改用规定的形式", [(prose, (start + number.end, end), right)])
            yield ctx.report(prose, (start, end), fix=fix)
    elif _en_unsaid.search(rest):
        yield ctx.report(prose, (start, end), variant="modified")
    elif not _en_rest.fullmatch(rest.rstrip()):
        yield ctx.report(prose, (start, end))
