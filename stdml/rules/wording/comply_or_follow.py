"""comply-or-follow (STD-V012)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_normative,
)
from stdml.text.patterns import lazy

_people = lazy(
    r"(?:人员|员工|职工|工人|操作者|使用者|驾驶员|管理者|经营者|从业者|单位|机构|企业|组织|部门|公司|供方)[均都也]?"
    r"(?:应当|应该|应)(?P<word>符合)[^，。；：]{0,30}?(?:规程|法律|法规|制度|纪律|守则|章程|程序)的?(?:规定|要求)?(?=[，。；]|\Z)"
)
_things = lazy(
    r"(?:产品|设备|装置|系统|材料|部件|零件|外壳|接口|软件|仪器|服务|过程|充电桩|电缆|结构|尺寸|性能)[均都也]?"
    r"(?:应当|应该|应)(?P<word>遵守|遵循)"
)


class ComplyOrFollow(Rule):
    """符合 said of people, or 遵守 said of things.

    ## What it does
    Finds people and organizations that 符合 rules, laws, orders or procedures, and products, systems and
    processes that 遵守 something. Requirements on the qualities of people (人员应符合下列条件) are left
    alone.

    ## Why is this bad?
    People and organizations follow a rule (遵守), things meet it (符合). The verb tells who is responsible.

    ## Example
    ```md
    # 要求

    操作人员应符合安全规程的规定。
    ```

    ## Use instead
    ```md
    # 要求

    操作人员应遵守安全规程的规定。
    ```
    """

    code, name, severity = "STD-V012", "comply-or-follow", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.2.1"}
    rows = ("GB-MOD-09",)
    languages = ("zh",)
    tags = ("wording",)
    fixes = "unsafe"
    on = (Prose,)
    needs = frozenset(("符合", "遵守", "遵循"))
    message = {
        "zh": "人或组织“遵守”，产品、过程、服务“符合”；这里改为“{instead}”",
        "en": "people follow a rule (遵守), things meet it (符合); write {instead}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        for pattern, instead in ((_people, "遵守"), (_things, "符合")):
            for match in pattern.finditer(node.unquoted):
                within = match.span("word")
                fix = ctx.fix(f"{match['word']} → {instead}", [(node, within, instead)], safe=False)
                yield ctx.report(node, within, fix=fix, instead=instead)
