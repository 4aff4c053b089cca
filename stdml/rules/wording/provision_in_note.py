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
from stdml.text.modals import Modal
from stdml.text.patterns import lazy

_GRAVE = frozenset(("requirement", "recommendation"))
# 可 that states what something can be or how it is divided is a statement in all but form.
_PERMITS = frozenset(("可以", "允许", "准许", "不必", "不须", "无须", "可以不", "may not", "need not"))
# Except before what somebody does: 制造商可采用更严的试验.
_done = lazy("采用|选用|使用|改用|参照|增加|减少|省略")
_instruction = lazy(
    r"(?P<word>(?:Ensure|Make sure|Do not|Take care|Avoid|Remove|Select|Choose|Wear|Never|Always"
    r"|(?:Use|Apply|Measure|Keep|Place|Record|Check|Test|Clean|Store|Handle|Wash|Rinse|Repeat|Add|Adjust"
    r"|Allow|Attach|Calibrate|Close|Connect|Cover|Cut|Determine|Disconnect|Dry|Fill|Heat|Insert|Install|Mix"
    r"|Open|Protect|Read|Reject|Replace|Shake|Stop|Switch|Turn|Verify|Wait|Weigh) "
    r"(?:a|an|the|only|at|in|with|that|all|each|it|them|no|off|on|until|for)))(?![a-z])"
)
_request = lazy(r"(?:^|[，。；：])(?P<word>请勿|务请|切勿|请|勿)(?!求)")
# An example that shows how a text, a clause or a form is worded.
_specimen = lazy(r"写作|写为|表述为|写法|条文|示例文本|格式如下|wording|worded|is written|as follows|text of")


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
    on = (Prose,)
    needs = {
        "zh": frozenset(
            ("必须", "务必", "准许", "允许", "不得", "不准", "不许", "禁", "不必", *"应须宜可毋请勿", "无须")
        ),
        "en": frozenset(
            (
                *[
                    "shall",
                    "should",
                    "must",
                    "may",
                    "need",
                    "ensure",
                    "make",
                    "take",
                    "avoid",
                    "remove",
                    "select",
                    "choose",
                    "wear",
                    "never",
                ],
            )
        )
        | frozenset(
            [
                "always",
                "do",
                "use",
                "apply",
                "measure",
                "keep",
                "place",
                "record",
                "check",
                "test",
                "clean",
                "store",
                "handle",
            ]
        )
        | frozenset(
            ("wash", "rinse", "repeat", "add", "adjust", "allow", "attach", "calibrate", "close", "connect")
        )
        | frozenset(
            ("cover", "cut", "determine", "disconnect", "dry", "fill", "heat", "insert", "install", "mix")
        )
        | frozenset(("open", "protect", "read", "reject", "replace", "shake", "stop", "switch", "turn"))
        | {"verify", "wait", "weigh"},
    }
    message = {
        "zh": "{place}中不应有条款（“{word}”）；改为陈述，或移到正文",
        "en": "no provision ({word!r}) may stand in {place}; state a fact, or move it to the text",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        # Where a provision may stand is no aside.
        if node.provisions or not isinstance(node.owner, Paragraph | Cell):
            return
        place = _place(ctx)
        if place is None:
            return
        chinese = ctx.language.startswith("zh")
        named = _NAMES[place][0 if chinese else 1]
        if _specimen.search(node.text) or (place == "example" and _shows_text(ctx)):
            return
        for form in forms(node, "zh" if chinese else "en"):
            if form.modality in _GRAVE:
                yield ctx.report(node, (form.start, form.end), place=named, word=form.form)
            elif _permits(node, form, place):
                yield ctx.report(
                    node, (form.start, form.end), severity="warning", place=named, word=form.form
                )
        for match in _request.finditer(node.unquoted) if chinese else _instructions(node):
            yield ctx.report(node, match.span("word"), place=named, word=match["word"])


def _permits(prose: Prose, form: Modal, place: str) -> bool:
    """Whether a verbal form grants a permission, and does not only state what is possible."""
    if form.form == "可":
        # In an example 可采用 tells what is done.
        return place == "note" and _done.match(prose.text, form.end) is not None
    return form.form in _PERMITS or (form.form == "may" and place != "example")


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
