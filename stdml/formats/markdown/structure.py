"""Headings and untitled clauses → the tree of clauses, with term entries where terms are defined."""

from __future__ import annotations

import re
from typing import Any

from stdml.formats.markdown import forms, generic
from stdml.formats.markdown.headings import Head
from stdml.formats.markdown.inlines import merge_text
from stdml.formats.markdown.numbered import Untitled
from stdml.model import Block, Clause, Designation, Paragraph, TermEntry, TermSource, Text, plain_text
from stdml.model.walk import replace
from stdml.text.cjk import is_cjk

_EQUIVALENT = re.compile(r"[ \t\u3000]+(?=[A-Za-z][^\u2e80-\u9fff\uff00-\uffef]*$)")
_DOMAIN = re.compile(r"[〈<＜](?P<name>[^〈〉<>＜＞]+)[〉>＞][ \t]*")


def build(items: list[Any], outright: dict[int, Any]) -> tuple[list[Block], list[Any], list[tuple[Any, Any]]]:
    """Return the blocks before the first heading, the clauses, and each clause with its marker.

    Args:
        items: blocks, headings and openings of untitled clauses in their order
        outright: the paragraphs, by `id()`, that are said outright to be nothing but paragraphs
    """
    blocks: list[Any] = []
    roots: list[Any] = []
    stack: list[Clause] = []
    made: list[tuple[Any, Any]] = []
    for item in items:
        if type(item) is Head:
            clause = _titled(item)
            _attach(stack, roots, item.depth, clause)
            made.append((clause, item))
        elif type(item) is Untitled:
            clause = _untitled(item)
            _attach(stack, roots, item.depth, clause)
            made.append((clause, item))
        elif stack:
            stack[-1].blocks.append(item)
        else:
            blocks.append(item)
    for clause, _ in made:
        if clause.type == "annex" and not clause.title and clause.nature is None:
            _printed_annex(clause, outright)
    terms = _Terms({id(clause): item for clause, item in made}, outright)
    roots = [terms.convert(root, False) for root in roots]
    made = [(terms.converted.get(id(clause), clause), item) for clause, item in made]
    return blocks, roots, made


def _attach(stack: list[Clause], roots: list[Any], depth: int, clause: Clause) -> None:
    del stack[depth - 1 :]
    (stack[-1].clauses if stack else roots).append(clause)
    stack.append(clause)


def _titled(head: Head) -> Clause:
    meaning = head.meaning
    clause = Clause(
        meaning.title,
        type=meaning.type,  # type: ignore[arg-type]
        nature=meaning.nature,  # type: ignore[arg-type]
        numbered=meaning.numbered,
        number=head.marks.take("number"),
        id=head.marks.id,
        attrs=head.marks.rest(),
    )
    clause.span = head.span
    return clause


def _untitled(item: Untitled) -> Clause:
    blocks: list[Any] = []
    if item.nodes:
        paragraph = Paragraph(item.nodes)
        start = getattr(item.nodes[0], "span", item.number_span)[0]
        paragraph.span = (max(start, item.number_span[1]), item.span[1])
        blocks.append(paragraph)
    numbered = item.marks.take_word("unnumbered") is None
    number = item.marks.take("number")
    clause = Clause(
        blocks=blocks, numbered=numbered, number=number, id=item.marks.id, attrs=item.marks.rest()
    )
    clause.span = item.span
    return clause


def _printed_annex(clause: Clause, outright: dict[int, Any]) -> None:
    """Take nature and title of an annex from the lines below its letter, as they are printed."""
    first = clause.blocks[0] if clause.blocks else None
    if type(first) is not Paragraph or id(first) in outright:
        return
    found = forms.NATURE.fullmatch(plain_text(first).strip())
    if not found:
        return
    clause.nature = "normative" if found["nature"] in ("规范性", "normative") else "informative"
    clause.blocks = clause.blocks[1:]
    title = clause.blocks[0] if clause.blocks else None
    if type(title) is Paragraph and not title.id and not title.attrs and id(title) not in outright:
        words = plain_text(title)
        if words and len(words) <= 60 and words[-1] not in "。.：:；;":
            clause.title, clause.blocks = title.children, clause.blocks[1:]


class _Terms:
    """Makes term entries of the lowest headings below a clause of terms."""

    def __init__(self, heads: dict[int, Any], outright: dict[int, Any]) -> None:
        self.heads = heads
        self.outright = outright
        self.converted: dict[int, TermEntry] = {}

    def convert(self, clause: Any, in_terms: bool) -> Any:
        head = self.heads.get(id(clause))
        marked = type(head) is Head and head.meaning.is_term
        explicit = type(head) is Head and head.meaning.explicit
        if marked or (in_terms and not clause.clauses and not explicit and _can_be_term(clause)):
            entry = term_entry(clause, self.outright)
            if entry is not None:
                self.converted[id(clause)] = entry
                return entry
        below = clause.type == "terms" or (in_terms and clause.type == "clause")
        clause.clauses = [self.convert(child, below) for child in clause.clauses]
        return clause


def _can_be_term(clause: Clause) -> bool:
    return bool(clause.title) and clause.type == "clause" and clause.nature is None and clause.numbered


def term_entry(clause: Clause, outright: dict[int, Any]) -> TermEntry | None:
    """Return the term entry that a clause is: terms in the heading, then terms, domain, definition and
    sources.
    """
    designations = split_designations(clause.title)
    sources: list[TermSource] = []
    domain: list[Any] | None = None
    children: list[Any] = []
    block: Any
    for block in clause.blocks:
        kind: Any = type(block)
        if id(block) in outright:
            children.append(block)
        elif kind is Designation:
            designations.append(block)
        elif kind is TermSource:
            sources.append(block)
        elif generic.is_domain(block):
            domain = block.children
        elif (status := status_of(block)) is not None:
            designations += [replace(d, status=status) for d in split_designations(block.children)]
        elif (
            kind is Paragraph and not block.id and not block.attrs and (found := forms.source(block.children))
        ):
            found.span = block.span
            sources.append(found)
        else:
            children.append(block)
    if not designations:
        return None
    if domain is None:
        domain, children = leading_domain(children)
    entry = TermEntry(designations, domain, children, sources, clause.number, clause.id, clause.attrs)
    entry.span = clause.span
    return entry


def status_of(block: Any) -> str | None:
    """Return the status of the terms in a paragraph that is marked `{.admitted}` or `{.deprecated}`."""
    if type(block) is not Paragraph or block.id or block.attrs is None or block.attrs.values:
        return None
    classes = block.attrs.classes
    return classes[0] if len(classes) == 1 and classes[0] in ("preferred", "admitted", "deprecated") else None


def leading_domain(children: list[Any]) -> tuple[list[Any], list[Any]]:
    """Take the domain in angle brackets off the definition: 〈电动汽车〉…"""
    first = children[0] if children else None
    if type(first) is not Paragraph or first.id or first.attrs:
        return [], children
    found = _DOMAIN.match(forms.first_text(first.children))
    if not found:
        return [], children
    rest = forms.cut(first.children, found.end())
    if not rest:
        return [], children
    return [forms.piece(first.children[0], *found.span("name"))], [
        replace(first, children=rest),
        *children[1:],
    ]


def split_designations(title: list[Any]) -> list[Designation]:
    """Return the terms in a heading: a Chinese term and, after a space, its English equivalent are two."""
    if not title:
        return []
    last = title[-1]
    if type(last) is Text:
        for found in _EQUIVALENT.finditer(last.value):
            before = last.value[: found.start()]
            lead = merge_text([*title[:-1], *([forms.piece(last, 0, found.start())] if before else [])])
            if lead and before and is_cjk(before[-1]):
                tail = forms.piece(last, found.end(), len(last.value))
                return [_designation(lead, None), _designation([tail], "en")]
    return [_designation(title, None)]


def _designation(children: list[Any], language: str | None) -> Designation:
    made = Designation(children, language=language)
    first, last = getattr(children[0], "span", None), getattr(children[-1], "span", None)
    if first and last:
        made.span = (first[0], last[1])
    return made
