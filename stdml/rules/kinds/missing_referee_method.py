"""missing-referee-method (STD-C070)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import title_of
from stdml.text.patterns import lazy

_numbered = lazy(
    r"^(?:方法[一二三四五六七八九十\dA-D]|[A-D]法|第[一二三四五六七八九十\d]+法|方法[（(]?[A-D])"
    r"|[（(](?:第[一二三四五\d]法|方法[一二三四五\dA-D]|[A-D]法)[）)]$"
)
_referee = lazy(r"仲裁|基准(?:方)?法|裁定|有(?:争议|异议)|参照方法|首选|优先")
_KINDS = frozenset((None, "specification", "product", "test-method", "process", "service"))


class MissingRefereeMethod(Rule):
    """Several methods for one characteristic, and none of them is the referee method.

    ## What it does
    Finds clauses of which two or more subclauses are titled as methods of their own (方法一, A法, 第一法),
    in documents that nowhere speak of a referee method (仲裁).

    ## Why is this bad?
    Where two methods disagree, the document has to say which one counts (GB/T 20001.5—2017, 6.4.2.4;
    GB/T 20001.10—2014, 6.7.3).

    ## Example
    ```md
    # 流量的测量

    ## 方法一：流量计法

    用流量计测量。

    ## 方法二：容积法

    用量筒测量。

    # 试验报告

    试验报告包括日期和结果。
    ```

    ## Use instead
    ```md
    # 流量的测量

    ## 方法一：流量计法（仲裁法）

    用流量计测量。

    ## 方法二：容积法

    用量筒测量。

    # 试验报告

    试验报告包括日期和结果。
    ```
    """

    code, name, severity, tags = "STD-C070", "missing-referee-method", "warning", ("kinds",)
    basis = {"gbt-1.1": "GB/T 20001.5—2017, 6.4.2.4"}
    rows = ("GB-KIND-09",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "“{title}”有{count}种方法，应指明哪一种是仲裁法",
        "en": "{title!r} gives {count} methods; say which of them is the referee method",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if node.metadata.kind not in _KINDS:
            return
        counts = [(clause, _methods(clause)) for clause in ctx.facts.all(Clause) if len(clause.clauses) > 1]
        several = [(clause, count) for clause, count in counts if count > 1]
        if several and not any(_referee.search(ctx.facts.text(top)) for top in node.clauses):
            for clause, count in several:
                yield ctx.report(clause, title=plain_text(clause.title).strip(), count=count)


def _methods(clause: Clause) -> int:
    """Return how many subclauses are titled as methods of their own."""
    titles = (title_of(section) for section in clause.clauses if isinstance(section, Clause))
    return sum(_numbered.search(title) is not None for title in titles)
