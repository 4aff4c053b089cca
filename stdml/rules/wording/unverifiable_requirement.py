"""unverifiable-requirement (STD-V006)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Citation,
    CrossReference,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    alternatives,
    by_sentence,
    forms,
    is_normative,
    lacks,
    overlaps,
    telling,
    word_list,
)
from stdml.text.sentences import OPAQUE

_LISTS = word_list("vague-words")
_chinese = re.compile(
    "".join(f"(?<!{word})" for word in _LISTS["zh"]["not_after"])
    + f"(?:(?P<clear>{alternatives(_LISTS['zh']['clear'])})|(?:{alternatives(_LISTS['zh']['weak'])}))"
    + f"(?!{alternatives(_LISTS['zh']['not_before'])})"
)
# The same without what stands around them, which is found more quickly.
_vague = re.compile(alternatives([*_LISTS["zh"]["clear"], *_LISTS["zh"]["weak"]]))
_english = re.compile(
    rf"(?<![\w-])(?:(?P<clear>{alternatives(_LISTS['en']['clear'])})|(?:{alternatives(_LISTS['en']['weak'])}))(?![\w-])"
    r"(?! authorit)"
)
_TELLING = telling((*_LISTS["en"]["clear"], *_LISTS["en"]["weak"]))
# A number, a formula, or a place where the limit stands.
_stated = re.compile(
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
    needs = frozenset("应须adequtsonblprmy")
    message = {
        "zh": "“{word}”不可证实；给出能测量或能观察的指标",
        "en": "{word!r} cannot be verified; give what can be measured or observed",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        language = ctx.language[:2]
        pattern = _chinese if language == "zh" else _english
        if language == "en" and lacks(node, _TELLING):
            return
        if not (_vague.search(node.text) if language == "zh" else pattern.search(node.unquoted)):
            return
        required = [form for form in forms(node, language) if form.modality == "requirement"]
        for first, last, own in by_sentence(node, required):
            if _stated.search(node.text, first, last) or _refers(node, first, last):
                continue
            for match in pattern.finditer(node.unquoted, own[0].start, last):
                yield ctx.report(
                    node, match.span(), severity=None if match["clear"] else "warning", word=match.group()
                )


def _refers(prose: Prose, start: int, end: int) -> bool:
    """Whether a sentence refers to something else, where the limit may stand."""
    return overlaps(prose, start, end, Citation) or overlaps(prose, start, end, CrossReference)
