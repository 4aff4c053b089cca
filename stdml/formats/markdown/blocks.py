"""Block tokens → block nodes. Headings and untitled clauses stay markers; `structure` makes clauses of
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from stdml.diagnostics import Finding
from stdml.formats.markdown import captioned, findings, forms, generic, references
from stdml.formats.markdown.attributes import Marks, as_identifier, parse_marks, trailing_marks
from stdml.formats.markdown.headings import Head, Meaning, Outline, read_heading
from stdml.formats.markdown.inlines import InlineReader, merge_text, resolve
from stdml.formats.markdown.places import Places
from stdml.model import (
    MAX_DEPTH,
    CodeBlock,
    Comment,
    Divider,
    Figure,
    Footnote,
    ForeignBlock,
    Formula,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Text,
)
from stdml.model.base import IDENTIFIER_PATTERN

_ID = re.compile(IDENTIFIER_PATTERN)
_EQUATION_ID = re.compile(r"\(([^()\s]+)\)")
_COMMENTS = re.compile(r"(?:<!--.*?-->\s*)+", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_RAW = re.compile(r"\{=([A-Za-z_][A-Za-z0-9_.\-]*)\}$")
_ABSORBED = frozenset(
    {
        "fence",
        "code_block",
        "grid",
        "display_math",
        "bullet_list_open",
        "ordered_list_open",
        "blockquote_open",
    }
)


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


class BlockReader(Places):
    """Folds the block tokens of one document.

    Args:
        text: the source
        tokens: its block tokens
        inlines: the reader of running text
        report: takes a finding, the offsets and the values of its message
    """

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        inlines: InlineReader,
        report: Callable[..., None],
    ) -> None:
        super().__init__(text)
        self.tokens = tokens
        self.inlines = inlines
        self.report = report
        self.section: str = ""
        self.deepest = 0
        self.outline = Outline()
        self.base = 0
        self.typed = False
        self.title_at = -1
        self.title: list[Any] = []
        self.title_span = (0, 0)
        self.typed_labels: list[tuple[Any, str, tuple[int, int]]] = []
        self._plain_below = 0
        self.first_mark = 0
        self.attribute_starts: list[tuple[Any, int]] = []
        self.outright: dict[int, Any] = {}

    def inline(self, content: str, first: int, heading: bool = False) -> list[Any]:
        """Read running text that starts on line `first`; line breaks stay marked."""
        return self.inlines.read(content, self.offsets(content, first, heading)) if content else []

    # -- sequences of blocks ---------------------------------------------------------------------------------

    def read(self, at: int, end: int, depth: int = 0) -> list[Any]:
        """Read the tokens from `at` to before `end`."""
        self.deepest = max(self.deepest, depth)
        tokens = self.tokens
        out: list[Any] = []
        marks: Marks | None = None
        marks_token: Token | None = None
        while at < end:
            token = tokens[at]
            kind = token.type
            if kind == "attribute_line":
                marks = marks.merge(token.meta["marks"]) if marks else token.meta["marks"].copy()
                if marks_token is None:
                    self.first_mark = self.span(token)[0]
                marks_token = token
                at += 1
                continue
            own = marks or Marks()
            count = len(out)
            if kind == "paragraph_open":
                at = self._paragraph(out, at, end, own, depth)
            elif kind in ("heading_open", "lheading_open"):
                head = self._heading(at, own, depth)
                if head is not None:
                    out.append(head)
                at += 3
            else:
                close = self._close(at)
                self._block(out, at, close, own, depth)
                at = close + 1
            if marks_token is not None and len(out) > count:
                self.attribute_starts.append((out[count], self.first_mark))
            marks = marks_token = None
        if marks_token is not None and marks:
            self.report(findings.DANGLING_ATTRIBUTES, self.span(marks_token), text=marks_token.content)
            words = self._spanned(Text(marks_token.content), marks_token)
            out.append(self._spanned(Paragraph([words]), marks_token))
        return out

    def _close(self, at: int) -> int:
        """Return the index of the token that closes the one at `at`, or `at` if it stands alone."""
        if self.tokens[at].nesting != 1:
            return at
        level = self.tokens[at].level
        at += 1
        while not (self.tokens[at].nesting == -1 and self.tokens[at].level == level):
            at += 1
        return at

    def _spanned(self, node: Any, token: Token) -> Any:
        node.span = self.span(token)
        return node

    # -- paragraphs ------------------------------------------------------------------------------------------

    def _paragraph(self, out: list[Any], at: int, end: int, marks: Marks, depth: int) -> int:
        token, inline = self.tokens[at], self.tokens[at + 1]
        first = (inline.map or [0])[0]
        content = inline.content
        follower = self.tokens[at + 3] if at + 3 < end else None
        outright = marks.take_word("paragraph") is not None
        span = self.span(token)
        if follower is not None and follower.type == "grid" and not outright:
            caption = captioned.read_caption(self, content, first, span)
            if caption is not None:
                captioned.read_table(self, out, at + 3, marks.merge(caption.marks), caption)
                return at + 4
        if depth == 0 and not outright and self._numbered_term(out, content, span, follower):
            inner = self.tokens[at + 4]
            nodes = merge_text(resolve(self.inline(inner.content, (inner.map or [0])[0])))
            out[-1].meaning.title = nodes
            out[-1].span = (span[0], self.span(inner)[1])
            return at + 6
        nodes = self.inline(content, first)
        if outright:
            paragraph = self._plain(resolve(nodes), marks, span)
            self.outright[id(paragraph)] = paragraph
            out.append(paragraph)
            return at + 3
        return self._interpret(out, at + 3, end, nodes, marks, span, depth)

    def _numbered_term(
        self, out: list[Any], content: str, span: tuple[int, int], follower: Token | None
    ) -> bool:
        """Open a term entry where its number stands alone and the term on the next line, as they are
        printed.
        """
        if follower is None or follower.type != "paragraph_open" or not forms.NUMBER_ALONE.fullmatch(content):
            return False
        if not self.outline.is_open("terms") or not self.outline.accepts(content):
            return False
        meaning = Meaning(typed=content, typed_length=len(content))
        depth = self.outline.heading(self.outline.level + 1, meaning)
        out.append(Head(depth, meaning, Marks(), span, span))
        return True

    def _plain(self, nodes: list[Any], marks: Marks, span: tuple[int, int]) -> Paragraph:
        paragraph = Paragraph(merge_text(nodes), marks.id, marks.rest())
        paragraph.span = span
        return paragraph

    def _interpret(
        self,
        out: list[Any],
        after: int,
        end: int,
        nodes: list[Any],
        marks: Marks,
        span: tuple[int, int],
        depth: int,
    ) -> int:
        """Add what a paragraph means; return the index of the next token."""
        lines = forms.split_lines(nodes)
        if depth == 0 and self._untitled(out, lines, marks, span):
            self.section = "clause"
            return after
        listed = self.section in ("normative-references", "bibliography") and depth == 0
        if listed and references.read_entries(self, out, lines, marks, span):
            return after
        if len(lines) > 1:
            if (made := forms.typed_list(lines)) is not None:
                made.span, made.id, made.attrs = span, marks.id, marks.rest()
                out.append(made)
                return after
            at = forms.turning_point(lines)
            if at:
                return self._two_parts(out, after, end, lines, at, marks, span, depth)
        nodes = merge_text(resolve(nodes))
        if out and type(out[-1]) is Formula and not marks and forms.is_where(nodes) and after < end:
            entries = self._where(after)
            if entries:
                out[-1].where = entries
                out[-1].span = (out[-1].span[0], self.span(self.tokens[after])[1])
                return self._close(after) + 1
        note = forms.lead(nodes)
        if note is not None:
            note.span, note.id, note.attrs = span, marks.id, marks.rest()
            out.append(note)
            if not note.children and after < end and self.tokens[after].type in _ABSORBED:
                close = self._close(after)
                inner: list[Any] = []
                self._block(inner, after, close, Marks(), depth + 1)
                note.children = inner
                note.span = (span[0], max([span[1], *(getattr(b, "span", span)[1] for b in inner)]))
                return close + 1
            return after
        figure = forms.figure(nodes)
        if figure is not None:
            out.append(self._figure(figure, marks, span))
            return after
        out.append(self._plain(nodes, marks, span))
        return after

    def _two_parts(
        self, out: list[Any], after: int, end: int, lines: list[list[Any]], at: int, marks: Marks,
        span: tuple[int, int], depth: int,
    ) -> int:  # fmt: skip
        """Read a paragraph whose later lines are a list with typed labels, or further notes."""
        while at:
            first, middle = forms.with_breaks(lines[:at]), forms.start_of(lines[at], span[1])
            self._interpret(out, end, end, first, marks, (span[0], max(middle - 1, span[0])), depth)
            lines, marks, span = lines[at:], Marks(), (middle, span[1])
            # Notes follow one another without end; a list is the last part.
            at = forms.turning_point(lines) if len(lines) > 1 and forms.typed_list(lines) is None else 0
        return self._interpret(out, after, end, forms.with_breaks(lines), marks, span, depth)

    def _figure(self, figure: Figure, marks: Marks, span: tuple[int, int]) -> Figure:
        own = Marks(figure.id)
        if figure.attrs is not None:
            own.classes = [(name, True) for name in figure.attrs.classes]
            own.pairs = list(figure.attrs.values.items())
        marks = own.merge(marks)
        figure.span, figure.id = span, marks.id
        figure.number = marks.take("number")
        figure.attrs = marks.rest()
        return figure

    def _where(self, at: int) -> list[Any] | None:
        if self.tokens[at].type != "bullet_list_open":
            return None
        made: list[Any] = []
        self._block(made, at, self._close(at), Marks(), 1)
        return forms.key_entries(made[0].items) if len(made) == 1 and type(made[0]) is List else None

    def _untitled(self, out: list[Any], lines: list[list[Any]], marks: Marks, span: tuple[int, int]) -> bool:
        first = forms.first_text(lines[0])
        mark = forms.UNTITLED.match(first)
        if mark:
            number_span = (span[0], span[0] + len(mark[1]))
            turn = forms.turning_point(lines) or len(lines)
            nodes = forms.join([forms.cut(lines[0], mark.end()), *lines[1:turn]])
            nodes, own = self._leading_marks(nodes)
            at = self.outline.untitled(len(mark[1]), None)
            out.append(Untitled(at, None, nodes, span, number_span, marks.merge(own)))
            if turn < len(lines):
                middle = forms.start_of(lines[turn], span[1])
                self._interpret(out, 0, 0, forms.with_breaks(lines[turn:]), Marks(), (middle, span[1]), 1)
            return True
        typed = forms.TYPED.match(first)
        if typed is None or not self.outline.accepts(typed[1]):
            return False
        groups: list[list[list[Any]]] = []
        depths: list[int] = []
        for line in lines:
            found = forms.TYPED.match(forms.first_text(line))
            if found and self.outline.accepts(found[1]):
                depths.append(self.outline.untitled(0, found[1]))
                groups.append([line])
            else:
                groups[-1].append(line)
        for at, group in enumerate(groups):
            found = forms.TYPED.match(forms.first_text(group[0]))
            if found is None:
                continue
            start = getattr(group[0][0], "span", span)[0]
            last = getattr(group[-1][-1], "span", span)[1] if group[-1] else span[1]
            nodes = forms.join([forms.cut(group[0], found.end()), *group[1:]])
            own = marks if at == 0 else Marks()
            turn = forms.turning_point(group)
            if turn:
                nodes = forms.join([forms.cut(group[0], found.end()), *group[1:turn]])
            out.append(
                Untitled(depths[at], found[1], nodes, (start, last), (start, start + len(found[1])), own)
            )
            if turn:
                middle = forms.start_of(group[turn], last)
                self._interpret(out, 0, 0, forms.with_breaks(group[turn:]), Marks(), (middle, last), 1)
        return True

    def _leading_marks(self, nodes: list[Any]) -> tuple[list[Any], Marks]:
        """Take attributes off the start of an untitled clause: `§ {#id} text`."""
        first = forms.first_text(nodes)
        parsed = parse_marks(first) if first.startswith("{") else None
        if not parsed or not parsed[0]:
            return nodes, Marks()
        rest = first[parsed[1] :]
        return forms.cut(nodes, parsed[1] + len(rest) - len(rest.lstrip())), parsed[0]

    # -- headings --------------------------------------------------------------------------------------------

    def _heading(self, at: int, marks: Marks, depth: int) -> Any:
        token, inline = self.tokens[at], self.tokens[at + 1]
        content, level = inline.content, int(token.tag[1])
        trailing = trailing_marks(content)
        if trailing:
            content, own = trailing
            marks = marks.merge(own)
        nodes = merge_text(
            resolve(self.inline(content, (inline.map or [0])[0], heading=token.markup[:1] == "#"))
        )
        span = self.span(token)
        if depth:
            heading = Heading(nodes, level, marks.id, marks.rest())
            heading.span = span
            return heading
        if at == self.title_at:
            self.title, self.title_span = nodes, span
            return None
        return self._clause(level, nodes, marks, span)

    def _clause(self, level: int, nodes: list[Any], marks: Marks, span: tuple[int, int]) -> Head:
        given = take_number(marks, "level")
        level = given if given is not None else max(level - self.base, 1)
        if self._plain_below and level <= self._plain_below:
            self._plain_below = 0
        start = getattr(nodes[0], "span", span)[0] if nodes else span[0]
        meaning = read_heading(nodes, marks, self.typed, plain=bool(self._plain_below))
        if self._plain_below and not meaning.explicit:
            meaning.numbered = False
        elif self.typed and meaning.type == "clause" and not meaning.typed and not meaning.explicit and nodes:
            # Among headings that carry a number, one that does not is unnumbered.
            meaning.numbered = False
        if meaning.type == "contents":
            self._plain_below = level
        depth = self.outline.heading(level, meaning)
        above = self.outline.above
        if depth > 1 and given is None and level > above + 1:
            shown = above + self.base  # as the author counts hashes, the title's included
            self.report(findings.SKIPPED_LEVEL, span, above=shown, level=level + self.base, taken=shown + 1)
        self.section = meaning.type
        return Head(depth, meaning, marks, span, (start, start + meaning.typed_length))

    # -- everything else -------------------------------------------------------------------------------------

    def _block(self, out: list[Any], at: int, close: int, marks: Marks, depth: int) -> None:
        """Add the block whose tokens reach from `at` to `close`."""
        token = self.tokens[at]
        node: Any
        match token.type:
            case "fence" | "code_block":
                node = self._code(token, marks)
            case "grid":
                captioned.read_table(self, out, at, marks)
                return
            case "display_math":
                node = self._formula(token, marks)
            case "bullet_list_open" | "ordered_list_open":
                self._list(out, at, close, marks, depth)
                return
            case "blockquote_open":
                node = Quotation(self.read(at + 1, close, depth + 1), marks.id, marks.rest())
            case "container_open":
                out.extend(self._container(at, close, marks, depth))
                return
            case "footnote_reference_open":
                node = Footnote(as_identifier(token.meta["label"]), self.read(at + 1, close, depth + 1))
            case "hr":
                node = Divider(marks.id, marks.rest())
            case "html_block":
                out.extend(self._html(token, marks))
                return
            case "paragraph_open":
                self._paragraph(out, at, close + 1, marks, depth)
                return
            case _:
                self.report(findings.NESTED_TOO_DEEPLY, self.span(token), limit=64)
                node = CodeBlock(token.content)
        out.append(self._spanned(node, token))

    def _code(self, token: Token, marks: Marks) -> Any:
        text = token.content.removesuffix("\n") if token.content.endswith("\n") else token.content
        info = token.info.strip() if token.type == "fence" else ""
        raw = _RAW.fullmatch(info)
        if raw:
            return ForeignBlock(text, raw[1])
        if token.type == "fence" and not self._is_closed(token):
            start = self.span(token)[0]
            end = self.text.find("\n", start)
            self.report(findings.UNCLOSED_FENCE, (start, end if end >= 0 else len(self.text)))
        return CodeBlock(text, info.replace("\t", " ") or None, marks.id, marks.rest())

    def _is_closed(self, token: Token) -> bool:
        first, last = token.map or [0, 0]
        if last - first < 2:
            return False
        end = self._starts[last] - 1 if last < len(self._starts) else len(self.text)
        line = self.text[self._starts[last - 1] : end].strip(" \t\n>")
        return line.startswith(token.markup) and not line.strip(token.markup[0])

    def _formula(self, token: Token, marks: Marks) -> Formula:
        tail = token.info
        found = _EQUATION_ID.match(tail)
        if found:
            if _ID.match(found[1]):
                marks = marks.merge(Marks(found[1]))
            tail = tail[found.end() :].strip()
        parsed = parse_marks(tail) if tail.startswith("{") else None
        if parsed:
            marks = marks.merge(parsed[0])
        numbered = marks.take_word("unnumbered") is None
        number = marks.take("number")
        return Formula(token.content, number=number, numbered=numbered, id=marks.id, attrs=marks.rest())

    def _list(self, out: list[Any], at: int, close: int, marks: Marks, depth: int) -> None:
        token = self.tokens[at]
        items: list[ListItem] = []
        index = at + 1
        while index < close:
            end = self._close(index)
            item = ListItem(self.read(index + 1, end, depth + 2))
            items.append(self._spanned(item, self.tokens[index]))
            index = end + 1
        if depth == 0 and self.section in ("normative-references", "bibliography") and not marks:
            entries = references.entries_of(items)
            if entries:
                out.extend(entries)
                return
        if token.type == "ordered_list_open":
            style: Any = "ordered"
        else:
            style = "dash" if token.markup == "-" else "bullet"
        style = (
            generic.take_choice(marks, "style", ("dash", "bullet", "ordered", "alpha", "decimal", "roman"))
            or style
        )
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else 1
        node = List(items, style, start, marks.id, marks.rest())
        out.append(self._spanned(node, token))

    def _html(self, token: Token, marks: Marks) -> list[Any]:
        text = token.content.rstrip("\n")
        if text.lstrip().startswith("<!--") and "-->" not in text:
            start = self.span(token)[0]
            self.report(findings.UNCLOSED_COMMENT, (start, start + 4))
        if holds_comments(text):
            places = self.offsets(text, (token.map or [0])[0])
            made: list[Any] = []
            for found in _COMMENT.finditer(text):
                comment = Comment(found[1])
                comment.span = (places(found.start()), places(found.end() - 1) + 1)
                made.append(comment)
            return made
        return [self._spanned(ForeignBlock(text), token)]

    def _container(self, at: int, close: int, marks: Marks, depth: int) -> list[Any]:
        token = self.tokens[at]
        marks = marks.merge(token.meta["marks"])
        if not token.meta["closed"]:
            start = self.span(token)[0]
            end = self.text.find("\n", start)
            span = (start, end if end >= 0 else len(self.text))
            self.report(findings.UNCLOSED_CONTAINER, span, name=token.info)
        made = generic.read_container(self, token, at, close, marks, depth)
        for node in made:
            if not hasattr(node, "span"):
                node.span = self.span(token)
        return made


def holds_comments(text: str) -> bool:
    """Whether a block of HTML is nothing but comments."""
    return _COMMENTS.fullmatch(text.strip()) is not None


def interpret(nodes: list[Any], section: str = "", depth: int = 1) -> list[Any]:
    """Return what a paragraph made of `nodes` would be taken for; the writer asks this.

    Args:
        nodes: inline nodes
        section: the type of the clause the paragraph stands in
        depth: 0 directly in a clause
    """
    reader = BlockReader("", [], InlineReader({}), _ignore)
    reader.section = section
    out: list[Any] = []
    reader._interpret(out, 0, 0, list(nodes), Marks(), (0, 0), depth)
    return out


def _ignore(finding: Finding, span: tuple[int, int], **values: Any) -> None:
    return None


def take_number(marks: Marks, key: str) -> int | None:
    """Take a small whole number out of marks."""
    value = marks.take(key)
    if value is None:
        return None
    if value.isascii() and value.isdigit() and 1 <= int(value) <= MAX_DEPTH:
        return int(value)
    marks.pairs.append((key, value))
    return None
