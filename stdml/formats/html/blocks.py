"""What stands between headings."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from stdml.formats.html.code import code_block
from stdml.formats.html.context import Context, fragment
from stdml.formats.html.foreign import foreign_block
from stdml.formats.html.inlines import footnote_name, inlines, picture, queue_footnote
from stdml.formats.html.mathematics import mathml
from stdml.formats.html.tables import table
from stdml.model import (
    CodeBlock,
    Comment,
    Container,
    DefinitionList,
    Divider,
    Example,
    Figure,
    Footnote,
    ForeignBlock,
    Formula,
    Heading,
    List,
    Note,
    Paragraph,
    Quotation,
    ReferenceEntry,
    Requirement,
    SafetyWarning,
    Table,
    plain_text,
)


def blocks(context: Context, nodes: list[Any], lead: str = "") -> str:
    """Return blocks; `lead` stands at the beginning of the first paragraph, or in one of its own."""
    parts: list[str] = []
    for node in nodes:
        if lead and type(node) is Paragraph:
            parts.append(paragraph(context, node, lead))
        elif lead and type(node) not in (Comment, Footnote):
            parts.append(f"<p>{lead}</p>\n{_WRITERS[type(node)](context, node)}")
        else:
            parts.append(_WRITERS[type(node)](context, node))
            continue
        lead = ""
    if lead:
        parts.append(f"<p>{lead}</p>\n")
    return "".join(parts)


def _start(context: Context, node: Any) -> str:
    return context.node_id(node) + context.attributes(node.attrs)


def paragraph(context: Context, node: Paragraph, lead: str = "") -> str:
    """Return a paragraph, with a lead word if there is one."""
    flush = ' class="led"' if lead else ""
    return f"<p{flush}{_start(context, node)}>{lead}{inlines(context, node.children)}</p>\n"


def _list(context: Context, node: List) -> str:
    name = "ul" if node.style in ("dash", "bullet") else "ol"
    parts = [f'<{name} class="list {node.style}" role="list"{_start(context, node)}>\n']
    hidden = ' aria-hidden="true"' if name == "ul" else ""
    for item in node.items:
        mark = escape(context.numbering.label(item), quote=False)
        parts.append(f'<li{_start(context, item)}><span class="mark"{hidden}>{mark}</span>')
        parts.append(f'<div class="item">{tight(context, item.children)}</div></li>\n')
    parts.append(f"</{name}>\n")
    return "".join(parts)


def tight(context: Context, nodes: list[Any]) -> str:
    """Return blocks, without the element of a paragraph that stands alone."""
    if len(nodes) == 1 and type(nodes[0]) is Paragraph and nodes[0].id is None and nodes[0].attrs is None:
        return inlines(context, nodes[0].children)
    return blocks(context, nodes)


def _definitions(context: Context, node: DefinitionList) -> str:
    parts = [f'<dl class="definitions"{_start(context, node)}>\n']
    for item in node.items:
        parts.append(f"<div><dt>{inlines(context, item.term)}</dt>")
        parts.append(f"<dd>{tight(context, item.children)}</dd></div>\n")
    parts.append("</dl>\n")
    return "".join(parts)


def _key(context: Context, entries: list[Any], lead: str, name: str) -> str:
    """Return what symbols stand for (GB/T 1.1—2020, 9.7.4 and 9.9.3)."""
    if not entries:
        return ""
    rows = "".join(
        f"<div><dt>{inlines(context, e.symbol)}</dt><dd>{inlines(context, e.children)}</dd></div>\n"
        for e in entries
    )
    return f'<div class="{name}"><p class="key-lead">{escape(lead, quote=False)}</p><dl>\n{rows}</dl></div>\n'


def _formula(context: Context, node: Formula) -> str:
    number = context.numbering.number(node)
    shown = ""
    if number is not None:
        shown = escape(context.words.formula_reference.format(number), quote=False)
        shown = f'<span class="eqno">{shown}</span>'
    math = mathml(context, node.tex, display=True)
    label = escape(context.numbering.label(node) or context.page.formula)
    body = (
        f'<div class="formula"{_start(context, node)}><div class="scroll" tabindex="0" role="group"'
        f' aria-label="{label}">{math}</div>{shown}</div>\n'
    )
    return body + _key(context, node.where, context.words.where, "where")


def _figure(context: Context, node: Figure, part: bool = False) -> str:
    with context.objects() as notes:
        title = inlines(context, node.title)
        label = escape(context.numbering.label(node), quote=False)
        alternative = node.description or plain_text(node.title)
        parts = [f'<figure class="{"part" if part else "figure"}"{_start(context, node)}>\n']
        if node.src is not None or not node.parts:
            parts.append(picture(context, node.src, alternative))
        if node.parts:
            inner = "".join(_figure(context, p, part=True) for p in node.parts)
            parts.append(f'<div class="parts">\n{inner}</div>')
        parts.append(_key(context, node.key, context.words.key, "key"))
        parts.append(blocks(context, node.notes))
        parts.append(footnotes(context, notes))
    if node.description and node.description != plain_text(node.title):
        parts.append(f'<p class="description">{escape(node.description, quote=False)}</p>\n')
    if label or title:
        gap = (" " if part else context.words.caption_gap) if label and title else ""
        parts.append(f'<figcaption><span class="label">{label}</span>{gap}{title}</figcaption>\n')
    parts.append("</figure>\n")
    return "".join(parts)


def _led(name: str) -> Callable[[Context, Any], str]:
    """Return the writer of a block that a lead word opens: a note, an example or a warning."""

    def write(context: Context, node: Any) -> str:
        word = escape(context.numbering.label(node), quote=False)
        gap = "" if word.endswith("：") else " "
        lead = f'<span class="lead">{word}</span>{gap}'
        level = f" {node.level}" if name == "warning" else ""
        body = blocks(context, node.children, lead)
        return f'<div class="{name}{level}" role="note"{_start(context, node)}>\n{body}</div>\n'

    return write


def _quotation(context: Context, node: Quotation) -> str:
    return f"<blockquote{_start(context, node)}>\n{blocks(context, node.children)}</blockquote>\n"


def _reference(context: Context, node: ReferenceEntry) -> str:
    label = context.numbering.label(node)
    mark = f'<span class="mark">{escape(label, quote=False)}</span> ' if label else ""
    outside, context.entry = context.entry, node
    shown = inlines(context, node.children)
    context.entry = outside
    start = context.id(context.entry_name(node)) + context.attributes(node.attrs)
    return f'<p class="reference"{start}>{mark}{shown}</p>\n'


def _requirement(context: Context, node: Requirement) -> str:
    kind = context.modality(node) or "none"
    name = node.id or context.fresh("p")
    context.provisions.append((node, name, context.clause))
    outside, context.in_requirement = context.in_requirement, True
    body = blocks(context, node.children)
    context.in_requirement = outside
    tag = escape(
        " ".join(filter(None, (context.page.modalities.get(kind, context.page.provision), node.id))),
        quote=False,
    )
    return (
        f'<div class="requirement r-{kind}"{context.id(name)}{context.attributes(node.attrs)}>'
        f'<p class="tag">{tag}</p>\n{body}</div>\n'
    )


def _footnote(context: Context, node: Footnote) -> str:
    """Note a footnote that nothing refers to; all others are shown where they are first referred to."""
    label = node.label
    if context.identifiers.footnotes.get(label) is not node or label not in context.identifiers.references:
        queue_footnote(context, node)
    else:
        context.footnotes.append(node)
    return ""


def footnotes(context: Context, waiting: list[Footnote]) -> str:
    """Return the footnotes that wait to be shown, with links back to their marks; afterwards none waits."""
    parts: list[str] = []
    while waiting:
        node = waiting.pop(0)
        number = context.numbering.number(node) or node.label
        lead = f'<span class="mark">{escape(number, quote=False)}</span> '
        body = blocks(context, node.children, lead)
        links = "".join(
            f' <a href="{fragment(name)}" role="doc-backlink" aria-label="{escape(context.page.back)}">↩</a>'
            for name in context.calls.get(node.label, ())
        )
        name = context.id(footnote_name(context, node))
        parts.append(f'<li{name}>{body}<span class="back">{links}</span></li>\n')
    if not parts:
        return ""
    hint = escape(context.page.footnotes)
    return f'<ol class="footnotes" role="list" aria-label="{hint}">\n{"".join(parts)}</ol>\n'


def _heading(context: Context, node: Heading) -> str:
    level = min(context.level + 2, 6)
    start = f'<p class="heading" role="heading" aria-level="{level}"{_start(context, node)}>'
    return f"{start}{inlines(context, node.children)}</p>\n"


def _container(context: Context, node: Container) -> str:
    name = f' data-name="{escape(node.name)}"' if node.name else ""
    return f'<div class="container"{_start(context, node)}{name}>\n{blocks(context, node.children)}</div>\n'


_WRITERS: dict[type, Callable[[Context, Any], str]] = {
    Paragraph: paragraph,
    List: _list,
    DefinitionList: _definitions,
    Table: lambda context, node: table(context, node, blocks, footnotes),
    Figure: _figure,
    Formula: _formula,
    Note: _led("note"),
    Example: _led("example"),
    SafetyWarning: _led("warning"),
    CodeBlock: code_block,
    Quotation: _quotation,
    ReferenceEntry: _reference,
    Requirement: _requirement,
    Footnote: _footnote,
    Comment: lambda context, node: "",
    Heading: _heading,
    Divider: lambda context, node: f"<hr{_start(context, node)}>\n",
    Container: _container,
    ForeignBlock: foreign_block,
}
