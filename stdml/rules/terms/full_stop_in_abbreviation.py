"""full-stop-in-abbreviation (STD-T065)."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# A name that follows makes the letters the initials of a person.
_stops = lazy(r"(?<![A-Za-z0-9.])(?:[A-Z]\.){2,6}(?!\s?[A-Z]\.?[a-z]|[A-Za-z0-9])")
_NAMES = frozenset(("foreword", "normative-references", "bibliography", "index"))
_KEPT = frozenset(("U.S.", "U.K.", "D.C.", "P.O."))


class FullStopInAbbreviation(Rule):
    """An abbreviation of capital letters with full stops between them.

    ## What it does
    Finds two or more capital letters that are each followed by a full stop, such as U.P.S.; names of
    persons and lists of references are left alone.

    ## Why is this bad?
    Abbreviations are written in capital letters without full stops (GB/T 1.1—2020, 9.4.3.3; ISO/IEC
    Directives 2, 8.4).

    ## Example
    ```md
    # 要求

    电源应由U.P.S.供电。

    # 试验方法

    测量电压3次。
    ```

    ## Use instead
    ```md
    # 要求

    电源应由UPS供电。

    # 试验方法

    测量电压3次。
    ```
    """

    code, name, severity, tags = "STD-T065", "full-stop-in-abbreviation", "info", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 8.4"}
    rows = ("GB-SYM-06", "ISO-SYM-02")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(f"{letter}." for letter in ascii_uppercase)
    message = {
        "zh": "缩略语“{word}”不加下脚点，写作“{right}”",
        "en": "an abbreviation has no full stops: write {right!r} for {word!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is not None and element.type in _NAMES:
            return
        text = node.unquoted
        for found in _stops.finditer(text):
            word = found.group()
            ends = found.end() >= len(text.rstrip()) and not node.chinese
            if word in _KEPT or (ends and len(word) < 5):
                continue
            right = word.replace(".", "") + ("." if ends else "")
            fix = ctx.fix(f"{word} → {right}", [(node, found.span(), right)])
            yield ctx.report(node, found.span(), word=word, right=right, fix=fix)
