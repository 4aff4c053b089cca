"""wrong-lead-word (STD-F032)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document, Example, Note, Paragraph, Text, plain_text, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._source import source_fix

_CHINESE = re.compile(
    r"(?:(?P<example>例子?|举例|范例|样例)|(?P<note>备注|附注|说明注|注释|注解|【注】))\s?(?P<number>\d{1,2})?\s?[：:]"
)
_NUMBERED = re.compile(r"(?P<word>注|示例)\s?(?P<number>\d{1,2})?\s?[.．、]\s?(?=\S)")
_ENGLISH = re.compile(r"(?:(?P<example>[Ee]\.g\.|Ex\.)|(?P<note>N\.B\.|NB|Nota bene|Remarks?))\s?:\s?")


class WrongLeadWord(Rule):
    """An example or note that begins with another word than 示例 or 注, EXAMPLE or NOTE.

    ## What it does
    Finds paragraphs that begin with 例1：, 举例：, 备注：, e.g.: or N.B.:, and in English notes headed
    "Note:".

    ## Why is this bad?
    By the fixed words readers and programs know that a paragraph only informs and holds no requirement.

    ## Example
    ```md
    # 要求

    流量应大于零。

    例：甲型水泵的流量为20 L/min。
    ```

    ## Use instead
    ```md
    # 要求

    流量应大于零。

    示例：甲型水泵的流量为20 L/min。
    ```
    """

    code, name, severity, tags = "STD-F032", "wrong-lead-word", "error", ("objects", "wording")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.10.2, 9.11.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 24.3, 25.3",
    }
    rows = ("GB-NOTE-01", "GB-NOTE-02", "ISO-NOT-01", "ISO-EXA-01")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "“{words}”应写作“{right}”",
        "en": "write {right!r} instead of {words!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Paragraph):
            if not placed.apart:
                yield from self._paragraph(placed.node, ctx)
        for placed in ctx.facts.placed(Note, Example):
            label = placed.node.label
            if label in ("Note", "Example") and not placed.apart and not ctx.basis.startswith("GB"):
                span, right = span_of(placed.node), label.upper()
                at = span[0] if span and ctx.source_text(placed.node).startswith(label) else -1
                fix = source_fix(ctx, (f"→ {right}",) * 2, [(at, at + len(label), right)] if at >= 0 else [])
                yield ctx.report(placed.node, words=label, right=right, fix=fix, severity="warning")

    def _paragraph(self, node: Paragraph, ctx: Context) -> Iterator[Report]:
        text = plain_text(node)
        found = _CHINESE.match(text) or _NUMBERED.match(text) or _ENGLISH.match(text)
        if not found:
            return
        groups = found.groupdict()
        if groups.get("word"):
            right = f"{groups['word']}{groups['number'] or ''}："
        elif found.re is _ENGLISH:
            right = "EXAMPLE " if groups["example"] else "NOTE "
        else:
            right = f"{'示例' if groups['example'] else '注'}{groups['number'] or ''}："
        first = node.children[0]
        fix = None
        if isinstance(first, Text) and len(first.value) >= found.end():
            fix = ctx.fix(f"{found[0]} → {right}", [(first, (0, found.end()), right)])
        yield ctx.report(node, words=found[0].strip(), right=right.strip(), fix=fix)
