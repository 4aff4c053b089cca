"""wrong-provision-for-title (STD-C067)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from stdml.model import Clause, Example, Footnote, Node, Note, Text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import data
from stdml.rules.prose import Prose
from stdml.text import modals

_REQUIREMENT = frozenset(("应", "不应", "应该", "不应该", "只准许", "不准许"))
_RECOMMENDATION = frozenset(("宜", "不宜"))
_PERMISSION = frozenset(("可", "可以", "不必", "允许"))
_LONGEST = 12
_BARRED = {
    "statement or recommendation": _REQUIREMENT,
    "requirement only": _RECOMMENDATION | _PERMISSION,
    "statement only": _REQUIREMENT | _RECOMMENDATION,
}


class WrongProvisionForTitle(Rule):
    """A clause holds provisions that its title rules out.

    ## What it does
    Looks for 应 in clauses titled 总则, 总体原则 or 原则, for 宜 and 可 in 总体要求 and 通用要求, and for 应
    and 宜 in 概述.

    ## Why is this bad?
    These titles say which provisions follow: principles are recommendations or statements, 总体要求 and
    通用要求 hold requirements only, 概述 statements only (GB/T 1.1—2020, 8.10 and 9.3).

    ## Example
    ```md
    # 总则

    供水应坚持安全第一。

    # 流量

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    # 总则

    供水宜坚持安全第一。

    # 流量

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-C067", "wrong-provision-for-title", "error", ("kinds", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.10, 9.3"}
    rows = ("GB-KIND-11", "GB-KIND-12")
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("应宜可准必允")
    message = {
        "zh": "“{title}”中不用“{word}”；改写条款，或改标题",
        "en": "a clause titled {title!r} does not say {word!r}; reword it, or change the title",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not node.provisions or node.field != "children" or ctx.inside(Note, Example, Footnote):
            return
        found = _titled(ctx.ancestors)
        if found is None:
            return
        title, barred = found
        for start, end in node.sentences:
            for form in modals.find(node.unquoted[start:end], "zh"):
                if form.form in barred:
                    yield ctx.report(
                        node, (start + form.start, start + form.end), title=title, word=form.form
                    )
                    break


def _titled(ancestors: list[Node]) -> tuple[str, frozenset[str]] | None:
    """Return the nearest title that rules something out, and what; a title in between may lift it."""
    for node in reversed(ancestors):
        if not isinstance(node, Clause) or not node.title:
            continue
        first = node.title[0]
        title = first.value if isinstance(first, Text) else ""
        if len(title) > _LONGEST:
            continue
        title = title.replace(" ", "").replace("\u3000", "")
        if title in _barred():
            return title, _barred()[title]
        if "要求" in title:
            return None
    return None


@cache
def _barred() -> dict[str, frozenset[str]]:
    """Return what each title rules out."""
    return {title: barred for group, barred in _BARRED.items() for title in data()["titles"][group]}
