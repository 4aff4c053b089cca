"""administrative-measure (STD-T055)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose

_measure = re.compile(
    r"(?:处以?|予以|给予|并处|可处)[^，。；]{0,12}?(?:罚款|处罚|行政处分|警告处分)|罚款\d|(?:缴纳|支付|收取)(?:罚款|违约金|滞纳金)"
    r"|(?:追究|(?<!独立)承担)[^，。；]{0,10}?(?:法律|刑事|行政|民事|赔偿|违约|连带|侵权)责任|追究[^，。；]{0,8}?责任"
    r"|责令[^，。；]{0,8}?(?:改正|停业|停产|整改|整顿|拆除)|吊销[^，。；]{0,8}?(?:执照|许可证|资格|资质|证书)|没收(?:违法|非法)"
    r"|(?:依法|应当?|须)(?:予以)?(?:赔偿|索赔)"
)


class AdministrativeMeasure(Rule):
    """Penalties, liabilities and terms of contract in a standard.

    ## What it does
    Looks for words by which somebody is fined, punished, held liable or made to pay: 罚款, 行政处罚,
    追究责任, 承担赔偿责任, 责令改正, 吊销, 没收, 违约金. The contents of a contract (违约责任 in a list)
    are left alone.

    ## Why is this bad?
    A standard holds technical provisions. Claims, guarantees and payment belong in contracts,
    administrative measures, liability and penalties in laws (GB/T 1.1—2020, 5.5.3).

    ## Example
    ```md
    # 要求

    设备应接地。

    # 监督

    违反本文件的，处以500元罚款。
    ```

    ## Use instead
    ```md
    # 要求

    设备应接地。

    # 试验方法

    测量接地电阻3次。
    ```
    """

    code, name, severity, tags = "STD-T055", "administrative-measure", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 5.5.3"}
    rows = ("GB-STR-05",)
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("罚处责吊没赔违")
    message = {
        "zh": "标准不规定法律责任、罚则、赔偿等内容（“{words}”）；删去或移至合同、规章",
        "en": "a standard states no liabilities, penalties or claims ({words!r})",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is not None and element.type not in ("clause", "scope", "annex"):
            return
        for found in _measure.finditer(node.unquoted):
            yield ctx.report(node, found.span(), words=node.text[found.start() : found.end()])
