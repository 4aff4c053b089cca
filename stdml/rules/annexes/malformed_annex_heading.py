"""malformed-annex-heading (STD-F050)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix, Severity
from stdml.model import Clause, Document, plain_text, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._source import source_fix
from stdml.text.counting import letters
from stdml.text.patterns import lazy

_LETTER = lazy(
    r"(?:附录[ \u3000]*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
    r"|附件[ \u3000]*(?:[A-Z]|[一二三四五六七八九十]|\d{1,2})"
    r"|(?:Annex|Appendix|ANNEX|APPENDIX)[ ](?:\d{1,2}|[IVX]{2,4}))(?![\w.])"
)
_OLD_NATURE = lazy(r"[（(](规范性|资料性)附录[)）]")
_HALF = lazy(r"附录[^(（]*(\((规范性|资料性)\))")
_OTHER_WORD = lazy(r"Appendix|APPENDIX|ANNEX")


class MalformedAnnexHeading(Rule):
    """The heading of an annex that lacks a part or has it in another form.

    ## What it does
    Looks for the capital letter, the nature (normative or informative) and the title in the heading of
    every annex, for numbers in place of the letter (附录一, Appendix 1), for the older （规范性附录）, and
    in documents of other formats for letters out of sequence.

    ## Why is this bad?
    Without its nature nobody knows whether the annex is to be complied with; without letter and title it
    cannot be referred to.

    ## Example
    ```md
    # 要求

    流量的测量见附录A。

    # 附录 A 流量的测量

    测量流量3次。
    ```

    ## Use instead
    ```md
    # 要求

    流量的测量见附录A。

    # 附录 A（资料性）流量的测量

    测量流量3次。
    ```
    """

    code, name, severity, tags = "STD-F050", "malformed-annex-heading", "error", ("annexes",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 9.6.2", "iso-directives-2": "ISO/IEC Directives Part 2, 20.4"}
    rows = ("GB-ANX-01", "ISO-ANX-01")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "附录{letter}没有标明（规范性）或（资料性）",
        "en": "Annex {letter} does not say whether it is (normative) or (informative)",
    }
    variants = {
        "title": {"zh": "附录{letter}没有标题", "en": "Annex {letter} has no title"},
        "letter": {
            "zh": "“{words}”应写作“附录{letter}”：附录用大写拉丁字母从A起编号",
            "en": "{words!r} should be Annex {letter}: annexes have capital letters from A on",
        },
        "words": {"zh": "“{words}”应写作“{right}”", "en": "write {right!r} instead of {words!r}"},
        "sequence": {
            "zh": "附录的字母写作“{words}”，按顺序应为“{letter}”",
            "en": "the annex has the letter {words!r}, but in sequence it is {letter!r}",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        count = 0
        for clause in node.clauses:
            if not isinstance(clause, Clause):
                continue
            if clause.type == "annex":
                count += 1
                yield from self._annex(clause, count, ctx)
            elif clause.type == "clause" and (found := _LETTER.match(plain_text(clause.title).strip())):
                count += 1
                yield ctx.report(clause, variant="letter", words=found[0], letter=letters(count).upper())

    def _annex(self, annex: Clause, count: int, ctx: Context) -> Iterator[Report]:
        letter = ctx.facts.mentions.letter(annex) or letters(count).upper()
        if annex.number and annex.number != letters(count).upper() and annex.numbered:
            expected = letters(count).upper()
            yield ctx.report(annex, variant="sequence", words=annex.number, letter=expected)
        if annex.nature is None:
            yield ctx.report(annex, letter=letter)
        if not plain_text(annex.title).strip():
            yield ctx.report(annex, variant="title", letter=letter)
        yield from self._words(annex, ctx)

    def _words(self, annex: Clause, ctx: Context) -> Iterator[Report]:
        """Judge the words that were typed in the heading."""
        text, span = ctx.source_text(annex), span_of(annex)
        if span is None:
            return
        if found := _OLD_NATURE.search(text):
            yield self._report(annex, ctx, span[0] + found.start(), found[0], f"（{found[1]}）")
        elif found := _HALF.search(text):
            yield self._report(annex, ctx, span[0] + found.start(1), found[1], f"（{found[2]}）")
        if found := _OTHER_WORD.search(text):
            yield self._report(annex, ctx, span[0] + found.start(), found[0], "Annex")

    @staticmethod
    def _report(annex: Clause, ctx: Context, start: int, words: str, right: str) -> Report:
        place = (start, start + len(words))
        title = f"{words} → {right}"
        fix: Fix | None = source_fix(ctx, (title, title), [(*place, right)])
        level: Severity | None = "warning" if words[0] == "(" and len(words) == 5 else None
        return ctx.report(
            annex, span=place, variant="words", words=words, right=right, fix=fix, severity=level
        )
