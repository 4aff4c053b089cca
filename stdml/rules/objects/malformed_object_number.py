"""malformed-object-number (STD-F011)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, Formula, span_of
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._captions import Numbered, plain_number
from stdml.text.counting import last_count
from stdml.text.patterns import lazy

_PLAIN = lazy(r"(?:[A-Z]\.)?[1-9]\d{0,2}")
_LETTERED = lazy(r"(?:[A-Z]\.)?\d{1,3}[a-z][)）]?")
_BY_CLAUSE = lazy(r"\d{1,3}[.\-]\d{1,3}(?:[.\-]\d{1,3})*")
_WORDS = {"Fig.": "Figure", "FIGURE": "Figure", "Tab.": "Table", "TABLE": "Table"}


class MalformedObjectNumber(Rule):
    """A number of a table, figure or formula in a form that the rule book does not have.

    ## What it does
    Finds numbers by clause (图5-1, 表3.2), numbers with a letter (表2a), numbers in an annex without its
    letter, "Fig." for "Figure", and typed numbers of figures that differ from their place in the sequence.
    Numbers that the reader of Markdown compares itself are left to it.

    ## Why is this bad?
    Tables, figures and formulas are numbered 1, 2, 3 through the whole document and A.1, A.2 in an annex,
    so that a number can be found and does not change with the clauses; a table with a letter is a part of a
    table, which does not exist.

    ## Example
    ```md
    # 要求

    ## 流量

    表2a　流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```

    ## Use instead
    ```md
    # 要求

    ## 流量

    表1　流量限值

    | 型号 | 流量/(L/min) |
    |---|--:|
    | 甲 | 20 |
    ```
    """

    code, name, severity, tags = "STD-F011", "malformed-object-number", "error", ("objects", "numbering")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.7.2.1, 9.8.1.3, 9.8.2.1, 9.9.2, 9.6.3.1",
        "iso-directives-2": "ISO/IEC Directives Part 2, 27.3, 28.3.1, 29.3, 20.4",
    }
    rows = (
        "GB-FIG-01", "GB-TAB-01", "GB-TAB-05", "GB-FORM-01", "GB-ANX-05", "ISO-TAB-03",
        "ISO-FIG-01", "ISO-TAB-01", "ISO-FOR-01", "ISO-ANX-04",
    )  # fmt: skip
    on = (Document,)
    message = {
        "zh": "“{typed}”不是规定的编号，从引言起用阿拉伯数字连续编号，此处按顺序为{number}",
        "en": "{typed!r} is no number of the rule book; number 1, 2, … throughout: here it is {number}",
    }
    variants = {
        "letter": {
            "zh": "编号“{typed}”带有字母，改用单独的编号",
            "en": "the number {typed!r} has a letter; give each its own number",
        },
        "sequence": {
            "zh": "编号写作“{typed}”，按顺序应为“{number}”",
            "en": "numbered {typed!r}, but in sequence it is {number!r}",
        },
        "annex": {
            "zh": "附录{number}中的编号“{typed}”应以“{number}.”开头",
            "en": "{typed!r} stands in Annex {number}; its number begins with {number}.",
        },
        "word": {
            "zh": "“{typed}”应写作“{number}”",
            "en": "write {number!r} instead of {typed!r}",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        places: dict[tuple[str, str], int] = {}
        last: dict[tuple[str, str], int] = {}
        for one in ctx.facts.captions.all:
            number = one.label.number if one.label else one.node.number
            shown = plain_number(number) if number else one.typed
            if one.placed.apart or shown is None:
                continue
            letter = _annex(one, ctx)
            key, prefix = (one.kind, letter), f"{letter}." if letter else ""
            places[key] = places.get(key, 0) + 1
            if number is not None:
                # One with a wrong number makes only itself wrong: others may follow it, or their place.
                right = [f"{prefix}{places[key]}", f"{prefix}{last.get(key, 0) + 1}", one.number]
                yield from self._judged(one, number, letter, right, ctx)
            last[key] = last_count(shown) or places[key]

    def _judged(
        self, one: Numbered, number: str, letter: str, right: list[str | None], ctx: Context
    ) -> Iterator[Report]:
        """Judge a number that was typed, or given outright as other formats than Markdown do."""
        label = one.label
        if label is None and ctx.source_text(one.node).startswith(("表", "Table")):
            return
        found = self._judge(plain_number(number), letter, right, ctx)
        word = label.word if label else ""
        node = label.node if label else one.node
        typed = f"{word} {number}" if word.isascii() and word else word + number
        if found:
            span = (
                _tag_span(label.start, label.end, node, ctx) if label and isinstance(node, Formula) else None
            )
            within = (label.start, label.end) if label and node is not one.node else None
            yield ctx.report(node, within, variant=found[0], span=span, typed=typed, number=found[1])
        elif word in _WORDS:
            yield ctx.report(node, variant="word", typed=word, number=_WORDS[word])

    def _judge(
        self, typed: str, letter: str, right: list[str | None], ctx: Context
    ) -> tuple[str, str] | None:
        """Return what is wrong with a typed number: the message and its value."""
        expected = right[-1] or right[0] or ""
        if _LETTERED.fullmatch(typed):
            return "letter", expected
        if letter and not typed.startswith(f"{letter}.") and _PLAIN.fullmatch(typed):
            return "annex", letter
        if not _PLAIN.fullmatch(typed):
            # ISO/IEC Directives 2:2021, 28.3.1, permit numbers by clause; that they are uniform is enough.
            uniform = not ctx.basis.startswith("GB") and _BY_CLAUSE.fullmatch(typed)
            return None if uniform else ("", expected)
        return None if typed in right else ("sequence", expected)


def _annex(one: Numbered, ctx: Context) -> str:
    """Return the letter of the annex that an object stands in, or ""."""
    element = one.placed.element
    if element is None or element.type != "annex":
        return ""
    return ctx.facts.mentions.letter(element)


def _tag_span(start: int, end: int, node: Formula, ctx: Context) -> tuple[int, int] | None:
    """Return where the content of a \\tag, or the number behind a formula, stands in the source."""
    span, text = span_of(node), ctx.source_text(node)
    words = node.tex[start:end] if start >= 0 else node.id or ""
    at = text.find(words, text.find("\\tag")) if start >= 0 else text.rfind(f"({words})") + 1
    return (span[0] + at, span[0] + at + len(words)) if span and at > 0 else None
