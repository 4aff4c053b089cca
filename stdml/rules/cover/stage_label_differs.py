"""stage-label-differs (STD-C012)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import value_span
from stdml.text.patterns import lazy

_label = lazy(
    r"^[（(\s]*(?:工作组)?(讨论稿|征求意见稿|送审稿|报批稿)[）)\s]*$|[（(](?:工作组)?(讨论稿|征求意见稿|送审稿|报批稿)[）)]"
)
# GB/T 16733—1997: each stage starts with one of these texts and ends with the next.
_STAGES = {
    "讨论稿": ("preliminary", "proposal", "drafting"),
    "征求意见稿": ("drafting", "consultation"),
    "送审稿": ("consultation", "review"),
    "报批稿": ("review", "approval"),
}


class StageLabelDiffers(Rule):
    """The label of the draft, such as （送审稿）, belongs to another stage than the metadata say.

    ## What it does
    Compares such a label in the title or before the foreword with the stage in the metadata.

    ## Why is this bad?
    Whoever comments or votes has to know which draft it is; a published document is no draft at all.

    ## Example
    ```md
    ---
    language: zh
    stage: approval
    ---

    （送审稿）

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    stage: approval
    ---

    （报批稿）

    # 范围

    本文件规定了水泵的要求。

    本文件适用于清水泵。
    ```
    """

    code, name, severity, tags = "STD-C012", "stage-label-differs", "warning", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-08",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "“{label}”与元数据中的阶段“{stage}”不一致",
        "en": "the label {label!r} does not belong to the stage {stage!r} of the metadata",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        stage = node.metadata.stage
        if stage is None:
            return
        for elements in node.metadata.title.values():
            for element in elements:
                if label := _foreign(element, stage):
                    yield ctx.report(node, span=value_span(ctx, "title", element), label=label, stage=stage)
        for block in node.blocks:
            if isinstance(block, Paragraph) and (label := _foreign(plain_text(block.children), stage)):
                yield ctx.report(block, label=label, stage=stage)


def _foreign(text: str, stage: str) -> str | None:
    """Return the label of a draft in a short text that does not belong to `stage`."""
    found = _label.search(text) if len(text) < 60 else None
    label = (found[1] or found[2]) if found else None
    return label if label and stage not in _STAGES[label] else None
