"""half-width-punctuation (STD-V050)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.numbers._quantities import (
    SPACE,
    UNIT,
    judges,
)
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_HAN = "一-鿿"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_mark = lazy(
    rf"(?!(?<=[年月日时分]):[月日时分秒])(?:"
    rf"(?<=[{_HAN}）”》])[,;:?!](?![/\\]) ?|(?<=[A-Za-z0-9%℃°)])[,;?!] ?(?=[{_HAN}（“《])"
    rf"|(?<=[{_HAN}])\.(?=\s*\Z))"
)
# 见表1. and 为10 Hz. end a sentence; a cell that holds only 步骤1. does not.
_ended = lazy(rf"[{_HAN}] ?[0-9][0-9.]{{0,8}}{SPACE}(?:{UNIT}|%)?(?P<stop>\.)\s*\Z")
_TAIL = 24
# The words inside decide: (50±1) mm, f(x) and dB(A) keep their brackets.
_bracket = lazy(
    rf"(?<![A-Za-z0-9_])\([^()（）\n{_HAN}]*[{_HAN}][^()（）\n]*\)"
    rf"|(?<=[{_HAN}])\((?!{UNIT}\))[A-Za-z][A-Za-z \-]*\)(?=[{_HAN}，。；、]|\Z)"
)


class HalfWidthPunctuation(Rule):
    """Half-width punctuation in Chinese text.

    ## What it does
    Finds , ; : ? ! beside a Chinese character, a full stop at the end of a Chinese sentence, and brackets
    around Chinese words. Marks between digits or Latin letters, code, addresses, formulas, quotations and
    entries of references are left alone.

    ## Why is this bad?
    GB/T 15834 has full-width marks. Half-width ones make the text uneven and are mistaken for decimal signs.

    ## Example
    ```md
    # 要求

    外壳应接地,电缆应完好。
    ```

    ## Use instead
    ```md
    # 要求

    外壳应接地，电缆应完好。
    ```
    """

    code, name, severity = "STD-V050", "half-width-punctuation", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.4.1; GB/T 15834—2011"}
    rows = ("GB-PUNC-01",)
    languages = ("zh",)
    tags = ("numbers", "punctuation")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(",;:?!.()")
    message = {
        "zh": "中文行文中用全角标点“{new}”，不用“{word}”",
        "en": "Chinese text has the full-width mark {new}, not {word}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not node.chinese or not judges(node, ctx):
            return
        text = node.unquoted
        for match in _mark.finditer(text):
            word = match[0].strip()
            yield self._found(node, ctx, word, _FULL[word], [(match.span(), _FULL[word])])
        ended = _ended.search(text, len(text) - _TAIL) if len(text) > _TAIL // 2 else None
        if ended:
            yield self._found(node, ctx, ".", "。", [(ended.span("stop"), "。")])
        if "(" in node.characters:
            for match in _bracket.finditer(text):
                start, end = match.span()
                edits = [((start, start + 1), "（"), ((end - 1, end), "）")]
                yield self._found(node, ctx, "()", "（）", edits)

    def _found(
        self, node: Prose, ctx: Context, word: str, new: str, edits: list[tuple[tuple[int, int], str]]
    ) -> Report:
        within = (edits[0][0][0], edits[-1][0][1])
        fix = ctx.fix(f"{word} → {new}", [(node, place, mark) for place, mark in edits])
        return ctx.report(node, within, fix=fix, word=word, new=new)
