"""unit-symbol-form (STD-V037)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import (
    Superscript,
)
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
    stands_in,
)
from stdml.text.patterns import lazy

_FORMS: dict[str, str] = LISTS["wrong_form"]
_HEADS = [
    word for word in _FORMS if word[0] in "KMu" and len(word) > 1 and word not in ("MM", "Min", "ML", "Ml")
]
_form = lazy(
    rf"[0-9](?P<gap>{SPACE})(?P<unit>％|(?:{alternatives(_FORMS)})(?![A-Za-z0-9_-]))"
    rf"|(?:[/(（]|单位[为是])(?P<head>{alternatives(_HEADS)})(?=[)）/每，。；]|\Z)"
)
_NAMES = {
    "小时": "h", "分钟": "min", "秒": "s", "天": "d", "日": "d", "升": "L", "毫升": "mL", "平方米": "m²",
    "立方米": "m³", "米": "m", "千克": "kg", "公斤": "kg", "克": "g", "吨": "t", "千米": "km",
    "公里": "km", "厘米": "cm", "毫米": "mm", "毫克": "mg",
}  # fmt: skip
# Of one character, the next may make another word of it: 千克/天然气.
_LONG = [name for name in _NAMES if len(name) > 1]
_mixed = lazy(
    rf"(?<![A-Za-z])(?P<left>{alternatives(LISTS['symbols'])})/(?P<name>{alternatives(_LONG)}|(?:{alternatives(_NAMES)})(?![一-鿿]))"
    rf"|(?<![一-鿿])(?P<word>{alternatives(_NAMES)})/(?P<right>h|s|min|d|kg|L|m|m²|m³)(?![A-Za-z])"
)
# A stroke beside a name, so that most strokes cost nothing.
_beside = lazy("/(?:(?<=[一-鿿]/)|(?=[一-鿿]))")
_SYMBOL = f"(?:{alternatives(LISTS['symbols'])})"
_solidi = lazy(rf"[0-9]{SPACE}(?P<unit>{_SYMBOL}(?:/{_SYMBOL}){{2,}})(?![A-Za-z0-9/])")
# m2 for m²: behind a number, perhaps with another unit between, or in the head of a table.
_flat = lazy(
    rf"(?:[0-9]{SPACE}(?:{_SYMBOL}/)?|(?<=[一-鿿])/(?:{_SYMBOL}/)?)(?P<unit>[kcdmμ]?m)(?P<exponent>\^?[23])(?![0-9A-Za-z./])"
)


class UnitSymbolForm(Rule):
    """A unit symbol in the wrong letters: Kg, KW, Mpa, sec, km/小时.

    ## What it does
    Finds wrong capitals and abbreviations behind a number or in the head of a table, exponents that are not
    raised (m2), a symbol and a Chinese name in one unit (km/小时), and a unit with two solidi (m/s/s).

    ## Why is this bad?
    Letters carry meaning: K is kelvin and M is mega. A unit that is half a word is no symbol.

    ## Example
    ```md
    # 要求

    质量应不大于5 Kg。
    ```

    ## Use instead
    ```md
    # 要求

    质量应不大于5 kg。
    ```
    """

    code, name, severity = "STD-V037", "unit-symbol-form", "error"
    basis = {"gbt-1.1": "GB 3100—1993, 6", "iso-directives-2": "ISO/IEC Directives Part 2, 9.3"}
    rows = ("GB-UNIT-10", "ISO-NUM-08")
    languages = ("zh", "en")
    tags = ("numbers", "units")
    fixes = "safe"
    on = (Prose,)
    needs = pieces(_FORMS) | {"/", "m0", "m^"}
    message = {"zh": "单位“{word}”写作“{instead}”", "en": "the unit {word!r} is written {instead!r}"}
    variants = {
        "solidi": {
            "zh": "单位“{word}”中只能有一条斜线",
            "en": "there is one solidus in a unit, not several: {word!r}",
        },
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not judges(node, ctx):
            return
        text = node.unquoted
        for match in _form.finditer(text):
            group = "unit" if match["unit"] else "head"
            instead = _FORMS[match[group]]
            gap = " " if group == "unit" and not match["gap"] and instead != "%" else ""
            within = match.span(group)
            fix = ctx.fix(f"{match[group]} → {instead}", [(node, within, gap + instead)])
            yield ctx.report(node, within, fix=fix, word=match[group], instead=instead)
        for match in _flat.finditer(text) if any(flat in text for flat in ("m2", "m3", "m^")) else ():
            within = match.span("exponent")
            if not stands_in(node, within[0], Superscript):
                raised = "²" if match["exponent"][-1] == "2" else "³"
                fix = ctx.fix(f"{match['exponent']} → {raised}", [(node, within, raised)])
                word = match["unit"] + match["exponent"]
                yield ctx.report(
                    node, (match.start("unit"), within[1]), fix=fix, word=word, instead=match["unit"] + raised
                )
        if "/" not in node.characters:
            return
        for match in _mixed.finditer(text) if _beside.search(text) else ():
            left = match["left"] or _NAMES[match["word"]]
            instead = f"{left}/{match['right'] or _NAMES[match['name']]}"
            fix = ctx.fix(f"{match[0]} → {instead}", [(node, match.span(), instead)])
            yield ctx.report(node, match.span(), fix=fix, word=match[0], instead=instead)
        for match in _solidi.finditer(text) if text.count("/") > 1 else ():
            yield ctx.report(node, match.span("unit"), variant="solidi", word=match["unit"])
