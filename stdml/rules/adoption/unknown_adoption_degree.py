"""unknown-adoption-degree (STD-L050)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.adoption._adoption import DEGREES, adopted
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_obsolete = {
    "EQV": "MOD",
    "IDENTICAL": "IDT",
    "MODIFIED": "MOD",
    "等同": "IDT",
    "修改": "MOD",
    "非等效": "NEQ",
    "等效": "MOD",
}
_sign = lazy(
    r"[（(](?P<number>(?:ISO|IEC)[^（）()\n]{2,40}?)(?P<gap>[,，、\s]\s?)(?P<degree>idt|mod|neq|eqv|EQV)\s?[）)]"
)
_signs_of = lazy("采用|(?:idt|mod|neq|eqv|EQV)[ ）)]")
_equivalent = lazy(r"(?<!非)等效采用(?=[^。；]{0,12}(?:ISO|IEC))|参照采用(?=[^。；]{0,12}(?:ISO|IEC))")


class UnknownAdoptionDegree(Rule):
    """A degree of adoption that is not IDT, MOD or NEQ.

    ## What it does
    Looks at the degrees in the metadata (`adopts`) and at the signs of older rule books in the text: eqv,
    idt, neq in small letters, 等效采用, 参照采用.

    ## Why is this bad?
    GB/T 1.2—2020, 4.1, knows three degrees: 等同 (IDT), 修改 (MOD) and 非等效 (NEQ). EQV was given up in
    2001, and what it meant is not known to the reader of today.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: EQV}]
    ---
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: MOD}]
    ---
    ```
    """

    code, name, severity, tags = "STD-L050", "unknown-adoption-degree", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020, 4.1"}
    rows = ("GB12-01",)
    fixes = "safe"
    languages = ("zh",)
    on = (Document, Prose)
    needs = frozenset("dqQ效参")
    message = {
        "zh": "一致性程度只有IDT、MOD和NEQ，没有“{word}”",
        "en": "the degrees of adoption are IDT, MOD and NEQ, not {word!r}",
    }
    variants = {
        "missing": {
            "zh": "采用“{word}”而没有写出一致性程度（IDT、MOD或NEQ）",
            "en": "the degree to which {word!r} is adopted is missing (IDT, MOD or NEQ)",
        },
        "near": {
            "zh": "一致性程度写为“{words}”，不写“{word}”",
            "en": "write the degree of adoption {words!r}, not {word!r}",
        },
    }

    def check(self, node: Document | Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node, Prose):
            yield from _signs(node, ctx)
            return
        span = ctx.facts.metadata_span("adopts")
        for one in adopted(node):
            if not one.degree:
                yield ctx.report(node, variant="missing", span=span, word=one.text)
            elif one.degree not in DEGREES:
                words = _obsolete.get(one.degree.upper(), one.degree.upper())
                variant = "near" if words in DEGREES else ""
                yield ctx.report(node, variant=variant, span=span, word=one.degree, words=words)


def _signs(node: Prose, ctx: Context) -> Iterator[Report]:
    if not _signs_of.search(node.text):
        return
    text = node.unquoted
    for found in _sign.finditer(text):
        word = found["degree"]
        words = "MOD" if word.upper() == "EQV" else word.upper()
        within = found.span("degree")
        # What EQV meant may be MOD or NEQ today.
        fix = ctx.fix(f"{word} → {words}", [(node, within, words)]) if word.upper() != "EQV" else None
        yield ctx.report(node, within, variant="near", word=word, words=words, fix=fix)
    for found in _equivalent.finditer(text):
        yield ctx.report(node, found.span(), word=found.group())
