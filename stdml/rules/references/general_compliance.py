"""general-compliance (STD-L033)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Example, Note, Provision, ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

_verb = r"(?:符合|遵守|遵循|遵照|执行|满足|按照|按|依照|依据)"
_whose = r"(?:国家|行业|地方|我国|当地|所在地|政府|和|或|及|与|、|以及){0,6}"
_which = r"(?:有关|相关|现行|现行有效|适用|的|和|与|、){0,6}"
_what = (
    r"(?:法律、?法规|法律|法规|规章|标准(?!化|差|大气|状[况态]|件|样|溶液|物质|砝码|器|方法|规定的试验)"
    r"|规范(?!性)|政策|规定|要求)"
    r"(?:、|和|及|与|以及)?(?:法律|法规|规章|标准|规范|政策|规定|要求)?"
)
_chinese = lazy(rf"{_verb}(?P<whose>{_whose})(?P<which>{_which})(?P<what>{_what})")
_english = lazy(
    r"(?<![\w-])shall (?:\w+ ){0,3}?"
    r"(?:comply|conform|compliance|accordance|meet|observe|adhere|satisfy|fulfil)(?![\w-])[^.;:\n]{0,60}?"
    r"(?<![\w-])(?:applicable|relevant|national|local|regional|federal|existing|statutory|current|all|the|any"
    r"|government(?:al)?)"
    r"[^.;:\n]{0,40}?(?<![\w-])"
    r"(?:laws?|legislation|regulations|statutes?|legal requirements|statutory requirements)(?![\w-])"
)
_law = lazy("法律|法规|规章|政策")
_NEAR = 14


class GeneralCompliance(Rule):
    """A requirement to comply with laws, or with standards and rules that are not named.

    ## What it does
    Finds 应符合国家有关标准, 应遵守相关法律法规, "shall comply with all applicable laws" and the like in
    requirements; where a standard is named right behind, nothing is wrong.

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.4.4.3, and ISO/IEC Directives 2, Annex A: laws bind by themselves, and whether
    "relevant standards" were complied with cannot be found out.

    ## Example
    ```md
    # 要求

    示例泵的噪声应符合国家有关标准的规定。
    ```

    ## Use instead
    ```md
    # 要求

    示例泵的噪声应不大于60 dB。
    ```
    """

    code, name, severity, tags = "STD-L033", "general-compliance", "error", ("references", "wording")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.5.4.4.3",
        "iso-directives-2": "ISO/IEC Directives Part 2, 10.1, Annex A",
    }
    rows = ("GB-REF-16", "ISO-REF-19")
    on = (Prose,)
    needs = frozenset(
        (
            *"法章政关现国业地",
            "law",
            "laws",
            "legislation",
            "regulations",
            "statute",
            "statutes",
            "legal",
            "statutory",
        )
    )
    message = {
        "zh": "“{word}”没有指明文件：写出标准编号，对法律法规不作要求",
        "en": "{word!r}: name the document, and do not require compliance with the law",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry) or ctx.inside(Note, Example):
            return
        text = node.unquoted
        if not node.chinese:
            for found in _english.finditer(text):
                yield ctx.report(node, found.span(), word=found.group())
            return
        for found in _chinese.finditer(text):
            if _is_general(found) and _is_required(node, found) and not _is_named(text, found):
                yield ctx.report(node, found.span(), word=found.group())


def _is_general(found: re.Match[str]) -> bool:
    if _law.search(found["what"]):
        return True
    which = any(word in found["which"] for word in ("有关", "相关", "现行"))
    if found["what"] in ("要求", "规定"):
        # 应符合有关规定 may go on with what is meant; of the state it cannot be anything else.
        return which and found["whose"] != ""
    return which or found["whose"].startswith(("国家", "行业", "地方"))


def _is_required(node: Prose, found: re.Match[str]) -> bool:
    return any(s <= found.start() < e and p.modality == "requirement" for s, e, p in node.of(Provision))


def _is_named(text: str, found: re.Match[str]) -> bool:
    """Whether a standard or a title follows at once: 应符合国家标准GB 3096的规定, 应符合现行标准《…》."""
    after = text[found.end() : found.end() + 40]
    number = next(find_all(after), None)
    return (number is not None and number.start <= _NEAR) or "\ufffc" in after[:_NEAR]
