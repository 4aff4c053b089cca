"""procedure-without-steps (STD-C066)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, List
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.kinds._kinds import core, kind_of, provisions
from stdml.rules.prose import Prose

_ENOUGH = 8
_SHARE = 0.7


class ProcedureWithoutSteps(Rule):
    """A code of practice that is written as a list of requirements.

    ## What it does
    Counts the sentences of the clauses of a document whose kind is code of practice. It reports a document
    with many sentences of which nearly all are requirements (应), and in which no list of steps is found.

    ## Why is this bad?
    A code of practice tells what to do, step by step, in imperative sentences; requirements say when to pass
    to the next step (GB/T 1.1—2020, table 4; GB/T 20001.6).

    ## Example
    ```md
    ---
    language: zh
    kind: code-of-practice
    ---

    # 范围

    本文件确立了泵房启动的程序。

    本文件适用于泵房。

    # 设备

    水泵应接地。
    阀门应编号。
    管道应防腐。
    电缆应阻燃。
    仪表应检定。
    泵房应通风。
    地面应防滑。
    照明应防潮。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    kind: code-of-practice
    ---

    # 范围

    本文件确立了泵房启动的程序。

    本文件适用于泵房。

    # 启动程序

    按下列步骤启动水泵：

    a) 检查接地；
    b) 打开进口阀门；
    c) 合上电源。

    压力不小于0.2 MPa时，应打开出口阀门。
    ```
    """

    code, name, severity, tags = "STD-C066", "procedure-without-steps", "error", ("kinds", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.11, 表 4"}
    rows = ("GB-KIND-05",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "规程以祈使句写步骤；全文{count}句中有{share}句是“应”字句，没有步骤",
        "en": "a code of practice gives steps; {share} of its {count} sentences are requirements",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        clauses = core(node)
        if kind_of(node) != "code-of-practice" or not clauses:
            return
        sentences = demanded = 0
        for clause in clauses:
            for block in walk_blocks(clause):
                if isinstance(block, List) and block.style not in ("dash", "bullet"):
                    return
                if block.kind == "paragraph":
                    sentences += len(Prose(block, "children", True).sentences)
            demanded += sum(found.modality == "requirement" for found in provisions(clause))
        if sentences >= _ENOUGH and demanded >= sentences * _SHARE:
            yield ctx.report(clauses[0], count=sentences, share=demanded)
