"""quality-system-demanded (STD-L034)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule, RuleOptions

_KINDS = ("product", "process", "service", "specification", "test-method", "code-of-practice")


class _Options(RuleOptions):
    standards: tuple[str, ...] = ("ISO9001", "ISO9002", "ISO9003", "ISO13485", "ISO29001", "ISO/TS16949")


class QualitySystemDemanded(Rule):
    """A standard for a product, a process or a service that demands a quality management system.

    ## What it does
    Finds normative citations of ISO 9001 and the standards of branches made from it, where the metadata say
    that the document is about a product, a process, a service or a test.

    ## Why is this bad?
    ISO/IEC Directives 2, 33.1: conformity of a product shall not depend on the quality system of its
    manufacturer; whether a requirement is met is found out on the product.

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
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 33.1"}
    rows = ("ISO-REF-18",)
    on = (Document,)
    Options = _Options
    message = {
        "zh": "产品、过程或服务的符合性不依赖质量管理体系标准“{word}”",
        "en": "conformity shall not depend on a quality management system ({word})",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if node.metadata.kind not in _KINDS:
            return
        for one in ctx.facts.cited.mentions:
            if one.sense == "normative" and one.key in ctx.options.standards:
                yield ctx.report(one.prose, (one.start, one.end), word=one.number.text)
