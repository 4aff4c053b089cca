"""Headings without a style: short lines that stand out, or that go on with the numbers of clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from stdml.formats._looks import Marks, is_typed_document, read_heading, type_in_two_languages, typed_number
from stdml.formats.docx import findings
from stdml.formats.docx.body import Item
from stdml.formats.docx.lists import is_list_label
from stdml.formats.docx.paragraphs import Para
from stdml.model.inlines import Text

MAX_TITLE = 60
MAX_PLAIN_TITLE = 30
"""A line that does not stand out is a heading only if it is as short as this."""
_PUNCTUATION = "。；;，,：:、！!？?"
_IN_BRACKETS = re.compile(r"[0-9a-z]{1,2}[)）]")
_HAS_MODAL = re.compile(r"应|宜|不得|可以|shall|should|must", re.IGNORECASE)
_SECTION = re.compile(r"第[一二三四五六七八九十0-9]{1,3}节|[（(]")
_PLAIN_ROLES = frozenset(("", "body", "title", "subtitle", "formula", "figure"))


class HeadingFinder:
    """Decides which paragraphs are headings, and on which level.

    Args:
        items: what stands at the top of the document, tables included
        start: the first item that is not on the cover
        report: takes a finding, offsets and the values of its message

    Attributes:
        typed: whether headings show numbers
    """

    def __init__(self, items: list[Item], start: int, report: Callable[..., None]) -> None:
        self._report = report
        self._paras = [
            item
            for item in items[start:]
            if isinstance(item, Para) and not (item.is_empty and not item.label)
        ]
        self._body_size = _usual_size(self._paras)
        self._styled = [para for para in self._paras if para.level and para.role.name != "contents"]
        self._seen: dict[tuple[str, ...], int] = {(): 0}
        self._by_number = False
        self._find()
        heads = [para.labelled for para in self._paras if para.level]
        self.typed = self._by_number or is_typed_document(heads)

    def _find(self) -> None:
        guessed: list[Para] = []
        for para in self._paras:
            if para.level:
                self._by_number |= bool(para.typed_label and _number(para.labelled))
                self._note(para.labelled)
            elif (level := self._level(para)) > 0:
                para.level = level
                self._by_number |= bool(_number(para.labelled))
                guessed.append(para)
                self._note(para.labelled)
        if not guessed and not self._styled:
            guessed = self._by_looks()
        for para in guessed:
            self._report(findings.HEADING, para.span, words=para.labelled[:MAX_TITLE], level=para.level)

    def _note(self, words: str) -> None:
        number = _number(words)
        if number:
            self._seen[number] = 0
            if number[-1].isdigit():
                self._seen[number[:-1]] = int(number[-1])
        elif found := _annex_letter(words):
            self._seen[(found,)] = 0

    def _level(self, para: Para) -> int:
        """Return the level of a paragraph that is a heading by its words and looks; 0 for any other."""
        words = para.labelled
        if not _may_be(para, words):
            return 0
        stands_out = self._stands_out(para)
        if self._styled and is_list_label(para) and not stands_out:
            return 0
        meaning = read_heading([Text(words)], Marks(), typed=True)
        number = _number(words)
        if meaning.type == "clause":
            meaning.type = type_in_two_languages(words) or "clause"
        if meaning.type != "clause":
            alone = (
                not self._styled
                or bool(number)
                or meaning.type in ("annex", "foreword", "introduction", "bibliography")
            )
            return (len(number) or 1) if stands_out or alone else 0
        if not number or not _title_of(words):
            return 0
        if len(number) > 1:
            quiet = len(words) <= MAX_PLAIN_TITLE and self._goes_on(number) and not _HAS_MODAL.search(words)
            return len(number) if (stands_out and words[0] != "0") or quiet else 0
        if stands_out:
            return 2 if _SECTION.match(words) else 1
        quiet = not self._styled and len(words) <= MAX_PLAIN_TITLE and self._goes_on(number)
        clear = not _HAS_MODAL.search(words) and not re.match(r"[0-9]{1,2}[.、．]", words)
        return (2 if _SECTION.match(words) else 1) if quiet and clear else 0

    def _stands_out(self, para: Para) -> bool:
        larger = self._body_size and para.size > self._body_size
        return para.bold or bool(larger) or para.align == "center"

    def _goes_on(self, number: tuple[str, ...]) -> bool:
        """Whether a number is the next one, or one of the next, below a clause that is there."""
        before = self._seen.get(number[:-1])
        return before is not None and number[-1].isdigit() and 0 < int(number[-1]) - before <= 2

    def _by_looks(self) -> list[Para]:
        """Return short bold lines as headings, in a document that has no other ones."""
        found = [
            para
            for para in self._paras
            if para.bold
            and para.label is None
            and _may_be(para, para.words)
            and not _annex_letter(para.words)
        ]
        body = [para for para in self._paras if not para.bold]
        if len(found) < 2 or len(body) < len(found):
            return []
        sizes = sorted({para.size for para in found}, reverse=True)[:4]
        for para in found:
            para.level = sizes.index(para.size) + 1 if para.size in sizes else len(sizes)
        return found


def _may_be(para: Para, words: str) -> bool:
    """Whether a paragraph is short, no sentence, and has no style that says something else."""
    if para.role.name not in _PLAIN_ROLES or not 0 < len(words) <= MAX_TITLE:
        return False
    if words[-1] in _PUNCTUATION or _IN_BRACKETS.match(words) or not para.words:
        return False
    if words[-1] == "." and not words[:-1].isdigit():
        return False
    return para.label is None or not para.label.is_bullet


def _number(words: str) -> tuple[str, ...]:
    """Return the parts of the number that a line opens with; nothing where it opens with none."""
    found = typed_number(words + " x" if words.replace(".", "").isalnum() else words)
    return tuple(found[0].lstrip(".").split(".")) if found and not _IN_BRACKETS.match(words) else ()


def _title_of(words: str) -> str:
    if words.replace(".", "").isalnum() and words[-1].isdigit():
        return ""
    found = typed_number(words)
    return words[found[1] :] if found else words


def _annex_letter(words: str) -> str:
    meaning = read_heading([Text(words)], Marks(), typed=False) if words else None
    return (meaning.typed or "") if meaning is not None and meaning.type == "annex" else ""


def _usual_size(paras: list[Para]) -> int:
    sizes: Counter[int] = Counter()
    for para in paras:
        if not para.level:
            sizes[para.size] += len(para.words)
    return sizes.most_common(1)[0][0] if sizes else 0
