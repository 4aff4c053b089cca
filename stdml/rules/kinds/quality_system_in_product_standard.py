"""quality-system-in-product-standard (STD-C071)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from stdml.model import Document, ReferenceEntry, plain_text
from stdml.model.walk import walk
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.text.standards import find_all, key


class _Options(RuleOptions):
    """The standards on quality management systems."""

    standards: tuple[str, ...] = Field(
        ("GB/T 19001", "GB/T 19004", "GB/T 42061", "ISO 9001", "ISO 9004", "ISO 13485"),
        description="the numbers of standards on quality management systems, without a year",
    )


class QualitySystemInProductStandard(Rule):
    """A product standard makes a standard on quality management systems part of its requirements.

    ## What it does
    Looks in the normative references of a document whose kind is product for GB/T 19001 and its like.

    ## Why is this bad?
    A product conforms by its properties, whoever makes it and however he is organized
    (GB/T 20001.10—2014, 6.8.2).

    ## Example
    ```md
    ---
    language: zh
    kind: product
    ---

    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 19001　质量管理体系　要求

    # 技术要求

    水泵的制造应符合GB/T 19001的规定。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    kind: product
    ---

    # 规范性引用文件

    本文件没有规范性引用文件。

    # 技术要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity = "STD-C071", "quality-system-in-product-standard", "error"
    tags = ("kinds",)
    basis = {"gbt-1.1": "GB/T 20001.10—2014, 6.8.2"}
    rows = ("GB-KIND-10",)
    on = (Document,)
    message = {
        "zh": "产品标准不规范性引用质量管理体系标准{number}",
        "en": "a product standard does not refer normatively to {number}, a quality management system",
    }
    Options = _Options

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if node.metadata.kind != "product":
            return
        barred = {key(number, dated=False) for number in ctx.options.standards}
        for clause in node.body:
            if getattr(clause, "type", "") != "normative-references":
                continue
            for entry in walk(clause):
                if not isinstance(entry, ReferenceEntry):
                    continue
                number = next(find_all(plain_text(entry.children)), None)
                if number is not None and key(number.undated, dated=False) in barred:
                    yield ctx.report(entry, number=number.undated)
