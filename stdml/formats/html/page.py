"""The page as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from stdml.formats.html.blocks import blocks, footnotes
from stdml.formats.html.context import Context
from stdml.formats.html.cover import cover, linked_data, page_title, script_data
from stdml.formats.html.inlines import queue_footnote
from stdml.formats.html.provisions import index, provisions
from stdml.formats.html.sections import contents, sections
from stdml.model import Document
from stdml.registry import Written


@cache
def _resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def write_html(
    document: Document, json: str | None = None, resource: Callable[[str], str | None] | None = None
) -> Written:
    """Write a document as one page that needs nothing else.

    Args:
        document: the document
        json: the document as STDML JSON, to be carried in the page for programs
        resource: returns for the address of a picture the one to use, such as a data URL, or None to keep it
    """
    context = Context(document, resource)
    main = _main(context)
    identifiers = ", ".join(document.metadata.identifier)
    footer = f"<p>{escape(identifiers, quote=False)}</p>\n" if identifiers else ""
    data = f'<script type="application/json" id="stdml">{script_data(json)}</script>\n' if json else ""
    same = context.language.split("-")[0].lower() == context.page.language
    page_language = "" if same else f' lang="{context.page.language}"'
    text = Template(_resource("page.html")).substitute(
        language=escape(context.language),
        title=escape(page_title(context), quote=False),
        style=_resource("style.css"),
        linked_data=linked_data(context),
        page_language=page_language,
        skip=context.page.skip,
        cover=cover(context),
        navigation=_navigation(context),
        main=main,
        footer=f"{footer}<p{page_language}>{context.page.made}</p>\n",
        data=data,
    )
    return Written(text, context.losses)


def _main(context: Context) -> str:
    document = context.document
    parts = [blocks(context, document.blocks), footnotes(context, context.notes)]
    parts.append(sections(context, document.clauses))
    # Footnotes whose mark is shown nowhere, such as one in the alternative text of a picture.
    for footnote in context.footnotes:
        queue_footnote(context, footnote)
    parts.append(footnotes(context, context.notes))
    while any(id(footnote) not in context.queued for footnote in context.footnotes):
        for footnote in list(context.footnotes):
            queue_footnote(context, footnote)
        parts.append(footnotes(context, context.notes))
    parts += [index(context), provisions(context)]
    return "".join(parts)


def _navigation(context: Context) -> str:
    found = contents(context, context.document.clauses)
    extra = ""
    for name, word, wanted in (
        ("stdml-index", context.page.index, context.marks),
        (
            "stdml-provisions",
            context.page.provisions,
            any(context.modality(p[0]) != "statement" for p in context.provisions),
        ),
    ):
        if wanted:
            extra += f'<li><a href="#{name}">{word}</a></li>\n'
    if not found and not extra:
        return ""
    entries = f"{found.removesuffix('</ol>') or '<ol>'}{extra}</ol>"
    return (
        f'<nav id="stdml-contents" aria-label="{context.page.contents}">\n'
        f"<details><summary>{context.page.contents}</summary></details>\n"
        f'<p class="nav-title">{context.page.contents}</p>\n{entries}\n</nav>\n'
    )
