"""How clauses, annexes, tables, figures and formulas are referred to wrongly, and what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHINESE_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of references that is not the right one.

    Attributes:
        hints: characters of which one must be in the text, so that most texts are passed over quickly
        pattern: what it looks like
        right: the right form, with braces for the groups of the pattern
    """

    hints: frozenset[str]
    pattern: re.Pattern[str]
    right: str

    def repaired(self, found: re.Match[str]) -> str:
        """Return what is to be written instead of what was found."""
        if self.right == "Annex {}":
            return self.right.format(_letter(found[1]))
        return self.right.format(*map(_arabic, found.groups()))


def _form(hints: str, pattern: str, right: str) -> Form:
    return Form(frozenset(hints), re.compile(pattern), right)


def _arabic(words: str) -> str:
    """Return a number in digits: 十二 is 12; anything else is returned as it is."""
    if words[0] != "十" and words[0] not in _CHINESE_DIGITS:
        return words
    tens, ten, ones = words.partition("十")
    if not ten:
        return str(_CHINESE_DIGITS[words[0]])
    return str(_CHINESE_DIGITS.get(tens[:1], 1) * 10 + _CHINESE_DIGITS.get(ones[:1], 0))


def _letter(number: str) -> str:
    """Return the letter of the annex that was given a digit: 2 is B."""
    return chr(ord("A") + int(number) - 1) if number.isdigit() else number


_DOTTED = r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){1,5}(?![\d.]*\d)"
_COUNT = r"(?:[A-Z]\.)?\d{1,3}"
_HAN_COUNT = "[一二三四五六七八九十]{1,3}"
_ENDS = r"(?=\s?(?:[，。；、：）)]|的(?!确)|中|所|给|规定|列|和|及|与|或|至|～|$))"
_POINTS = "(?:(?<=[见按如在和与、及或])|(?<=按照|符合|依据|根据))"
# 条件, 节能, 款式 … begin with the same characters.
UNIT = r"(?:条款|条(?![件文纹码形例约目])|款(?![式项])|小节|节(?![能点流距省约气拍日水电]))"
"""What a clause is called where its number is enough."""

CHINESE = (
    _form("第", rf"第\s?({_DOTTED})\s?{UNIT}", "{}"),
    _form("条款节", rf"{_POINTS}\s?({_DOTTED})\s?{UNIT}", "{}"),
    _form("第", rf"{_POINTS}第\s?({_DOTTED})\s?章?{_ENDS}", "{}"),
    _form("章", r"(?:(?<=见)|(?<=按照|符合))\s?(\d{1,2})\s?章(?!节)", "第{}章"),
    _form("章", rf"{_POINTS}第\s?({_HAN_COUNT})\s?章", "第{}章"),
    _form("一二三四五六七八九十", rf"{_POINTS}([表图])\s?({_HAN_COUNT}){_ENDS}", "{}{}"),
    _form("录", r"附录\s?([A-Z](?:\.\d{1,2}){1,5})(?![\d.]*\d)", "{}"),
    _form("式", rf"(?:(?<=[按见由将入])|(?<=按照))式\s?[（(]({_COUNT})[）)]", "公式（{}）"),
    _form("式", rf"公式\s?\(({_COUNT})\)", "公式（{}）"),
    _form("式", rf"公式\s?({_COUNT})(?![\d.(（])(?:{_ENDS}|(?=[计得求确换]))", "公式（{}）"),
)

SIGNS = (
    "第 章 条 款 节 表 图 录 式 § section sections clause clauses sub subclause subclauses paragraph chapter"
    " annex appendix table tab figure fig equation eq eqn formula expression"
)
"""Of these characters and words one is in every text that has a wrong form."""

_OF_ANOTHER = (
    r"(?! of (?:[A-Z]{2,}|(?:the|an?|its|that|each) (?!(?:present )?document\b))| of [A-Z][a-z]+ \d)"
)
_WORD = r"(?<![\w-])"
_SECTION = "(?:(?<=in )|(?<=[Ss]ee )|(?<=of ))section"
ENGLISH = (
    _form(
        "lSsP§p",
        rf"{_WORD}(?:(?:[Ss]ub-?)?[Cc]lauses?|Sections?|{_SECTION}s?|[Pp]aragraph|§) ?({_DOTTED})"
        rf"{_OF_ANOTHER}",
        "{}",
    ),
    _form(
        "csSC",
        rf"{_WORD}(?:clause|Section|{_SECTION}|[Cc]hapter) (\d{{1,2}})(?![\w.-]*\d)(?!\w){_OF_ANOTHER}",
        "Clause {}",
    ),
    _form("x", rf"{_WORD}(?:annex|[Aa]ppendix) ([A-Z])(?!\w|\.\d){_OF_ANOTHER}", "Annex {}"),
    _form(
        "x",
        rf"{_WORD}(?:[Aa]nnex|[Aa]ppendix) ([A-Z](?:\.\d{{1,2}}){{1,5}})(?![\d.]*\d){_OF_ANOTHER}",
        "{}",
    ),
    _form("x", rf"{_WORD}[Aa]ppendix ([1-9])(?![\w.-]*\d)(?!\w){_OF_ANOTHER}", "Annex {}"),
    _form(
        "tT",
        rf"{_WORD}(?:table|[Tt]ab\.) ({_COUNT})(?![\w.]*\d)(?! ?(?:[cmk]?m|%|ft)\b)",
        "Table {}",
    ),
    _form("fF", rf"{_WORD}(?:figure|[Ff]ig\.) ?({_COUNT})(?![\w.]*\d)", "Figure {}"),
    _form(
        "Eeqfx",
        rf"{_WORD}(?:[Ee]quation|[Ee]qn?\.|formula|expression) \(?({_COUNT})(?:\)|(?![\w.]*\d))",
        "Formula ({})",
    ),
    _form("F", rf"{_WORD}Formula ({_COUNT})(?![\w.]*\d)", "Formula ({})"),
)
