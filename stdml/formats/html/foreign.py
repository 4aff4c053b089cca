"""Content of other formats: a small safe part of HTML is passed on, everything else is shown as text."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from stdml.formats.html.addresses import is_safe, is_safe_picture
from stdml.formats.html.context import Context
from stdml.model import ForeignBlock, ForeignInline
from stdml.text.slugs import html_anchors

_PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_FLOW = _PHRASING | frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_VOID = frozenset({"br", "wbr", "img", "hr", "col"})
_ATTRIBUTES = {
    "*": frozenset({"lang", "dir", "title"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "ol": frozenset({"start", "reversed"}),
    "details": frozenset({"open"}),
    "time": frozenset({"datetime"}),
}
_tag = re.compile(r"\s*<(/?)([A-Za-z][A-Za-z0-9]*)\b([^<>]*?)(/?)>\s*")
_href = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_any_tag = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_comments = re.compile(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_word = re.compile(r"\w+")
_DROPPED_TAGS = {"center": "div"}


def anchors(context: Context, text: str) -> str:
    """Return empty elements with the names that a piece of HTML gives to its place."""
    if context.quiet or "<" not in text:
        return ""
    ids = (context.id(name) for name in html_anchors(text) if name)
    return "".join(f"<span{attribute}></span>" for attribute in ids if attribute)


def _as_text(text: str) -> str:
    return f'<code class="foreign">{escape(text, quote=False)}</code>' if text else ""


def inline_tags(nodes: list[Any]) -> dict[int, str]:
    """Return what to write for the tags in running text that belong together, by their place in the list.

    Readers find `<u>` and `</u>` as two nodes; only a safe pair of them on one level is passed on.
    """
    found: dict[int, str] = {}
    opened: list[tuple[str, int]] = []
    for index, node in enumerate(nodes):
        if type(node) is not ForeignInline or node.format != "html":
            continue
        match = _tag.fullmatch(node.text)
        if match is None or (name := match.group(2).lower()) not in _PHRASING:
            continue
        if match.group(1):
            if name in (names := [tag for tag, _ in opened]):
                at = len(names) - 1 - names[::-1].index(name)
                found[opened[at][1]], found[index] = f"<{name}>", f"</{name}>"
                del opened[at:]
        elif name not in _VOID and not match.group(4):
            opened.append((name, index))
    return found


def safe_href(tag: str) -> str | None:
    """Return the address of a tag such as `<a href="x">` if a page may lead to it."""
    match = _href.search(tag)
    address = unescape(next(filter(None, match.groups()), "")) if match else ""
    return address if address and is_safe(address) else None


def foreign_inline(context: Context, node: ForeignInline) -> str:
    """Return a piece of foreign content in running text."""
    if node.format != "html":
        return _as_text(node.text)
    if _comments.fullmatch(node.text):
        return ""
    return anchors(context, node.text) + (_safe_html(context, node, _PHRASING) or "")


def foreign_block(context: Context, node: ForeignBlock) -> str:
    """Return a block of foreign content."""
    if node.format != "html":
        shown = f"<code>{escape(node.text, quote=False)}</code>"
        label = escape(node.format)
        return f'<pre class="foreign" tabindex="0" role="group" aria-label="{label}">{shown}</pre>\n'
    if _comments.fullmatch(node.text):
        return ""
    return f'<div class="foreign">{anchors(context, node.text)}{_safe_html(context, node, _FLOW)}</div>\n'


def _safe_html(context: Context, node: Any, allowed: frozenset[str]) -> str:
    """Return the safe part of a piece of HTML, or all of it as text where words would be lost."""
    text: str = node.text
    if not _any_tag.search(text):
        return escape(text, quote=False)
    tags = [match.group(2).lower() for match in _tag.finditer(text)]
    if not _any_tag.sub("", text).strip() and "img" not in tags and all(tag in allowed for tag in tags):
        # Nothing but tags of elements whose content stands elsewhere.
        return "<br>" if tags == ["br"] else ""
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return _as_text(text)
    parts: list[str] = []
    words: list[str] = []
    lost: set[str] = set()
    _children(context, root, allowed, parts, words, lost)
    expected = _word.findall(re.sub("&#?[A-Za-z0-9]+;", " ", _any_tag.sub(" ", text)))
    kept = " ".join(words)
    if any(word not in kept for word in expected):
        return _as_text(text)
    if lost:
        context.lose(node, "attributes", f"not passed on: {', '.join(sorted(lost))}")
    return "".join(parts)


def _text(value: str | None, parts: list[str], words: list[str]) -> None:
    if value:
        parts.append(escape(value, quote=False))
        words.append(value)


def _children(
    context: Context,
    element: Any,
    allowed: frozenset[str],
    parts: list[str],
    words: list[str],
    lost: set[str],
) -> None:
    _text(element.text, parts, words)
    for child in element:
        if isinstance(child.tag, str):
            _element(context, child, allowed, parts, words, lost)
        _text(child.tail, parts, words)


def _element(
    context: Context,
    element: Any,
    allowed: frozenset[str],
    parts: list[str],
    words: list[str],
    lost: set[str],
) -> None:
    name = element.tag.lower()
    if name not in allowed:
        from lxml import etree

        source = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
        parts.append(_as_text(source))
        words.append(source)
        return
    name = _DROPPED_TAGS.get(name, name)
    if name == "a" and (context.in_link or context.quiet or not element.get("href")):
        name = "span"
    parts.append(f"<{name}{_safe_attributes(element, name, lost)}>")
    if name not in _VOID:
        _children(context, element, allowed, parts, words, lost)
        parts.append(f"</{name}>")


def _safe_attributes(element: Any, name: str, lost: set[str]) -> str:
    allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(name, frozenset())
    found = ""
    for key, value in element.attrib.items():
        safe = is_safe_picture(value) if key == "src" else key != "href" or is_safe(value)
        if key in allowed and safe:
            found += f' {key}="{escape(value)}"'
        elif key not in ("id", "name"):
            lost.add(key)
    if name == "img" and "alt" not in element.attrib:
        found += ' alt=""'
    return found
