"""Automatic numbering: the labels that Word shows before paragraphs and stores nowhere (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from stdml.formats.docx.names import VAL, Element, child, q, value, whole
from stdml.text.counting import letters, roman

LEVELS = 9
_place = re.compile("%([1-9])")
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Label:
    """What numbering puts before a paragraph.

    Attributes:
        text: the label as it is shown
        level: how deep the paragraph stands in its list, from 0
        form: the form of the number, such as decimal or bullet
        count: the number itself
        list: which list it belongs to
    """

    text: str
    level: int
    form: str
    count: int
    list: str

    @property
    def is_bullet(self) -> bool:
        """Whether it is a mark and no number."""
        return self.form == "bullet" or (self.text != "" and not any(map(str.isalnum, self.text)))


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _Counter:
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    started: set[tuple[str, int]] = field(default_factory=set)


class Numbers:
    """Counts the paragraphs of all lists, in the order of the text.

    Args:
        root: the part `numbering`, if there is one
    """

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._own: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, _Counter] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        definitions = {e.get(q("w:abstractNumId")) or "": e for e in root.findall(q("w:abstractNum"))}
        linked = {
            value(e, "w:styleLink"): ident for ident, e in definitions.items() if value(e, "w:styleLink")
        }
        for ident, element in definitions.items():
            named = linked.get(value(element, "w:numStyleLink") or "")
            self._abstract[ident] = _levels(definitions[named] if named else element)
        for number in root.findall(q("w:num")):
            ident = number.get(q("w:numId")) or ""
            self._lists[ident] = value(number, "w:abstractNumId") or ""
            for override in number.findall(q("w:lvlOverride")):
                level = whole(override.get(q("w:ilvl")), 0, 0, LEVELS - 1)
                start = value(override, "w:startOverride")
                if start is not None:
                    self._starts.setdefault(ident, {})[level] = whole(start, 1)
                own = child(override, "w:lvl")
                if own is not None:
                    self._own.setdefault(ident, {})[level] = _level(own)
            self._note_styles(ident, definitions.get(self._lists[ident]))

    def _note_styles(self, ident: str, definition: Element | None) -> None:
        """Remember the styles that a level belongs to: their own numbering names the list but no level."""
        for level in definition.findall(q("w:lvl")) if definition is not None else ():
            style = value(level, "w:pStyle")
            if style:
                self._styles.setdefault(style, (ident, whole(level.get(q("w:ilvl")), 0, 0, LEVELS - 1)))

    def level_of_style(self, style: str | None) -> int | None:
        """Return the level of the list that a style is numbered on, where a list names the style."""
        found = self._styles.get(style or "")
        return found[1] if found else None

    def next(self, ident: str, level: int) -> Label | None:
        """Count one paragraph and return its label; None for a list that does not exist."""
        level = min(max(level, 0), LEVELS - 1)
        abstract = self._lists.get(ident)
        form = self._form(ident, level) if abstract is not None else None
        if abstract is None or form is None:
            return None
        counter = self._counters.setdefault(abstract, _Counter())
        starts = self._starts.get(ident, {})
        count = counter.counts[level]
        if level in starts and (ident, level) not in counter.started:
            counter.started.add((ident, level))
            count = None
            first = starts[level]
        else:
            first = starts.get(level, form.start)
        counter.counts[level] = first if count is None else count + 1
        for deeper in range(level + 1, LEVELS):
            lower = self._form(ident, deeper)
            if lower is None or lower.restart is None or level < lower.restart:
                counter.counts[deeper] = None
        return self._label(ident, level, form, counter)

    def _form(self, ident: str, level: int) -> _Level | None:
        own = self._own.get(ident, {}).get(level)
        return own or self._abstract.get(self._lists.get(ident, ""), {}).get(level)

    def _label(self, ident: str, level: int, form: _Level, counter: _Counter) -> Label:
        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = self._form(ident, at) or _Level()
            count = counter.counts[at]
            shape = "decimal" if form.legal and at != level else other.form
            return spelled(other.start if count is None else count, shape)

        count = counter.counts[level] or 0
        text = form.text if form.form == "bullet" else _place.sub(number, form.text)
        return Label(text.strip(), level, form.form, count, self._lists[ident])


def _levels(definition: Element) -> dict[int, _Level]:
    found = {}
    for element in definition.findall(q("w:lvl")):
        found[whole(element.get(q("w:ilvl")), 0, 0, LEVELS - 1)] = _level(element)
    return found


def _level(element: Element) -> _Level:
    restart = value(element, "w:lvlRestart")
    legal = child(element, "w:isLgl")
    return _Level(
        whole(value(element, "w:start"), 1),
        value(element, "w:numFmt") or "decimal",
        value(element, "w:lvlText") or "",
        legal is not None and legal.get(VAL, "1") not in ("0", "false", "off"),
        None if restart is None else whole(restart, 0, 0, LEVELS),
    )


def chinese(count: int) -> str:
    """Return a number up to 9999 as it is written in Chinese; a larger one in digits.

    >>> chinese(10), chinese(23), chinese(105), chinese(110)
    ('十', '二十三', '一百零五', '一百一十')
    """
    if not 0 < count < 10000:
        return str(count)
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            words += ("零" if gap else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = bool(words) and count > 0
    return words[1:] if words.startswith("一十") else words


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    return lambda count: chr(first + count - 1) if 1 <= count <= last - first + 1 else str(count)


def _of(characters: str) -> Callable[[int], str]:
    return lambda count: characters[count - 1] if 1 <= count <= len(characters) else str(count)


def _digits(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _full_width(count: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(count))


def _repeated(count: int) -> str:
    # Word goes on with aa, bb, cc after z.
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 260 else letters(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "none": lambda count: "",
    "lowerLetter": _repeated,
    "upperLetter": lambda count: _repeated(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "decimalFullWidth": _full_width,
    "decimalEnclosedCircle": _enclosed(0x2460, 0x2473),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 0x2473),
    "decimalEnclosedParen": _enclosed(0x2474, 0x2487),
    "decimalEnclosedFullstop": _enclosed(0x2488, 0x249B),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
}


def spelled(count: int, form: str) -> str:
    """Return a number in one of Word's forms; in digits where the form is not known.

    >>> spelled(3, "lowerLetter"), spelled(12, "chineseCounting"), spelled(4, "decimalEnclosedCircle")
    ('c', '十二', '④')
    """
    spell: Any = _FORMS.get(form, str)
    return str(spell(count))
