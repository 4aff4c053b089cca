"""Headings, untitled clauses and term entries: paragraphs that open a section."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stdml.formats._looks import Looks, forms, merge_text
from stdml.formats.docx.body import Item, next_filled
from stdml.formats.docx.paragraphs import Para
from stdml.model.blocks import Paragraph
from stdml.model.inlines import Text
from stdml.text.cjk import has_cjk

_NUMBER_ALONE = re.compile(r"(?:[A-Z]|[0-9]{1,2})(?:\.[0-9]{1,3})+")
_LATIN_TERM = re.compile(r"[A-Za-z][A-Za-z0-9 ,;()/'’\-‑.]{0,80}")
_DOTTED = re.compile(r"(?:[A-Z]|[0-9]{1,3})(?:\.[0-9]{1,3})+")
_WIDE = re.compile(r"[\u4e00-\u9fff](?:[ \u3000\xa0]+[\u4e00-\u9fff]){1,4}")
_TITLE_ROLES = frozenset(("", "body", "title", "subtitle"))


class Sections:
    """Opens clauses and term entries.

    Args:
        looks: says what words mean
        name: returns the id for the bookmarks in a paragraph, or None

    Attributes:
        outright: paragraphs that are nothing but paragraphs
    """

    def __init__(self, looks: Looks, name: Callable[[Para], str | None]) -> None:
        self.looks = looks
        self._name = name
        self.outright: list[Any] = []

    def heading(self, out: list[Any], items: list[Item], at: int) -> int:
        """Open the clause or term entry of a heading."""
        para: Any = items[at]
        nodes = para.nodes(plain=True, label=True)
        after = at + 1
        in_terms = self.looks.is_open("terms")
        if in_terms and (para.is_empty or _NUMBER_ALONE.fullmatch(para.words)):
            return self._term_below(out, items, at, nodes)
        if in_terms and has_cjk(para.words) and not re.search(r"[A-Za-z]", para.words):
            nodes, after = self._with_equivalent(nodes, items, after)
        head = self.looks.heading(para.level, _squeezed(nodes), para.span, self._name(para))
        out.append(head)
        meaning = head.meaning
        if meaning.type == "annex" and meaning.nature and not meaning.title:
            return self._annex_title(head, items, after)
        return after

    def _annex_title(self, head: Any, items: list[Item], at: int) -> int:
        """Take the title of an annex from the line below its letter and nature, as it is printed."""
        after = next_filled(items, at)
        item = items[after] if after < len(items) else None
        if not isinstance(item, Para) or item.level or item.role.name not in _TITLE_ROLES:
            return at
        if not 0 < len(item.words) <= 60 or item.words[-1] in "。.：:；;，":
            return at
        head.meaning.title = item.nodes(plain=True)
        head.span = (head.span[0], item.span[1])
        return after + 1

    def _term_below(self, out: list[Any], items: list[Item], at: int, number: list[Any]) -> int:
        """Open a term entry whose number stands alone: the term is the next paragraph."""
        para: Any = items[at]
        following = next_filled(items, at + 1)
        term = items[following] if following < len(items) else None
        if not isinstance(term, Para) or term.level or len(term.words) > 120:
            out.append(self.looks.heading(para.level, _spaced(number, para), para.span, self._name(para)))
            return at + 1
        name = self._name(para) or self._name(term)
        nodes = [*_spaced(number, para), *term.nodes(plain=True)]
        nodes, after = self._with_equivalent(nodes, items, following + 1)
        span = (para.span[0], term.span[1])
        out.append(self.looks.heading(para.level or self.looks.level, merge_text(nodes), span, name))
        return after

    def _with_equivalent(self, nodes: list[Any], items: list[Item], at: int) -> tuple[list[Any], int]:
        """Add the equivalent in another language that stands on the line below a term."""
        after = next_filled(items, at)
        item = items[after] if after < len(items) else None
        if not isinstance(item, Para) or item.level or not _LATIN_TERM.fullmatch(item.words):
            return nodes, at
        follows = next_filled(items, after + 1)
        definition = items[follows] if follows < len(items) else None
        if item.words.endswith(".") or not isinstance(definition, Para) or definition.level:
            return nodes, at
        gap = Text(" ")
        gap.span = (item.span[0], item.span[0])
        return merge_text([*nodes, gap, *item.nodes(plain=True)]), after + 1

    def untitled(self, out: list[Any], items: list[Item], at: int) -> int:
        """Open the untitled clause of a paragraph in a style of such clauses."""
        para: Any = items[at]
        if para.role.name != "untitled":
            return at
        nodes = para.nodes(label=True)
        number = forms.TYPED.match(forms.first_text(nodes))
        if number and self.looks.accepts(number[1]):
            out += self.looks.paragraph(nodes, para.span, self._name(para))
            return at + 1
        start = (para.span[0], para.span[0])
        label = [_text(para.typed_label + " ", start)] if _DOTTED.fullmatch(para.typed_label) else []
        out.append(self.looks.heading(para.role.level, label, start, self._name(para)))
        paragraph = Paragraph(para.nodes())
        paragraph.span = para.span
        self.outright.append(paragraph)
        out.append(paragraph)
        return at + 1

    def term(self, out: list[Any], items: list[Item], at: int) -> int:
        """Open a term entry for a paragraph in a style of terms, or with nothing but the number of one."""
        para: Any = items[at]
        nodes = para.nodes(plain=True, label=True)
        if para.role.name == "term":
            para.level = para.level or para.role.level
            return self.heading(out, items, at)
        if not self.looks.is_open("terms") or not _NUMBER_ALONE.fullmatch(para.labelled.strip()):
            return at
        if not self.looks.accepts(para.labelled.strip()):
            return at
        para.level = para.labelled.count(".") + 1
        return self._term_below(out, items, at, nodes)


def _text(words: str, span: tuple[int, int]) -> Text:
    node = Text(words)
    node.span = span
    return node


def _squeezed(nodes: list[Any]) -> list[Any]:
    """Return a heading without the spaces that set a short word wide, as in 前　　言."""
    first = nodes[0] if len(nodes) == 1 else None
    if type(first) is not Text or not _WIDE.fullmatch(first.value):
        return nodes
    return [_text("".join(first.value.split()), first.span)]


def _spaced(nodes: list[Any], para: Para) -> list[Any]:
    """Return a number with a space after it, which separates it from a title."""
    return merge_text([*nodes, _text(" ", (para.span[1], para.span[1]))]) if nodes else []
