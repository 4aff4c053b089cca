"""Clauses and term entries, and the list of contents."""

from __future__ import annotations

from html import escape
from typing import Any

from stdml.formats.html.blocks import blocks, footnotes
from stdml.formats.html.context import Context, fragment
from stdml.formats.html.inlines import inlines
from stdml.model import Clause, Paragraph, TermEntry


def sections(context: Context, nodes: list[Any]) -> str:
    """Return clauses and term entries; footnotes stand at the end of each clause of the first level."""
    parts: list[str] = []
    outside = context.clause
    context.level += 1
    for node in nodes:
        context.clause = node
        parts.append(_clause(context, node) if type(node) is Clause else _term(context, node))
        if context.level == 1:
            parts.append(footnotes(context, context.notes))
    context.level -= 1
    context.clause = outside
    return "".join(parts)


def _number(context: Context, node: Any) -> str:
    """Return the number of a clause as a link to the clause, or a small mark as the link."""
    untitled = type(node) is Clause and not node.title
    label = context.numbering.label(node) or (context.numbering.number(node) if untitled else None)
    href = fragment(context.numbering.anchor(node) or "")
    if label:
        return f'<a class="number" href="{href}">{escape(label, quote=False)}</a>'
    hint = escape(context.page.permalink.format(context.numbering.reference_text(node) or context.page.here))
    return f'<a class="permalink" href="{href}" aria-label="{hint}">#</a>'


def _heading(context: Context, name: str, content: str) -> str:
    level = context.level + 1
    attribute = f' class="{name}"' if name else ""
    if level <= 6:
        return f"<h{level}{attribute}>{content}</h{level}>\n"
    return f'<div{attribute} role="heading" aria-level="{level}">{content}</div>\n'


def _clause(context: Context, node: Clause) -> str:
    start = f'<section class="clause {node.type}"{context.node_id(node)}{context.attributes(node.attrs)}>\n'
    title = inlines(context, node.title)
    number = _number(context, node)
    body = node.blocks
    if node.type == "annex":
        nature = f'<span class="nature">{getattr(context.words, node.nature)}</span> ' if node.nature else ""
        shown = f'<span class="title">{title}</span>' if title else ""
        head = _heading(context, "annex-heading", f"{number} {nature}{shown}")
    elif title:
        has_number = bool(context.numbering.label(node))
        head = _heading(context, "", f"{number}{_gap(context)}{title}" if has_number else f"{title} {number}")
    else:
        # An untitled clause has its number in the first line of its text (GB/T 1.1-2020, 7.3.4).
        lead = number + _gap(context)
        return f"{start}{_untitled(context, node, lead)}{sections(context, node.clauses)}</section>\n"
    return f"{start}{head}{blocks(context, body)}{sections(context, node.clauses)}</section>\n"


def _untitled(context: Context, node: Clause, lead: str) -> str:
    if node.blocks and type(node.blocks[0]) is Paragraph:
        return blocks(context, node.blocks, lead)
    return f'<p class="led">{lead}</p>\n{blocks(context, node.blocks)}'


def _gap(context: Context) -> str:
    return "\u3000" if context.is_chinese else " "


def _term(context: Context, node: TermEntry) -> str:
    start = f'<section class="term"{context.node_id(node)}{context.attributes(node.attrs)}>\n'
    main = [d for d in node.designations if d.status == "preferred"] or node.designations[:1]
    others = [d for d in node.designations if not any(d is m for m in main)]
    shown = _gap(context).join(_designation(context, d) for d in main)
    head = _heading(context, "", f"{_number(context, node)}{_gap(context)}{shown}")
    rest = ""
    for designation in others:
        mark = escape(context.page.deprecated, quote=False) if designation.status == "deprecated" else ""
        rest += (
            f'<p class="designation {designation.status}">{mark}{_designation(context, designation)}</p>\n'
        )
    domain = inlines(context, node.domain)
    domain = f'<span class="domain">〈{domain}〉</span>' if domain else ""
    body = blocks(context, node.children, domain) if domain else blocks(context, node.children)
    sources = "".join(
        f'<p class="source">[{escape(context.words.source, quote=False)}{"" if context.is_chinese else " "}'
        f"{inlines(context, source.children)}]</p>\n"
        for source in node.sources
    )
    return f"{start}{head}{rest}{body}{sources}</section>\n"


def _designation(context: Context, node: Any) -> str:
    language = f' lang="{escape(node.language)}"' if node.language else ""
    return f"<dfn{language}>{inlines(context, node.children)}</dfn>"


def contents(context: Context, nodes: list[Any], depth: int = 3) -> str:
    """Return the list of contents, `depth` levels deep; clauses without a title are left out."""
    context.quiet = True
    found = _entries(context, nodes, depth)
    context.quiet = False
    return found


def _entries(context: Context, nodes: list[Any], depth: int) -> str:
    parts: list[str] = []
    for node in nodes:
        inner = _entries(context, node.clauses, depth - 1) if type(node) is Clause and depth > 1 else ""
        entry = _entry(context, node)
        if entry or inner:
            parts.append(f"<li>{entry}{inner}</li>\n")
    return f"<ol>\n{''.join(parts)}</ol>" if parts else ""


def _entry(context: Context, node: Any) -> str:
    if type(node) is Clause:
        title = inlines(context, node.title)
        if node.type == "annex" and node.nature:
            title = getattr(context.words, node.nature) + ("" if context.is_chinese else " ") + title
    else:
        title = inlines(context, node.designations[0].children)
    label = escape(context.numbering.label(node), quote=False)
    if not title.strip():
        return "" if node.kind != "clause" or node.type != "annex" else _link(context, node, label)
    return _link(context, node, f'<span class="toc-number">{label}</span> {title}' if label else title)


def _link(context: Context, node: Any, content: str) -> str:
    return f'<a href="{fragment(context.numbering.anchor(node) or "")}">{content}</a>'
