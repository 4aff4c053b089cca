"""contractual-condition (STD-V016)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    is_normative,
)
from stdml.text.patterns import lazy

_ENGLISH = frozenset((
    "warranty", "warranties", "guarantee", "guarantees", "guaranteed", "liability", "liabilities",
    "liable", "payment", "delivery", "price", "refund", "refunded", "reimburse", "reimbursed",
    "reimburses", "compensate", "compensated", "compensation", "penalty", "penalties", "pay",
))  # fmt: skip
_english = lazy(
    r"(?<![\w-])(?:warrant(?:y|ies)|guarantee period|guaranteed for"
    r"|guarantees? (?:[a-z-]+ ){0,4}for (?:a period of |at least |not less than )?\d+"
    r"|liabilit(?:y|ies)|liable"
    r"|terms of payment|payment terms|terms of delivery|contract price"
    r"|refund(?:ed)?|reimburse[ds]?|penalt(?:y|ies)|shall pay"
    r"|compensat(?:e|ed|ion) (?:for (?:damages?|loss)|the (?:purchaser|user|customer))"
    r"|purchase price)(?![\w-])",
    re.I,
)
_CHINESE = frozenset("罚处责吊没赔违保免结")
_DEPOSIT = "(?:质保金|质量保证金|履约保证金)"
_chinese = lazy(
    r"(?:处以?|予以|给予|并处|可处)[^，。；]{0,12}?(?:罚款|处罚|行政处分|警告处分)|罚款\d|(?:缴纳|支付|收取)(?:罚款|违约金|滞纳金)"
    r"|(?:追究|(?<!独立)承担)[^，。；]{0,10}?(?:法律|刑事|行政|民事|赔偿|违约|连带|侵权)责任|追究[^，。；]{0,8}?责任"
    r"|责令[^，。；]{0,8}?(?:改正|停业|停产|整改|整顿|拆除)|吊销[^，。；]{0,8}?(?:执照|许可证|资格|资质|证书)|没收(?:违法|非法)"
    r"|(?:依法|应当?|须)(?:予以)?(?:赔偿|索赔)|费用的?结算(?:由[^，。；]{1,20}(?:约定|负责|承担)|按照?合同)"
    r"|(?:保修期|质保期|质量保证期|包修期)限?(?:应|宜)?(?:不(?:应|得|宜)?(?:少于|低于|小于|短于)|至少|为|自)"
    r"|(?:提供|给予)[^，。；、\d]{0,8}\d{1,3}\s?(?:年|个月|天)[^，。；、]{0,6}?(?:保修|质保|包修)"
    r"|(?:缴纳|支付|扣除|预留|留取|退还|返还|收取|扣留)[^，。；、]{0,8}?"
    + _DEPOSIT
    + f"|{_DEPOSIT}(?:应|宜)?(?:为|按|不超过|不高于|不低于)"
    r"|(?:供方|卖方|供应商|制造商|制造厂|生产厂|生产企业|厂家)[^，。；]{0,16}?免费(?:保修|修理|维修|更换|退换)"
)
_ELEMENTS = ("clause", "scope", "annex")


class ContractualCondition(Rule):
    """A contractual or an administrative condition: warranty, liability, payment, penalties.

    ## What it does
    Finds in English provisions words of contracts. In Chinese clauses it finds words by which somebody is
    fined, punished, held liable or made to pay (罚款, 追究责任, 承担赔偿责任, 责令改正, 吊销, 没收, 违约金),
    and terms of contract: how long the 保修期 is, who pays 质保金, who repairs free of charge. What a
    contract or a manual is to contain (违约责任 or 保修期 in a list) is left alone.

    ## Why is this bad?
    A document specifies what can be verified. Claims, guarantees and payment belong in contracts,
    administrative measures, liability and penalties in laws (GB/T 1.1—2020, 5.5.3; ISO/IEC Directives 2,
    5.5).

    ## Example
    ```md
    # Requirements

    The pump shall have a warranty of 2 years.
    ```

    ## Use instead
    ```md
    # Requirements

    The pump shall run for at least 10 000 h.
    ```
    """

    code, name, severity = "STD-V016", "contractual-condition", "error"
    aliases = ("administrative-measure",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 5.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 5.5"}
    rows = ("ISO-MOD-12", "GB-STR-05")
    languages = ("zh", "en")
    tags = ("wording",)
    on = (Prose,)
    needs = {"zh": _CHINESE, "en": _ENGLISH}
    message = {
        "zh": "标准不规定合同条件、法律责任、罚则等内容（“{word}”）；删去，或移至合同、规章",
        "en": "{word!r} is a contractual condition; leave it to contracts, or specify what can be verified",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if ctx.language.startswith("zh"):
            element = ctx.element
            judged, pattern = element is None or element.type in _ELEMENTS, _chinese
        else:
            judged, pattern = is_normative(node, ctx), _english
        for match in pattern.finditer(node.unquoted) if judged else ():
            yield ctx.report(node, match.span(), word=node.text[match.start() : match.end()])
