"""not-a-provision-verb (STD-V004)."""

from __future__ import annotations

import re
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

_INSTEAD = {"应当": "应", "不应当": "不应", "须": "应"}
_words = lazy("应当|须|需|[，。；均都也还员者工师]要|^要")
_DOING = alternatives(word_list("verbal-forms")["done"])
_need = lazy(
    rf"(?<![如所无必按急供内刚军特不若亟尚当凡仅只才确视据的有因])(?:需要?|(?:(?<=[，。；均都也还])|\A)要)(?={_DOING})"
    r"(?![^，。；：]{0,60}(?:[时的]|情况下|后)(?:[，。；：]|\Z))(?![^，。；：]{0,10}的)"
)
# 工作人员要主动询问: said of people, and with a word that nothing but a verb follows.
_people = lazy(
    r"(?<=[员者工师])要(?=主动|及时|认真|严格|注意|定期|做到|做好|确保|保证|加强|落实|按照|遵守|佩戴|穿)"
)
_english = lazy(r"(?<![\w'’-])(?:will|would|needs? to|won['’]t)(?![\w-])")
# A noun, or words that tell what somebody does.
_noun = lazy(
    r"(?<![a-z])(?:(?:the|a|an|of|at|free|good|if|no|not|his|her|its|their|your|own|last|against)"
    r"|(?:what|that|which|who|how)(?: [a-z]+){0,3})\s\Z",
    re.I,
)
_TELLING = frozenset(("will", "would", "need", "needs", "won"))
_ENGLISH = {"will": "shall", "would": "should", "won't": "shall not"}


class NotAProvisionVerb(Rule):
    """A verb in a provision that is no verbal form: 应当, 须, 需, 要; will, would, needs to.

    ## What it does
    Finds 应当 and 须, and 需, 需要 and 要 in front of something to be done; and "will", "would", "need to"
    and "needs to" in English provisions. Nouns (需求, 要求, 必要), conditions (如需更换, 需更换时) and 无需
    are left alone.

    ## Why is this bad?
    Only the forms of the tables say which kind of provision a sentence is. Of other words nobody knows
    whether they require, recommend or just tell.

    ## Example
    ```md
    # 要求

    设备应当定期检查。
    ```

    ## Use instead
    ```md
    # 要求

    设备应定期检查。
    ```
    """

    code, name, severity = "STD-V004", "not-a-provision-verb", "warning"
    basis = {"gbt-1.1": "GB/T 1.1—2020, C.1", "iso-directives-2": "ISO/IEC Directives Part 2, 7"}
    rows = ("GB-MOD-04", "ISO-MOD-07")
    languages = ("zh", "en")
    tags = ("wording",)
    fixes = "safe"
    on = (Prose,)
    needs = {"zh": frozenset(("应当", *"须需要")), "en": _TELLING}
    message = {
        "zh": "“{word}”不是表述条款的能愿动词，改为“{instead}”或改为陈述",
        "en": "{word!r} is no verbal form of a provision; write {instead!r}, or state a fact",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        if ctx.language.startswith("en"):
            for match in _english.finditer(node.unquoted):
                if not _noun.search(node.text, max(0, match.start() - 40), match.start()):
                    instead = _ENGLISH.get(match.group(), "shall")
                    yield ctx.report(node, match.span(), word=match.group(), instead=instead)
            return
        if not _words.search(node.text):
            return
        for form in forms(node, "zh"):
            # 须应 is one mistake of another kind.
            doubled = node.text.startswith(("应", "宜", "须"), form.end)
            if (
                form.form in _INSTEAD
                and not doubled
                and node.text[max(0, form.start - 1) : form.start] not in ("应", "必")
            ):
                yield self._found(node, ctx, form.start, form.end, _INSTEAD[form.form], True)
        for match in (*_need.finditer(node.unquoted), *_people.finditer(node.unquoted)):
            yield self._found(node, ctx, *match.span(), "应", False)

    def _found(self, node: Prose, ctx: Context, start: int, end: int, instead: str, safe: bool) -> Report:
        word = node.text[start:end]
        fix = ctx.fix(f"{word} → {instead}", [(node, (start, end), instead)], safe=safe)
        return ctx.report(node, (start, end), fix=fix, word=word, instead=instead)
