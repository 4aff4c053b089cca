"""word-as-symbol (STD-F027)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from stdml.model import Document, Formula, Paragraph, plain_text
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._tables import UNIT
from stdml.rules.objects._tex import is_chemistry, parts_of
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_UNIT = lazy(UNIT)
_EQUATION = lazy(
    r"[\u4e00-\u9fff（）()]{2,20}\s*[=＝]\s*(?=[^=＝]*[\u4e00-\u9fff]{2})(?=[^=＝]*[×÷/／+＋*])[^=＝。，；：]{3,80}"
)
_MOST = 120


@cache
def _functions() -> frozenset[str]:
    """Return names of functions and words of conditions, which are no symbols."""
    return frozenset(json.loads((files("stdml.rules") / "data" / "formula-functions.json").read_text()))


class WordAsSymbol(Rule):
    """A word, an abbreviation or a unit in a formula where a symbol should stand.

    ## What it does
    Finds Chinese words, words of four letters and more, abbreviations of three capital letters and unit
    symbols in displayed formulas, and paragraphs that are an equation of Chinese words. Words in
    subscripts, after conditions and names of functions are left alone.

    ## Why is this bad?
    Symbols of one letter, with an explanation, can be evaluated and translated; COD could be the product of
    three quantities.

    ## Example
    ```md
    # 计算

    利用率按公式（1）计算：

    $$
    利用率 = \\frac{用量}{总量}
    $$ (eq-rate)
    ```

    ## Use instead
    ```md
    # 计算

    利用率按公式（1）计算：

    $$
    \\eta = \\frac{q}{Q}
    $$ (eq-rate)

    式中：

    - $\\eta$——利用率；
    - $q$——用量，单位为升（L）；
    - $Q$——总量，单位为升（L）。
    ```
    """

    code, name, severity, tags = "STD-F027", "word-as-symbol", "error", ("objects", "formulas")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.9.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 27.5"}
    rows = ("GB-FORM-03", "ISO-FOR-02")
    on = (Document,)
    message = {
        "zh": "公式中用“{word}”作符号，改用单个字母并在“式中：”说明",
        "en": "the formula has the word {word!r} for a symbol; use one letter and explain it",
    }
    variants = {
        "unit": {
            "zh": "公式中不写单位“{word}”，在符号的说明中给出单位",
            "en": "a formula holds no unit ({word}); give it where the symbol is explained",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for placed in ctx.facts.placed(Formula):
            if not placed.apart:
                yield from self._formula(placed.node, ctx)
        for placed in ctx.facts.placed(Paragraph):
            text = plain_text(placed.node).strip() if not placed.apart else ""
            if len(text) > _MOST or ("=" not in text and "＝" not in text):
                continue
            found = _EQUATION.match(text)
            if found and not _is_sentence(text, found.end()):
                yield ctx.report(placed.node, word=re.split(r"\s*[=＝]", text)[0])

    def _formula(self, node: Formula, ctx: Context) -> Iterator[Report]:
        if is_chemistry(node.tex):
            return
        parts = parts_of(node.tex)
        words = [run for run in parts.runs if has_cjk(run) or run.lower() not in _functions()]
        for word, aside in parts.words:
            text = word.strip("() ")
            if aside or text.lower() in _functions():
                continue
            if _UNIT.fullmatch(text) and text not in ("d", "e"):
                yield ctx.report(node, variant="unit", word=text)
                return
            if has_cjk(text) or (len(text) > 2 and text.isalpha()):
                words.append(text)
        if words:
            yield ctx.report(node, word=words[0])


def _is_sentence(text: str, end: int) -> bool:
    """Whether more follows an equation than its number."""
    return re.fullmatch(r"\s*[…·.]*\s*(?:[（(](?:[A-Z]\.)?\d{1,3}[)）])?", text[end:]) is None
