"""scope-verb-and-kind (STD-T046)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import mismatch, phrases

_BY_KIND = {
    "specification": ("规定",),
    "code-of-practice": ("确立",),
    "guide": ("提供", "给出"),
    "test-method": ("描述",),
    "terminology": ("界定",),
}


class ScopeVerbAndKind(Rule):
    """A scope whose verbs do not agree with the kind of the document.

    ## What it does
    Looks for the verb that belongs to the kind in the metadata: 规定 in a specification, 确立 in a code of
    practice, 提供 in a guide, 描述 in a test method, 界定 in a terminology.

    ## Why is this bad?
    The scope of a specification says 规定要求, that of a code of practice 确立程序, that of a guide
    提供指导 (GB/T 1.1—2020, 8.5; GB/T 20001.5—2017, 6.2; GB/T 20001.6—2017, 6.2).

    ## Example
    ```md
    ---
    kind: guide
    ---

    # 范围

    本文件规定了水泵选型的流程。

    # 选型

    流量是选型的依据。
    ```

    ## Use instead
    ```md
    ---
    kind: guide
    ---

    # 范围

    本文件提供了水泵选型的建议。

    # 选型

    流量是选型的依据。
    ```
    """

    code, name, severity, tags = "STD-T046", "scope-verb-and-kind", "warning", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.1; GB/T 20001.5—2017, 6.2; GB/T 20001.6—2017, 6.2"}
    rows = ("GB-SCOPE-07",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "文件类型为{kind}，范围应写“本文件{verb}了……”",
        "en": "the scope of a document of the kind {kind} says 本文件{verb}了…",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        verbs = _BY_KIND.get(node.metadata.kind or "")
        said = phrases(node) if verbs else []
        # Where a verb does not fit its object, that rule says what to write.
        if not verbs or not said or any(map(mismatch, said)):
            return
        if not any(phrase.verb in verbs for phrase in said):
            first = said[0]
            place = (first.start, first.start + 3)
            yield ctx.report(first.prose, place, kind=node.metadata.kind, verb=verbs[0])
