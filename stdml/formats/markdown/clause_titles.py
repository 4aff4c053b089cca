"""The titles by which the well-known clauses of a standard are recognized, in Chinese, English or both.

Titles that older drafts use are recognized too: they stand for the same clause, and whether they are the
right ones is for the rules to say (GB/T 1.1—2020, table 3; ISO/IEC Directives Part 2, 6.4).
"""

from __future__ import annotations

import re

_GAP = r"[ \t\u3000\xa0]"
_TITLES = {
    "contents": r"目次|目录|contents|table of contents",
    "foreword": r"前言|foreword|preface",
    "introduction": r"引言|introduction",
    "scope": r"范围|scope",
    "normative-references": r"规范性?引用(?:文件|标准)|引用(?:标准|文件)|normative references?",
    "terms": r"术语(?:[和与及]定义|、(?:定义|符号|缩略语).*|[和与及](?:符号|缩略语)|)|定义[和与及]术语"
    r"|terms(?:,? and definitions|, definitions.*|)",
    "symbols": r"符号|缩略语|符号[和、]?(?:代号和)?缩略语|符号和代号|symbols|abbreviated terms"
    r"|symbols and abbreviated terms|abbreviations|symbols and abbreviations",
    "bibliography": r"参考(?:文献|资料)|bibliography",
    "index": r"索引|index",
}
_TITLE = re.compile("|".join(f"({pattern})" for pattern in _TITLES.values()), re.IGNORECASE)
_GAP_INSIDE = re.compile(rf"(?<=[\u4e00-\u9fff]){_GAP}+(?=[\u4e00-\u9fff])")
_CHINESE_FIRST = re.compile(
    rf"(?P<zh>[\u4e00-\u9fff、]+){_GAP}*[/／（(]?{_GAP}*(?P<en>[A-Za-z][A-Za-z, ]*[A-Za-z])[)）]?"
)
_ENGLISH_FIRST = re.compile(
    rf"(?P<en>[A-Za-z][A-Za-z, ]*[A-Za-z]){_GAP}*[/／（(]?{_GAP}*(?P<zh>[\u4e00-\u9fff、]+)[)）]?"
)
_LONGEST = 100


def clause_type(words: str) -> str:
    """Return the type of the clause that is headed by these words; "clause" for any that is not well known.

    >>> clause_type("前　言"), clause_type("引用标准"), clause_type("范围 Scope"), clause_type("范围 Limits")
    ('foreword', 'normative-references', 'scope', 'clause')
    """
    words = _GAP_INSIDE.sub("", words.strip())
    return _of_title(words) or (_in_two_languages(words) if len(words) < _LONGEST else "") or "clause"


def is_in_two_languages(words: str) -> bool:
    """Whether a well-known clause is headed in Chinese and in English: 范围 Scope.

    In a clause of terms, such a heading is a term and its equivalent.
    """
    words = _GAP_INSIDE.sub("", words.strip())
    return not _of_title(words) and bool(_in_two_languages(words))


def _of_title(words: str) -> str:
    found = _TITLE.fullmatch(words)
    return tuple(_TITLES)[found.lastindex - 1] if found and found.lastindex else ""


def _in_two_languages(words: str) -> str:
    found = _CHINESE_FIRST.fullmatch(words) or _ENGLISH_FIRST.fullmatch(words)
    if found is None:
        return ""
    kind = _of_title(found["zh"])
    return kind if kind and kind == _of_title(found["en"]) else ""
