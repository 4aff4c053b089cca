"""figure-key (STD-F022)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Figure, List, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_LEAD = lazy(
    r"(?:图中|其中|说明|图例|图注|标引说明|序号说明|标注说明|引线说明|图中标号说明)(?:的?说明)?\s*[：:]?"
)
_LEAD_EN = lazy(r"(?:Legend|Where|Keys|Legend to the figure)\s*:?")
_NUMBERED = lazy(r"\d{1,2}\s*(?:——|—|–|-|:|：)\s*\S")
_RUN_IN = lazy(r"(?P<lead>图中|其中|说明|图例)\s*[：:]\s*1\s*(?:——|—|–|-)\s*\S")
_FAR = 4


class FigureKey(Rule):
    """The explanation of the numbers in a figure under other words than those of the rule book.

    ## What it does
    Looks at what follows a figure: where numbered marks are explained, the words before them are
    标引序号说明： or Key.

    ## Why is this bad?
    Numbers with a key take the place of words in a drawing, so that it can be used in every language; the
    same words before every key let readers and programs find it.

    ## Example
    ```md
    # 要求

    装置见图1。

    ![装置](a.svg)

    图中：

    - 1——阀体；
    - 2——阀盖。
    ```

    ## Use instead
    ```md
    # 要求

    装置见图1。

    ![装置](a.svg)

    标引序号说明：

    - 1——阀体；
    - 2——阀盖。
    ```
    """

    code, name, severity, tags = "STD-F022", "figure-key", "warning", ("objects",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.7.4.2", "iso-directives-2": "ISO/IEC Directives Part 2, 28.5.3"}
    rows = ("GB-FIG-07", "ISO-FIG-04")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "图中序号的说明以“{right}”引出，而不是“{words}”",
        "en": "the key of a figure is introduced by {right!r}, not by {words!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Figure):
            if placed.apart:
                continue
            after = placed.siblings[placed.at + 1 : placed.at + 1 + _FAR]
            for at, block in enumerate(after):
                if isinstance(block, Figure):
                    break
                if isinstance(block, Paragraph):
                    follower = after[at + 1] if at + 1 < len(after) else None
                    yield from self._judge(block, follower, ctx)

    def _judge(self, block: Paragraph, follower: object, ctx: Context) -> Iterator[Report]:
        text = plain_text(block).strip()
        only = block.children[0] if len(block.children) == 1 else None
        if found := _RUN_IN.match(text):
            yield ctx.report(block, words=found["lead"] + "：", right="标引序号说明：")
        if not isinstance(follower, List):
            return
        items = [plain_text(item).strip() for item in follower.items]
        if not all(_NUMBERED.match(item) for item in items):
            return
        chinese = _LEAD.fullmatch(text)
        right = "标引序号说明：" if chinese else "Key"
        if chinese or _LEAD_EN.fullmatch(text):
            fix = None
            if only is not None and only.kind == "text":
                fix = ctx.fix(f"{text} → {right}", [(only, (0, len(plain_text(only))), right)])
            yield ctx.report(block, words=text, right=right, fix=fix)
