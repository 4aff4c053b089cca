"""foreign-self-name (STD-L059)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_word = lazy(
    r"(?<![日基样版文副标资原根译])本(?:国际标准(?!化)|国际文件|(?:ISO/IEC|ISO|IEC)(?:标准(?!化)|文件))"
)


class ForeignSelfName(Rule):
    """A translated document that still calls itself an international one.

    ## What it does
    Finds 本国际标准, 本ISO标准 and the like.

    ## Why is this bad?
    GB/T 1.2—2020: the national document is a document of its own; an editorial change of every adoption is
    that it calls itself 本文件.

    ## Example
    ```md
    # 要求

    示例泵应符合本国际标准的规定。
    ```

    ## Use instead
    ```md
    # 要求

    示例泵应符合本文件的规定。
    ```
    """

    code, name, severity, tags = "STD-L059", "foreign-self-name", "error", ("adoption", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.2; GB/T 1.2—2020"}
    rows = ("GB12-13", "GB-SELF-01")
    fixes = "safe"
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("本")
    message = {
        "zh": "“{word}”改为“本文件”",
        "en": "write 本文件, not {word}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry):
            return
        for found in _word.finditer(node.unquoted):
            fix = ctx.fix(f"{found.group()} → 本文件", [(node, found.span(), "本文件")])
            yield ctx.report(node, found.span(), word=found.group(), fix=fix)
