"""parenthesis-in-term (STD-T022)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Designation
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_behind = lazy(
    r"(?:(?<=[\u4e00-\u9fff]{2})[（(]|(?<=\s)[（(]|(?<=[A-Za-z])（)"
    r"(?P<words>[^（）()]{2,60})[）)]\s*\Z"
)
_word = lazy(r"[A-Za-z]{2}|[\u4e00-\u9fff]{2}")


class ParenthesisInTerm(Rule):
    """A term with another name, or an abbreviation, in parentheses behind it.

    ## What it does
    Finds parentheses at the end of a term that hold words: an abbreviation, a synonym or the equivalent in
    another language. Parentheses that are part of a word, as in the names of substances, are left alone.

    ## Why is this bad?
    Each designation stands for itself: a synonym or an abbreviation is an admitted term, the English
    equivalent follows after a space (GB/T 1.1—2020, 8.7.3.1; ISO/IEC Directives 2, 16.5.5).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩（charging pile）

    为车辆提供电能的固定装置。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。
    ```
    """

    code, name, severity, tags = "STD-T022", "parenthesis-in-term", "error", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.5"}
    rows = ("GB-TERM-04", "ISO-TRM-04")
    fixes = "safe"
    on = (Designation,)
    message = {
        "zh": "术语之后不用括号写“{words}”；英文对应词空一个字写在术语之后，同义词和缩略语另起一行",
        "en": "a term has no parentheses ({words!r}); write the synonym or abbreviation as an admitted term",
    }

    def check(self, node: Designation, ctx: Context) -> Iterator[Report]:
        prose = Prose(node, "children", False)
        found = _behind.search(prose.text)
        if not found or not _word.search(found["words"]):
            return
        fix = None
        if has_cjk(prose.text[: found.start()]) and _is_english(found["words"]):
            fix = ctx.fix("去掉括号", [(prose, (found.start(), found.end()), " " + found["words"].strip())])
        yield ctx.report(prose, (found.start(), found.end()), words=found["words"], fix=fix)


def _is_english(words: str) -> bool:
    return words.isascii() and words.islower() and all(c.isalpha() or c in " -" for c in words)
