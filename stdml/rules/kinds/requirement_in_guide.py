"""requirement-in-guide (STD-C065)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import kind_of
from stdml.rules.prose import Prose
from stdml.text import modals

# Wrong forms (必须, 不得, must) are the subject of the rules about wording.
_FORMS = frozenset(("应", "不应", "应该", "不应该", "只准许", "不准许", "shall", "shall not"))


class RequirementInGuide(Rule):
    """A requirement in a guide.

    ## What it does
    Looks for 应, 不应 (shall) in the clauses of a document whose kind or title says that it is a
    guide.

    ## Why is this bad?
    A guide gives recommendations and information; it cannot be complied with (GB/T 1.1—2020, table 4).

    ## Example
    ```md
    ---
    language: zh
    kind: guide
    ---

    # 背景

    公示的数据来自传感器。

    # 需考虑的因素

    公示屏应设在入口处。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    kind: guide
    ---

    # 背景

    公示的数据来自传感器。

    # 需考虑的因素

    公示屏宜设在入口处。
    ```
    """

    code, name, severity, tags = "STD-C065", "requirement-in-guide", "error", ("kinds", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.11, 表 4"}
    rows = ("GB-KIND-06",)
    languages = ("zh", "en")
    fixes = "unsafe"
    on = (Prose,)
    needs = frozenset("应准sS")
    message = {
        "zh": "指南不写要求：“{word}”改为“{right}”，或改为陈述",
        "en": "a guide holds no requirements: write {right!r} for {word!r}, or state a fact",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not node.provisions or kind_of(ctx.document) != "guide":
            return
        # In tables and headings the word may name a column or a subject.
        if node.field != "children":
            return
        for start, end in node.sentences:
            for form in modals.find(node.unquoted[start:end], ctx.language[:2].lower()):
                if form.form not in _FORMS:
                    continue
                within = (start + form.start, start + form.end)
                right = _weaker(form.form)
                fix = ctx.fix(f"{form.form} → {right}", [(node, within, right)], safe=False)
                yield ctx.report(node, within, fix=fix, word=form.form, right=right)


def _weaker(form: str) -> str:
    """Return the recommendation in place of a requirement."""
    negative = form.startswith("不") or form.endswith("not")
    if form.startswith("shall"):
        return "should not" if negative else "should"
    return "不宜" if negative else "宜"
