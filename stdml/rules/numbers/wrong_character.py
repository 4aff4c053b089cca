"""wrong-character (STD-V055)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import pieces
from stdml.rules.numbers._quantities import (
    judges,
)
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    word_list,
)
from stdml.text.patterns import lazy

_LISTS: dict[str, Any] = word_list("wrong-characters")
_WORDS: dict[str, str] = _LISTS["words"]
_SIMPLE = dict(zip(_LISTS["traditional"], _LISTS["simplified"], strict=True))
_wrong = lazy(f"(?:{alternatives(_WORDS)})|[{_LISTS['traditional']}]+")
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
# Two words side by side that look like one of the list.
_PARTS = ("图象限", "高兰色")


class WrongCharacter(Rule):
    """A traditional or variant character, or one that only sounds like the right one.

    ## What it does
    Finds words such as 其它, 帐号, 图象, 阀值 and 水份, and traditional characters. Quotations, names of
    works, entries of references and text in traditional characters throughout are left alone.

    ## Why is this bad?
    Standards are written in the standard simplified characters, so that every word has one spelling.

    ## Example
    ```md
    # 要求

    其它帐号应停用。
    ```

    ## Use instead
    ```md
    # 要求

    其他账号应停用。
    ```
    """

    code, name, severity = "STD-V055", "wrong-character", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.1"}
    rows = ("GB-PUNC-04",)
    languages = ("zh",)
    tags = ("numbers", "wording")
    fixes = "safe"
    on = (Prose,)
    needs = pieces(_WORDS).union(_SIMPLE)
    message = {"zh": "“{word}”应为“{instead}”", "en": "{word} is written {instead}"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx) or ctx.language.lower().startswith(_TRADITIONAL):
            return
        for match in _wrong.finditer(node.unquoted):
            word = match[0]
            around = node.text[max(0, match.start() - 2) : match.end() + 1]
            if any(word in part and part in around for part in _PARTS):
                continue
            instead = _WORDS.get(word) or "".join(_SIMPLE[character] for character in word)
            fix = ctx.fix(f"{word} → {instead}", [(node, match.span(), instead)])
            yield ctx.report(node, match.span(), fix=fix, word=word, instead=instead)
