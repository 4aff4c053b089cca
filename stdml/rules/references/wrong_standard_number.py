"""wrong-standard-number (STD-L036)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from string import ascii_uppercase

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber

# GB18030 is an encoding, ISO8601 in a file name a part of a name.
_part_of_name = lazy(r"[.\-_]\s?[A-Za-z]|\s?(?:编码|字符集|字库)")
# ISO 9001 : 2015 is understood all the same.
_spaced = lazy(r"\s:|:\s")
_letter_before = lazy(r"[A-Za-z0-9_\-/.]\Z")


# What is in every number: two capital letters, or T or Q before a stroke.
_STARTS = frozenset((*map("".join, product(ascii_uppercase, repeat=2)), "T/", "Q/", "T／", "Q／", "T ", "Q "))


class WrongStandardNumber(Rule):
    """The number of a standard that is not written as such numbers are.

    ## What it does
    Finds GB/T1.1-2020, GB/T 1.1:2020, GBT 1.1—2020, ISO 9001-2015 and the like in the text and in the lists:
    a Chinese number has a space behind the code and an em dash before the year, one of ISO or IEC a colon.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1, and ISO/IEC Directives 2, 10.3: catalogues, search and programs find a document by
    its number only if everybody writes it alike; a hyphen before the year looks like a part.

    ## Example
    ```md
    # 参考文献

    [1]　GB/T8170-2008　数值修约规则与极限数值的表示和判定
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 8170—2008　数值修约规则与极限数值的表示和判定
    ```
    """

    code, name, severity, tags = "STD-L036", "wrong-standard-number", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 10.3"}
    rows = ("GB-REF-05", "ISO-REF-11")
    fixes = "safe"
    on = (Prose,)
    needs = _STARTS
    message = {
        "zh": "标准编号“{word}”写为“{words}”",
        "en": "write the number {words!r}, not {word!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        text = node.unquoted
        for number in node.numbers:
            if not (number.issues or _spaced.search(number.text)) or _is_no_number(text, number):
                continue
            words = number.canonical
            if words == number.text:
                continue
            within = (number.start, number.end)
            fix = ctx.fix(f"{number.text} → {words}", [(node, within, words)])
            yield ctx.report(node, within, word=number.text, words=words, fix=fix)


def _is_no_number(text: str, number: StandardNumber) -> bool:
    """Whether what looks like a number is a part of a name, or may be anything without the year."""
    if _part_of_name.match(text, number.end) or _letter_before.search(
        text, max(0, number.start - 1), number.start
    ):
        return True
    bare = number.year is None and "/" not in number.prefix and number.family in ("industry", "engineering")
    return bare or number.issues == ("under-preparation-dash",)
