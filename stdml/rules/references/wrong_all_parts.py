"""wrong-all-parts (STD-L008)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber

_words_for_all = lazy("系列|部分[）)]|全部[）)]|series|all parts")
_late = lazy(r"[^\n]{1,120}?(?P<all>\s?[（(](?:所有部分|all parts)[）)])\s*\Z")
# The sentence that ISO prints in the foreword of every part (ISO/IEC Directives 2, 12.5.2).
_listed = lazy(r"list of (?:all )?(?:the )?parts (?:in|of) the \Z")
_english = lazy(r"\s(?:\(series\)|series(?:\sof\s(?:standards|documents))?)(?![\w-])")
_article = lazy(r"(?<!\w)((?:the|The) )\Z")
_chinese = lazy(r"\s?(?:[（(](?:系列|系列标准|各部分|全部部分|全部)[）)]|系列(?:标准|文件))")


class WrongAllParts(Rule):
    """All parts of a standard that are not cited by its number and （所有部分） or (all parts).

    ## What it does
    Finds "ISO 128 series", "GB/T 3102系列标准" and entries of a list in which （所有部分） stands behind the
    title, or behind a number that has a year or a part.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.3.1, and ISO/IEC Directives 2, 10.4, fix the form: the number, and directly behind it
    the words for all parts. Only this form can be looked up, and it is always undated.

    ## Example
    ```md
    # 参考文献

    [1]　GB/T 3102　量和单位（所有部分）
    ```

    ## Use instead
    ```md
    # 参考文献

    [1]　GB/T 3102（所有部分）　量和单位
    ```
    """

    code, name, severity, tags = "STD-L008", "wrong-all-parts", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 10.4"}
    rows = ("GB-REF-05", "ISO-REF-09")
    fixes = "safe"
    on = (Prose,)
    needs = frozenset(("系列", "部分）", "部分)", "全部）", "全部)", "series", "parts"))
    message = {
        "zh": "引用所有部分时写为“{words}”，不写“{word}”",
        "en": "to cite all parts write {words!r}, not {word!r}",
    }
    variants = {
        "dated": {
            "zh": "引用所有部分时不注日期、不写部分号，写为“{words}”",
            "en": "a reference to all parts has no year and no part; write {words!r}",
        }
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not _words_for_all.search(node.text):
            return
        text = node.unquoted
        for number in node.numbers:
            if number.all_parts:
                yield from _dated(node, number, ctx)
                continue
            found = (_chinese if node.chinese else _english).match(text, number.end)
            if found and number.part is None and number.year is None:
                if _listed.search(text, max(0, number.start - 30), number.start):
                    continue
                yield from _named(node, number, found, ctx)
            elif node.owner.kind == "reference_entry" and (late := _late.match(text, number.end)):
                yield from _behind_title(node, number, late, ctx)


def _words(number: StandardNumber) -> str:
    base = number.undated if number.part is None else number.undated[: -len(number.part) - 1]
    return f"{base}（所有部分）" if number.chinese else f"{base} (all parts)"


def _named(node: Prose, number: StandardNumber, found: re.Match[str], ctx: Context) -> Iterator[Report]:
    within = (number.start, found.end())
    words = f"{number.text}（所有部分）" if node.chinese else f"{number.text} (all parts)"
    edits = [(node, (number.end, found.end()), words[len(number.text) :])]
    article = _article.search(node.text, max(0, number.start - 5), number.start)
    if article and not node.chinese:
        edits.insert(0, (node, article.span(1), ""))
    fix = ctx.fix(words, edits)
    yield ctx.report(node, within, words=words, word=node.text[slice(*within)], fix=fix)


def _dated(node: Prose, number: StandardNumber, ctx: Context) -> Iterator[Report]:
    if number.year is not None or number.part is not None:
        yield ctx.report(node, (number.start, number.end), variant="dated", words=_words(number))


def _behind_title(node: Prose, number: StandardNumber, late: re.Match[str], ctx: Context) -> Iterator[Report]:
    words = late["all"].strip()
    fix = None
    if number.year is None and number.part is None:
        # The last character of the number is replaced by itself and the words.
        last = (number.end - 1, number.end)
        added = node.text[last[0]] + (words if number.chinese else f" {words}")
        fix = ctx.fix(_words(number), [(node, last, added), (node, late.span("all"), "")])
    yield ctx.report(node, late.span("all"), words=_words(number), word=late.group().strip(), fix=fix)
