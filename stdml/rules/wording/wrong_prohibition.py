"""wrong-prohibition (STD-V002)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    forms,
    is_normative,
    word_list,
)
from stdml.text.patterns import lazy

_PLAIN = frozenset(("不得", "不准", "不许", "不准许", "不允许"))
_HARD = frozenset(("禁止", "严禁"))
_WORDS = word_list("verbal-forms")
_cannot = lazy(
    rf"(?<![必非])不可(?=(?:{alternatives(_WORDS['prohibited'])}))(?![^，。；]{{0,4}}的|用[性于]|操作性|接触式)"
)
_place = lazy(r"(?:^|[，；。：、！\s（(]|[内中时上处下后前间所里区期者员]|严格|一律|均|都)\Z")
_sign = lazy(r"[^，。；]{0,8}(?:标志|标识|标牌|信号|符号|标线|命令|令$)")
_verb = lazy(alternatives(_WORDS["forbidden"]))


class WrongProhibition(Rule):
    """不得, 不准, 不许, 不可, 禁止 or 严禁 for what is a prohibition of the document.

    ## What it does
    Finds these words in provisions. 禁止 counts only where a prohibition starts with it, or with the place
    or time it holds for: a system that prohibits something (系统应禁止未授权的访问) does what is required.
    Names of signs, adjectives such as 不可逆 and quotations are left alone.

    ## Why is this bad?
    A prohibition is a requirement, and its one form is 不应. Words that sound stronger make readers ask
    whether 不应 is weaker.

    ## Example
    ```md
    # 要求

    作业区内不得使用明火。
    ```

    ## Use instead
    ```md
    # 要求

    作业区内不应使用明火。
    ```
    """

    code, name, severity = "STD-V002", "wrong-prohibition", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, C.1"}
    rows = ("GB-MOD-02",)
    languages = ("zh",)
    tags = ("wording",)
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("不得", "不准", "不许", "不允许", "禁止", "严禁", "不可"))
    message = {"zh": "不用“{word}”表示禁止，改为“不应”", "en": "a prohibition is written 不应, not {word}"}

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        for form in forms(node, "zh"):
            if form.form in _PLAIN:
                yield self._found(node, ctx, form.start, form.end, True)
            elif form.form in _HARD and _is_prohibition(node.text, form.start, form.end, form.form):
                yield self._found(node, ctx, form.start, form.end, bool(_verb.match(node.text, form.end)))
        if "可" in node.characters:
            for match in _cannot.finditer(node.unquoted):
                yield self._found(node, ctx, *match.span(), True)

    def _found(self, node: Prose, ctx: Context, start: int, end: int, clear: bool) -> Report:
        word = node.text[start:end]
        # 应不得 becomes 不应.
        first = start - 1 if start and node.text[start - 1] == "应" else start
        fix = ctx.fix(f"{node.text[first:end]} → 不应", [(node, (first, end), "不应")]) if clear else None
        return ctx.report(node, (start, end), fix=fix, word=word)


def _is_prohibition(text: str, start: int, end: int, word: str) -> bool:
    if _sign.match(text, end):
        return False
    before = text[max(0, start - 4) : start]
    if before.endswith(("应", "宜", "可", "能", "自动", "以", "为", "并", "和", "或", "的")):
        return False
    return word == "严禁" or _place.search(before) is not None
