"""Tables, figures and formulas with what was typed as their label: in the title, above or below them.

A caption that the reader did not understand, such as 表5-1　限值, stays a paragraph; it is found here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from stdml.model import Figure, Formula, Paragraph, Table, plain_text, span_of
from stdml.text.patterns import lazy

if TYPE_CHECKING:
    from stdml.rules.facts import Facts
    from stdml.rules.objects._blocks import Placed

Kind = Literal["table", "figure", "formula"]

_NUMBER = r"(?P<number>(?:[A-Z][.．·\-–—]?)?\d{1,3}(?:[.．·\-–—]\d{1,3}){0,4}(?: ?[a-z](?![a-z])[)）]?)?)"
_LABEL = lazy(
    rf"(?P<word>[表图]|Table|TABLE|Tab\.|Figure|FIGURE|Fig\.)[ \t\u3000\xa0]*{_NUMBER}"
    r"(?P<gap>[ \t\u3000\xa0]*(?:[：:.—–-](?:[ \t\u3000\xa0]|(?=\S))[ \t\u3000\xa0]*)?)(?P<title>.*)",
    re.S,
)
_KINDS: dict[str, Kind] = {"表": "table", "T": "table", "图": "figure", "F": "figure"}
# A caption is a name; running text ends with a stop, and seldom is as short.
_LONGEST = 80
_STOPS = tuple("。；;：:，,")
_UNITS = lazy(r"[（(]?(?:(?:尺寸|长度)?单位|(?:All )?[Dd]imensions (?:are )?in|Units?\b).{1,30}\Z")
_ID = lazy(r"(?:[A-Z]\.)?\d{1,3}(?:[.\-–—]\d{1,3}){0,2}[a-z]?")
_TAG = lazy(r"\\tag\*?\s*\{([^{}]*)\}")


@dataclass(slots=True)
class Label:
    """A label that was typed.

    Attributes:
        word: the word: 表, 图, Table, Fig. …
        number: the number as it was typed
        title: the title after it
        node: the paragraph, table, figure or formula whose words hold it
        start, end: where the number stands in the words of `node`; -1 where it is the name of a formula
    """

    word: str
    number: str
    title: str
    node: Any
    start: int
    end: int


@dataclass(slots=True)
class Numbered:
    """A table, figure or formula and where it stands.

    Attributes:
        node: the table, figure or formula
        kind: which of them it is
        number: the computed number, or None for one that is not numbered
        label: the label that was typed beside what the reader understood, or None
        place: where that label stands
        placed: what it stands in, and its neighbours
        typed: the number that was typed in a caption that the reader understood
    """

    node: Any
    kind: Kind
    number: str | None
    label: Label | None
    place: Literal["own", "above", "below"]
    placed: Placed
    typed: str | None = None

    @property
    def names(self) -> set[str]:
        """The numbers by which the text may refer to it, without spaces and brackets."""
        typed = plain_number(self.label.number) if self.label else self.typed
        return {name for name in (self.number, self.node.number, typed) if name}

    def shown(self, facts: Facts) -> str:
        """Return how messages name it: the label that was typed, else the one that is computed."""
        if self.label and self.label.word:
            gap = "" if self.label.word in "表图" else " "
            return f"{self.label.word}{gap}{self.label.number}"
        label = facts.numbering.label(self.node)
        if self.typed and self.number:
            label = label.replace(self.number, self.typed)
        return label.replace(" ", "") if facts.language.startswith("zh") else label

    @property
    def titled(self) -> bool:
        """Whether it has a title."""
        words = self.label.title if self.label else plain_text(title_of(self.node))
        return bool(words.strip())


def plain_number(number: str) -> str:
    """Return a typed number without spaces and brackets, its marks made ASCII."""
    return re.sub(r"[\s()（）]", "", number).replace("．", ".").replace("–", "-").replace("—", "-")


def title_of(node: Any) -> list[Any]:
    """Return the title of a table or figure."""
    found: list[Any] = getattr(node, "caption", None) or getattr(node, "title", None) or []
    return found


def read_label(text: str, node: Any) -> Label | None:
    """Return the label that a text begins with, if it looks like a caption and not like a sentence."""
    found = _LABEL.match(text)
    if not found or len(text) > _LONGEST or text.rstrip().endswith(_STOPS):
        return None
    # 表1给出了 is running text: between number and title there is a gap.
    if found["title"] and not found["gap"]:
        return None
    return Label(found["word"], found["number"].strip(), found["title"], node, *found.span("number"))


def caption_paragraph(block: Any, kind: Kind) -> Label | None:
    """Return the label in a paragraph that is a caption of this kind but was not understood as one."""
    if not isinstance(block, Paragraph) or not block.children:
        return None
    label = read_label(plain_text(block).strip(), block)
    return label if label and _KINDS[label.word[0]] == kind else None


def is_units(block: Any) -> bool:
    """Whether a paragraph states the unit of a whole table or figure."""
    return isinstance(block, Paragraph) and _UNITS.match(plain_text(block).strip()) is not None


class Captions:
    """All tables, figures and formulas of a document with their labels, in the order of the text."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.paragraphs: set[int] = set()

    @cached_property
    def all(self) -> list[Numbered]:
        """Every table, figure and formula, the parts of figures left out."""
        return [self._numbered(placed) for placed in self._facts.placed(Table, Figure, Formula)]

    def of(self, *kinds: Kind) -> list[Numbered]:
        """Return those of some kinds."""
        return [one for one in self.all if one.kind in kinds]

    def _numbered(self, placed: Placed) -> Numbered:
        node = placed.node
        label, place = self._label(node, placed.siblings, placed.at)
        number = self._facts.numbering.number(node)
        return Numbered(node, node.kind, number, label, place, placed, self._typed(node))

    def _typed(self, node: Any) -> str | None:
        """Return the number typed in the caption of a table or figure, which the reader compared and left
        out.
        """
        span, source = span_of(node), getattr(self._facts.document, "source", None)
        if not span or source is None or source.format != "markdown" or node.kind == "formula":
            return None
        lines = source.text[slice(*span)].split("\n")
        # The caption is the first line of a table, and the last of a figure or the words of its image.
        places = (lines[-1], lines[0]) if node.kind == "figure" else (lines[0],)
        labels = (_LABEL.match(line.lstrip("!*_[ ")) for line in places)
        found = next((found for found in labels if found and _KINDS[found["word"][0]] == node.kind), None)
        return plain_number(found["number"]) if found else None

    def _label(
        self, node: Any, blocks: Sequence[Any], at: int
    ) -> tuple[Label | None, Literal["own", "above", "below"]]:
        kind = node.kind
        if kind == "formula":
            tag = _TAG.search(node.tex)
            if tag:
                return Label("", tag[1], "", node, *tag.span(1)), "own"
            # In brackets behind a formula stands its name, or the number as it is printed.
            if node.id and _ID.fullmatch(node.id):
                return Label("", node.id, "", node, -1, -1), "own"
            return None, "own"
        own = read_label(plain_text(title_of(node)).strip(), node)
        if own is not None and _KINDS[own.word[0]] == kind:
            return own, "own"
        if kind == "table" and node.caption:
            return None, "own"
        places: tuple[Literal["above", "below"], ...] = ("above", "below")
        # In the right order the title above a figure was already taken by the figure before it.
        for place in places:
            beside = at - 1 if place == "above" else at + 1
            if 0 < beside < len(blocks) - 1 and is_units(blocks[beside]):
                # 单位为毫米 stands between the title and the table.
                beside += -1 if place == "above" else 1
            block = blocks[beside] if 0 <= beside < len(blocks) else None
            label = caption_paragraph(block, kind)
            if label is None or id(block) in self.paragraphs or self._is_of_next(kind, place, blocks, beside):
                continue
            self.paragraphs.add(id(block))
            return label, place
        return None, "own"

    @staticmethod
    def _is_of_next(kind: str, place: str, blocks: Sequence[Any], beside: int) -> bool:
        """Whether a caption below a table stands above another one, to which it then belongs."""
        after = blocks[beside + 1] if beside + 1 < len(blocks) else None
        return place == "below" and kind == "table" and isinstance(after, Table) and not after.caption
