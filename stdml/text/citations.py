"""Citations of standards, and words by which a document names itself, in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stdml.text import standards

# GB/T 1.1—2020, 9.5.2.1: a document names itself 本文件; the older 本标准, 本部分 … are read as well.
_SELF_CHINESE = (
    r"本(?<![日基成样版脚文副标资原根译课读正剧底范书刊绘拷蓝单]本)"
    r"(?:文件(?!夹|名|柜|类型|格式|扩展|路径)|标准(?!化|物质|差|件|样|溶液|偏差|器)|部分(?!地|人|企业|地区|或全部)"
    r"|规范(?!性|化)|规程|指南|导则|细则|指导性技术文件|标准化指导性技术文件|技术规范|技术报告)"
)
_SELF_ENGLISH = (
    r"[Tt]his(?<![A-Za-z0-9_-]this)(?<![A-Za-z0-9_-]This) (?:document|[Ii]nternational [Ss]tandard|standard"
    r"|Technical (?:Specification|Report)|Publicly Available Specification"
    r"|(?:[Pp]art|[Ss]ection) of (?:ISO|IEC|EN|GB)[A-Z/]{0,9}(?: \d[\d.:—-]*(?<=\d))?)(?![A-Za-z0-9_-])"
)
_self = re.compile(f"{_SELF_CHINESE}|{_SELF_ENGLISH}")

_DOTTED = r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,5}(?![\d.]*\d)"
_NUMBER = r"(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){0,5}"
_SEVERAL = (
    r"(?:(?:,? and |,? or | to |, |–)(?:[A-Z](?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3}){0,5})(?![\w.]*\w)){0,6}"
)
_NAMED = (
    r"第 ?[\d一二三四五六七八九十]{1,4} ?[章条节篇款部](?:分)?|附录 ?[A-Z](?:\.\d{1,3}){0,4}(?![A-Za-z])"
    r"|[表图] ?(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3})?(?!\d)|公?式 ?[(（](?:[A-Z]\.)?\d{1,3}[)）]"
    rf"|条款 ?{_NUMBER}|(?:[Ss]ub)?[Cc]lause {_NUMBER}|(?:Annex|Appendix) [A-Z](?:\.\d{{1,3}}){{0,5}}(?!\w)"
    rf"|(?:(?:[Ss]ub)?[Cc]lauses|[Ss]ections|Tables|Figures|Formulae) {_NUMBER}{_SEVERAL}"
    rf"|Annexes [A-Z](?!\w){_SEVERAL}"
    rf"|(?:Table|Figure|Formula|Equation|[Ss]ection|[Pp]aragraph|[Dd]efinition) [(]?{_NUMBER}[)]?"
)
_ITEM = r"(?:的? ?(?:列项 ?)?[a-z]\d?[)）])?"
# A number behind a gap is a clause only if no unit follows: "GB 1234, 2.5 mm".
_NO_UNIT = (
    r"(?! ?(?:[kMGmµμnc]?(?:m|g|s|A|V|W|N|J|K|L|l|Pa|Hz|F|H|T|bit|B|t|mol|cd)(?:[²³/·\d]|(?![A-Za-z]))"
    r"|[%‰℃°ΩΩ±×]|kPa|MPa|min(?!\w)|h(?!\w)|d(?!\w)|dB|rpm|bar|倍|次|个|米|万|亿|年|月|日|天|元|人|级))"
)
_UNIT = rf"(?:{_NAMED}|{_DOTTED}{_NO_UNIT}){_ITEM}"
_MORE = rf"(?: ?(?:、|和|及|与|或|至|～|~|–|, |,? and |,? or |,? to ) ?{_UNIT}){{0,6}}"
_after = re.compile(rf"(?: ?中的? ?| ?的 ?| ?[，,] ?| |(?=[第附表图]))(?:{_UNIT}){_MORE}")
_before = re.compile(rf"(?:(?<![\w.]){_UNIT}){_MORE} (?:of|in|from) \Z")
_FAR_BEFORE = 80


def may_name_itself(text: str) -> bool:
    """Whether `text` may hold a self reference: quicker than looking for one, and seldom wrong."""
    return "本" in text or "This " in text or "this " in text


def code_hints(keys: Iterable[str]) -> tuple[str, ...]:
    """Return strings of which one is in every text that cites one of the standards.

    >>> code_hints(["GB/T18487.1", "GB5749", "T/CAS608"])
    ('GB', 'T')
    """
    return tuple(sorted({match.group() for key in keys if (match := re.match(r"[A-Z]{2}|.", key))}))


def find(text: str, keys: frozenset[str], series: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield citations of known standards and self references in `text`: start, end, "citation" or "self".

    A citation takes in the part it cites, before or after the number.

    >>> text = "按 GB/T 18487.1—2023 中 5.3 的规定"
    >>> [text[start:end] for start, end, _ in find(text, frozenset(["GB/T18487.1"]), frozenset())]
    ['GB/T 18487.1—2023 中 5.3']
    """
    found: list[tuple[int, int, str]] = []
    if may_name_itself(text):
        found.extend(_self_references(text))
    if keys or series:
        found.extend(_citations(text, keys, series))
    found.sort()
    at = 0
    for start, end, kind in found:
        if start >= at:
            yield start, end, kind
            at = end


def _self_references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield self references; what follows one is read as if it began there."""
    at = 0
    while match := _self.search(text[at:] if at else text):
        yield at + match.start(), at + match.end(), "self"
        at += match.end()


def _citations(text: str, keys: frozenset[str], series: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for number in standards.find_all(text):
        if not _is_known(number, keys, series):
            continue
        start, end = number.start, number.end
        if found := _before.search(text, max(at, start - _FAR_BEFORE), start):
            start = found.start()
        elif found := _after.match(text, end):
            end = found.end()
        at = end
        yield start, end, "citation"


def _is_known(number: standards.StandardNumber, keys: frozenset[str], series: frozenset[str]) -> bool:
    key = standards.key(number.undated, dated=False)
    if key in keys or key in series:
        return True
    if number.part is not None and series:
        base = key[: -len(number.part) - 1]
        return base in series
    return False
