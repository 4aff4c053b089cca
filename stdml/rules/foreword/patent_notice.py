"""patent-notice (STD-C038)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Document, plain_text
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._repairs import insert_after, insert_before
from stdml.rules.foreword._statements import ORDER, SELF, Foreword, unified
from stdml.text.patterns import lazy

NOTICE = "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。"
_written = "请注意本文件的某些内容可能涉及专利。\n本文件的发布机构不承担识别专利的责任。"
_identify = lazy(r"不应?承担识别[^。，]{0,8}专利[^。，]{0,4}责任")
_self = lazy(SELF)
_RIGHT = "不承担识别专利的责任"
_possible = lazy(r"(?<=某些)(?:内容|条款|部分)(?:有)?(?:可能)?(?:会)?涉及(?:到)?(?:某些|相关|有关)?专利")
_POSSIBLE = "内容可能涉及专利"


class PatentNotice(Rule):
    """The notice about patents is missing from the foreword, or has other words.

    ## What it does
    Misses the two fixed sentences in the foreword of a whole document for which no patent is known, and
    compares their words; the notice of 2009 (识别这些专利) is put right.

    ## Why is this bad?
    The body that issues the document disclaims in these words (GB/T 1.1—2020, 8.3 e) and D.2); others may
    mean something else before a court.

    ## Example
    ```md
    # 前言

    请注意本文件的某些内容可能涉及专利。
    本文件的发布机构不承担识别这些专利的责任。
    ```

    ## Use instead
    ```md
    # 前言

    请注意本文件的某些内容可能涉及专利。
    本文件的发布机构不承担识别专利的责任。
    ```
    """

    code, name, severity, tags = "STD-C038", "patent-notice", "error", ("foreword", "patents")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 e), D.2"}
    rows = ("GB-FWD-09",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "专利的说明写作“{right}”",
        "en": "write the notice about patents in the fixed words: {right}",
    }
    variants = {
        "missing": {
            "zh": "前言缺少专利的说明：“" + NOTICE + "”",
            "en": "the foreword lacks the notice about patents: " + NOTICE,
        },
        "half": {
            "zh": "专利的说明不完整，全文是：“" + NOTICE + "”",
            "en": "the notice about patents is not complete: " + NOTICE,
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        if foreword.clause is None or node.metadata.patents:
            return
        found = foreword.of("patents")
        for statement in found:
            for pattern, right in ((_identify, _RIGHT), (_possible, _POSSIBLE)):
                hit = pattern.search(statement.text)
                if hit and hit.group() != right:
                    within = (statement.start + hit.start(), statement.start + hit.end())
                    title = f"{hit.group()} → {right}"
                    fix = ctx.fix(title, [(statement.prose, within, right)])
                    yield ctx.report(statement.prose, within, fix=fix, right=right)
                    return
        words = "".join(statement.words for statement in found)
        if not found:
            if ctx.facts.is_whole and not _identified(node):
                fix = _insertion(foreword, ctx)
                yield ctx.report(foreword.clause, variant="missing", fix=fix)
        elif ("请注意" in words) != bool(_identify.search(words)):
            yield ctx.report(found[0].prose, found[0].range, variant="half")
        elif "请注意" in words and unified(NOTICE) not in _self.sub("本文件", unified(words)):
            yield ctx.report(found[0].prose, found[0].range, right=NOTICE)


def _identified(document: Document) -> bool:
    """Whether the introduction speaks of patents that were identified (GB/T 1.1—2020, D.3)."""
    for clause in document.front:
        if clause.type == "introduction":
            blocks = (block for block in walk_blocks(clause) if block.kind == "paragraph")
            return any("专利" in plain_text(block) for block in blocks)
    return False


def _insertion(foreword: Foreword, ctx: Context) -> Fix | None:
    """Return the repair that puts the notice behind the last statement that comes before it."""
    before = ORDER.index("patents")
    last = None
    for statement in foreword.statements:
        if statement.kind and ORDER.index(statement.kind) < before:
            last = statement
    title = f"+ {NOTICE}"
    if last is not None:
        return insert_after(ctx, last.block, _written, title)
    blocks = foreword.clause.blocks if foreword.clause else []
    return insert_before(ctx, blocks[0], _written, title) if blocks else None
