"""Inline tokens → inline nodes, each with its offsets in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from stdml.formats.markdown.parser import parser
from stdml.formats.markdown.spans import Literal, span_node
from stdml.model import (
    CodeSpan,
    CrossReference,
    Deletion,
    Emphasis,
    FootnoteReference,
    ForeignInline,
    Image,
    InlineComment,
    LineBreak,
    Link,
    Math,
    Strong,
    Subscript,
    Superscript,
    Text,
    plain_text,
)
from stdml.model.base import IDENTIFIER_PATTERN
from stdml.text.cjk import is_cjk

# Text without these is plain text: most Chinese paragraphs never enter the inline parser.
_SPECIAL = re.compile(r"[\\`*_\[\]<&$]|~~|!\[|  \n")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_LOOSE = re.compile(r"[\n\r\f\v]+")
_TAG = re.compile(r"<(/?)(sub|sup)>$", re.IGNORECASE)
_LINE_BREAK_TAG = re.compile(r"<br[ \t]*/?>$", re.IGNORECASE)
_ID = re.compile(IDENTIFIER_PATTERN)
_INLINE_DEPTH = 24


class Soft:
    """A line break of the source that is no line break of the text."""

    kind = "soft"

    def __init__(self, at: int) -> None:
        self.at = at


class Offsets:
    """Maps offsets in the content of a block to offsets in the source."""

    __slots__ = ("_content", "_shift")

    def __init__(self, content: list[int], shift: list[int]) -> None:
        self._content = content
        self._shift = shift

    def __call__(self, at: int) -> int:
        shift = self._shift
        if len(shift) == 1:
            return at + shift[0]
        return at + shift[bisect_right(self._content, at) - 1]


class InlineReader:
    """Reads the running text of one document.

    Args:
        env: what the block parser found: link definitions and footnotes
    """

    def __init__(self, env: dict[str, Any]) -> None:
        self.env = env
        self.literals: dict[int, tuple[CodeSpan, list[Any]]] = {}
        self.too_deep: list[tuple[int, int]] = []
        self._md = parser()

    def read(self, content: str, offsets: Callable[[int], int]) -> list[Any]:
        """Return the nodes of `content`, line breaks of the source still marked (see `resolve`)."""
        if not _SPECIAL.search(content):
            return _plain(content, offsets)
        tokens: list[Token] = []
        self._md.inline.parse(content, self._md, self.env, tokens)
        return self._fold(tokens, offsets)

    def _fold(self, tokens: list[Token], offsets: Callable[[int], int]) -> list[Any]:
        nodes: list[Any] = []
        stack: list[tuple[str, list[Any], Token]] = []
        for token in tokens:
            kind = token.type
            if kind == "text" or kind == "text_special":
                if token.content:
                    _add_text(nodes, token, offsets)
            elif token.nesting == 1:
                stack.append((kind, nodes, token))
                nodes = []
            elif token.nesting == -1:
                nodes = self._unwind(stack, nodes, offsets, _OPENER[kind])
                _, outer, opener = stack.pop()
                start, end = opener.meta["span"][0], token.meta["span"][1]
                outer.extend(self._wrapped(opener, nodes, (offsets(start), offsets(end)), len(stack)))
                nodes = outer
            elif kind == "html_inline" and (tag := _TAG.match(token.content)):
                nodes = self._tag(stack, nodes, token, tag, offsets)
            else:
                self._leaf(nodes, token, offsets)
        return self._unwind(stack, nodes, offsets, None)

    def _tag(
        self, stack: list[Any], nodes: list[Any], token: Token, tag: re.Match[str], offsets: Callable[[int], int]
    ) -> list[Any]:
        name = tag[2].lower()
        if not tag[1]:
            stack.append((name, nodes, token))
            return []
        if stack and stack[-1][0] == name:
            _, outer, opener = stack.pop()
            node = (Subscript if name == "sub" else Superscript)(nodes)
            node.span = (offsets(opener.meta["span"][0]), offsets(token.meta["span"][1]))
            outer.append(node)
            return outer  # type: ignore[no-any-return]
        nodes.append(_spanned(ForeignInline(token.content), token, offsets))
        return nodes

    def _unwind(
        self, stack: list[Any], nodes: list[Any], offsets: Callable[[int], int], opener: str | None
    ) -> list[Any]:
        """Close tags that were never closed: they are foreign content, and what they held stays where it was."""
        while stack and stack[-1][0] != opener:
            _, outer, token = stack.pop()
            outer.append(_spanned(ForeignInline(token.content), token, offsets))
            outer.extend(nodes)
            nodes = outer
        return nodes

    def _wrapped(self, opener: Token, children: list[Any], span: tuple[int, int], depth: int) -> list[Any]:
        if depth > _INLINE_DEPTH:
            self.too_deep.append(span)
            return children
        made = self._nodes_of(opener, children)
        for node in made:
            if isinstance(node, Literal):
                made = [self._literal(node)]
                break
            node.span = span
        return made

    def _literal(self, literal: Literal) -> CodeSpan:
        """Put a stand-in that nothing can be understood of in the place of literal words."""
        stand_in = CodeSpan("\ufffc")
        self.literals[id(stand_in)] = (stand_in, resolve(literal.children))
        return stand_in

    def _nodes_of(self, opener: Token, children: list[Any]) -> list[Any]:
        match opener.type:
            case "em_open":
                return [Emphasis(children)]
            case "strong_open":
                return [Strong(children)]
            case "s_open":
                return [Deletion(children)]
            case "span_open":
                return span_node(children, opener.meta["marks"])
            case _:
                return [_link(opener, children)]

    def _leaf(self, nodes: list[Any], token: Token, offsets: Callable[[int], int]) -> None:
        node: Any
        match token.type:
            case "softbreak":
                nodes.append(Soft(offsets(token.meta["span"][0])))
                return
            case "attributes":
                marks = token.meta["marks"]
                before = nodes.pop()
                start = before.span[0]
                if marks.raw and before.kind == "code_span":
                    made: list[Any] = [ForeignInline(before.text, marks.raw)]
                else:
                    made = span_node([before], marks)
                for node in made:
                    if isinstance(node, Literal):
                        node = self._literal(node)
                    node.span = (start, offsets(token.meta["span"][1]))
                    nodes.append(node)
                return
            case "hardbreak":
                node = LineBreak()
            case "code_inline":
                node = CodeSpan(_LOOSE.sub(" ", token.content))
            case "math_inline":
                node = Math(_LOOSE.sub(" ", token.content))
            case "image":
                node = self._image(token, offsets)
            case "footnote_ref":
                node = FootnoteReference(token.meta["label"])
            case _:
                node = _html(token.content)
        nodes.append(_spanned(node, token, offsets))

    def _image(self, token: Token, offsets: Callable[[int], int]) -> Image:
        shift = token.meta["span"][0] + 2
        children = self._fold(token.children or [], lambda at: offsets(at + shift))
        return Image(resolve(children), _line(token.attrs.get("src")), _line(token.attrs.get("title")))


_OPENER = {
    "em_close": "em_open",
    "strong_close": "strong_open",
    "s_close": "s_open",
    "span_close": "span_open",
    "link_close": "link_open",
}


def _plain(content: str, offsets: Callable[[int], int]) -> list[Any]:
    if "\n" not in content:
        node = Text(content)
        node.span = (offsets(0), offsets(len(content) - 1) + 1)
        return [node]
    nodes: list[Any] = []
    at = 0
    for found in _BREAK.finditer(content):
        if found.start() > at:
            node = Text(content[at : found.start()])
            node.span = (offsets(at), offsets(found.start() - 1) + 1)
            nodes.append(node)
        nodes.append(Soft(offsets(found.start())))
        at = found.end()
    node = Text(content[at:])
    node.span = (offsets(at), offsets(len(content) - 1) + 1)
    nodes.append(node)
    return nodes


def _add_text(nodes: list[Any], token: Token, offsets: Callable[[int], int]) -> None:
    content = token.content
    if token.type == "text_special":
        content = _LOOSE.sub(" ", content)
    start, end = token.meta["span"]
    span = (offsets(start), offsets(end - 1) + 1)
    if nodes and type(nodes[-1]) is Text:
        nodes[-1].value += content
        nodes[-1].span = (nodes[-1].span[0], span[1])
    else:
        node = Text(content)
        node.span = span
        nodes.append(node)


def _spanned(node: Any, token: Token, offsets: Callable[[int], int]) -> Any:
    start, end = token.meta["span"]
    node.span = (offsets(start), offsets(end - 1) + 1)
    return node


def _line(value: Any) -> str | None:
    return _LOOSE.sub(" ", str(value)).replace("\t", " ") if value else None


def _link(opener: Token, children: list[Any]) -> Any:
    href = _line(opener.attrs.get("href"))
    title = _line(opener.attrs.get("title"))
    if href and href[0] == "#" and title is None and _ID.match(href[1:]):
        return CrossReference(children, href[1:])
    return Link(children, href, title)


def _html(content: str) -> Any:
    if content.startswith("<!--") and content.endswith("-->") and len(content) >= 7:
        return InlineComment(content[4:-3])
    if _LINE_BREAK_TAG.match(content):
        return LineBreak()
    return ForeignInline(content)


def resolve(nodes: list[Any]) -> list[Any]:
    """Turn line breaks of the source into a space, or into nothing between two CJK characters."""
    result: list[Any] = []
    for at, node in enumerate(nodes):
        if type(node) is Soft:
            before = _last_character(result)
            after = _first_character(nodes[at + 1 :])
            if not (before and after and is_cjk(before) and is_cjk(after)):
                space = Text(" ")
                space.span = (node.at, node.at + 1)
                _append(result, space)
        else:
            children = getattr(node, "children", None)
            if children:
                node.children = resolve(children)
            _append(result, node)
    return result


def _append(result: list[Any], node: Any) -> None:
    if type(node) is Text and result and type(result[-1]) is Text:
        merged = Text(result[-1].value + node.value)
        merged.span = (result[-1].span[0], node.span[1])
        result[-1] = merged
    else:
        result.append(node)


def merge_text(nodes: list[Any]) -> list[Any]:
    """Return `nodes` with adjacent text merged and empty text left out."""
    result: list[Any] = []
    for node in nodes:
        if type(node) is Text and not node.value:
            continue
        if type(node) is Text and result and type(result[-1]) is Text:
            merged = Text(result[-1].value + node.value)
            first, last = getattr(result[-1], "span", None), getattr(node, "span", None)
            if first and last:
                merged.span = (first[0], last[1])
            result[-1] = merged
        else:
            result.append(node)
    return result


def _last_character(nodes: list[Any]) -> str:
    for node in reversed(nodes):
        text = "" if node.kind == "soft" else plain_text(node)
        if text:
            return text[-1]
    return ""


def _first_character(nodes: list[Any]) -> str:
    for node in nodes:
        text = "" if node.kind == "soft" else plain_text(_without_soft(node))
        if text:
            return text[0]
    return ""


def _without_soft(node: Any) -> Any:
    children = getattr(node, "children", None)
    if not children or not any(type(child) is Soft for child in children):
        return node
    return [child for child in children if type(child) is not Soft]
