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
    """Maps offsets in the content of a block to offsets in the source.

    Args:
        content: the offsets in the content from which on each shift holds
        shift: what to add to an offset
    """

    __slots__ = ("_content", "_shift", "constant")

    def __init__(self, content: list[int], shift: list[int]) -> None:
        self._content = content
        self._shift = shift
        self.constant = shift[0] if len(shift) == 1 else None

    def __call__(self, at: int) -> int:
        if self.constant is not None:
            return at + self.constant
        return at + self._shift[bisect_right(self._content, at) - 1]


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

    def read(self, content: str, offsets: Offsets) -> list[Any]:
        """Return the nodes of `content`, line breaks of the source still marked (see `resolve`)."""
        if not _SPECIAL.search(content):
            return _plain(content, offsets)
        tokens: list[Token] = []
        self._md.inline.parse(content, self._md, self.env, tokens)
        return self._fold(tokens, offsets)

    def _fold(self, tokens: list[Token], offsets: Callable[[int], int]) -> list[Any]:
        nodes: list[Any] = []
        stack: list[tuple[str, list[Any], Token]] = []
        at, count = 0, len(tokens)
        while at < count:
            token = tokens[at]
            kind = token.type
            at += 1
            if kind in _TEXTS:
                first = at - 1
                while at < count and tokens[at].type in _TEXTS:
                    at += 1
                _add_text(nodes, tokens[first:at], offsets)
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


_TEXTS = frozenset({"text", "text_special"})
_OPENER = {
    "em_close": "em_open",
    "strong_close": "strong_open",
    "s_close": "s_open",
    "span_close": "span_open",
    "link_close": "link_open",
}


def _plain(content: str, offsets: Offsets) -> list[Any]:
    if "\n" not in content:
        return [_text(content, offsets, 0, len(content))]
    nodes: list[Any] = []
    at = 0
    for found in _BREAK.finditer(content):
        start = found.start()
        if start > at:
            nodes.append(_text(content, offsets, at, start))
        nodes.append(Soft(offsets(start)))
        at = found.end()
    nodes.append(_text(content, offsets, at, len(content)))
    return nodes


def _text(content: str, offsets: Offsets, start: int, end: int) -> Text:
    node = Text(content[start:end])
    shift = offsets.constant
    node.span = (start + shift, end + shift) if shift is not None else (offsets(start), offsets(end - 1) + 1)
    return node


def _add_text(nodes: list[Any], tokens: list[Token], offsets: Callable[[int], int]) -> None:
    """Add the text of tokens that follow one another; delimiters that became emphasis are left as empty ones."""
    parts = [token for token in tokens if token.content]
    if not parts:
        return
    content = "".join([
        _LOOSE.sub(" ", token.content) if token.type == "text_special" else token.content for token in parts
    ])  # fmt: skip
    span = (offsets(parts[0].meta["span"][0]), offsets(parts[-1].meta["span"][1] - 1) + 1)
    if nodes and type(nodes[-1]) is Text:
        content = nodes[-1].value + content
        span = (nodes.pop().span[0], span[1])
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
    if len(nodes) == 1 and type(nodes[0]) is Text:
        return nodes
    following = _following(nodes)
    result: list[Any] = []
    texts: list[Any] = []
    for at, node in enumerate(nodes):
        if type(node) is Text:
            texts.append(node)
        elif type(node) is Soft:
            before = texts[-1].value[-1] if texts else _last_character(result)
            after = following[at]
            if not (before and after and is_cjk(before) and is_cjk(after)):
                space = Text(" ")
                space.span = (node.at, node.at + 1)
                texts.append(space)
        else:
            _flush(result, texts)
            children = getattr(node, "children", None)
            if children:
                node.children = resolve(children)
            result.append(node)
    _flush(result, texts)
    return result


def _following(nodes: list[Any]) -> dict[int, str]:
    """Return, for the index of each line break, the first character of the text after it; "" at the end."""
    found: dict[int, str] = {}
    character = ""
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if type(node) is Soft:
            found[at] = character
        elif type(node) is Text:
            character = node.value[0]
        elif text := plain_text(_without_soft(node)):
            character = text[0]
    return found


def _flush(result: list[Any], texts: list[Any]) -> None:
    """Add texts that follow one another as one."""
    if not texts:
        return
    if len(texts) == 1:
        result.append(texts[0])
    else:
        merged = Text("".join([text.value for text in texts]))
        first, last = getattr(texts[0], "span", None), getattr(texts[-1], "span", None)
        if first and last:
            merged.span = (first[0], last[1])
        result.append(merged)
    texts.clear()


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


def _without_soft(node: Any) -> Any:
    children = getattr(node, "children", None)
    if not children or not any(type(child) is Soft for child in children):
        return node
    return [child for child in children if type(child) is not Soft]
