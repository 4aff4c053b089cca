"""wrong-reference-form (STD-L027)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.diagnostics import Severity
from stdml.model import Citation, CrossReference, ReferenceEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.references._reference_forms import CHINESE, ENGLISH, SIGNS, UNIT
from stdml.text.patterns import lazy

_law = lazy(r"[》法令](?:[（(][^（）()]{0,12}[）)])?\s?\Z|条例\s?\Z")

_digit_before = lazy(r"[\dA-Za-z]\Z")


class WrongReferenceForm(Rule):
    """A reference to a clause, an annex, a table, a figure or a formula in another form than the fixed one.

    ## What it does
    Finds 第5.2条, 见4章, 表一, 附录A.1, 式（3）; "Section 4.1", "clause 4", "Appendix A", "Fig. 2" and
    "Eq. (3)".

    ## Why is this bad?
    GB/T 1.1—2020, 9.5.3, and ISO/IEC Directives 2, 22.4 and 10.6, fix the forms: 第4章, 5.2, A.1, 附录C, 图1,
    表2, 公式（3）; Clause 4, 4.1.1, Annex B, B.2, Table 1, Figure 2, Formula (3).

    ## Example
    ```md
    # 试验

    ## 总则

    试验按第1.2条的规定进行。

    ## 步骤

    启动示例泵。
    ```

    ## Use instead
    ```md
    # 试验

    ## 总则

    试验按1.2的规定进行。

    ## 步骤

    启动示例泵。
    ```
    """

    code, name, severity, tags = "STD-L027", "wrong-reference-form", "error", ("references", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.5.3", "iso-directives-2": "ISO/IEC Directives Part 2, 10.6"}
    rows = ("GB-XREF-02", "ISO-REF-16")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(SIGNS.split())
    message = {
        "zh": "提及时写为“{words}”，不写“{word}”",
        "en": "write {words!r}, not {word!r}",
    }
    variants = {
        "link": {
            "zh": "提及条时只写编号，删去前后的“第”“条”等字",
            "en": "a subclause is referred to by its number alone; delete the word before it",
        }
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if isinstance(node.owner, ReferenceEntry) or node.field in ("title", "caption"):
            return
        text = node.unquoted
        taken: list[tuple[int, int]] = []
        for form in CHINESE if node.chinese else ENGLISH:
            if form.hints.isdisjoint(node.characters):
                continue
            for found in form.pattern.finditer(text):
                span = found.span()
                if any(s < span[1] and span[0] < e for s, e in taken) or _is_of_law(text, span[0], node):
                    continue
                taken.append(span)
                word, words = found.group().strip(), form.repaired(found)
                within = (span[1] - len(found.group().lstrip()), span[1])
                if node.chinese and words[0].isdigit() and _digit_before.search(text, 0, span[0]):
                    # "GB/T 1—2020第5.2条": two numbers would run into one.
                    words = f"中{words}"
                if word != words:
                    fix = ctx.fix(f"{word} → {words}", [(node, within, words)])
                    # 式（3） leads to a formula all the same, and formula-reference tells it as gently.
                    severity: Severity | None = "warning" if word[0] == "式" else None
                    yield ctx.report(node, within, word=word, words=words, fix=fix, severity=severity)
        yield from _around_links(node, text, ctx)


def _is_of_law(text: str, at: int, node: Prose) -> bool:
    """Whether the clause is one of a law, or of a document with sections: 《…法》第5.2条, an RFC."""
    if node.chinese:
        return _law.search(node.text[max(0, at - 16) : at]) is not None
    return any(s <= at < e for s, e, _ in node.of(Citation)) and "RFC" in text[max(0, at - 24) : at + 40]


_link_before, _link_after = re.compile(r"第\s?\Z"), re.compile(rf"\s?{UNIT}")


def _around_links(node: Prose, text: str, ctx: Context) -> Iterator[Report]:
    """Yield the words 第 and 条 around a computed reference to a subclause, which is printed as 5.2."""
    if not node.chinese:
        return
    for start, end, link in node.of(CrossReference):
        if link.children or not link.target:
            continue
        before, after = _link_before.search(text, max(0, start - 2), start), _link_after.match(text, end)
        target = ctx.facts.numbering.resolve(link.target) if before or after else None
        number = (
            ctx.facts.numbering.number(target) if target is not None and target.kind == "clause" else None
        )
        if before and after and number is not None and "." in number:
            edits = [(node, before.span(), ""), (node, after.span(), "")]
            fix = ctx.fix(f"第{number}条 → {number}", edits)
            yield ctx.report(node, (before.start(), after.end()), variant="link", fix=fix)
