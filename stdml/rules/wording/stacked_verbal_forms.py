"""stacked-verbal-forms (STD-V008)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    forms,
    is_normative,
)
from stdml.text.patterns import lazy

_BOTH = {
    ("应", "宜"): "宜",
    ("宜", "应"): "宜",
    ("应", "必须"): "应",
    ("必须", "应"): "应",
    ("应", "须"): "应",
    ("可", "应"): "应",
    ("应", "不应"): "不应",
    ("应", "可"): "应能",
    ("应", "可以"): "应能",
    ("宜", "可"): "可",
    ("宜", "不应"): "不宜",
    ("应当", "可以"): "应能",
    ("应", "应"): "应",
    ("可", "宜"): "宜",
    ("须", "应"): "应",
    ("应当", "应"): "应",
}
_close = lazy("[应当宜可须][应宜可必须不]")
_adjective = lazy(
    r"可(?!以)[一-鿿]{1,2}(?:$|[，。；、：地的并且和或及])|可(?!以)[一-鿿]?(?:追溯|识别|调|拆|换|重复|移动|靠|操作|访问|读|见|扩展|维[护修]|回收|降解|清洗)"
)


class StackedVerbalForms(Rule):
    """Two verbal forms on top of each other: 应宜, 宜应, 应可, 可应, 应必须.

    ## What it does
    Finds two verbal forms in a row in provisions. 应能 is right (a required ability), and so is 应 in front
    of an adjective such as 可靠 or 可追溯.

    ## Why is this bad?
    The two forms say different things, so the sentence is at once a requirement and none.

    ## Example
    ```md
    # 要求

    装置应可记录温度的变化。
    ```

    ## Use instead
    ```md
    # 要求

    装置应能记录温度的变化。
    ```
    """

    code, name, severity = "STD-V008", "stacked-verbal-forms", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, C.3, C.4, C.5, C.6"}
    rows = ("GB-MOD-11",)
    languages = ("zh",)
    tags = ("wording",)
    fixes = "unsafe"
    on = (Prose,)
    needs = frozenset(first + second for first in "应当宜可须" for second in "应宜可必须不")
    message = {
        "zh": "“{word}”重叠使用能愿动词，改为“{instead}”",
        "en": "{word} is two verbal forms in one; write {instead}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        if not _close.search(node.text):
            return
        found = forms(node, "zh")
        for first, second in itertools.pairwise(found):
            instead = _BOTH.get((first.form, second.form))
            if instead is None or first.end != second.start or _adjective.match(node.text, second.start):
                continue
            within = (first.start, second.end)
            word = node.text[slice(*within)]
            fix = ctx.fix(f"{word} → {instead}", [(node, within, instead)], safe=False)
            yield ctx.report(node, within, fix=fix, word=word, instead=instead)
