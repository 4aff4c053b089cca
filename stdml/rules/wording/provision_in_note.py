"""provision-in-note (STD-V007)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import (
    Cell,
    Example,
    Figure,
    Footnote,
    Heading,
    Note,
    Paragraph,
    Quotation,
    Table,
    TermEntry,
)
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    forms,
)

_GRAVE = frozenset(("requirement", "recommendation"))
# 可 that states what something can be or how it is divided is a statement in all but form.
_PERMITS = frozenset(("可以", "允许", "准许", "不必", "不须", "无须", "可以不", "may not", "need not"))
_instruction = re.compile(
    r"(?P<word>(?:Ensure|Make sure|Do not|Take care|Avoid|Remove|Select|Choose|Wear|Never|Always"
    r"|(?:Use|Apply|Measure|Keep|Place|Record|Check|Test|Clean|Store|Handle|Wash|Rinse|Repeat) "
    r"(?:a|an|the|only|at|in|with|that|all|each|it|them|no)))(?![a-z])"
)
_request = re.compile(r"(?:^|[，。；：])(?P<word>请勿|务请|切勿|请|勿)(?!求)")
# An example that shows how a text, a clause or a form is worded.
_specimen = re.compile(
    r"写作|写为|表述为|写法|条文|示例文本|格式如下|wording|worded|is written|as follows|text of"
)


class ProvisionInNote(Rule):
    """A requirement, an instruction, a recommendation or a permission in a note, an example or a footnote.

    ## What it does
    Looks for verbal forms (应, 宜, 可以, 不得; "shall", "should", "may", "must") and for instructions in
    notes, examples and footnotes to the text. Left alone are footnotes to figures and tables, quotations,
    examples that show the wording of a text, and, under the ISO/IEC Directives, notes to entry.

    ## Why is this bad?
    A document must be usable without its notes: who skips them must not miss a provision.

    ## Example
    ```md
    # 要求

    外壳应接地。

    注：维修前应断开电源。
    ```

    ## Use instead
    ```md
    # 要求

    外壳应接地。维修前应断开电源。

    注：外壳带电的原因通常是绝缘老化。
    ```
    """

    code, name, severity = "STD-V007", "provision-in-note", "error"
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.2, 9.10, 9.11, 9.12",
        "iso-directives-2": "ISO/IEC Directives Part 2, 24.5, 25.5, 26.5, Table 8",
    }
    rows = ("GB-MOD-10", "ISO-MOD-08", "ISO-MOD-09", "ISO-MOD-10")
    languages = ("zh", "en")
    tags = ("wording",)
    on = (
        Paragraph,
        Cell,
    )
    message = {
        "zh": "{place}中不应有条款（“{word}”）；改为陈述，或移到正文",
        "en": "no provision ({word!r}) may stand in {place}; state a fact, or move it to the text",
    }

    def check(self, node: Paragraph | Cell, ctx: Context) -> Iterator[Report]:
        place = _place(ctx)
        if place is None or not node.children:
            return
        prose = Prose(node, "children", False)
        chinese = ctx.language.startswith("zh")
        named = _NAMES[place][0 if chinese else 1]
        if _specimen.search(prose.text) or (place == "example" and _shows_text(ctx)):
            return
        for form in forms(prose, "zh" if chinese else "en"):
            if form.modality in _GRAVE:
                yield ctx.report(prose, (form.start, form.end), place=named, word=form.form)
            elif form.form in _PERMITS or (form.form == "may" and place != "example"):
                yield ctx.report(
                    prose, (form.start, form.end), severity="warning", place=named, word=form.form
                )
        for match in _request.finditer(prose.unquoted) if chinese else _instructions(prose):
            yield ctx.report(prose, match.span("word"), place=named, word=match["word"])


_NAMES = {
    "note": ("注", "a note"),
    "example": ("示例", "an example"),
    "footnote": ("条文脚注", "a footnote to the text"),
}


def _place(ctx: Context) -> str | None:
    """Return which kind of aside the current paragraph stands in, or None where a provision may stand."""
    if ctx.inside(Quotation):
        return None
    for above in reversed(ctx.ancestors):
        if isinstance(above, Note):
            free = ctx.basis.startswith("ISO") and ctx.inside(TermEntry)
            return None if free else "note"
        if isinstance(above, Example):
            return "example"
        if isinstance(above, Footnote):
            free = ctx.inside(Table, Figure) or above.label in ctx.facts.object_footnotes
            return None if free else "footnote"
    return None


def _instructions(prose: Prose) -> Iterator[re.Match[str]]:
    """Return the instructions that open a sentence."""
    matches = (_instruction.match(prose.unquoted, start, end) for start, end in prose.sentences)
    return (match for match in matches if match)


def _shows_text(ctx: Context) -> bool:
    """Whether the example around the current paragraph shows a text: a title or a quotation."""
    example = next((above for above in reversed(ctx.ancestors) if isinstance(above, Example)), None)
    return example is not None and any(isinstance(block, (Quotation, Heading)) for block in example.children)
