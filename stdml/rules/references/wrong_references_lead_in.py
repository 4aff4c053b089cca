"""wrong-references-lead-in (STD-L002)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._lead_in import LEAD_IN, introduction, is_lead_in, is_none, looks_like_lead_in


class WrongReferencesLeadIn(Rule):
    """A list of normative references without the fixed words that introduce it.

    ## What it does
    Compares what stands before the first entry with the words of the rule book; spaces and the width of
    marks do not count.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.2, and ISO/IEC Directives 2, 15.5.2, fix the words, because they say which edition of
    a document counts. The words of earlier rules say something else.

    ## Example
    ```md
    # 规范性引用文件

    下列文件对于本文件的应用是必不可少的。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170的规定修约。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 8170　数值修约规则与极限数值的表示和判定

    # 计算

    按照GB/T 8170的规定修约。
    ```
    """

    code, name, severity, tags = "STD-L002", "wrong-references-lead-in", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.2", "iso-directives-2": "ISO/IEC Directives Part 2, 15.5.2"}
    rows = ("GB-REF-02", "ISO-REF-02")
    fixes = "safe"
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "引用文件清单的引导语不是规定的文字，写为“{words}”",
        "en": "the list of normative references is not introduced by the fixed words; write {words!r}",
    }
    variants = {
        "missing": {
            "zh": "引用文件清单之前缺少引导语，加上“{words}”",
            "en": "the list of normative references has no introduction; add {words!r}",
        },
        "none": {
            "zh": "清单中有文件，却说没有规范性引用文件；改用引导语“{words}”",
            "en": "documents are listed although it is said that there are none; write {words!r}",
        },
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        before, first = introduction(node, ctx)
        if first is None:
            return
        language = "zh" if ctx.language.startswith("zh") else "en"
        words, short = LEAD_IN[language], LEAD_IN[language][:20] + "……"
        if not before:
            yield ctx.report(first, variant="missing", words=short, fix=_inserted(first, words, ctx))
        elif any(is_none(one, language) for one in before):
            one = next(one for one in before if is_none(one, language))
            yield ctx.report(one, variant="none", words=short, fix=_replaced([one], words, ctx))
        elif not is_lead_in("".join(one.text for one in before), language):
            fix = _replaced(before, words, ctx) if looks_like_lead_in(before[0].text, language) else None
            yield ctx.report(before[0], words=short, fix=fix)


def _inserted(first: Any, words: str, ctx: Context) -> Fix | None:
    span = span_of(first)
    source = getattr(ctx.document, "source", None)
    if span is None or source is None or source.format != "markdown":
        return None
    at = source.text.rfind("\n", 0, span[0]) + 1
    if source.text[at : span[0]].strip():
        return None
    return Fix(words, (Edit(at, at, words + "\n\n"),), True)


def _replaced(before: list[Any], words: str, ctx: Context) -> Fix | None:
    """Return the repair that puts the fixed words in the place of paragraphs that follow one another."""
    if any(_kinds(one) - {"self_reference", "provision"} for one in before):
        return None
    spans = [span_of(one.owner) for one in before]
    if ctx.fix("", [(before[0].owner, None, "")]) is None or None in spans:
        return None
    return Fix(words, (Edit(spans[0][0], spans[-1][1], words),), True)  # type: ignore[index]


def _kinds(prose: Any) -> set[str]:
    return {node.kind for _, _, node in prose.nodes}
