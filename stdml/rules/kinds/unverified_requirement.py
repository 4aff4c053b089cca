"""unverified-requirement (STD-C064)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._verification import coverage

_KINDS = frozenset(("specification", "product", "process", "service"))
_MOST = 0.6


class UnverifiedRequirement(Rule):
    """A requirement for which the document gives no method.

    ## What it does
    Compares the clauses of requirements of a specification or product standard with its clauses of methods:
    by references in either direction and by the words of their headings. It reports those without a
    method only where most of the others have one, so that the pairing was understood.

    ## Why is this bad?
    Nobody can show that such a requirement is fulfilled (GB/T 1.1—2020, table 4; GB/T 20001.5—2017).

    ## Example
    ```md
    ---
    language: zh
    kind: specification
    ---

    # 要求

    ## 流量

    流量应不小于20 L/min。

    ## 噪声

    声功率级应不大于70 dB。

    ## 颜色

    泵壳应为蓝色。

    # 证实方法

    ## 流量的测量

    用流量计测量3次，取平均值。

    ## 噪声的测量

    用声级计测量。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    kind: specification
    ---

    # 要求

    ## 流量

    流量应不小于20 L/min。

    ## 噪声

    声功率级应不大于70 dB。

    ## 颜色

    泵壳应为蓝色。

    # 证实方法

    ## 流量的测量

    用流量计测量3次，取平均值。

    ## 噪声的测量

    用声级计测量。

    ## 颜色的查验

    与色卡对照。
    ```
    """

    code, name, severity, tags = "STD-C064", "unverified-requirement", "warning", ("kinds",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 表 4; GB/T 20001.5—2017; GB/T 20001.10—2014, 5, 6.5–6.7"}
    rows = ("GB-KIND-04", "GB-KIND-07")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "“{title}”的要求没有对应的证实方法",
        "en": "no method verifies the requirement {title!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if node.metadata.kind not in _KINDS:
            return
        found = coverage(node, ctx.facts)
        if found is None or len(found.without) > len(found.requirements) * (1 - _MOST):
            return
        for clause in found.without:
            title = plain_text(clause.title).strip() or ctx.facts.numbering.number(clause) or ""
            yield ctx.report(clause, title=title)
