"""The table of all provisions at the end of the page, and the index."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from stdml.formats.html.context import STATEMENTS, Context, fragment
from stdml.formats.html.inlines import inlines, parameter_summary
from stdml.model import Paragraph, Parameter, Provision, walk
from stdml.model.walk import children

_FACETS = (
    "strength", "subject", "actor", "characteristic", "applicability", "condition", "exceptions",
    "constraint", "decision", "verification", "method", "sampling", "frequency", "relations", "severity",
    "rationale", "provenance",
)  # fmt: skip
_QUIET_FACETS = frozenset({"strength"})


def provisions(context: Context) -> str:
    """Return the list of provisions with links to their places, or "" where there are none."""
    listed = [p for p in context.provisions if context.modality(p[0]) != "statement"]
    if not listed:
        return ""
    words = context.page
    heads = (words.clause, words.modality, words.text, words.parameters)
    head = "".join(f'<th scope="col">{word}</th>' for word in heads)
    rows = "".join(_row(context, *provision) for provision in listed)
    return (
        f'<section class="provisions" id="stdml-provisions">\n<h2>{words.provisions}</h2>\n'
        f'<div class="scroll table" tabindex="0" role="group" aria-label="{words.provisions}">\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div></section>\n"
    )


def _row(context: Context, node: Any, name: str, clause: Any) -> str:
    place = escape(context.numbering.reference_text(clause) or node.id or "→", quote=False)
    kind = context.modality(node)
    modality = context.page.modalities.get(kind or "", "")
    text = _words(context, node)
    identifier = f'<span class="pid">{escape(node.id, quote=False)}</span>' if node.id else ""
    parameters = "<br>".join(
        escape(parameter_summary(n), quote=False) for n in walk(node) if type(n) is Parameter
    )
    return (
        f'<tr><th scope="row"><a href="{fragment(name)}">{place}</a>{identifier}</th>'
        f'<td><span class="chip c-{kind or "none"}">{modality}</span></td>'
        f"<td>{text}{_facets(context, node)}</td><td>{parameters}</td></tr>\n"
    )


def _words(context: Context, node: Any) -> str:
    """Return the words of a provision, computed references and formulas included."""
    quiet, context.quiet = context.quiet, True
    paragraphs = [node] if type(node) is Provision else list(_paragraphs(node))
    found = " ".join(inlines(context, paragraph.children) for paragraph in paragraphs)
    context.quiet = quiet
    return found


def _paragraphs(node: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs of a requirement that state it; its notes and examples do not."""
    for child in children(node):
        if type(child) is Paragraph:
            yield child
        elif child.kind not in STATEMENTS:
            yield from _paragraphs(child)


def _facets(context: Context, node: Any) -> str:
    """Return what was stated of a provision beside its words."""
    found = ""
    for name in _FACETS:
        value = getattr(node, name)
        if value and name not in _QUIET_FACETS:
            shown = "; ".join(value) if isinstance(value, list) else value
            found += f"<div><dt>{context.page.fields[name]}</dt><dd>{escape(shown, quote=False)}</dd></div>"
    return f'<dl class="facets">{found}</dl>' if found else ""


def index(context: Context) -> str:
    """Return the index that the marks in the text make, or "" where there are none."""
    if not context.marks:
        return ""
    entries: dict[str, dict[str, list[tuple[str, Any]]]] = {}
    for entry, subentry, name, clause in context.marks:
        entries.setdefault(entry, {}).setdefault(subentry or "", []).append((name, clause))
    items = ""
    for entry in sorted(entries):
        inner = ""
        for subentry, places in sorted(entries[entry].items()):
            links = ", ".join(_place(context, name, clause) for name, clause in places)
            if subentry:
                inner += f"<li>{escape(subentry, quote=False)} {links}</li>"
            else:
                inner = f" {links}{inner}"
        items += f"<li>{escape(entry, quote=False)}{_nested(inner)}</li>\n"
    return (
        f'<section class="made-index" id="stdml-index">\n<h2>{context.page.index}</h2>\n'
        f"<ul>\n{items}</ul></section>\n"
    )


def _nested(inner: str) -> str:
    before, opening, rest = inner.partition("<li>")
    return f"{before}<ul>{opening}{rest}</ul>" if opening else before


def _place(context: Context, name: str, clause: Any) -> str:
    place = escape(context.numbering.reference_text(clause) or "→", quote=False)
    return f'<a href="{fragment(name)}">{place}</a>'
