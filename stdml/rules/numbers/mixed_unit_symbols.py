"""mixed-unit-symbols (STD-V046)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Document,
    Text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.text.modals import mask_quotes
from stdml.text.patterns import lazy

_PAIRS = (
    (re.compile("℃"), re.compile("°C"), ("℃", "°C")),
    (re.compile(r"(?:\d |/)m?L(?![A-Za-z])"), re.compile(r"(?:\d |/)m?l(?![A-Za-z])"), ("L", "l")),
    (re.compile(r"\d%"), re.compile(r"\d[ \u00a0\u202f]%"), ("5%", "5 %")),
)
_HINTS = ("℃", "°C", "L", "l", "%")
_digit = lazy(r"\d")


class MixedUnitSymbols(Rule):
    """One unit in two forms in a document: ℃ and °C, L and l, 5% and 5 %.

    ## What it does
    Counts both forms in the text, and reports the rarer one where a document has both.

    ## Why is this bad?
    Two forms look like two units, and a search finds half of the values.

    ## Example
    ```md
    # 要求

    温度应为5 ℃～35 ℃，储存温度应不低于5 °C。
    ```

    ## Use instead
    ```md
    # 要求

    温度应为5 ℃～35 ℃，储存温度应不低于5 ℃。
    ```
    """

    code, name, severity = "STD-V046", "mixed-unit-symbols", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.5.3, 10.4.6"}
    rows = ("GB-UNIT-05", "GB-UNIT-10")
    tags = ("numbers", "units")
    on = (Document,)
    message = {
        "zh": "文中“{usual}”和“{word}”混用，统一写作“{usual}”",
        "en": "both {usual} and {word} are used; write {usual} throughout",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        texts = [text for text in ctx.facts.all(Text) if any(hint in text.value for hint in _HINTS)]
        texts = [text for text in texts if _digit.search(text.value)]
        for first, second, words in _PAIRS:
            found = [_places(texts, first), _places(texts, second)]
            rarer = 0 if len(found[0]) < len(found[1]) else 1
            if found[0] and found[1]:
                for text, within in found[rarer]:
                    yield ctx.report(text, within, usual=words[1 - rarer], word=words[rarer])


def _places(texts: list[Text], pattern: re.Pattern[str]) -> list[tuple[Text, tuple[int, int]]]:
    """Return where a form of a unit stands."""
    return [(text, match.span()) for text in texts for match in pattern.finditer(mask_quotes(text.value))]
