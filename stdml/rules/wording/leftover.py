"""leftover (STD-V070)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Comment,
    Deletion,
    InlineComment,
    Insertion,
    Node,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_quoted,
)
from stdml.text.patterns import lazy

_left = lazy(
    r"[×Ｘ]{2,}|(?<![A-Za-z0-9])[Xx]{3,}(?![A-Za-z0-9])|待定(?!系数|参数|值)|待(?:补充|完善|确认|核实|填写)(?=[。，；）)】\]]|\Z)|此处(?:填写|插入|补充)"
    r"|【[^】]{0,20}(?:请|填|待|此处|插入|说明|示例)[^】]{0,20}】|【\s*】|(?<![A-Za-z])(?:TODO|TBD|TBC|FIXME)(?![A-Za-z])|[？?]{3,}|□{3,}"
)
_LATE = frozenset(("review", "approval", "publication", "confirmation", "withdrawn"))


class Leftover(Rule):
    """What the drafter meant to replace: ×××, XXXX, 待定, TODO, 【请填写】.

    ## What it does
    Finds placeholders and remarks to oneself in the text. So are remarks in comments and tracked changes in
    a document under review. From review on they are errors, in a document that names no stage warnings, and
    earlier they are expected and left alone. Code, quotations and numbers of standards to come are left
    alone.

    ## Why is this bad?
    What goes to a vote must be what is voted on.

    ## Example
    ```md
    ---
    stage: review
    ---

    # 要求

    间隙应不小于××× mm。
    ```

    ## Use instead
    ```md
    ---
    stage: review
    ---

    # 要求

    间隙应不小于20 mm。
    ```
    """

    code, name, severity = "STD-V070", "leftover", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 5.1"}
    rows = ("GB-OTH-07",)
    tags = ("wording", "drafts")
    on = (
        Prose,
        Insertion,
        Deletion,
        Comment,
        InlineComment,
    )
    needs = frozenset(
        (
            *"×Ｘ【□x",
            "XX",
            "Xx",
            "待定",
            "待补充",
            "待完善",
            "待确认",
            "待核实",
            "待填写",
            "此处",
            "TODO",
            "TBD",
            "TBC",
        )
    ) | {"FIXME", "??", "？？", "?？", "？?"}
    message = {
        "zh": "“{word}”是未完成的内容；补上实际内容，或删去",
        "en": "{word!r} is left over from drafting; write what is meant, or delete it",
    }
    variants = {
        "change": {
            "zh": "送审以后的文本中不留修订标记；接受或拒绝该修订",
            "en": "a tracked change is left in a text under review; accept or reject it",
        },
        "comment": {
            "zh": "送审以后的文本中不留批注；处理后删去",
            "en": "a remark is left in a text under review; settle it and delete it",
        },
    }

    def check(
        self, node: Prose | Insertion | Deletion | Comment | InlineComment, ctx: Context
    ) -> Iterator[Report]:
        stage = ctx.document.metadata.stage
        if not isinstance(node, Prose):
            if stage in _LATE and not _is_instruction(node):
                is_change = isinstance(node, (Insertion, Deletion))
                yield ctx.report(
                    node,
                    variant="change" if is_change else "comment",
                    severity=None if is_change else "warning",
                )
            return
        if is_quoted(node, ctx) or (stage is not None and stage not in _LATE):
            return
        for match in _left.finditer(node.unquoted):
            if not _number_to_come.search(node.text[max(0, match.start() - 12) : match.start()]):
                yield ctx.report(node, match.span(), severity=None if stage else "warning", word=match[0])


def _is_instruction(node: Node) -> bool:
    """Whether a comment speaks to a program, such as one that suppresses a finding."""
    return isinstance(node, (Comment, InlineComment)) and _program.match(node.text) is not None


_program = lazy(
    r"\s*(?:stdml|markdownlint|prettier|textlint|vale)(?![a-z])|\s*[a-z]+-(?:disable|enable|ignore)"
)


# GB/T XXXX—XXXX: the number of a document that has none yet.
_number_to_come = lazy(r"(?:[A-Z]{1,4}(?:/[TZ])?|T/[A-Z]+|DB\d*(?:/T)?)[ \u00a0]?(?:[\dXx×Ｘ.]*[—-])?\Z")
