"""slogan (STD-V015)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
    TermEntry,
    TermSource,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import pieces
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    is_quoted,
    word_list,
)
from stdml.text.patterns import lazy

_slogan = lazy(alternatives(word_list("slogans")))


class Slogan(Rule):
    """A slogan or advertising in a document.

    ## What it does
    Finds words of campaigns and of advertising (大力弘扬, 国际领先, 一流的 …) outside quotations and names.

    ## Why is this bad?
    A standard states what is required and how it is shown. What cannot be tested and praises takes room from
    that.

    ## Example
    ```md
    # 要求

    大力弘扬工匠精神。

    设备应接地。
    ```

    ## Use instead
    ```md
    # 要求

    设备应接地。
    ```
    """

    code, name, severity = "STD-V015", "slogan", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.1"}
    rows = ("GB-MOD-15",)
    languages = ("zh",)
    tags = ("wording",)
    on = (Prose,)
    needs = pieces(word_list("slogans"))
    message = {
        "zh": "“{word}”是口号或宣传，不属于标准的内容",
        "en": "{word} is a slogan or advertising and no content of a standard",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or isinstance(node.owner, (ReferenceEntry, TermEntry, TermSource)):
            return
        for match in _slogan.finditer(node.unquoted):
            yield ctx.report(node, match.span(), word=match.group())
