"""Names of characteristics (指标项) at the end of a Chinese phrase, and what they belong to (标准化对象).

"充电桩的接地电阻" and "充电桩接地电阻" both are the 接地电阻 of a 充电桩. Where 的 does not part the two, the
name is the longest run of known parts that ends the phrase: a head (电阻), and what may stand before (接地).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from stdml.text.limit_words import listed


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a limit is said of.

    Attributes:
        subject: what the characteristic belongs to; "" where the phrase does not say
        names: the characteristics, more than one in "净宽度和净高度"
        known: whether the name ends as names of characteristics do
    """

    subject: str
    names: tuple[str, ...]
    known: bool


_label = re.compile(
    r"\s*(?:[a-z]\d?[)）]|[（(][a-z\d]{1,2}[)）]|\d{1,2}[)）.、]|[①-⑳]|——|[-•—])\s*"
    r"|\s*\d{1,2}(?=[\u4e00-\u9fff])"
)
_and = re.compile(r"(?:以及|及其|[、和及与或])")
_distance = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?:距离?(?!离)(?=[^离]{1,20}\Z)|高出(?=.{1,12}\Z)|(?:下|上|内|外|顶|底)"
    r"?(?:边缘|部|沿|端)距.{1,16}\Z)"
)
_way = re.compile(
    r"(?:顶部|底部|[上下外内]边缘|[上下]沿|边缘)?(?:距离?|高出)[^的与和至]{1,10}\Z|(?<=.)"
    r"从[^的]{1,12}(?:至|到)[^的]{1,12}\Z"
)
_UP = ("高度", "标高", "高差", "时间")
_apart = re.compile(r"(?<=[\u4e00-\u9fff）)])距离(?=.{2,20}\Z)")
_pair = re.compile(r"(?:最大|最小|最高|最低|平均)?[^的、和与及]{1,6}[和与及][^的、和与及]{1,8}之比\Z")
_allowed = re.compile(r"(?:最大|极限)?(?:允许|容许)(?:最大|最小|正|负|相对|绝对)?(?:偏差|误差|差)\Z")
_aside = re.compile(r"\A[（(][^（()）]{0,40}[)）]|(?<=的)[（(][^（()）]{0,40}[)）]")
_own = re.compile(r"\A(?:其(?![他它余中])|它们?的|它|该)")
_inner = re.compile(r"\A(?:每[^的]{0,2}的|同一|单个)")
_bracketed = re.compile(r"[（(][^（()）]{0,40}[)）]\Z")


def split(phrase: str) -> Phrase:
    """Return subject and characteristics of a phrase.

    >>> split("充电桩的接地电阻").subject, split("疏散门净宽度").names
    ('充电桩', ('净宽度',))
    >>> split("走道的净宽度和净高度").names
    ('净宽度', '净高度')
    """
    return _split(phrase.strip(" 　，、:：")[-_LONGEST:], 0)


_LONGEST = 200
_MOST_NAMES = 8


def _split(phrase: str, depth: int) -> Phrase:
    phrase = _aside.sub("", _own.sub("", phrase))
    allowed = _allowed.search(phrase)
    if allowed and allowed.start():
        return Phrase(phrase[: allowed.start()].removesuffix("的"), (allowed.group(),), True)
    plain, bracket = _without_bracket(phrase)
    at = _last_of(plain)
    if at < 0 or _inner.match(plain):
        return _without_of(plain, bracket, depth)
    subject, name = plain[:at], plain[at + 1 :]
    way = _way.search(subject)
    if way and name.endswith(_UP):
        # 顶部距地面的高度: the way is part of the name.
        return Phrase(subject[: way.start()], (plain[way.start() :] + bracket,), True)
    names = _names(name)
    if len(names) == 1:
        inner = _without_of(name, bracket, depth)
        if inner.known and inner.subject and is_thing(inner.subject):
            return Phrase(f"{subject}的{inner.subject}", inner.names, True)
    return Phrase(subject.strip(), (*names[:-1], names[-1].strip() + bracket), ends_as_name(name))


def _without_bracket(phrase: str) -> tuple[str, str]:
    found = _bracketed.search(phrase)
    return (phrase[: found.start()], found.group()) if found and found.start() else (phrase, "")


def _last_of(phrase: str) -> int:
    """Return where the last 的 outside brackets stands that parts subject and name; -1 where none does."""
    depth = 0
    for at in range(len(phrase) - 1, -1, -1):
        character = phrase[at]
        if character in ")）":
            depth += 1
        elif character in "(（":
            depth -= 1
        elif character == "的" and depth == 0 and 0 < at < len(phrase) - 1:
            # 目的 and 的确 are words of their own.
            return -1 if phrase[at - 1] == "目" else at
    return -1


def _without_of(phrase: str, bracket: str, depth: int) -> Phrase:
    apart = _apart.search(phrase)
    if apart and not ends_as_name(phrase[apart.end() :]):
        return Phrase(f"{phrase[: apart.start()]}与{phrase[apart.end() :]}", ("距离",), True)
    distance = _distance.search(phrase)
    if distance and distance.start() and not _inner.match(phrase):
        return Phrase(phrase[: distance.start()], (phrase[distance.start() :] + bracket,), True)
    start = name_start(phrase)
    if start is None:
        return Phrase("", (phrase + bracket,), False)
    if _inner.match(phrase) and (inner := phrase.find("的")) > 0:
        return Phrase("", (phrase + bracket,), inner > 0)
    start = _after_thing(phrase, start)
    first = phrase[:start]
    before = _and.search(first[-2:])
    if phrase.endswith("之比") and (pair := _pair.search(phrase)):
        return Phrase(phrase[: pair.start()], (pair.group() + bracket,), True)
    if (
        depth < _MOST_NAMES
        and first
        and before
        and before.end() == len(first[-2:])
        and not phrase.endswith("之比")
    ):
        # 净宽度和净高度: what stands before the conjunction may be another name of the same subject.
        other = _split(first[: -len(before.group())], depth + 1)
        if other.known:
            return Phrase(other.subject, (*other.names, phrase[start:] + bracket), True)
    return Phrase(first, (phrase[start:] + bracket,), True)


def _names(name: str) -> list[str]:
    """Return the names that conjunctions join, where each ends as a name does."""
    parts = _and.split(name)
    if len(parts) > 1 and all(ends_as_name(part) for part in parts) and not name.endswith("之比"):
        return parts
    return [name]


def is_thing(phrase: str) -> bool:
    """Whether a phrase ends with a word for a thing or a person, which has characteristics and is none."""
    return _ending(phrase, "things") > 0


_UNKNOWN = 4
_parts = re.compile(r"[与和及、距至的()（）]")


def _after_thing(phrase: str, start: int) -> int:
    """Return where a name starts that follows a thing: 消火栓出口水压 is the 出口水压 of a 消火栓.

    Words between the two that are in no list belong to the name, where they are few.
    """
    for at in range(start, max(0, start - _UNKNOWN) - 1, -1):
        if _parts.search(phrase[at:start]):
            return start
        if at and start - at != 1 and _ending(phrase[:at], "things"):
            return at
    return start


@cache
def _longest(name: str) -> int:
    return max(map(len, listed("zh", name)))


def ends_as_name(phrase: str) -> bool:
    """Whether a phrase ends with what names of characteristics end with: 高度, 面积, 值.

    >>> ends_as_name("净高度"), ends_as_name("防火门")
    (True, False)
    """
    return _ending(phrase, "heads") > 0


def _ending(phrase: str, name: str) -> int:
    """Return the length of the longest word of a list that `phrase` ends with, or 0."""
    known = listed("zh", name)
    for length in range(min(len(phrase), _longest(name)), 0, -1):
        if phrase[-length:] in known:
            return length
    return 0


def name_start(phrase: str) -> int | None:
    """Return where the name of a characteristic starts that ends `phrase`, or None.

    >>> name_start("疏散门净宽度"), name_start("防火门")
    (3, None)
    """
    length = _ending(phrase, "heads")
    if not length:
        return None
    start = len(phrase) - length
    if length == 1 and phrase[-1] in _BOUND and start >= 2 and phrase[start - 2 : start].isalpha():
        # 绿地率, 上岗率: such a head is no word by itself.
        start -= 2
    while start:
        length = max(_ending(phrase[:start], "modifiers"), _ending(phrase[:start], "heads"))
        if not length or (length == 1 and phrase[start - 1] not in _SINGLE):
            break
        start -= length
    return start


# Of one character these alone stand before a name; others are the end of the word before: 消防水池.
_BOUND = frozenset("率比数值")
_SINGLE = frozenset("净总单双内外每")


def without_label(phrase: str) -> str:
    """Return a phrase without the label of a list item in front of it: a), 1., and 1 before a word."""
    from stdml.text.units import match_unit

    found = _label.match(phrase)
    if found is None:
        return phrase
    if found.group().strip().isdigit() and match_unit(phrase, found.end()):
        return phrase
    return phrase[found.end() :]
