"""OSCAL markup (`markup-line`, `markup-multiline`: CommonMark with inserted parameters) as nodes, and back.

A text becomes nodes only where `write` gives the very same text again; otherwise it is kept verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from stdml.formats._facts import is_identifier, is_line, is_text, is_verbatim
from stdml.model import (
    CodeSpan,
    CrossReference,
    Emphasis,
    ForeignBlock,
    ForeignInline,
    LineBreak,
    Link,
    Paragraph,
    Strong,
    Text,
)

MARKUP = "oscal-markup"
"""The format of foreign content that is OSCAL markup."""

_insert = re.compile(r"\{\{ insert: param, ([^\s{}]+) \}\}")
_plain = re.compile(r"[^\\`*_\[\]<>&!{}\n]*")
_special = re.compile(r"[\\`*_\[\]<>&!{}~]")
_opening = re.compile(r"^(\s*)([#+\->=]|\d+(?=[.)]))")
_code_ticks = re.compile("`+")

AUTOMATIC = "stdml:computed"
"""The title of a link whose text is computed from its target, so that reading it gives an empty reference."""

Labels = Mapping[str, str]
"""The id of each parameter with the words that stand for it."""


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    # Escaped characters stay apart from what may be an inserted parameter.
    return MarkdownIt("commonmark").disable(["text_join"])


def read_line(text: str, labels: Labels, breaks: bool = False) -> list[Any] | None:
    """Return one line of markup as inline nodes, verbatim where need be; None if the model cannot hold it.

    Args:
        text: the markup
        labels: the words of the parameters
        breaks: whether there may be line breaks in it
    """
    nodes = _exact_line(text, labels) if breaks or is_text(text) else None
    if nodes is not None:
        return nodes
    return [ForeignInline(text, MARKUP)] if is_verbatim(text) else None


def read_prose(text: str, labels: Labels) -> list[Any] | None:
    """Return markup as paragraphs, or as a foreign block where these would not give it back identically."""
    if not is_verbatim(text):
        return None
    paragraphs = [_exact_line(part, labels) for part in text.split("\n\n")]
    if text and all(paragraphs):
        return [Paragraph(nodes) for nodes in paragraphs if nodes]
    return [ForeignBlock(text, MARKUP)]


def _exact_line(text: str, labels: Labels) -> list[Any] | None:
    """Return inline nodes that are written back as `text`, or None."""
    if not is_verbatim(text):
        return None
    if (
        is_text(text)
        and _plain.fullmatch(text)
        and not _opening.match(text)
        and text.strip()
        and "    " not in text[:4]
    ):
        return [Text(text)]
    nodes = _parse(text, labels)
    if nodes is None or (_raw(nodes, labels) != text and write_line(nodes, labels) != text):
        return None
    return nodes


def _parse(text: str, labels: Labels) -> list[Any] | None:
    core = text.strip()
    if not core:
        return None
    tokens = _parser().parse(core)
    if len(tokens) != 3 or tokens[0].type != "paragraph_open":
        return None
    before, _, after = text.partition(core)
    nodes = _nodes(tokens[1].children, labels)
    if nodes is None:
        return None
    return _merged([*([Text(before)] if before else []), *nodes, *([Text(after)] if after else [])])


def _merged(nodes: list[Any]) -> list[Any]:
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].value + node.value)
        else:
            found.append(node)
    return found


_WRAPPERS = {"em_open": Emphasis, "strong_open": Strong}


def _nodes(tokens: list[Any], labels: Labels) -> list[Any] | None:
    """Return inline nodes for tokens of the parser, or None for tokens that nothing is made of."""
    stack: list[tuple[Any, list[Any]]] = [(None, [])]
    for token in tokens:
        below = stack[-1][1]
        match token.type:
            case "text":
                below.extend(_inserted(token.content, labels))
            case "text_special" if token.content:
                below.append(Text(token.content))
            case "code_inline" if is_text(token.content):
                below.append(CodeSpan(token.content))
            case "hardbreak":
                below.append(LineBreak())
            case "em_open" | "strong_open":
                stack.append((_WRAPPERS[token.type], []))
            case "link_open":
                stack.append((token.attrs, []))
            case "em_close" | "strong_close" | "link_close":
                what, inside = stack.pop()
                stack[-1][1].append(_closed(what, _merged(inside)))
            case _:
                return None
    found = _merged(stack[0][1])
    return found if len(stack) == 1 and all(node is not None for node in found) else None


def _closed(what: Any, inside: list[Any]) -> Any:
    if not isinstance(what, dict):
        return what(inside)
    href, title = what.get("href", ""), what.get("title")
    if href.startswith("#") and is_identifier(href[1:]) and title in (None, AUTOMATIC):
        return CrossReference([] if title else inside, href[1:])
    if not is_line(href) or not (title is None or is_line(title)):
        return None
    return Link(inside, href, title)


def _inserted(text: str, labels: Labels) -> list[Any]:
    found: list[Any] = []
    at = 0
    for match in _insert.finditer(text):
        if is_identifier(match.group(1)) and match.group(1) in labels:
            if match.start() > at:
                found.append(Text(text[at : match.start()]))
            found.append(CrossReference([Text(labels[match.group(1)])], match.group(1)))
            at = match.end()
    if at < len(text):
        found.append(Text(text[at:]))
    return found


def write_line(nodes: list[Any], labels: Labels) -> str | None:
    """Return inline nodes as markup that is read as the same nodes, or None if there is none."""
    if len(nodes) == 1 and isinstance(nodes[0], ForeignInline) and nodes[0].format == MARKUP:
        return nodes[0].text
    nodes = _merged(nodes)
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        value = nodes[0].value
        if (
            _plain.fullmatch(value)
            and not _opening.match(value)
            and value.strip()
            and "    " not in value[:4]
        ):
            return value
    for escape in (False, True):
        text = _raw(nodes, labels, escape)
        if text is not None and "\n\n" not in text and _parse(text, labels) == nodes:
            return text
    return None


def _raw(nodes: list[Any], labels: Labels, escape: bool = False) -> str | None:
    parts = [_spelled(node, labels, escape, first=index == 0) for index, node in enumerate(nodes)]
    return None if any(part is None for part in parts) else "".join(part for part in parts if part)


def _spelled(node: Any, labels: Labels, escape: bool, first: bool = False) -> str | None:
    match node:
        case Text(value=value):
            if not escape:
                return value
            value = _special.sub(r"\\\g<0>", value)
            return _opening.sub(_escaped_opening, value) if first else value
        case CodeSpan(text=text):
            ticks = "`" * (max(map(len, _code_ticks.findall(text)), default=0) + 1)
            padding = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
            return f"{ticks}{padding}{text}{padding}{ticks}"
        case LineBreak():
            return "\\\n"
        case CrossReference(target=str(target), children=[Text(value=value)]) if labels.get(target) == value:
            return f"{{{{ insert: param, {target} }}}}"
        case Emphasis(children=children):
            return _around("*", _raw(children, labels, escape))
        case Strong(children=children):
            return _around("**", _raw(children, labels, escape))
        case CrossReference(target=str(target), children=[]):
            return f'[{_special.sub("", labels.get(target, "")) or target}](#{target} "{AUTOMATIC}")'
        case CrossReference(target=str(target), children=children):
            return _linked(_raw(children, labels, escape), f"#{target}", None)
        case Link(children=children, href=str(href), title=title):
            return _linked(_raw(children, labels, escape), href, title)
    return None


def _escaped_opening(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _around(mark: str, inside: str | None) -> str | None:
    return None if inside is None else f"{mark}{inside}{mark}"


def _linked(inside: str | None, href: str, title: str | None) -> str | None:
    if inside is None or any(c in href for c in " <>") or href.count("(") != href.count(")"):
        return None
    shown = "" if title is None else ' "' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"[{inside}]({href}{shown})"
