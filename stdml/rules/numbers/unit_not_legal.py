"""unit-not-legal (STD-V038)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import pieces
from stdml.rules.numbers._quantities import (
    LISTS,
    SPACE,
    judges,
)
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
)
from stdml.text.patterns import lazy

_WRONG: dict[str, str] = LISTS["wrong_unit"]
_NAMES: dict[str, str] = LISTS["names"]
_latin = [word for word in _WRONG if word.isascii() or word[0] in "k℉"]
_han = [word for word in _WRONG if word not in _latin]
_wrong = lazy(
    rf"[0-9](?P<gap>{SPACE})(?P<unit>(?:{alternatives(_latin)})(?![A-Za-z0-9_-])"
    rf"|(?:{alternatives(_han)})(?![马米级厘毫分公千克]))"
    # 每亩 and t/亩 have no number before the unit.
    r"|(?:(?<=每)|(?<=[A-Za-z]/))(?P<per>亩)"
)
_named = lazy(
    rf"[0-9](?P<gap>{SPACE})(?P<unit>{alternatives(_NAMES)})"
    r"(?![级位拉服隆表制工饭粒色粉每学高降温压斤])"
)


class UnitNotLegal(Rule):
    """A unit that is no legal one, or a name where the symbol belongs: 公斤, 亩, ppm, rpm, 5毫米.

    ## What it does
    Finds such units behind a number in digits. Where the legal unit is of the same size, a repair puts it
    in; other values have to be converted. Names of legal units (5毫米, 3小时) are a warning.

    ## Why is this bad?
    Only legal units give one value to everybody, and their symbols are the same in all languages.

    ## Example
    ```md
    # 要求

    质量应不大于20公斤。
    ```

    ## Use instead
    ```md
    # 要求

    质量应不大于20 kg。
    ```
    """

    code, name, severity = "STD-V038", "unit-not-legal", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.4.1, 9.4.7", "iso-directives-2": "ISO/IEC Directives Part 2, 9.3"}
    rows = ("GB-UNIT-01", "ISO-NUM-08")
    languages = ("zh", "en")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = pieces((*_WRONG, *_NAMES))
    message = {
        "zh": "“{word}”不是法定计量单位，改用“{instead}”",
        "en": "{word!r} is no SI unit; use {instead}",
    }
    variants = {
        "name": {
            "zh": "量值用单位符号：“{word}”写作“{instead}”",
            "en": "values have the symbol of the unit: {instead} for {word}",
        },
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        exact: dict[str, str] = LISTS["exact"]
        for match in _wrong.finditer(node.unquoted):
            group = "unit" if match["unit"] else "per"
            word = match[group]
            new = exact.get(word)
            fix = (
                ctx.fix(f"{word} → {new}", [(node, (match.start("gap"), match.end()), " " + new)])
                if new
                else None
            )
            yield ctx.report(node, match.span(group), fix=fix, word=word, instead=_WRONG[word])
        if not node.chinese:
            return
        for match in _named.finditer(node.unquoted):
            word, new = match["unit"], _NAMES[match["unit"]]
            fix = ctx.fix(f"{word} → {new}", [(node, (match.start("gap"), match.end()), " " + new)])
            yield ctx.report(
                node, match.span("unit"), variant="name", fix=fix, severity="warning", word=word, instead=new
            )
