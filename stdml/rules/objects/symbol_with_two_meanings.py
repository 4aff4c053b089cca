"""symbol-with-two-meanings (STD-F029)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._formulas import explanations, numbered_formulas
from stdml.text.cjk import has_cjk
from stdml.text.patterns import lazy

_NAME = lazy(r"[^，。；,;（(]+")
_VALUE = lazy(r"的数值|the numerical value of |the |^(?:is|are) ")
_HAN = lazy(r"[\u4e00-\u9fff]")


class SymbolWithTwoMeanings(Rule):
    """A symbol that is explained in two ways.

    ## What it does
    Compares the explanations of the same symbol, subscript included, below the formulas of a document.
    Wordings that have most of their characters in common, or of which one holds the other, count as one
    meaning.

    ## Why is this bad?
    With one letter for time and for temperature the reader has to guess which is meant.

    ## Example
    ```md
    # 计算

    流量按公式（1）计算：

    $$
    q = V / t
    $$ (eq-a)

    式中：

    - $q$——流量，单位为升每分（L/min）；
    - $V$——体积，单位为升（L）；
    - $t$——时间，单位为分（min）。

    温差按公式（2）计算：

    $$
    D = t - C
    $$ (eq-b)

    式中：

    - $D$——温差，单位为摄氏度（℃）；
    - $t$——水温，单位为摄氏度（℃）；
    - $C$——气温，单位为摄氏度（℃）。
    ```

    ## Use instead
    ```md
    # 计算

    流量按公式（1）计算：

    $$
    q = V / t
    $$ (eq-a)

    式中：

    - $q$——流量，单位为升每分（L/min）；
    - $V$——体积，单位为升（L）；
    - $t$——时间，单位为分（min）。

    温差按公式（2）计算：

    $$
    D = \\theta - C
    $$ (eq-b)

    式中：

    - $D$——温差，单位为摄氏度（℃）；
    - $\\theta$——水温，单位为摄氏度（℃）；
    - $C$——气温，单位为摄氏度（℃）。
    ```
    """

    code, name, severity, tags = "STD-F029", "symbol-with-two-meanings", "warning", ("objects", "formulas")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.9.3.2"}
    rows = ("GB-FORM-05",)
    on = (Document,)
    message = {
        "zh": "符号“{symbol}”前面表示“{before}”，此处表示“{here}”，一个符号宜只表示一个量",
        "en": "{symbol} stood for {before!r} before and stands for {here!r} here; use two symbols",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        seen: dict[str, str] = {}
        for placed in numbered_formulas(ctx):
            for meaning in explanations(placed):
                here = _name(meaning.words)
                before = seen.setdefault(meaning.symbol, here)
                if here and before and not _alike(before, here):
                    yield ctx.report(meaning.node, symbol=meaning.symbol, before=before, here=here)


def _name(words: str) -> str:
    found = _NAME.match(words.strip())
    return _VALUE.sub("", found[0]).strip() if found else ""


def _alike(one: str, other: str) -> bool:
    """Whether two explanations may mean the same."""
    if one in other or other in one or has_cjk(one) != has_cjk(other):
        return True
    pieces = [
        set(_HAN.findall(text)) if has_cjk(text) else set(text.lower().split()) for text in (one, other)
    ]
    common = pieces[0] & pieces[1]
    return len(common) * 3 >= min(len(pieces[0]), len(pieces[1]))
