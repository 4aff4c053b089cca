"""Chinese, Japanese and Korean characters: joining lines, the width of text, the language of a text."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

# Ideographs with their radicals and extensions, kana, bopomofo, and the punctuation and full-width forms that
# are set among them. Hangul is left out: Korean puts spaces between words. “ ” ‘ ’ — … · belong to both
# worlds and are not CJK here; see `join_lines`.
CJK_CHARACTERS = (
    "\u2e80-\u2fdf\u2ff0-\u303f\u3041-\u30ff\u3105-\u312f\u3190-\u321e\u3220-\u325f\u3280-\u33ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff60\uff61-\uff9f\uffe0-\uffe6"
    "\U00016fe0-\U00018cff\U0001aff0-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
"""The members of a character class of regular expressions."""

_cjk = re.compile(f"[{CJK_CHARACTERS}]")
_cjk_run = re.compile(f"[{CJK_CHARACTERS}]+")
_letters = re.compile("[A-Za-zÀ-ɏͰ-ϿЀ-ӿ가-힣]+")
_ambiguous = frozenset("“”‘’—…·")

# A document in Chinese holds many Latin letters (symbols, units, numbers of standards), one in English hardly
# any Chinese: so less than half is enough.
_CHINESE_SHARE = 0.3
_ENOUGH = 50_000


def is_cjk(character: str) -> bool:
    """Return whether no space is needed beside `character`: ideographs, kana, full-width punctuation.

    >>> is_cjk("标"), is_cjk("。"), is_cjk("カ"), is_cjk("한"), is_cjk("a"), is_cjk("")
    (True, True, True, False, False, False)
    """
    return _cjk.match(character) is not None


def has_cjk(text: str) -> bool:
    """Return whether there is a CJK character in `text`.

    >>> has_cjk("GB/T 标准"), has_cjk("GB/T")
    (True, False)
    """
    return not text.isascii() and _cjk.search(text) is not None


def join_lines(before: str, after: str) -> str:
    """Return what a line break between two pieces of running text stands for: nothing, or a space.

    >>> join_lines("充电桩", "应接地"), join_lines("the pile", "shall"), join_lines("按照", "GB/T 1.1")
    ('', ' ', ' ')
    >>> join_lines("称为“充电桩”", "的设备"), join_lines("see “A”", "and")
    ('', ' ')
    """
    left, right = _neighbour(before[::-1]), _neighbour(after)
    return "" if is_cjk(left) and is_cjk(right) else " "


def _neighbour(text: str) -> str:
    """Return the first character that tells the script: quotes and dashes take that of their neighbour."""
    for character in text[:8]:
        if character not in _ambiguous:
            return character
    return ""


def width(text: str) -> int:
    """Return how many columns a terminal gives `text`, wide characters counted twice.

    >>> width("ab"), width("标准"), width("e\\u0301")
    (2, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cjk_share(text: str) -> float:
    """Return the share of CJK characters among the letters of `text`, from 0 to 1.

    >>> cjk_share("标准 ab"), cjk_share("12")
    (0.5, 0.0)
    """
    cjk = sum(map(len, _cjk_run.findall(text)))
    other = sum(map(len, _letters.findall(text)))
    return cjk / (cjk + other) if cjk else 0.0


def guess_language(text: str) -> str:
    """Return "zh" or "en", by the share of CJK characters.

    >>> guess_language("本文件规定了 GB/T 的要求"), guess_language("This document specifies 要求")
    ('zh', 'en')
    """
    return "zh" if cjk_share(text[:_ENOUGH]) >= _CHINESE_SHARE else "en"
