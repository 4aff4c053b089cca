"""modified-without-differences (STD-L052)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, plain_text
from stdml.rules.adoption._adoption import degrees
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_told = lazy(
    r"技术(?:性|内容)?(?:差异|变化|修改)|差异及(?:其)?(?:原因|理由)|结构(?:上)?(?:的)?(?:调整|变化|差异)|结构编号对照|相比.{0,40}(?:差异|调整|变化)"
)


class ModifiedWithoutDifferences(Rule):
    """A modified adoption that does not say what was modified.

    ## What it does
    Where the metadata say MOD, looks in the foreword and in the annexes for the technical differences with
    their reasons or for the changes of structure.

    ## Why is this bad?
    GB/T 1.2—2020, clause 4: a modified document names and explains every difference, in the foreword or in an
    informative annex; that is what tells it from one that is not equivalent.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: MOD}]
    ---

    # 前言

    本文件修改采用ISO 9902:2020《示例泵》。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: MOD}]
    ---

    # 前言

    本文件修改采用ISO 9902:2020《示例泵》。

    本文件与ISO 9902:2020的技术差异及其原因如下：

    - 增加了噪声的测量，以适应我国的使用条件。
    ```
    """

    code, name, severity, tags = "STD-L052", "modified-without-differences", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 4"}
    rows = ("GB12-03", "GB12-08")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "修改采用（MOD）的文件应在前言或附录中说明结构调整、技术差异及其原因",
        "en": "a modified (MOD) document shall state its changes and technical differences, with reasons",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if "MOD" not in degrees(node):
            return
        places = [
            one for one in node.clauses if isinstance(one, Clause) and one.type in ("foreword", "annex")
        ]
        foreword = next((one for one in places if one.type == "foreword"), None)
        if foreword is None or any(_told.search("".join(plain_text(one).split())) for one in places):
            return
        yield ctx.report(foreword)
