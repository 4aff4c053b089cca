"""What a heading says: typed number, well-known clause, annex and its nature; and where it stands in the
outline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from stdml.formats.markdown.attributes import Marks, trailing_marks
from stdml.formats.markdown.clause_titles import clause_type, is_in_two_languages
from stdml.model import Text, plain_text
from stdml.model.structure import UNNUMBERED_TYPES
from stdml.text.counting import letters

CLAUSE_TYPES = (
    "contents", "foreword", "introduction", "scope", "normative-references", "terms", "symbols", "annex",
    "bibliography", "index", "clause",
)  # fmt: skip
WORDS = frozenset(CLAUSE_TYPES) | {"literal", "unnumbered", "term-entry"}
"""Classes that mean something on a heading."""

_GAP = r"[ \t\u3000\xa0]"
_TYPED = re.compile(
    rf"(?P<number>[A-Z](?:\.[0-9]{{1,3}})+|[0-9]{{1,2}}(?:\.[0-9]{{1,3}})*)"
    rf"(?:{_GAP}*[-–—:：]{_GAP}*|[.、．)）]{_GAP}*(?![0-9])|{_GAP}+(?:[-–—:：]{_GAP}+)?|(?=[\u4e00-\u9fff]))(?=\S|$)"
)
_CHINESE = re.compile(
    rf"(?:(?P<first>[一二三四五六七八九十]{{1,3}})、|[（(](?P<second>[一二三四五六七八九十]{{1,3}})[)）]){_GAP}*"
)
_CHAPTER = re.compile(
    rf"第(?P<number>[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})(?P<unit>[章节]){_GAP}*(?=\S|$)"
)
_ANNEX = re.compile(
    rf"(?:附{_GAP}*录{_GAP}*(?P<zh>[A-Z])?|附件{_GAP}*(?P<other>[A-Z]))(?![A-Za-z0-9.]){_GAP}*"
    rf"(?:[（(](?P<zh_nature>规范性|资料性)(?:附录)?[）)])?{_GAP}*[:：]?{_GAP}*"
    rf"|(?:Annex|Appendix|ANNEX|APPENDIX)(?:{_GAP}+(?P<en>[A-Z])\b(?!\.[0-9]))?{_GAP}*"
    rf"(?:[（(](?P<en_nature>normative|informative)[)）])?{_GAP}*(?P<mark>[:：.—–-])?{_GAP}*"
)
_NATURE = {"规范性": "normative", "资料性": "informative"}
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)}


@dataclass(slots=True)
class Meaning:
    """What the words and attributes of a heading say.

    Attributes:
        type: the type of the clause
        nature: of an annex
        title: the title without number and annex label
        typed: the number that was typed, in digits and dots, or the letter of an annex
        typed_length: how many characters of the heading the number takes
        is_term: whether it was marked as a term entry outright
        explicit: whether its attributes say what it is
        chinese: whether its number is one of an official plan: 一、 or （一）
    """

    type: str = "clause"
    nature: str | None = None
    title: list[Any] = field(default_factory=list)
    typed: str | None = None
    typed_length: int = 0
    numbered: bool = True
    is_term: bool = False
    explicit: bool = False
    chinese: bool = False


@dataclass(slots=True)
class Head:
    """A heading that opens a clause.

    Attributes:
        depth: how deep the clause lies; 1 for one of the first level
        meaning: what its words say
        marks: attributes that are left
        span: where it stands
        number_span: where its number was typed
    """

    depth: int
    meaning: Meaning
    marks: Marks
    span: tuple[int, int]
    number_span: tuple[int, int]


def read_heading(
    nodes: list[Any], marks: Marks, typed: bool, plain: bool = False, in_terms: bool = False
) -> Meaning:
    """Return what a heading says; takes what it understands out of `marks`.

    Args:
        nodes: the words of the heading
        marks: its attributes
        typed: whether a number at its start counts as one
        plain: whether words are not to be understood at all, as in a table of contents
        in_terms: whether it stands in a clause of terms, where 索引 index is a term
    """
    literal = marks.take_word("literal") is not None or plain
    unnumbered = marks.take_word("unnumbered") is not None
    word = marks.take_word(*CLAUSE_TYPES)
    is_term = marks.take_word("term-entry") is not None
    meaning = Meaning(title=nodes, is_term=is_term, explicit=word is not None or is_term)
    if not literal:
        _annex(meaning) or (typed and _number(meaning))
        if word is None and not is_term and meaning.type == "clause":
            words = plain_text(meaning.title)
            if not (in_terms and is_in_two_languages(words)):
                meaning.type = clause_type(words)
    if word is not None:
        meaning.type = word
    nature = marks.take("nature")
    if nature in ("normative", "informative"):
        meaning.nature = nature
    elif nature:
        marks.pairs.append(("nature", nature))
    meaning.numbered = not unnumbered
    return meaning


def _first(nodes: list[Any]) -> str:
    return nodes[0].value if nodes and type(nodes[0]) is Text else ""


def _annex(meaning: Meaning) -> bool:
    text = _first(meaning.title)
    found = _ANNEX.match(text)
    if not found:
        return False
    letter = found["zh"] or found["other"] or found["en"]
    nature = found["zh_nature"] or found["en_nature"]
    alone = found.end() == len(text) or (text[0] == "附" and text[found.end() - 1] in " \t\u3000\xa0:：")
    if not (letter or nature or found["mark"] or alone):
        return False
    meaning.type, meaning.typed = "annex", letter
    meaning.nature = _NATURE.get(nature, nature) if nature else None
    _cut(meaning, found.end())
    return True


def _number(meaning: Meaning) -> bool:
    text = _first(meaning.title)
    found = typed_number(text)
    if found is None:
        return False
    meaning.chinese = _CHINESE.match(text) is not None
    meaning.typed, meaning.typed_length = found[0], found[2]
    _cut(meaning, found[1])
    return True


def _cut(meaning: Meaning, length: int) -> None:
    from stdml.formats.markdown.forms import cut

    meaning.title = cut(meaning.title, length)


def typed_number(text: str) -> tuple[str, int, int] | None:
    """Return the number a heading begins with, how many characters it takes with and without what separates
    it.
    """
    found = _TYPED.match(text)
    if found:
        return found["number"], found.end(), len(found["number"])
    chapter = _CHAPTER.match(text)
    if chapter:
        # Sections count anew in each chapter.
        below = "." if chapter["unit"] == "节" else ""
        return below + _digits(chapter["number"]), chapter.end(), chapter.end()
    chinese = _CHINESE.match(text)
    if chinese:
        number = _digits(chinese["first"]) if chinese["first"] else "." + _digits(chinese["second"])
        return number, chinese.end(), chinese.end()
    return None


def _digits(number: str) -> str:
    if number.isdigit():
        return number
    tens, ten, ones = number.partition("十")
    if not ten:
        return str(_DIGITS.get(number[0], 0))
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


@dataclass(slots=True)
class _Open:
    level: int
    number: str
    typed: str | None
    count: int = 0
    untitled: int = 0
    transparent: bool = False
    type: str = "clause"
    chinese: bool = False


class Outline:
    """The clauses that are open while a document is read, with their numbers so far."""

    def __init__(self) -> None:
        self._open: list[_Open] = [_Open(0, "", None)]
        self._first_level: int | None = None
        self._annexes = 0

    def heading(self, level: int, meaning: Meaning) -> int:
        """Open a clause; return its depth."""
        while self._open[-1].untitled:
            self._open.pop()
        in_plan = any(entry.chinese and entry.level < level for entry in self._open)
        if in_plan and meaning.typed and meaning.typed.isdigit() and not meaning.chinese:
            # In an official plan 一、 is followed by （一） and that by 1., which counts anew below each.
            meaning.typed = f".{meaning.typed}"
        self._close(level, meaning.typed if meaning.type == "clause" or meaning.typed else None, meaning)
        entry = _Open(level, self._number(meaning), meaning.typed)
        entry.type, entry.chinese = meaning.type, meaning.chinese
        entry.transparent = meaning.type == "clause" and not meaning.numbered
        self._open.append(entry)
        return len(self._open) - 1

    def _close(self, level: int, typed: str | None, meaning: Meaning) -> None:
        """Close what a heading of this level ends; a typed number says more than the number of its hashes."""
        if typed and meaning.type != "annex":
            parent = typed.rpartition(".")[0]
            if parent:
                for at in range(len(self._open) - 1, 0, -1):
                    if self._open[at].number == parent:
                        del self._open[at + 1 :]
                        return
            elif not typed.startswith("."):
                if self._first_level is None:
                    self._first_level = level
                level = min(level, self._first_level)
                self._leave_front_matter()
        while len(self._open) > 1 and self._open[-1].level >= level:
            self._open.pop()

    def _leave_front_matter(self) -> None:
        """A clause numbered 1, 2 … is no part of a foreword or introduction, whatever its hashes say."""
        for at, entry in enumerate(self._open):
            if entry.type in UNNUMBERED_TYPES:
                del self._open[at:]
                return

    def _number(self, meaning: Meaning) -> str:
        if meaning.type == "annex":
            self._annexes += 1
            return meaning.typed or letters(self._annexes).upper()
        if meaning.type in UNNUMBERED_TYPES or not meaning.numbered:
            return ""
        parent = next(entry for entry in reversed(self._open) if not entry.transparent)
        parent.count += 1
        if meaning.typed and not meaning.typed.startswith("."):
            last = meaning.typed.rpartition(".")[2]
            parent.count = int(last) if last.isdigit() else parent.count
            return meaning.typed
        return f"{parent.number}.{parent.count}" if parent.number else str(parent.count)

    def is_below_terms(self, level: int) -> bool:
        """Whether a heading of this level would stand in a clause of terms, alone or in a group of terms."""
        for entry in reversed(self._open):
            if entry.level < level and not entry.untitled and entry.type != "clause":
                return entry.type == "terms"
        return False

    @property
    def above(self) -> int:
        """The level of the clause around the innermost one; 0 for the document."""
        return self._open[-2].level if len(self._open) > 1 else 0

    @property
    def level(self) -> int:
        """The level of the innermost clause."""
        return self._open[-1].level

    def is_open(self, type: str) -> bool:
        """Whether a clause of this type is open."""
        return any(entry.type == type for entry in self._open)

    def accepts(self, number: str) -> bool:
        """Whether a paragraph that opens with `number` continues the clauses that are open."""
        parent, _, last = number.rpartition(".")
        for entry in reversed(self._open[1:]):
            if entry.number == parent:
                return int(last) <= entry.count + 3
        return False

    def untitled(self, depth: int, number: str | None) -> int:
        """Open an untitled clause; return its depth."""
        if number is not None:
            parent = number.rpartition(".")[0]
            while self._open[-1].number != parent:
                self._open.pop()
            depth = self._open[-1].untitled + 1
        else:
            while self._open[-1].untitled >= depth:
                self._open.pop()
            depth = min(depth, self._open[-1].untitled + 1)
        parent_entry = self._open[-1]
        parent_entry.count += 1
        own = number or (f"{parent_entry.number}.{parent_entry.count}" if parent_entry.number else "")
        if number:
            parent_entry.count = int(number.rpartition(".")[2])
        self._open.append(_Open(parent_entry.level, own, number, untitled=depth))
        return len(self._open) - 1

    @property
    def depth(self) -> int:
        """How many clauses are open."""
        return len(self._open) - 1


def types_clauses(contents: list[str]) -> bool:
    """Whether clauses carry typed numbers, and not only those in annexes (A.1)."""
    numbers = (typed_number(_candidate(text)) for text in contents)
    return any(number is not None and not number[0][0].isalpha() for number in numbers)


def is_typed_document(contents: list[str]) -> bool:
    """Whether the headings of a document carry typed numbers: at least two do, and they begin at the
    beginning.
    """
    found = [number[0] for text in contents if (number := typed_number(_candidate(text)))]
    first = any(number.lstrip(".").split(".")[0] in ("0", "1", "A") for number in found)
    return len(found) >= 2 and (first or sum("." in number[1:] for number in found) >= 3)


def _candidate(text: str) -> str:
    """Return a heading without its attributes; nothing for one that is to be taken literally."""
    trailing = trailing_marks(text)
    if trailing is None:
        return text
    return "" if trailing[1].take_word("literal") else trailing[0]
