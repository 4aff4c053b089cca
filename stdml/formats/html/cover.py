"""The cover of the page: numbers, titles, dates and who issued it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from stdml.formats.html.context import Context
from stdml.model import Clause, Metadata, plain_text

_SHOWN = frozenset({"title", "extra"})


def ordered_titles(context: Context) -> list[tuple[str, list[str]]]:
    """Return the titles with their languages, that in the language of the text first."""
    language = context.language.lower()
    titles = context.document.metadata.title.items()

    def distance(item: tuple[str, list[str]]) -> int:
        tag = item[0].lower()
        return 0 if tag == language else 1 if tag.split("-")[0] == language.split("-")[0] else 2

    return sorted(titles, key=distance)


def _joined(language: str, elements: list[str]) -> str:
    gap = "\u3000" if language.lower().startswith("zh") else " — "
    return gap.join(elements)


def page_title(context: Context) -> str:
    """Return the title of the page: number and title, else what the first heading says."""
    titles = ordered_titles(context)
    title = _joined(*titles[0]) if titles else ""
    named = " ".join(filter(None, (*context.document.metadata.identifier[:1], title)))
    headings = (plain_text(c.title) for c in context.document.clauses if isinstance(c, Clause))
    return named or next(filter(str.strip, headings), context.page.untitled)


def cover(context: Context) -> str:
    """Return the header of the page."""
    metadata = context.document.metadata
    titles = ordered_titles(context)
    # Without a title the first heading is one, and the page needs none that can be seen.
    bare = "" if titles or metadata.identifier else " bare"
    parts = [f'<header class="cover{bare}">\n', *_top(context, metadata)]
    if titles:
        for index, (language, elements) in enumerate(titles):
            shown = "".join(f'<span class="element">{escape(e, quote=False)}</span> ' for e in elements)
            attribute = f' lang="{escape(language)}"' if language != context.language else ""
            tag = "h1" if index == 0 else 'p class="subtitle"'
            parts.append(f"<{tag}{attribute}>{shown.rstrip()}</{tag.split()[0]}>\n")
    else:
        parts.append(f"<h1>{escape(page_title(context), quote=False)}</h1>\n")
    for adoption in metadata.adopts:
        shown = ", ".join(filter(None, (adoption.identifier, adoption.degree)))
        parts.append(f'<p class="adopts">({escape(shown, quote=False)})</p>\n')
    parts += _bottom(context, metadata)
    parts += _details(context, metadata)
    parts.append("</header>\n")
    return "".join(parts)


def _top(context: Context, metadata: Metadata) -> Iterator[str]:
    codes = [f"ICS {code}" for code in metadata.ics] + [f"CCS {code}" for code in metadata.ccs]
    if codes or metadata.identifier or metadata.level:
        level = context.page.values.get(metadata.level or "", metadata.level or "")
        yield '<div class="cover-top">\n'
        yield f'<p class="codes">{"<br>".join(escape(c, quote=False) for c in codes)}</p>\n'
        yield f'<p class="level">{escape(level, quote=False)}</p>\n'
        numbers = "<br>".join(escape(i, quote=False) for i in metadata.identifier)
        yield f'<p class="identifier">{numbers}</p>\n</div>\n'


def _bottom(context: Context, metadata: Metadata) -> Iterator[str]:
    dates = [
        (context.page.issued, metadata.issued),
        (context.page.effective, metadata.effective),
    ]
    shown = "".join(f"<p>{escape(word.format(date), quote=False)}</p>\n" for word, date in dates if date)
    if shown:
        yield f'<div class="dates">\n{shown}</div>\n'
    if metadata.issuer:
        yield f'<p class="issuer">{"<br>".join(escape(i, quote=False) for i in metadata.issuer)}</p>\n'


def _details(context: Context, metadata: Metadata) -> Iterator[str]:
    """Yield everything that the metadata says, to be opened on demand."""
    rows: list[tuple[str, str]] = []
    for name in type(metadata).model_fields:
        value = getattr(metadata, name)
        if value and name not in _SHOWN:
            rows.append((context.page.fields.get(name, name), _shown(context, value)))
    rows += [(key, _shown(context, value)) for key, value in metadata.extra.items()]
    if rows:
        yield f'<details class="details"><summary>{context.page.details}</summary>\n<dl>\n'
        for name, shown in rows:
            yield f"<div><dt>{escape(name, quote=False)}</dt><dd>{shown}</dd></div>\n"
        yield "</dl></details>\n"


def _shown(context: Context, value: Any) -> str:
    if isinstance(value, dict):
        inner = "".join(
            f"<div><dt>{escape(key, quote=False)}</dt><dd>{_shown(context, item)}</dd></div>"
            for key, item in value.items()
        )
        return f"<dl>{inner}</dl>" if inner else ""
    if isinstance(value, list):
        return "<br>".join(_shown(context, item) for item in value)
    if not isinstance(value, str):
        return escape(" ".join(filter(None, (value.identifier, value.degree))), quote=False)
    known = context.page.values.get(value)
    shown = escape(value, quote=False)
    return f"{escape(known, quote=False)} ({shown})" if known else shown


def script_data(data: str) -> str:
    """Return JSON so that it can stand in a script element: nothing in it can end the element."""
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def linked_data(context: Context) -> str:
    """Return what search engines read about the document (schema.org, CreativeWork)."""
    metadata = context.document.metadata
    titles = {language: _joined(language, elements) for language, elements in ordered_titles(context)}
    names = [{"@language": language, "@value": title} for language, title in titles.items()]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": names or page_title(context),
        "identifier": metadata.identifier,
        "inLanguage": context.language,
        "datePublished": metadata.issued,
        "publisher": [{"@type": "Organization", "name": name} for name in metadata.issuer],
        "creativeWorkStatus": metadata.stage,
    }
    return script_data(json.dumps({k: v for k, v in found.items() if v}, ensure_ascii=False))
