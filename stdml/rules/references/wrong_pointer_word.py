"""wrong-pointer-word (STD-L029)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.sentences import OPAQUE

TARGET = (
    rf"(?=\s?(?:附录|[表图]\s?[A-Z\d{OPAQUE}]|第\s?\d|\d{{1,2}}\.\d|[A-Z]\.\d|公式"
    rf"|[A-Z]{{1,5}}[/ ][A-Z\d]|{OPAQUE}|本文件))"
)
"""What stands behind a word that points: a place in the document, or the number of another."""
_word = lazy(rf"(?<![应宜须])(?:可参见|可参考|参见|详见|参阅|参看|详细见|具体见){TARGET}")


class WrongPointerWord(Rule):
    """A pointer to another place or document with another word than 见.

    ## What it does
    Finds 参见, 详见, 参阅 and the like right before a clause, annex, table, figure, formula or the number of
    a document.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.5.2, has one word for pointing to information, 见. With two words in one document the
    reader looks for a difference in meaning that is not there.

    ## Example
    ```md
    # 试验

    试验装置详见附录A。

    # 附录 A（资料性）试验装置

    试验装置由水箱和示例泵组成。
    ```

    ## Use instead
    ```md
    # 试验

    试验装置见附录A。

    # 附录 A（资料性）试验装置

    试验装置由水箱和示例泵组成。
    ```
    """

    code, name, severity, tags = "STD-L029", "wrong-pointer-word", "warning", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.5.2"}
    rows = ("GB-XREF-04",)
    fixes = "safe"
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("参详具")
    message = {
        "zh": "提示用“见”，不用“{word}”",
        "en": "the word for pointing to something is 见, not {word}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry):
            return
        for found in _word.finditer(node.text):
            if node.unquoted[found.start()] != node.text[found.start()]:
                continue
            fix = ctx.fix(f"{found.group()} → 见", [(node, found.span(), "见")])
            yield ctx.report(node, found.span(), word=found.group(), fix=fix)
