"""contents-entry-differs (STD-C052)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._contents import heading, lines


class ContentsEntryDiffers(Rule):
    """A line of the contents says something else than the heading in the text.

    ## What it does
    Compares the lines of a typed table of contents with number and title of the headings, and with the nature
    of the annexes. Contents of which less than half of the lines are headings are left alone.

    ## Why is this bad?
    Contents are to be the headings themselves (GB/T 1.1—2020, 8.2); typed ones are forgotten when a title
    changes.

    ## Example
    ```md
    # 目次

    - 1 范围 1
    - 2 流量的要求 1
    - 附录A 记录表 2

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    # 流量

    流量应不小于20 L/min，记录见附录A。

    # 附录 A（资料性）记录表

    记录包括日期和结果。
    ```

    ## Use instead
    ```md
    # 目次

    - 1 范围 1
    - 2 流量 1
    - 附录A（资料性）　记录表 2

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。

    # 流量

    流量应不小于20 L/min，记录见附录A。

    # 附录 A（资料性）记录表

    记录包括日期和结果。
    ```
    """

    code, name, severity, tags = "STD-C052", "contents-entry-differs", "error", ("cover", "contents")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.2"}
    rows = ("GB-TOC-03",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "目次中的“{words}”与正文标题“{right}”不一致",
        "en": "the contents say {words!r}, the heading in the text {right!r}",
    }
    variants = {
        "none": {
            "zh": "正文中没有目次所列的“{words}”",
            "en": "the text has no heading {words!r}, which the contents list",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        found = lines(ctx)
        known = [line for line in found if line.match != "none" or line.is_object]
        if len(known) * 2 < len(found):
            return
        for line in found:
            if line.match == "number" and line.place is not None:
                right = heading(line.place, ctx)
                begin = line.start + line.prose.text[line.start : line.end].find(line.words)
                within = (begin, begin + len(line.words))
                fix = ctx.fix(f"{line.words} → {right}", [(line.prose, within, right)])
                yield ctx.report(line.prose, within, fix=fix, words=line.words, right=right)
            elif line.match == "none" and not line.is_object:
                yield ctx.report(line.prose, (line.start, line.end), variant="none", words=line.words)
