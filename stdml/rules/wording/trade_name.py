"""trade-name (STD-V021)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    ReferenceEntry,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import pieces, words
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    holds_statements,
    is_quoted,
    word_list,
)
from stdml.text.patterns import lazy
from stdml.text.sentences import MARK

_NAMES: dict[str, dict[str, str]] = word_list("trade-names")
_patterns = {
    "zh": re.compile(alternatives(_NAMES["zh"])),
    "en": re.compile(rf"(?<![\w-])(?:{alternatives(_NAMES['en'])})(?![\w-])"),
}
_marked = lazy(rf"[®™](?!\s?{MARK})")


class TradeName(Rule):
    """A trade name or trademark where a description would do.

    ## What it does
    Finds ® and ™ without a footnote, and words that are trademarks and are used for a kind of thing (特氟龙,
    Velcro).

    ## Why is this bad?
    A standard must not favour one supplier. Where a name cannot be avoided, it is marked and a footnote says
    why.

    ## Example
    ```md
    # 要求

    内胆应有特氟龙涂层。
    ```

    ## Use instead
    ```md
    # 要求

    内胆应有聚四氟乙烯涂层。
    ```
    """

    code, name, severity = "STD-V021", "trade-name", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.13.1", "iso-directives-2": "ISO/IEC Directives Part 2, 31"}
    rows = ("GB-OTH-01", "ISO-OTH-01")
    languages = ("zh", "en")
    tags = ("wording",)
    on = (Prose,)
    needs = {"zh": pieces(_NAMES["zh"]) | {"®", "™"}, "en": words(_NAMES["en"]) | {"®", "™"}}
    message = {
        "zh": "“{word}”是商标，改为“{instead}”；无法避免时加脚注说明",
        "en": "{word!r} is a trademark; write {instead!r}, or add the footnote that says why it stands here",
    }
    variants = {
        "mark": {
            "zh": "商标“{word}”没有脚注说明；宜用描述代替商标",
            "en": "{word!r} marks a trade name without the footnote; describe the product instead",
        },
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if is_quoted(node, ctx) or isinstance(node.owner, ReferenceEntry) or holds_statements(ctx):
            return
        language = ctx.language[:2]
        for match in _marked.finditer(node.unquoted):
            yield ctx.report(node, match.span(), variant="mark", word=match.group())
        for match in _patterns[language].finditer(node.unquoted):
            if not node.text.startswith((MARK, "®", "™"), match.end()):
                instead = _NAMES[language][match.group()]
                yield ctx.report(node, match.span(), severity="warning", word=match.group(), instead=instead)
