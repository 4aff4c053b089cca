"""quality-system-demanded (STD-L034)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.text.standards import key

_PRODUCT = ("product",)
_KINDS = (*_PRODUCT, "process", "service", "specification", "test-method", "code-of-practice")
_STANDARDS = (
    "GB/T 19001", "GB/T 19004", "GB/T 42061",
    "ISO 9001", "ISO 9002", "ISO 9003", "ISO 9004", "ISO 13485", "ISO 29001", "ISO/TS 16949",
)  # fmt: skip


class _Options(RuleOptions):
    """The standards on quality management systems."""

    standards: tuple[str, ...] = Field(
        default=_STANDARDS,
        description="the numbers of standards on quality management systems, without a year",
    )


class QualitySystemDemanded(Rule):
    """A standard for a product, a process or a service that demands a quality management system.

    ## What it does
    Finds normative citations of ISO 9001, GB/T 19001 and the standards of branches made from them, and
    entries for them in the normative references, where the metadata say that the document is about a product,
    and under the ISO/IEC Directives also a process, a service or a test.

    ## Why is this bad?
    A product conforms by its properties, whoever makes it and however he is organized (GB/T 20001.10—2014,
    6.8.2; ISO/IEC Directives 2, 33.1); whether a requirement is met is found out on the product.

    ## Example
    ```md
    ---
    kind: product
    language: en
    ---

    # Normative references

    The following documents are referred to in the text in such a way that some or all of their content
    constitutes requirements of this document.
    For dated references, only the edition cited applies.
    For undated references, the latest edition of the referenced document (including any amendments) applies.

    ISO 9001, *Quality management systems — Requirements*

    # Requirements

    The manufacturer shall conform to ISO 9001.
    ```

    ## Use instead
    ```md
    ---
    kind: product
    language: en
    ---

    # Normative references

    There are no normative references in this document.

    # Requirements

    The pump shall withstand a pressure of 1 MPa.
    ```
    """

    code, name, severity, tags = "STD-L034", "quality-system-demanded", "error", ("references",)
    aliases = ("quality-system-in-product-standard",)
    basis = {"gbt-1.1": "GB/T 20001.10—2014, 6.8.2", "iso-directives-2": "ISO/IEC Directives Part 2, 33.1"}
    rows = ("ISO-REF-18", "GB-KIND-10")
    on = (Document,)
    Options = _Options
    message = {
        "zh": "产品、过程或服务的符合性不依赖质量管理体系标准“{word}”；改为规定其特性",
        "en": "conformity shall not depend on a quality management system ({word}); specify properties",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if node.metadata.kind not in (_PRODUCT if ctx.basis.startswith("GB") else _KINDS):
            return
        barred = {key(number, dated=False) for number in ctx.options.standards}
        cited: set[str] = set()
        for one in ctx.facts.cited.mentions:
            if one.sense == "normative" and one.key in barred:
                cited.add(one.key)
                yield ctx.report(one.prose, (one.start, one.end), word=one.number.text)
        for entry in ctx.facts.cited.normative:
            # What is listed without such a citation is told where it is listed.
            if entry.number is not None and entry.key in barred and entry.key not in cited:
                yield ctx.report(entry.prose, entry.within, word=entry.number.text)
