"""Running text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from stdml.formats.html.addresses import is_safe, is_safe_picture
from stdml.formats.html.context import Context, fragment
from stdml.formats.html.foreign import anchors, foreign_inline, inline_tags, safe_href
from stdml.formats.html.mathematics import mathml
from stdml.model import (
    Citation,
    CodeSpan,
    CrossReference,
    Deletion,
    Emphasis,
    FootnoteReference,
    ForeignInline,
    Image,
    IndexMark,
    InlineComment,
    Insertion,
    LanguageSpan,
    LineBreak,
    Link,
    Math,
    Parameter,
    Provision,
    SelfReference,
    Span,
    Strong,
    Subscript,
    Superscript,
    TermReference,
    Text,
    plain_text,
    walk,
)
from stdml.model.kinds import child_fields

_OPERATORS = {"<=": "≤", ">=": "≥", "==": "=", "<": "<", ">": ">"}


def inlines(context: Context, nodes: list[Any]) -> str:
    """Return running text."""
    parts: list[str] = []
    tags: dict[int, str] | None = None
    for index, node in enumerate(nodes):
        cls = type(node)
        if cls is Text:
            value = node.value
            # Most text needs no escaping, and looking is cheaper than replacing.
            parts.append(
                escape(value, quote=False) if "&" in value or "<" in value or ">" in value else value
            )
        elif cls is ForeignInline:
            tags = inline_tags(nodes) if tags is None else tags
            tag = tags.get(index)
            if tag is None:
                parts.append(foreign_inline(context, node))
            else:
                parts.append(_tag(context, node, tag))
        else:
            parts.append(_WRITERS[cls](context, node))
    return "".join(parts)


def _tag(context: Context, node: ForeignInline, tag: str) -> str:
    """Return one of a pair of tags; one that is named or leads nowhere is no link but a place."""
    places = "" if tag.startswith("</") else anchors(context, node.text)
    if tag == "<a>":
        href = None if context.in_link or context.quiet else safe_href(node.text)
        context.open_tags.append(href is not None)
        if href is None:
            return f"{places}<span>"
        context.in_link = True
        return f'{places}<a href="{escape(href)}">'
    if tag == "</a>":
        if not context.open_tags.pop():
            return "</span>"
        context.in_link = False
    return places + tag


def _element(name: str) -> Callable[[Context, Any], str]:
    def write(context: Context, node: Any) -> str:
        return f"<{name}>{inlines(context, node.children)}</{name}>"

    return write


def _code(context: Context, node: CodeSpan) -> str:
    return f"<code>{escape(node.text, quote=False)}</code>"


def _math(context: Context, node: Math) -> str:
    return mathml(context, node.tex, display=False)


def _anchor(context: Context, href: str, children: list[Any] | str, attributes: str = "") -> str:
    """Return a link, or its words alone where a link is open already or none is wanted."""
    if context.in_link or context.quiet:
        return children if isinstance(children, str) else inlines(context, children)
    context.in_link = True
    try:
        content = children if isinstance(children, str) else inlines(context, children)
    finally:
        context.in_link = False
    return f'<a href="{href}"{attributes}>{content}</a>'


def _link(context: Context, node: Link) -> str:
    href = node.href or ""
    title = f' title="{escape(node.title)}"' if node.title else ""
    children: list[Any] | str = node.children or escape(href, quote=False)
    if href and is_safe(href):
        if href.startswith("#"):
            target = context.numbering.resolve(href[1:])
            name = context.numbering.anchor(target) if target is not None else None
            return _anchor(context, fragment(name or href[1:]), children, title)
        return _anchor(context, escape(href), children, title)
    shown = children if isinstance(children, str) else inlines(context, children)
    if not href or not node.children:
        return shown
    return f'{shown}<span class="address"> ({escape(href, quote=False)})</span>'


def picture(context: Context, src: str | None, alternative: str, title: str | None = None) -> str:
    """Return a picture; where its address is not safe, what stands for it."""
    src = (context.resource(src) if context.resource and src else None) or src
    if src is None or not is_safe_picture(src):
        shown = f"{alternative} ({src})" if src else alternative
        return f'<span class="missing">{escape(shown, quote=False)}</span>'
    hint = f' title="{escape(title)}"' if title else ""
    return f'<img src="{escape(src)}" alt="{escape(alternative)}"{hint}>'


def _image(context: Context, node: Image) -> str:
    # The alternative text is an attribute, so what has a place of its own stands before the picture.
    places, alternative = "", ""
    for child in walk(node):
        kind = type(child)
        if kind is IndexMark or kind is FootnoteReference:
            places += _WRITERS[kind](context, child)
        elif identifier := context.id(getattr(child, "id", None)):
            places += f"<span{identifier}></span>"
        if kind is not Image and not any(child_fields(kind)):
            alternative += child.text if isinstance(child, ForeignInline) else plain_text(child)
    return places + picture(context, node.src, alternative, node.title)


def _cross_reference(context: Context, node: CrossReference) -> str:
    target = context.numbering.resolve(node.target) if node.target else None
    if target is None:
        shown = inlines(context, node.children) or escape(node.target or "", quote=False)
        return f'<span class="unresolved">{shown}</span>'
    shown_children: list[Any] | str = node.children or escape(
        context.numbering.reference_text(target), quote=False
    )
    if target.kind == "document":
        return _anchor(context, "#stdml-main", shown_children)
    name = context.numbering.anchor(target)
    if name is None or (
        node.target in context.identifiers.anchors and node.target not in context.identifiers.nodes
    ):
        name = node.target or ""
    return _anchor(context, fragment(name), shown_children, ' class="xref"')


def _term_reference(context: Context, node: TermReference) -> str:
    target = context.numbering.resolve(node.target) if node.target else None
    name = context.numbering.anchor(target) if target is not None else None
    if name is None:
        return f'<span class="term-ref">{inlines(context, node.children)}</span>'
    children: list[Any] | str = node.children or escape(context.numbering.reference_text(target), quote=False)
    return _anchor(context, fragment(name), children, ' class="term-ref"')


def _citation(context: Context, node: Citation) -> str:
    stated = f' data-identifier="{escape(node.identifier)}"' if node.identifier else ""
    stated += f' data-locality="{escape(node.locality)}"' if node.locality else ""
    words = inlines(context, node.children)
    if not words:
        words = escape(" ".join(filter(None, (node.identifier, node.locality))), quote=False)
    entry = context.references.find(node)
    if entry is not None and entry is not context.entry:
        words = _anchor(context, fragment(context.entry_name(entry)), words)
    return f'<span class="citation"{stated}>{words}</span>'


def _footnote_reference(context: Context, node: FootnoteReference) -> str:
    if context.quiet:
        return ""
    label = node.target
    footnote = context.identifiers.footnotes.get(label)
    if footnote is None:
        return f'<sup class="unresolved">{escape(label, quote=False)}</sup>'
    number = escape(context.numbering.number(node) or label, quote=False)
    queue_footnote(context, footnote)
    name = context.fresh("fnref")
    context.calls.setdefault(label, []).append(name)
    hint = escape(context.page.footnote.format(number))
    if context.in_link:
        return f'<sup class="fnref"{context.id(name)}>{number}</sup>'
    return (
        f'<sup class="fnref"><a{context.id(name)} href="{fragment(footnote_name(context, footnote))}"'
        f' role="doc-noteref" aria-label="{hint}">{number}</a></sup>'
    )


def footnote_name(context: Context, footnote: Any) -> str:
    """Return the name of the place of a footnote."""
    name = context.note_names.get(id(footnote))
    if name is None:
        name = context.note_names[id(footnote)] = context.fresh("fn")
    return name


def queue_footnote(context: Context, footnote: Any) -> None:
    """See to it that a footnote is shown once: under its table or figure, or at the end of the clause."""
    if id(footnote) in context.queued:
        return
    context.queued.add(id(footnote))
    inside = footnote.label in context.identifiers.in_objects and context.object_notes is not None
    (context.object_notes if inside and context.object_notes is not None else context.notes).append(footnote)


def _provision(context: Context, node: Provision) -> str:
    content = inlines(context, node.children)
    if context.quiet:
        return content
    name = node.id or context.fresh("p")
    if not context.in_requirement:
        context.provisions.append((node, name, context.clause))
    kind = context.modality(node) or "none"
    hint = escape(" ".join(filter(None, (context.page.modalities.get(kind), node.id))))
    return f'<span class="p p-{kind}"{context.id(name)} title="{hint}">{content}</span>'


def parameter_summary(node: Parameter) -> str:
    """Return what was understood of a parameter in one short line, such as 间距 ≥ 1.2 m."""
    unit = f" {node.written_unit or node.unit}" if node.written_unit or node.unit else ""
    if node.lower is not None or node.upper is not None:
        value = f"{node.lower or ''}～{node.upper or ''}{unit}"
    elif node.nominal is not None:
        value = f"{node.nominal}{_tolerance(node)}{unit}"
    elif node.values:
        value = " | ".join(node.values)
    elif node.value is not None:
        value = f"{_OPERATORS.get(node.op or '', '')} {node.value}{unit}".strip()
    else:
        value = plain_text(node.children)
    return " ".join(filter(None, (node.name or node.symbol, value)))


def _tolerance(node: Parameter) -> str:
    if node.tol_plus == node.tol_minus and node.tol_plus:
        return f" ± {node.tol_plus}"
    return "".join(
        f" {sign}{value}" for sign, value in (("+", node.tol_plus), ("−", node.tol_minus)) if value
    )


def _parameter(context: Context, node: Parameter) -> str:
    hint = f' title="{escape(parameter_summary(node))}"'
    return f'<span class="param"{context.id(node.id)}{hint}>{inlines(context, node.children)}</span>'


def _index_mark(context: Context, node: IndexMark) -> str:
    if context.quiet:
        return ""
    name = context.fresh("idx")
    context.marks.append((node.entry, node.subentry, name, context.clause))
    return f"<span{context.id(name)}></span>"


def _change(name: str) -> Callable[[Context, Any], str]:
    def write(context: Context, node: Insertion | Deletion) -> str:
        hint = ", ".join(filter(None, (node.author, node.date)))
        title = f' title="{escape(hint)}"' if hint else ""
        return f"<{name}{title}>{inlines(context, node.children)}</{name}>"

    return write


def _language_span(context: Context, node: LanguageSpan) -> str:
    language = f' lang="{escape(node.language)}"' if node.language else ""
    return f"<span{language}>{inlines(context, node.children)}</span>"


def _span(context: Context, node: Span) -> str:
    attributes = context.id(node.id) + context.attributes(node.attrs)
    return f"<span{attributes}>{inlines(context, node.children)}</span>"


def _nothing(context: Context, node: Any) -> str:
    return ""


_WRITERS: dict[type, Callable[[Context, Any], str]] = {
    Emphasis: _element("em"),
    Strong: _element("strong"),
    Subscript: _element("sub"),
    Superscript: _element("sup"),
    CodeSpan: _code,
    Math: _math,
    Link: _link,
    Image: _image,
    CrossReference: _cross_reference,
    Citation: _citation,
    SelfReference: lambda context, node: inlines(context, node.children),
    TermReference: _term_reference,
    FootnoteReference: _footnote_reference,
    Provision: _provision,
    Parameter: _parameter,
    IndexMark: _index_mark,
    Insertion: _change("ins"),
    Deletion: _change("del"),
    LineBreak: lambda context, node: "<br>",
    LanguageSpan: _language_span,
    Span: _span,
    InlineComment: _nothing,
}
