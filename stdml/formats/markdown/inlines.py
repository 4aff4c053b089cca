"""Inline tokens → inline nodes, each with its offsets in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from markdown_it.token import Token

from stdml.formats.markdown.attributes import as_identifier
from stdml.formats.markdown.parser import parser
from stdml.formats.markdown.spans import Literal as LiteralWords
from stdml.formats.markdown.spans import span_node
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
from stdml.model.base import IDENTIFIER_PATTERN, Node
from stdml.model.joined import join
from stdml.text.cjk import is_cjk

# Text without these is plain text: most Chinese paragraphs never enter the inline parser.
_SPECIAL = re.compile(r"[\\`*_\[\]<&$]|~~|!\[|  \n")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_LOOSE = re.compile(r"[\n\r\f\v]+")
_TAG = re.compile(r"<(/?)(sub|sup)>$", re.IGNORECASE)
_LINE_BREAK_TAG = re.compile(r"<br[ \t]*/?>$", re.IGNORECASE)
_ID = re.compile(IDENTIFIER_PATTERN)
_INLINE_DEPTH = 60


@dataclass(slots=True)
class Soft(Node):
    """A line break of the source that is no line break of the text.

    Attributes:
        at: where it stands in the source
    """

    at: int
    kind: Literal["soft"] = "soft"


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

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the source of a range of the content, which may hold escaped bars of a
        table.
        """
        shift = self.constant
        if shift is not None:
            return start + shift, end + shift
        inside = self._content[bisect_right(self._content, start) : bisect_left(self._content, end)]
        bounds = [start, *inside, end]
        pairs = pairwise(bounds)
        return join([(last - first, (self(first), self(last - 1) + 1)) for first, last in pairs])

    def after(self, start: int) -> Offsets:
        """Return the map for the content from offset `start` on."""
        return Offsets([at - start for at in self._content], [shift + start for shift in self._shift])


class InlineReader:
    """Reads the running text of one document.

    Args:
        env: what the block parser found: link definitions and footnotes
    """

    def __init__(self, env: dict[str, Any]) -> None:
        self.env = env
        self.literals: dict[int, tuple[CodeSpan, list[Any]]] = {}
        self.too_deep: list[tuple[int, int]] = []
        self.deepest = 0
        self._md = parser()

    def read(self, content: str, offsets: Offsets) -> list[Any]:
        """Return the nodes of `content`, line breaks of the source still marked (see `resolve`)."""
        if not _SPECIAL.search(content):
            return _plain(content, offsets)
        tokens: list[Token] = []
        self._md.inline.parse(content, self._md, self.env, tokens)
        return self._fold(tokens, offsets)

    def _fold(self, tokens: list[Token], offsets: Offsets) -> list[Any]:
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
        self, stack: list[Any], nodes: list[Any], token: Token, tag: re.Match[str], offsets: Offsets
    ) -> list[Any]:
        name = tag[2].lower()
        if not tag[1]:
            stack.append((name, nodes, token))
            return []
        if stack and stack[-1][0] == name:
            _, outer, opener = stack.pop()
            self.deepest = max(self.deepest, len(stack))
            if len(stack) > _INLINE_DEPTH:
                self.too_deep.append((offsets(opener.meta["span"][0]), offsets(token.meta["span"][1])))
                outer.extend(nodes)
                return outer  # type: ignore[no-any-return]
            node = (Subscript if name == "sub" else Superscript)(nodes)
            node.span = (offsets(opener.meta["span"][0]), offsets(token.meta["span"][1]))
            outer.append(node)
            return outer  # type: ignore[no-any-return]
        nodes.append(_spanned(ForeignInline(token.content), token, offsets))
        return nodes

    def _unwind(self, stack: list[Any], nodes: list[Any], offsets: Offsets, opener: str | None) -> list[Any]:
        """Close tags that were never closed: they are foreign content, and what they held stays where it
        was.
        """
        while stack and stack[-1][0] != opener:
            _, outer, token = stack.pop()
            outer.append(_spanned(ForeignInline(token.content), token, offsets))
            outer.extend(nodes)
            nodes = outer
        return nodes

    def _wrapped(self, opener: Token, children: list[Any], span: tuple[int, int], depth: int) -> list[Any]:
        self.deepest = max(self.deepest, depth)
        if depth > _INLINE_DEPTH:
            self.too_deep.append(span)
            return children
        made = self._nodes_of(opener, children)
        for node in made:
            if isinstance(node, LiteralWords):
                made = [self._literal(node)]
                break
            node.span = span
        return made

    def _literal(self, literal: LiteralWords) -> CodeSpan:
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

    def _leaf(self, nodes: list[Any], token: Token, offsets: Offsets) -> None:
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
                    if isinstance(node, LiteralWords):
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
                node = FootnoteReference(as_identifier(token.meta["label"]))
            case _:
                node = _html(token.content)
        nodes.append(_spanned(node, token, offsets))

    def _image(self, token: Token, offsets: Offsets) -> Image:
        shift = token.meta["span"][0] + 2
        children = self._fold(token.children or [], offsets.after(shift))
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
    node.span = offsets.span(start, end)
    return node


def _add_text(nodes: list[Any], tokens: list[Token], offsets: Offsets) -> None:
    """Add the text of tokens that follow one another; delimiters that became emphasis are left as empty
    ones.
    """
    parts = [token for token in tokens if token.content]
    if not parts:
        return
    words = [
        _LOOSE.sub(" ", token.content) if token.type == "text_special" else token.content for token in parts
    ]
    content = "".join(words)
    start, end = parts[0].meta["span"][0], parts[-1].meta["span"][1]
    if end - start == len(content):
        span = offsets.span(start, end)
    else:
        spans = [offsets.span(*token.meta["span"]) for token in parts]
        span = join(zip(map(len, words), spans, strict=True))
    if nodes and type(nodes[-1]) is Text:
        before = nodes.pop()
        span = join([(len(before.value), before.span), (len(content), span)])
        content = before.value + content
    node = Text(content)
    node.span = span
    nodes.append(node)


def _spanned(node: Any, token: Token, offsets: Offsets) -> Any:
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
    following = _following(nodes) if Soft in map(type, nodes) else {}
    result: list[Any] = []
    texts: list[Any] = []
    for at, node in enumerate(nodes):
        if type(node) is Text:
            texts.append(node)
        elif type(node) is Soft:
            before = texts[-1].value[-1:] if texts else _last_character(result)
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
        if type(nodes[at]) is Soft:
            found[at] = character
        else:
            character = _first_character(nodes[at]) or character
    return found


def _first_character(node: Any) -> str:
    if type(node) is Text:
        return node.value[:1]
    if type(node) is Soft:
        return ""
    children = getattr(node, "children", None)
    if children is None:
        return plain_text(node)[:1]
    return next(filter(None, map(_first_character, children)), "")


def _flush(result: list[Any], texts: list[Any]) -> None:
    """Add texts that follow one another as one."""
    if not texts:
        return
    if len(texts) == 1:
        result.append(texts[0])
    else:
        merged = Text("".join([text.value for text in texts]))
        if all([hasattr(text, "span") for text in texts]):  # noqa: C419 (quicker)
            merged.span = join([(len(text.value), text.span) for text in texts])
        result.append(merged)
    texts.clear()


def merge_text(nodes: list[Any]) -> list[Any]:
    """Return `nodes` with adjacent text merged and empty text left out."""
    result: list[Any] = []
    texts: list[Any] = []
    for node in nodes:
        if type(node) is not Text:
            _flush(result, texts)
            result.append(node)
        elif node.value:
            texts.append(node)
    _flush(result, texts)
    return result


def _last_character(nodes: list[Any]) -> str:
    for node in reversed(nodes):
        text = "" if node.kind == "soft" else plain_text(node)
        if text:
            return text[-1]
    return ""
