"""The lines that stand for a document: each paragraph is one, in the order of the text.

A word processor shows no numbers of lines. So that a diagnostic has an address, line 12 is the twelfth
paragraph of the document, those in tables and text boxes included; footnotes follow after the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from stdml.diagnostics import TextSource
from stdml.formats._source import narrowed
from stdml.formats.docx.names import ALTERNATE, CHOICE, PARAGRAPH, TEXT_BOX, Element, q
from stdml.model.joined import cut
from stdml.model.walk import plain_text

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_breaks = re.compile(r"\r\n|[\t\n\r]")
_PROPERTIES = frozenset(map(q, ("w:pPr", "w:rPr", "w:tblPr", "w:sectPr", "m:ctrlPr")))


class DocxSource(TextSource):
    """The paragraphs of a document; spans are offsets into their lines.

    Attributes:
        typed: whether the headings show numbers
    """

    def __init__(self, text: str, path: str = "-") -> None:
        super().__init__(text, path, "docx")
        self.typed = False

    def span(self, node: Any, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Return the offsets of a node, or of some characters of its plain text."""
        span = super().span(node)
        found = narrowed(node, within) if within is not None else None
        if found is None:
            return span[0], span[1]
        (first, start), (last, end) = found
        begins, ends = _character(first, start), _character(last, max(end - 1, 0))
        if begins is None or ends is None:
            return span[0], span[1]
        return begins[0], max(begins[0], ends[1])


def _character(leaf: Any, at: int) -> tuple[int, int] | None:
    span = getattr(leaf, "span", None)
    if span is None:
        return None
    found = cut(span, len(plain_text(leaf)), at, at + 1)
    return found[0], found[1]


class Lines:
    """Lays paragraphs out as lines, and knows where each piece of text stands in them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._places: dict[Element, tuple[int, str]] = {}
        self._spans: dict[Element, tuple[int, int]] = {}
        self._at = 0

    def add(self, root: Element) -> None:
        """Lay out all paragraphs of a part."""
        for paragraph in paragraphs(root):
            start = self._at
            for token in _tokens(paragraph):
                words = _TOKENS[token.tag](token)
                if words:
                    self._places[token] = (self._at, words)
                    self._pieces.append(words)
                    self._at += len(words)
            self._spans[paragraph] = (start, self._at)
            self._pieces.append("\n")
            self._at += 1

    @property
    def text(self) -> str:
        """All lines."""
        return "".join(self._pieces)

    def span(self, paragraph: Element) -> tuple[int, int]:
        """Return where a paragraph stands."""
        return self._spans.get(paragraph, (0, 0))

    def words(self, token: Element) -> tuple[str, tuple[int, int]]:
        """Return the characters that an element inside a run stands for, and where they stand."""
        start, words = self._places.get(token, (0, ""))
        return words, (start, start + len(words))


def paragraphs(root: Element) -> Iterator[Element]:
    """Yield the paragraphs below an element in the order of the text, text boxes after their paragraph."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == PARAGRAPH:
            yield element
        stack.extend(reversed(shown(element)))


def shown(element: Element) -> list[Element]:
    """Return the children of an element; of alternatives only the first, which the others repeat."""
    if element.tag == ALTERNATE:
        choice = element.find(CHOICE)
        return [choice] if choice is not None else list(element)[:1]
    return list(element)


def _tokens(paragraph: Element) -> Iterator[Element]:
    stack = list(reversed(shown(paragraph)))
    while stack:
        element = stack.pop()
        if element.tag in _TOKENS:
            yield element
        elif element.tag not in _PROPERTIES and element.tag not in (TEXT_BOX, PARAGRAPH):
            stack.extend(reversed(shown(element)))


def _text(element: Element) -> str:
    words = _breaks.sub(" ", element.text or "")
    return words if element.get(_SPACE) == "preserve" else words.strip(" ")


def _formula_text(element: Element) -> str:
    return _breaks.sub(" ", element.text or "")


def _symbol(element: Element) -> str:
    from stdml.formats.docx.symbols import character

    return character(element)[0]


def _is_break(element: Element) -> str:
    return " " if element.get(q("w:type"), "textWrapping") == "textWrapping" else ""


@cache
def _fixed(words: str) -> Callable[[Element], str]:
    return lambda element: words


_TOKENS: dict[str, Callable[[Element], str]] = {
    q("w:t"): _text,
    q("w:delText"): _text,
    q("m:t"): _formula_text,
    q("w:tab"): _fixed("\t"),
    q("w:ptab"): _fixed("\t"),
    q("w:cr"): _fixed(" "),
    q("w:br"): _is_break,
    q("w:noBreakHyphen"): _fixed("\u2011"),
    q("w:sym"): _symbol,
}
"""What each element that shows characters stands for."""
