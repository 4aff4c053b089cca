"""formula-reference (STD-F030)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# 方式（1）, 表达式（2） and 形式（a） are other words: before 式 stands a word that refers, or nothing.
# What 按, 照, 见, 由, 将 and 入 lead to in brackets is found by wrong-reference-form.
_FORM = lazy(
    r"(?:(?:(?<=[用据从和与及、或至到～依代即在，。；：（(])|\A)式\s?(?P<bracketed>[（(](?:[A-Z][.．])?\d{1,3}[a-z]?[)）])"
    r"|(?:(?<=[按由见用据从将入和与及、或至到～依照代即在，。；：（(])|\A)式\s?"
    r"(?P<bare>(?:[A-Z]\.)?\d{1,3}(?:[-–—]\d{1,3})?(?![\d.A-Za-z～~–—-])))"
)


class FormulaReference(Rule):
    """A reference to a formula as 式（3） where 公式（3） is meant.

    ## What it does
    Finds 式3 and 式5-1 behind words that refer (按, 由, 见, 代入 …), and 式（3） at the beginning of a
    sentence and behind 和, 用, 据 and their like.

    ## Why is this bad?
    Formulas are referred to as 公式（3）; one form lets readers search and programs link.

    ## Example
    ```md
    # 计算

    流量用式（1）计算。
    ```

    ## Use instead
    ```md
    # 计算

    流量用公式（1）计算。
    ```
    """

    code, name, severity, tags = (
        "STD-F030",
        "formula-reference",
        "warning",
        ("objects", "references", "wording"),
    )
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.3"}
    rows = ("GB-FORM-06",)
    languages = ("zh",)
    fixes = "safe"
    on = (Prose,)
    needs = frozenset("式")
    message = {
        "zh": "提及公式时写作“{right}”，而不是“{words}”",
        "en": "refer to a formula as {right}, not as {words}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        for found in _FORM.finditer(node.unquoted):
            number = (found["bracketed"] or found["bare"]).strip("（()）").replace("．", ".")
            right = f"公式（{number}）"
            # A number by clause is wrong itself, and its formula has another.
            plain = re.fullmatch(r"(?:[A-Z]\.)?\d{1,3}", number)
            fix = ctx.fix(f"{found[0]} → {right}", [(node, found.span(), right)]) if plain else None
            yield ctx.report(node, found.span(), right=right, words=found[0], fix=fix)
