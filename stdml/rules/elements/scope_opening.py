"""scope-opening (STD-T040)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.elements._scope import is_scope, scope_prose
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# A number in the place of 本文件 is for the rules on how a document names itself, and on parts.
_zh_name = (
    r"\s*(?:(?:[A-Z][A-Za-z0-9/ .—-]{2,30}的)?本(?:系列)?(?:文件|标准|部分|规范|规程|指南|导则)"
    r"|[A-Z]{1,3}[A-Za-z0-9/ .—-]{2,30}(?:（所有部分）)?)"
)
_zh = lazy(rf"{_zh_name}\s*(?P<verb>规定|确立|描述|提供|给出|界定)(?P<le>了)?")
_zh_other = lazy(
    rf"{_zh_name}\s*(?P<words>(?:主要|具体|分别|明确|详细){{1,3}}(?P<verb>规定|确立|描述|提供|给出|界定)了?"
    r"|(?:主要|具体)?(?:说明|阐述|介绍|明确|阐明)了?)"
)
_en_other = lazy(
    r"\s*This\s+(?:document|standard)\s+(?P<words>covers|deals\s+with|addresses|sets\s+forth|concerns)\b",
    re.IGNORECASE,
)
_en = lazy(
    r"\s*(?:(?:ISO|IEC)[A-Z0-9/ :.-]{2,30}"
    r"|(?:This|The present)\s+(?:(?:International|European|National|Technical)\s+)?"
    r"(?:document|standard|specification|report|guide|part|recommendation|vocabulary|series)\b)[^.]{0,60}?"
    r"\b(?:specif(?:ies|y)|establishes|gives?|defines?|provides?|describes?|contains|lists|sets\s+out|identifies)\b",
    re.IGNORECASE,
)
_heading = frozenset("：:")


class ScopeOpening(Rule):
    """A scope that does not say in the fixed form what the document does.

    ## What it does
    Compares the first sentence of the scope with the forms 本文件规定了/确立了/描述了/提供了/给出了/界定了…
    and "This document specifies, establishes, gives, defines …". By which name the document calls itself is
    for another rule.

    ## Why is this bad?
    The scope tells in a few set forms what the document does, so that lists and databases can quote it
    (GB/T 1.1—2020, 8.5.3; ISO/IEC Directives 2, 14.5).

    ## Example
    ```md
    # 范围

    本文件主要说明水泵的技术要求。

    # 要求

    流量应不小于20 L/min。
    ```

    ## Use instead
    ```md
    # 范围

    本文件规定了水泵的技术要求。

    # 要求

    流量应不小于20 L/min。
    ```
    """

    code, name, severity, tags = "STD-T040", "scope-opening", "error", ("elements",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 14.5"}
    rows = ("GB-SCOPE-02", "ISO-SCO-03")
    fixes = "safe"
    on = (Clause,)
    message = {
        "zh": "范围的第一句用“本文件规定了（确立了、描述了、提供了、给出了、界定了）……”的形式",
        "en": 'open the scope with "This document specifies" (establishes, gives, defines …)',
    }
    variants = {
        "le": {
            "zh": "范围的第一句用“本文件{verb}了……”的形式，缺“了”",
            "en": "the form of the first sentence of a scope is 本文件{verb}了…; 了 is missing",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not isinstance(ctx.parent, Document) or not node.blocks or not is_scope(node):
            return
        first = next(iter(scope_prose(node)), None)
        if first is None:
            return
        found = (_zh if first.chinese else _en).match(first.text)
        if found and (not first.chinese or found["le"]):
            return
        if found:
            end = found.end("verb")
            fix = ctx.fix("加“了”", [(first, found.span("verb"), found["verb"] + "了")])
            yield ctx.report(first, (found.start("verb"), end), variant="le", verb=found["verb"], fix=fix)
        else:
            place = first.sentences[0] if first.sentences else None
            yield ctx.report(first, place, fix=_proposal(first, ctx))


def _proposal(prose: Prose, ctx: Context) -> Fix | None:
    """Return a repair for an opening that only has another verb, or an adverb before it."""
    found = (_zh_other if prose.chinese else _en_other).match(prose.text)
    if not found:
        return None
    right = "specifies" if not prose.chinese else (found["verb"] or "规定") + "了"
    return ctx.fix(f"{found['words']} → {right}", [(prose, found.span("words"), right)], safe=False)
