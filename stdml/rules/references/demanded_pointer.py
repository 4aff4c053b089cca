"""demanded-pointer (STD-L030)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.references.wrong_pointer_word import TARGET
from stdml.text.patterns import lazy

_word = lazy(rf"(?<![对相响供适效感反顺呼])(?:应|宜|须|必须|应当)(?:参|详)?见{TARGET}")


class DemandedPointer(Rule):
    """A pointer to information that is worded as a requirement.

    ## What it does
    Finds 应见, 应参见 and 宜见 right before a clause, annex, table, figure or the number of a document.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.5: 见 points to information; what has to be complied with is referred to by 应符合 or
    应按照. 应见附录A leaves open which of the two is meant.

    ## Example
    ```md
    # 试验

    试验装置应见附录A。

    # 附录 A（规范性）试验装置

    试验装置由水箱和示例泵组成。
    ```

    ## Use instead
    ```md
    # 试验

    试验装置应符合附录A的规定。

    # 附录 A（规范性）试验装置

    试验装置由水箱和示例泵组成。
    ```
    """

    code, name, severity, tags = "STD-L030", "demanded-pointer", "warning", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.5.1"}
    rows = ("GB-XREF-06",)
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("见")
    message = {
        "zh": "“{word}”既是要求又是提示：要求写“应符合……的规定”，提示写“见”",
        "en": "{word} is a requirement and a pointer at once; write 应符合…的规定 or 见",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry):
            return
        for found in _word.finditer(node.text):
            if node.unquoted[found.start()] != node.text[found.start()]:
                continue
            yield ctx.report(node, found.span(), word=found.group())
