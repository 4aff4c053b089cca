"""level-differs-from-number (STD-C006)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers, value_span
from stdml.text.standards import tables

_LEVELS = {
    "national": "国家标准", "industry": "行业标准", "local": "地方标准", "group": "团体标准",
    "enterprise": "企业标准",
}  # fmt: skip


class LevelDiffersFromNumber(Rule):
    """The code in the number belongs to another level or another region than the document.

    ## What it does
    Compares the code (GB, the code of an industry, DB with the region, T/, Q/) with the level in the
    metadata, and the region in it with the province that the issuing body names.

    ## Why is this bad?
    The code says who issued the document; a wrong one sends readers to another body's collection.

    ## Example
    ```md
    ---
    identifier: DB31/T 1234—2022
    language: zh
    level: local
    issuer: 浙江省市场监督管理局
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: DB33/T 1234—2022
    language: zh
    level: local
    issuer: 浙江省市场监督管理局
    ---
    ```
    """

    code, name, severity, tags = "STD-C006", "level-differs-from-number", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1"}
    rows = ("GB-COVER-13",)
    on = (Document,)
    message = {
        "zh": "编号“{number}”是{said}的编号，而元数据中的级别是{level}；改正编号或 level",
        "en": "{number!r} is a number of the level {said}, but the metadata say {level}; correct one of them",
    }
    variants = {
        "region": {
            "zh": "编号“{number}”属于{said}，而发布机构是“{issuer}”；改正编号或 issuer",
            "en": "{number!r} belongs to {said}, but the issuer is {issuer!r}; correct one of them",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        level, chinese = node.metadata.level, ctx.language.startswith("zh")
        for text, number in numbers(node.metadata):
            if number is None:
                continue
            span = value_span(ctx, "identifier", text)
            if level in _LEVELS and number.family in _LEVELS and number.family != level:
                said = _LEVELS[number.family] if chinese else number.family
                real = _LEVELS[level] if chinese else level
                yield ctx.report(node, span=span, number=text, said=said, level=real)
            elif number.family == "local" and (issuer := _elsewhere(number.prefix, node.metadata.issuer)):
                yield ctx.report(
                    node,
                    variant="region",
                    span=span,
                    number=text,
                    said=_province(number.prefix),
                    issuer=issuer,
                )


def _province(prefix: str) -> str:
    """Return the province of a code such as DB31/T or DB4403/T; empty where the code names none."""
    digits = "".join(filter(str.isdigit, prefix.partition("/")[0]))
    return tables()["province"].get(digits[:2], "")


def _elsewhere(prefix: str, issuers: list[str]) -> str | None:
    """Return an issuing body of another province, unless one of them is of that of the code."""
    own = _province(prefix)
    if not own or any(issuer.startswith(own) for issuer in issuers):
        return None
    others = tuple(name for name in tables()["province"].values() if name != own)
    return next((issuer for issuer in issuers if issuer.startswith(others)), None)
