"""many-example-annexes (STD-F056)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_EXAMPLE = lazy(r"(?P<subject>.*?)(?:的)?(?:示例|范例)\s*(?P<count>[\d一二三四五六七八九十]*)")


class ManyExampleAnnexes(Rule):
    """Several annexes of examples of one subject.

    ## What it does
    Finds informative annexes whose titles are 示例 of the same subject, or numbered 示例1, 示例2.

    ## Why is this bad?
    Many examples go into one annex with one clause for each, so that they can be referred to together.

    ## Example
    ```md
    # 要求

    标志的示例见附录A和附录B。

    # 附录 A（资料性）标志示例1

    标志用蓝色。

    # 附录 B（资料性）标志示例2

    标志用红色。
    ```

    ## Use instead
    ```md
    # 要求

    标志的示例见附录A。

    # 附录 A（资料性）标志示例

    标志用蓝色或红色。
    ```
    """

    code, name, severity, tags = "STD-F056", "many-example-annexes", "info", ("annexes",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.10.3"}
    rows = ("GB-ANX-08",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "附录“{title}”与前面的附录都是“{subject}”的示例，宜合为一个附录",
        "en": "the annex {title!r} shows more examples of {subject!r}; put them into one annex",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        seen: set[str] = set()
        for annex in node.annexes:
            title = plain_text(annex.title).strip()
            found = _EXAMPLE.fullmatch(title)
            if found is None or annex.nature == "normative":
                continue
            subject = found["subject"].strip()
            if subject in seen:
                yield ctx.report(annex, title=title, subject=subject or "示例")
            seen.add(subject)
