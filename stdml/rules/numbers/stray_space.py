"""stray-space (STD-V056)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Paragraph,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    holds_statements,
)
from stdml.text.cjk import is_cjk
from stdml.text.patterns import lazy

_between = lazy(
    r"[ \t](?:(?<=[一-鿿，。；：、！？）”》][ \t])[ \t]*(?=[一-鿿，。；：、！？（“《])"
    r"|(?<=\S )[ \t]+(?=\S)|(?<=\S\t)\t*(?=\S))"
)


class StraySpace(Rule):
    """A space between two Chinese characters, or two spaces in a row.

    ## What it does
    Finds spaces and tabs between Chinese characters or marks, and runs of spaces, in paragraphs. Headings,
    cells, captions, lists of names and entries of references are left alone.

    ## Why is this bad?
    Spaces that only lay out move when the text does, and hide words from a search.

    ## Example
    ```md
    # 要求

    外壳应 接地。
    ```

    ## Use instead
    ```md
    # 要求

    外壳应接地。
    ```
    """

    code, name, severity = "STD-V056", "stray-space", "info"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.1"}
    rows = ("GB-PUNC-05",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(" \t")
    message = {"zh": "汉字之间不空格", "en": "no space stands between Chinese characters"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if (
            not isinstance(node.owner, Paragraph)
            or not node.chinese
            or not judges(node, ctx)
            or holds_statements(ctx)
        ):
            return
        for match in _between.finditer(node.unquoted):
            after = node.text[match.end()]
            before = node.text[match.start() - 1]
            new = "" if is_cjk(before) and is_cjk(after) else " "
            fix = ctx.fix("外壳 接地 → 外壳接地", [(node, match.span(), new)])
            yield ctx.report(node, match.span(), fix=fix)
