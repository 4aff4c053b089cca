"""The statements of a Chinese foreword: what each of its sentences is about (GB/T 1.1—2020, 8.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stdml.model import Clause, Document, List, Node, Paragraph
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.sentences import MARK, OPAQUE
from stdml.text.standards import StandardNumber, find_all

SELF = "本(?:文件|标准|部分|规范|规程|指南|导则)"
ORDER = (
    "basis",
    "relation",
    "replaces",
    "adoption",
    "patents",
    "proposed",
    "drafting",
    "drafters",
    "history",
)
"""The statements in their order, a) to h); those of g) are two."""

_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("basis", r"GB/?T1\.1(?!\d)[^。]{0,80}(?:起草|编写|编制|制定)"),
        ("drafting", rf"^(?:{SELF})?(?:的?(?:主要|参加|参与|联合|牵头|负责))?(?:起草|编制|编写)单位"),
        ("drafters", rf"^(?:{SELF})?的?(?:主要)?(?:起草|编制|编写)人"),
        ("history", r"历次版本|首次发布|第[一二三四五六七八九十\d]{1,3}次修订"),
        (
            "adoption",
            rf"等同采用|修改采用|等效采用|非等效|一致性程度|^(?:{SELF})?与(?:ISO|IEC|ITU|EN|ASTM).{{2,60}}相比"
            r"|做了下列.{0,8}编辑性|技术(?:性)?差异及其原因|结构编号对照",
        ),
        ("replaces", rf"^{SELF}(?:全部|部分)?代替|^{SELF}与.{{2,80}}相比|^与.{{2,80}}相比|主要技术变化"),
        ("relation", rf"^{SELF}(?:是|为).{{0,80}}第\d{{1,3}}部分|发布了?(?:以下|下列)部分|部分(?:构成|组成)"),
        ("patents", r"涉及(?:的)?(?:相关)?专利|识别(?:这些|这类|此类)?专利"),
        (
            "proposed",
            rf"^(?:{SELF})?(?:由.{{1,120}}(?:提出|归口)|(?:的?)(?:提出|归口)(?:单位|部门|机构)?[:：])",
        ),
    )
)
_beginning = lazy(rf"(?<=[^，。；、：（(“]){SELF}(?:的?主要起草|起草[单人]|由|代替)")
_spaces = lazy(rf"[\s\u3000{OPAQUE}{MARK}]+")
_forms = str.maketrans("－–―‒‐-（）：；，", "——————():;,")


def squeezed(text: str) -> str:
    """Return `text` without spaces."""
    return _spaces.sub("", text)


def unified(text: str) -> str:
    """Return `text` as fixed sentences are compared: without spaces, dashes and marks in one form."""
    return squeezed(text).translate(_forms)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the foreword.

    Attributes:
        kind: what it is about, one of `ORDER`; empty where that is unknown
        prose: the running text it stands in
        start: where it begins there
        end: where it ends there
        block: the block right in the foreword that it belongs to
        listed: whether it stands in a list
    """

    kind: str
    prose: Prose
    start: int
    end: int
    block: Node
    listed: bool

    @property
    def range(self) -> tuple[int, int]:
        """Its place in the running text."""
        return self.start, self.end

    @property
    def text(self) -> str:
        """Its words."""
        return self.prose.text[self.start : self.end]

    @property
    def words(self) -> str:
        """Its words without spaces."""
        return squeezed(self.text)


class Foreword:
    """The foreword of a document, if it has one.

    Attributes:
        clause: the clause; None where there is none
        statements: its sentences in the order of the text
    """

    def __init__(self, document: Document) -> None:
        found = (c for c in document.clauses if isinstance(c, Clause) and c.type == "foreword")
        self.clause = next(found, None)
        self.statements = list(_statements(self.clause)) if self.clause else []

    def of(self, kind: str) -> list[Statement]:
        """Return the statements of one kind."""
        return [statement for statement in self.statements if statement.kind == kind]

    def first(self, kind: str) -> Statement | None:
        """Return the first statement of one kind, or None."""
        return next((statement for statement in self.statements if statement.kind == kind), None)

    def text_of(self, kind: str) -> str:
        """Return the words of all statements of one kind, without spaces."""
        return "".join(statement.words for statement in self.of(kind))

    def replaced(self) -> Iterator[tuple[Statement, StandardNumber]]:
        """Yield the numbers of the documents that the foreword says are replaced."""
        for statement in self.of("replaces"):
            at = statement.text.find("代替")
            if at < 0 or statement.listed:
                continue
            end = _after_replaced.search(statement.text, at)
            stop = end.start() if end else len(statement.text)
            # Titles may name other standards; history keeps its own numbers.
            for number in find_all(statement.prose.unquoted[statement.start : statement.end]):
                if at < number.start < stop:
                    yield statement, number


_after_replaced = lazy(r"[，,]?(?:与|并|同时|其中)|相比")


def _statements(clause: Clause) -> Iterator[Statement]:
    last = ""
    for block in _blocks(clause):
        for paragraph, listed in _paragraphs(block):
            prose = Prose(paragraph, "children", False)
            for start, end in _cut(prose):
                kind = kind_of(squeezed(prose.text[start:end]))
                if listed or not kind:
                    # An item, or a sentence that goes on with the one before it.
                    kind = last if listed or start > 0 else kind
                yield Statement(kind, prose, start, end, block, listed)
                last = kind or last


def kind_of(words: str) -> str:
    """Return what a sentence of the foreword is about; empty where that is unknown.

    >>> kind_of("本文件由示例协会提出并归口。"), kind_of("随着技术的发展，水泵越来越多。")
    ('proposed', '')
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


def _cut(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield the sentences, and the statements in a sentence that lacks its full stop."""
    for start, end in prose.sentences:
        cuts = [found.start() for found in _beginning.finditer(prose.text, start + 1, end)]
        yield from zip((start, *cuts), (*cuts, end), strict=True)


def _blocks(clause: Clause) -> Iterator[Node]:
    yield from clause.blocks
    for section in clause.clauses:
        if isinstance(section, Clause):
            yield from _blocks(section)


def _paragraphs(block: Any, listed: bool = False) -> Iterator[tuple[Paragraph, bool]]:
    if isinstance(block, Paragraph):
        if block.children:
            yield block, listed
    elif isinstance(block, List):
        for item in block.items:
            yield from _all(item.children, True)
    elif block.kind in ("container", "quotation", "requirement"):
        yield from _all(block.children, listed)


def _all(blocks: Iterable[Any], listed: bool) -> Iterator[tuple[Paragraph, bool]]:
    for block in blocks:
        yield from _paragraphs(block, listed)
