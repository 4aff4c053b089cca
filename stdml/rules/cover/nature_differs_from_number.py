"""nature-differs-from-number (STD-C005)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers, value_span

_NATURES = {"": "mandatory", "T": "recommended", "Z": "guidance"}
_CHINESE = {"mandatory": "强制性", "recommended": "推荐性", "guidance": "指导性技术文件"}
_FAMILIES = ("national", "industry", "local")


class NatureDiffersFromNumber(Rule):
    """The code in the number says something else about how binding the document is than the metadata.

    ## What it does
    Compares the end of the code (none, /T or /Z) with the nature in the metadata: mandatory, recommended or
    guidance.

    ## Why is this bad?
    Readers take from the code whether they have to follow the document (GB/T 1.1—2020, Annex E).

    ## Example
    ```md
    ---
    identifier: GB 12345—2026
    language: zh
    nature: recommended
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 12345—2026
    language: zh
    nature: recommended
    ---
    ```
    """

    code, name, severity, tags = "STD-C005", "nature-differs-from-number", "error", ("cover",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 附录 E"}
    rows = ("GB-COVER-12",)
    on = (Document,)
    message = {
        "zh": "编号“{number}”的代号表示{said}，而元数据中的性质是“{nature}”；改正编号或 nature",
        "en": "the code of {number!r} means {said}, but the metadata say {nature}; correct one of them",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        nature = node.metadata.nature
        if nature not in _CHINESE:
            return
        for text, number in numbers(node.metadata):
            if number is None or number.family not in _FAMILIES:
                continue
            said = _NATURES.get(number.prefix.partition("/")[2].rpartition("/")[2])
            if said is not None and said != nature:
                chinese = ctx.language.startswith("zh")
                yield ctx.report(
                    node, span=value_span(ctx, "identifier", text), number=text,
                    said=_CHINESE[said] if chinese else said, nature=_CHINESE[nature] if chinese else nature,
                )  # fmt: skip
