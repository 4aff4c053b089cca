"""title-names-class (STD-C017)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._cover import numbers, value_span
from stdml.rules.cover._titles import titles
from stdml.text.patterns import lazy

_class = lazy(
    r"((?:国家|行业|地方|团体|企业|技术|服务|管理|工作|建设)?标准|(?:标准化)?指导性技术文件)(?:[（(][^（()）]*[)）])?\s*\Z"
)
# Here the standard is what the document is about, or the name is one that laws give.
_object = lazy(
    r"(?:排放|环境质量|空气质量|水质|水质量|海水水质|噪声|卫生防护距离|计量|测量|参考|基准)标准\s*\Z"
)


class TitleNamesClass(Rule):
    """A title that says that the document is a standard.

    ## What it does
    Finds titles that end in 标准 or 指导性技术文件. Titles about standards (标准体系, 计量标准),
    those of limits for emissions, and those of construction standards are left alone.

    ## Why is this bad?
    The word tells nothing (GB/T 1.1—2020, 6.1.4.1) and takes the place of the one that tells the kind:
    规范, 规程, 指南.

    ## Example
    ```md
    ---
    title:
      zh: 养老机构服务标准
    language: zh
    ---
    ```

    ## Use instead
    ```md
    ---
    title:
      zh: 养老机构服务规范
    language: zh
    ---
    ```
    """

    code, name, severity, tags = "STD-C017", "title-names-class", "error", ("cover", "title")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 6.1.4.1"}
    rows = ("GB-TITLE-02",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "名称中的“{word}”不说明内容；改用表示文件类型的词，如“规范”“规程”“指南”",
        "en": "the word {word!r} in the title tells nothing; name the kind instead: 规范, 规程, 指南",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        if any(number and number.family == "engineering" for _, number in numbers(node.metadata)):
            return
        for elements in titles(node.metadata, "zh"):
            for element in elements:
                found = _class.search(element)
                if found and not _object.search(element) and len(element) > len("标准"):
                    yield ctx.report(node, span=value_span(ctx, "title", element), word=found[1])
