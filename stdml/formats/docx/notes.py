"""Footnotes, endnotes, comments, headers and footers: parts beside the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from stdml.formats.docx import findings
from stdml.formats.docx.body import Body
from stdml.formats.docx.names import PARAGRAPH, Element, one_line, q
from stdml.formats.docx.paragraphs import Para
from stdml.formats.docx.parts import Parts
from stdml.formats.docx.runs import Runs
from stdml.formats.docx.source import Lines, paragraphs
from stdml.model.blocks import Comment, Footnote
from stdml.text import standards

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_WORDS = frozenset(map(q, ("w:t", "w:delText", "w:tab")))


def comments(root: Element | None) -> dict[str, str]:
    """Return what each comment says, by its id: who said it when, a line break, and the words."""
    found: dict[str, str] = {}
    for element in root.iter(q("w:comment")) if root is not None else ():
        author, date = one_line(element.get(q("w:author"))), one_line(element.get(q("w:date")))
        who = ", ".join(filter(None, (author, date[:10])))
        lines = [_words(paragraph) for paragraph in element.iter(PARAGRAPH)]
        found.setdefault(element.get(q("w:id")) or "", f"{who}\n" + "\n".join(filter(None, lines)))
    return found


def _words(paragraph: Element) -> str:
    return one_line("".join(" " if e.tag == q("w:tab") else e.text or "" for e in paragraph.iter(*_WORDS)))


def unseen_comments(known: dict[str, str], seen: set[str]) -> list[Comment]:
    """Return the comments that no place in the text refers to."""
    return [Comment(words.replace("\n", ": ", 1)) for ident, words in known.items() if ident not in seen]


class Notes:
    """The footnotes and endnotes of a document.

    Args:
        parts: the parts of the file
        lines: where they stand
    """

    def __init__(self, parts: Parts, lines: Lines) -> None:
        self._elements: dict[str, tuple[str, Element]] = {}
        self.labels: dict[tuple[str, str], str] = {}
        self._made: set[str] = set()
        self._contents: dict[str, list[Any]] = {}
        for kind, prefix in (("footnote", ""), ("endnote", "e")):
            for part in parts.all_linked(f"{kind}s")[:1]:
                root = parts.xml(part)
                if root is not None:
                    lines.add(root)
                    self._note(root, kind, prefix, part)

    def _note(self, root: Element, kind: str, prefix: str, part: str) -> None:
        count = 0
        for element in root.iter(q(f"w:{kind}")):
            ident = element.get(q("w:id")) or ""
            if element.get(q("w:type")) in _SEPARATORS or (kind, ident) in self.labels:
                continue
            count += 1
            self.labels[kind, ident] = f"{prefix}{count}"
            self._elements[f"{prefix}{count}"] = (part, element)

    def read(self, body: Body, runs: Runs) -> None:
        """Read the text of all notes."""
        for label, (part, element) in self._elements.items():
            runs.part = part
            self._contents[label] = body.read(element)
            runs.fields.clear()

    def footnotes(self, labels: list[str], fold: Callable[[list[Any]], list[Any]]) -> list[Footnote]:
        """Return the notes with these labels that were not returned before."""
        found = []
        for label in labels:
            if label in self._elements and label not in self._made:
                self._made.add(label)
                items = self._contents.get(label, [])
                found.append(Footnote(label, fold(items)))
                spans = [item.span for item in items]
                if spans:
                    found[-1].span = (spans[0][0], spans[-1][1])
        return found

    def left(self) -> list[str]:
        """Return the labels of the notes that no place in the text refers to."""
        return [
            label for label in self._elements
            if label not in self._made and any(not _is_blank(item) for item in self._contents.get(label, []))
        ]  # fmt: skip


def _is_blank(item: Any) -> bool:
    return isinstance(item, Para) and item.is_empty


def page_lines(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield each different line of the headers and footers, with the kind of the part."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for part in parts.all_linked(kind):
            root = parts.xml(part)
            for paragraph in paragraphs(root) if root is not None else ():
                words = _words(paragraph)
                if words and words not in seen and any(c.isalpha() for c in words):
                    seen.add(words)
                    yield kind, words


def take_page_lines(parts: Parts, metadata: Any, report: Callable[..., None]) -> None:
    """Take the number of the standard from a header where the cover has none, and report what is left out."""
    for kind, words in page_lines(parts):
        number = standards.parse(words)
        if number is not None and not metadata.identifier:
            metadata.identifier = [number.text]
            report(findings.COVER, (0, 0), words=words, field="number", field_zh="标准编号")
        elif number is None or number.text not in metadata.identifier:
            where = ("the header", "页眉") if kind == "header" else ("the footer", "页脚")
            report(findings.LEFT_OUT, (0, 0), what=where[0], what_zh=where[1], words=words[:200])
