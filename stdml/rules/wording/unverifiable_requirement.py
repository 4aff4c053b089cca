"""unverifiable-requirement (STD-V006)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Citation,
    CrossReference,
    List,
    ListItem,
    Paragraph,
    plain_text,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.needs import pieces, words
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    by_sentence,
    forms,
    is_normative,
    overlaps,
    word_list,
)
from stdml.text.modals import find
from stdml.text.patterns import lazy
from stdml.text.sentences import OPAQUE

_LISTS = word_list("vague-words")
_chinese = lazy(
    "".join(f"(?<!{word})" for word in _LISTS["zh"]["not_after"])
    + f"(?:(?P<clear>{alternatives(_LISTS['zh']['clear'])})|(?:{alternatives(_LISTS['zh']['weak'])}))"
    + f"(?!{alternatives(_LISTS['zh']['not_before'])})"
)
# The same without what stands around them, which is found more quickly.
_vague = lazy(alternatives([*_LISTS["zh"]["clear"], *_LISTS["zh"]["weak"]]))
_english = lazy(
    rf"(?<![\w-])(?:(?P<clear>{alternatives(_LISTS['en']['clear'])})|(?:{alternatives(_LISTS['en']['weak'])}))(?![\w-])"
    r"(?! authorit)"
)
# A number, a formula, or a place where the limit stands.
_stated = lazy(
    rf"[0-9０-９{OPAQUE}]|符合[^，。；]{{0,60}}(?:规定|要求)"
    r"|(?:按|按照|依据|根据)[^，。；]{1,40}(?:确定|计算|选择|选取|选用|配置|设置|规定)"
    r"|in accordance with|specified in|according to|given in|conform"
)


class UnverifiableRequirement(Rule):
    """A requirement that nobody can verify: 足够, 适当, 良好, "adequate", "appropriate", "sufficient".

    ## What it does
    Finds such words in sentences that require something and give no number, no reference to a method, a
    table or a clause, and no other place where the limit stands. Names such as 良好操作规范 and words such
    as 合理性 are left alone.

    ## Why is this bad?
    Conformity with a requirement has to be shown by a measurement or an observation on which everybody
    agrees.

    ## Example
    ```md
    # 要求

    控制柜应有良好的散热效果。
    ```

    ## Use instead
    ```md
    # 要求

    控制柜外壳的温度应不大于60 ℃。
    ```
    """

    code, name, severity = "STD-V006", "unverifiable-requirement", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, 5.5, C.1", "iso-directives-2": "ISO/IEC Directives Part 2, 5.5"}
    rows = ("GB-MOD-07", "GB-KIND-08", "ISO-MOD-11")
    languages = ("zh", "en")
    tags = ("wording", "requirements")
    on = (Prose,)
    needs = {
        "zh": pieces((*_LISTS["zh"]["clear"], *_LISTS["zh"]["weak"])),
        "en": words((*_LISTS["en"]["clear"], *_LISTS["en"]["weak"])),
    }
    message = {
        "zh": "“{word}”不可证实；给出能测量或能观察的指标",
        "en": "{word!r} cannot be verified; give what can be measured or observed",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        language = ctx.language[:2]
        pattern = _chinese if language == "zh" else _english
        if not (_vague.search(node.text) if language == "zh" else pattern.search(node.unquoted)):
            return
        said = forms(node, language)
        if not said and _is_demanded(ctx, language):
            if not _stated.search(node.text) and not _refers(node, 0, len(node.text)):
                for match in pattern.finditer(node.unquoted):
                    if match["clear"]:
                        yield ctx.report(node, match.span(), word=match.group())
            return
        required = [form for form in said if form.modality == "requirement"]
        for first, last, own in by_sentence(node, required):
            # A limit before another verbal form is none for it: 应符合…的规定，并应有良好的…
            starts = [first, *(form.start for form in own[1:])]
            ends = [*starts[1:], last]
            for start, form, end in zip(starts, own, ends, strict=True):
                if not (_stated.search(node.text, start, last) or _refers(node, start, last)):
                    yield from self._vague(node, ctx, pattern, form.start, end)

    @staticmethod
    def _vague(node: Prose, ctx: Context, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Report]:
        for match in pattern.finditer(node.unquoted, start, end):
            yield ctx.report(
                node, match.span(), severity=None if match["clear"] else "warning", word=match.group()
            )


def _is_demanded(ctx: Context, language: str) -> bool:
    """Whether the text is the item of a list that is introduced by a requirement: 应符合下列要求："""
    if not ctx.inside(ListItem):
        return False
    own = next((above for above in reversed(ctx.ancestors) if isinstance(above, List)), None)
    before = next((placed.before for placed in ctx.facts.placed(List) if placed.node is own), None)
    if not isinstance(before, Paragraph):
        return False
    words = plain_text(before).rstrip()
    return words.endswith((":", "：")) and any(
        form.modality == "requirement" for form in find(words, language)
    )


def _refers(prose: Prose, start: int, end: int) -> bool:
    """Whether a sentence refers to something else, where the limit may stand."""
    return overlaps(prose, start, end, Citation) or overlaps(prose, start, end, CrossReference)
