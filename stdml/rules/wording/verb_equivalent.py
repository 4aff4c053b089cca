"""verb-equivalent (STD-V003)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    forms,
    is_normative,
    sentence_at,
    word_list,
)
from stdml.text.patterns import lazy

_FORMS = {
    "应该": "应",
    "不应该": "不应",
    "可以": "可",
    "可以不": "不必",
    "无须": "不必",
    "毋须": "不必",
    "不须": "不必",
    "能够": "能",
    "不能够": "不能",
}
_DOING = alternatives(word_list("verbal-forms")["advised"])
_advice = lazy(
    rf"(?:(?<=[，。；：、])|(?<![一-鿿])|(?<=[者员时位织构]))(?P<not>不)?(?P<word>推荐|建议|(?<!不)允许)(?={_DOING})"
    r"|(?<=[一-鿿])(?<![的等条项类份])(?P<advised>建议)(?=不(?:大于|小于|超过|低于|高于|少于|多于|宜))"
)
_TELLING = frozenset(("has", "have", "required", "obliged", "ought", "permitted", "allowed", "be"))
_ADVICE = {"推荐": "宜", "建议": "宜", "允许": "可"}
_words = lazy("应该|可以|无须|毋须|不须|能够|有可能|推荐|建议|允许")
# 有可能 as a noun phrase (如有可能) is none of these.
_possible = lazy(r"(?<![如若没只所还的未具])有可能(?![性的，。；])")
_english = lazy(
    r"(?<![\w-])(?:"
    r"(?P<have>(?<!should )(?<!shall )(?<!may )(?<!might )(?<!would )(?<!will )ha(?:s|ve) to)(?! do )"
    r"|(?P<required>(?:is|are) (?:required|obliged) to)"
    r"|(?P<ought>ought (?:not )?to)|(?P<permitted>(?:is|are) (?:permitted|allowed) to)"
    r"|(?P<to>(?:is|are)(?P<never> not)? to be(?! (?:interpreted|understood|read))))(?!\w)"
)
_INSTEAD = {"have": "shall", "required": "shall", "ought": "should", "permitted": "may", "to": "shall be"}
_NEAR = 100
# In a condition or a relative clause the words state a fact, they require nothing.
_fact = lazy(
    r"(?<![a-z])(?:if|when|where|whether|that|which|who|what|how|before|after|unless|not)(?![a-z])[^,;:]*\Z",
    re.I,
)
_aim = lazy(r"(?<![a-z])(?:purpose|aim|objective|goal|intention|question|task)s?(?![a-z])", re.I)


class VerbEquivalent(Rule):
    """An equivalent of a verbal form where the form itself would do.

    ## What it does
    Finds 应该, 不应该, 可以, 可以不, 无须, 能够, 不能够, 有可能, and 推荐, 建议, 允许 in front of what is
    recommended or permitted; and "has to", "is required to", "is permitted to", "is allowed to", "ought to",
    "is to be" in English provisions.

    ## Why is this bad?
    The equivalents are meant for sentences in which language rules out the preferred form. Anywhere else two
    words for one thing make readers look for two meanings.

    ## Example
    ```md
    # 要求

    试验应该记录。
    ```

    ## Use instead
    ```md
    # 要求

    试验应记录。
    ```
    """

    code, name, severity = "STD-V003", "verb-equivalent", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.1, C.1", "iso-directives-2": "ISO/IEC Directives Part 2, 7.1"}
    rows = ("GB-MOD-03", "ISO-MOD-06")
    languages = ("zh", "en")
    tags = ("wording",)
    fixes = "safe"
    on = (Prose,)
    needs = {
        "zh": frozenset(("应该", "可以", "无须", "毋须", "不须", "能够", "有可能", "推荐", "建议", "允许")),
        "en": _TELLING,
    }
    message = {
        "zh": "“{word}”只在语言上无法使用“{instead}”时使用",
        "en": "{word!r} is for sentences where {instead!r} is impossible",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        if ctx.language.startswith("en"):
            yield from self._english(node, ctx)
            return
        if not _words.search(node.text):
            return
        for form in forms(node, "zh"):
            # 应可以 is one mistake of another kind.
            doubled = form.start and node.text[form.start - 1] == "应"
            if (
                form.form in _FORMS
                and not doubled
                and not _is_soft(node.text, form.start, form.end, form.form)
            ):
                yield self._found(node, ctx, form.start, form.end, _FORMS[form.form], True)
        text = node.unquoted
        for match in _advice.finditer(text):
            instead = ("不" if match["not"] else "") + _ADVICE[match["word"] or match["advised"]]
            yield self._found(node, ctx, *match.span(), instead, False)
        for match in _possible.finditer(text):
            yield self._found(node, ctx, *match.span(), "可能", True)

    def _english(self, node: Prose, ctx: Context) -> Iterator[Report]:
        for match in _english.finditer(node.unquoted):
            start = max(sentence_at(node, match.start())[0], match.start() - _NEAR)
            before = node.text[start : match.start()]
            if _fact.search(before) or _aim.search(before):
                continue
            kind = match.lastgroup if match.lastgroup != "never" else "to"
            instead = _INSTEAD[kind or "have"]
            if "not" in match.group():
                instead = instead.replace("shall", "shall not").replace("should", "should not")
            yield self._found(node, ctx, *match.span(), instead, False)

    def _found(self, node: Prose, ctx: Context, start: int, end: int, instead: str, safe: bool) -> Report:
        word = node.text[start:end]
        fix = ctx.fix(f"{word} → {instead}", [(node, (start, end), instead)], safe=safe)
        return ctx.report(node, (start, end), fix=fix, word=word, instead=instead)


def _is_soft(text: str, start: int, end: int, form: str) -> bool:
    """Whether the form is a part of a phrase in which the short one does not stand: 也可以, 可以看出."""
    before = text[max(0, start - 2) : start]
    if form == "可以":
        return text.startswith(("看", "说", "认为", "得", "忽略"), end) or before.endswith(("足", "是否"))
    return form == "能够" and before.endswith(("应", "不", "宜", "未", "才", "只"))
