"""Paragraphs that open a clause or a term entry with a number: § …, 5.1.2 …, 3.1 充电桩."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from stdml.formats.markdown import forms, listed
from stdml.formats.markdown.attributes import Marks, parse_marks
from stdml.formats.markdown.headings import Head, Meaning

if TYPE_CHECKING:
    from stdml.formats.markdown.blocks import BlockReader


@dataclass(slots=True)
class Untitled:
    """A paragraph that opens an untitled numbered clause (无标题条).

    Attributes:
        depth: how deep the clause lies
        number: the typed number, such as 5.1.2
        nodes: the text after the mark
        span: where the paragraph stands
        number_span: where the mark or number stands
        marks: attributes of the clause
    """

    depth: int
    number: str | None
    nodes: list[Any]
    span: tuple[int, int]
    number_span: tuple[int, int]
    marks: Marks


def open_term(
    reader: BlockReader, out: list[Any], content: str, span: tuple[int, int], follower: Token | None
) -> bool:
    """Open a term entry where its number stands alone and the term on the next line, as they are
    printed.
    """
    if follower is None or follower.type != "paragraph_open" or not forms.NUMBER_ALONE.fullmatch(content):
        return False
    if not reader.outline.is_open("terms") or not reader.outline.accepts(content):
        return False
    meaning = Meaning(typed=content, typed_length=len(content))
    depth = reader.outline.heading(reader.outline.level + 1, meaning)
    out.append(Head(depth, meaning, Marks(), span, span))
    return True


def open_term_line(
    reader: BlockReader, out: list[Any], nodes: list[Any], follower: Token | None, span: tuple[int, int]
) -> list[list[Any]] | None:
    """Open a term entry whose number and term are typed on a line; return the lines after it, else
    None.
    """
    found = forms.term_line(forms.split_lines(nodes)) if nodes else None
    if found is None or not reader.outline.accepts(found[0]):
        return None
    number, term, lines = found
    if not lines and (follower is None or follower.type != "paragraph_open"):
        return None
    meaning = Meaning(title=term, typed=number, typed_length=len(number))
    depth = reader.outline.heading(reader.outline.level + 1, meaning)
    start = forms.start_of(nodes, span[0])
    end = forms.start_of(lines[0], span[1]) - 1 if lines else span[1]
    start = reader.text.find(number, start, end) if reader.text else start
    out.append(Head(depth, meaning, Marks(), (span[0], end), (start, start + len(number))))
    return lines


def open_untitled(
    reader: BlockReader, out: list[Any], lines: list[list[Any]], marks: Marks, span: tuple[int, int]
) -> list[list[Any]] | None:
    """Open the untitled clauses that a paragraph begins; return the lines that go on as something
    else.
    """
    first = forms.first_text(lines[0])
    mark = forms.UNTITLED.match(first)
    if mark:
        number_span = (span[0], span[0] + len(mark[1]))
        turn = listed.turning_point(lines, more=True) or len(lines)
        nodes = forms.join([forms.cut(lines[0], mark.end()), *lines[1:turn]])
        nodes, own = _leading_marks(nodes)
        at = reader.outline.untitled(len(mark[1]), None)
        out.append(Untitled(at, None, nodes, span, number_span, marks.merge(own)))
        return lines[turn:]
    typed = forms.TYPED.match(first)
    if typed is None or not reader.outline.accepts(typed[1]):
        return None
    left: list[list[Any]] = []
    for depth, group in _numbered(reader, lines):
        if left:
            place = (
                forms.start_of(left[0], span[0]),
                max(forms.start_of(group[0], span[1]) - 1, span[0]),
            )
            reader._interpret(out, 0, 0, forms.with_breaks(left), Marks(), place, 1)
        left = _open_numbered(reader, out, depth, group, marks, span)
        marks = Marks()
    return left


def _numbered(reader: BlockReader, lines: list[list[Any]]) -> list[tuple[int, list[list[Any]]]]:
    """Return the lines in groups, each of which begins with the number of a clause, with its depth."""
    groups: list[tuple[int, list[list[Any]]]] = []
    for line in lines:
        found = forms.TYPED.match(forms.first_text(line))
        if found and reader.outline.accepts(found[1]):
            groups.append((reader.outline.untitled(0, found[1]), [line]))
        else:
            groups[-1][1].append(line)
    return groups


def _open_numbered(
    reader: BlockReader,
    out: list[Any],
    depth: int,
    group: list[list[Any]],
    marks: Marks,
    span: tuple[int, int],
) -> list[list[Any]]:
    """Open the untitled clause of lines that begin with its number; return those that are something
    else.
    """
    found = forms.TYPED.match(forms.first_text(group[0]))
    assert found is not None
    start = getattr(group[0][0], "span", span)[0]
    last = getattr(group[-1][-1], "span", span)[1] if group[-1] else span[1]
    turn = listed.turning_point(group, more=True) or len(group)
    nodes = forms.join([forms.cut(group[0], found.end()), *group[1:turn]])
    out.append(Untitled(depth, found[1], nodes, (start, last), (start, start + len(found[1])), marks))
    return group[turn:]


def _leading_marks(nodes: list[Any]) -> tuple[list[Any], Marks]:
    """Take attributes off the start of an untitled clause: `§ {#id} text`."""
    first = forms.first_text(nodes)
    parsed = parse_marks(first) if first.startswith("{") else None
    if not parsed or not parsed[0]:
        return nodes, Marks()
    rest = first[parsed[1] :]
    return forms.cut(nodes, parsed[1] + len(rest) - len(rest.lstrip())), parsed[0]
