"""Program text with its parts of speech marked."""

from __future__ import annotations

from html import escape
from typing import Any

from stdml.formats.html.context import Context
from stdml.model import CodeBlock

_LONGEST = 200_000
_UNREADABLE = 0.1


def code_block(context: Context, node: CodeBlock) -> str:
    """Return a block of code, highlighted where its language is known."""
    words = (node.language or "").split()
    language = words[0].strip("{}.").lower() if words else ""
    shown = (language and _highlight(node.text, language)) or escape(node.text, quote=False)
    label = escape(f"{context.page.code} {language}".strip())
    info = f' data-language="{escape(node.language)}"' if node.language else ""
    return (
        f'<pre class="code"{context.node_id(node)}{context.attributes(node.attrs)}{info} tabindex="0"'
        f' role="group" aria-label="{label}"><code>{shown}</code></pre>\n'
    )


def _highlight(text: str, language: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.token import STANDARD_TYPES, Error
    from pygments.util import ClassNotFound

    try:
        lexer: Any = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    tokens = list(lexer.get_tokens(text))
    # A lexer may drop a byte order mark or other characters; the text comes first.
    if "".join(value for _, value in tokens) != text:
        return None
    # What a lexer cannot read it returns character by character; much of it means the marks would mislead.
    if sum(len(value) for kind, value in tokens if kind is Error) > len(text) * _UNREADABLE:
        return None
    parts: list[str] = []
    for kind, value in tokens:
        while kind not in STANDARD_TYPES:
            kind = kind.parent
        name = STANDARD_TYPES[kind]
        content = escape(value, quote=False)
        parts.append(content if name in ("", "w", "err") else f'<span class="{name}">{content}</span>')
    return "".join(parts)
