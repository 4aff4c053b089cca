"""unexplained-symbol (STD-F026)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, List, Paragraph, plain_text
from stdml.model.walk import walk
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._blocks import Placed
from stdml.rules.objects._formulas import (
    LEAD,
    base,
    explanations,
    listed_symbols,
    names_in,
    numbered_formulas,
    source_like,
)
from stdml.rules.objects._tex import CONSTANTS, is_chemistry, parts_of
from stdml.text.patterns import lazy

_SAID = lazy(
    r"\$([^$]{1,60})\$\s*(?:——|—|为|是|表示|指|[,，]?\s*(?:is|are|denotes)\b)"
    r"|(?:记为|用|以|symbol|by)\s*\$([^$]{1,60})\$"
)


class UnexplainedSymbol(Rule):
    """A symbol of a formula that nothing explains.

    ## What it does
    Compares the symbols of each displayed formula with the explanations below it (式中, where), those of
    earlier formulas, the clause of symbols and the terms. Where a formula has no explanations at all, it is
    enough that the text around it speaks of the symbol. In Chinese also the words 式中： and the marks at
    the ends of the explanations are checked.

    ## Why is this bad?
    A formula whose symbols are not explained cannot be evaluated, and readers take different quantities for
    the same letter.

    ## Example
    ```md
    # 计算

    利用率按公式（1）计算：

    $$
    \\eta = \\frac{q}{Q}
    $$ (eq-rate)

    式中：

    - $q$——用量，单位为升（L）；
    - $Q$——总量，单位为升（L）。
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

    code, name, severity, tags = "STD-F026", "unexplained-symbol", "error", ("objects", "formulas")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.9.3.1, 10.4.3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 27.5",
    }
    rows = ("GB-FORM-02", "ISO-FOR-02")
    on = (Document,)
    message = {
        "zh": "公式中的符号{symbols}没有说明，在公式下以“式中：”逐个说明",
        "en": "nothing explains the symbols {symbols} of the formula; do so below it, after 'where'",
    }
    variants = {
        "lead": {
            "zh": "公式的符号以“式中：”引出，而不是“{words}”",
            "en": "the symbols of a formula are introduced by 'where', not by {words!r}",
        },
        "end": {
            "zh": "式中符号的说明以“；”隔开，最后一条以“。”结束",
            "en": "explanations of symbols are separated by semicolons, and the last ends with a full stop",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        formulas = numbered_formulas(ctx)
        if not formulas:
            return
        known = listed_symbols(ctx)
        texts = _Texts()
        for placed in formulas:
            meanings = list(explanations(placed))
            if not meanings and is_chemistry(placed.node.tex):
                continue
            known.update(meaning.symbol for meaning in meanings)
            spoken = texts.said(placed) if meanings else texts.spoken(placed)
            missing = [
                symbol
                for symbol in parts_of(placed.node.tex).symbols
                if symbol not in CONSTANTS
                and not any(name in known or name in spoken for name in (symbol, base(symbol)))
            ]
            if missing:
                marks = "、" if ctx.language.startswith("zh") else ", "
                yield ctx.report(placed.node, symbols=marks.join(missing[:8]))
            if ctx.basis.startswith("GB"):
                yield from self._form(placed, ctx)

    def _form(self, placed: Placed, ctx: Context) -> Iterator[Report]:
        """Judge the words before the explanations, and the marks at their ends."""
        after = placed.after
        if isinstance(after, Paragraph) and not placed.node.where:
            found = LEAD.match(source_like(after))
            follower = placed.siblings[placed.at + 2 : placed.at + 3]
            if found and found["word"] != "式中" and not found["word"].isascii():
                alone = found.end() == len(source_like(after).rstrip()) and follower
                if alone and isinstance(follower[0], List):
                    yield ctx.report(after, variant="lead", words=plain_text(after).strip())
        entries = placed.node.where
        for entry in entries:
            end = plain_text(list(entry.children)).rstrip()[-1:]
            wanted = "。" if entry is entries[-1] else "；;"
            if end not in wanted and (not end.isascii() or end.isalnum() or end == ")"):
                yield ctx.report(entry, variant="end")
                return


class _Texts:
    """What the texts around formulas say of symbols, read once for each run of blocks."""

    def __init__(self) -> None:
        self._said: dict[int, set[str]] = {}
        self._spoken: dict[int, set[str]] = {}

    def said(self, placed: Placed) -> set[str]:
        """Return the symbols that the clause explains in words: "$q$ 为流量", 记为$q$."""
        key = id(placed.siblings)
        if key not in self._said:
            matches = (match for text in _section(placed) for match in _SAID.finditer(text))
            self._said[key] = {name for m in matches for name in parts_of(m[1] or m[2]).symbols}
        return self._said[key]

    def spoken(self, placed: Placed) -> set[str]:
        """Return the symbols that the clause has in its text at all, formulas in lines included."""
        key = id(placed.siblings)
        if key not in self._spoken:
            found = {name for text in _section(placed) for name in names_in(text)}
            self._spoken[key] = found | {base(name) for name in found}
        return self._spoken[key]


def _section(placed: Placed) -> Iterator[str]:
    """Yield the texts of the clause that a formula stands in."""
    for block in placed.siblings:
        if block.kind != "formula":
            yield from (source_like(node) for node in walk(block) if node.kind in ("paragraph", "cell"))
    yield plain_text(getattr(placed.section, "title", []))
