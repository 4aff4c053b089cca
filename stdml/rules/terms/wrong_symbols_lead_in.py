"""wrong-symbols-lead-in (STD-T060)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import rewrite
from stdml.rules.terms._lead_in import insertion, normal, paragraphs
from stdml.rules.terms._symbols import items
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

_right = lazy(
    r"(?:[^。]+界定的(?:以及下列)?|下列)(?P<what>[^。]{0,6}(?:符号|代号|缩略语|缩写|单位|术语)[^。]{0,14}?)适用于本文件。"
)
_like = lazy("符号|缩略语|缩写|代号|适用于本|如下")
_TITLES = ("符号", "缩略语", "符号和缩略语", "代号", "符号和代号", "代号和缩略语")


class WrongSymbolsLeadIn(Rule):
    """A list of symbols or abbreviated terms without the fixed sentence that introduces it.

    ## What it does
    Compares the sentence below the heading of symbols or abbreviated terms with 下列缩略语适用于本文件 and
    its kin.

    ## Why is this bad?
    The list is introduced by a fixed sentence that says what it holds (GB/T 1.1—2020, 8.8.2).

    ## Example
    ```md
    # 缩略语

    缩略语如下：

    LED：发光二极管（light-emitting diode）

    # 要求

    LED应亮。
    ```

    ## Use instead
    ```md
    # 缩略语

    下列缩略语适用于本文件。

    LED：发光二极管（light-emitting diode）

    # 要求

    LED应亮。
    ```
    """

    code, name, severity, tags = "STD-T060", "wrong-symbols-lead-in", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.8.2"}
    rows = ("GB-SYM-01",)
    languages = ("zh",)
    fixes = "safe"
    on = (Clause,)
    types = frozenset(("symbols",))
    message = {
        "zh": "引导语应为“{right}”",
        "en": "the list is introduced by {right!r}",
    }
    variants = {
        "missing": {
            "zh": "清单之前缺少引导语“{right}”",
            "en": "the sentence that introduces the list is missing: {right!r}",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        title = "".join(plain_text(node.title).split())
        if node.type != "symbols" or title not in _TITLES:
            return
        said = list(paragraphs(node))
        matches = [found for prose in said if (found := _right.match(normal(prose.text, True)))]
        both = title.split("和")
        if any(all(word in found["what"] for word in both) for found in matches) or len(matches) > 1:
            return
        right = f"下列{title}适用于本文件。"
        first = next(iter(said), None)
        if first is not None and _like.search(first.text) and not _is_item(first.text):
            end = first.sentences[0][1] if first.sentences else len(first.text)
            fix = None
            if not next(find_all(first.text), None):
                fix = rewrite(ctx, first, 0, end, "改用规定的引导语", right)
            yield ctx.report(first, (0, end), right=right, fix=fix)
        elif any(items(node)):
            fix = insertion(ctx, node, "加引导语", right)
            yield ctx.report(node, variant="missing", right=right, fix=fix)


_item = lazy(r"\s*[A-Za-z0-9\ufffc][^：:]{0,20}[：:]")


def _is_item(text: str) -> bool:
    return _item.match(text) is not None
