"""duplicate-term (STD-S008)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document, ForeignInline, Paragraph, TermEntry, plain_text
from stdml.rules.base import Context, Report, Rule


class DuplicateTerm(Rule):
    """A term that is defined twice.

    ## What it does
    Finds term entries with a designation that an earlier entry has too, unless both name different fields in
    which they apply.

    ## Why is this bad?
    One term shall stand for one concept (GB/T 1.1—2020, 8.7.3; ISO/IEC Directives 2, 16.5): whoever reads it
    in a requirement cannot know which definition counts.

    ## Example
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    提供电能的装置。

    ## 充电桩 charging point

    固定安装的装置。
    ```

    ## Use instead
    ```md
    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    固定安装、提供电能的装置。
    ```
    """

    code, name, severity, tags = "STD-S008", "duplicate-term", "warning", ("structure",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.1", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("GB-TERM-16", "ISO-TRM-08")
    on = (Document,)
    message = {
        "zh": "术语“{term}”重复定义；合并为一个条目，或写明各自适用的领域",
        "en": "the term {term!r} is defined twice; make it one entry, or name the field of each",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for words, entries in ctx.facts.terms.items():
            seen: set[str] = set()
            for entry in entries:
                domain = _domain(entry)
                if domain in seen:
                    yield ctx.report(_designation(entry, words), term=words)
                seen.add(domain)


def _domain(entry: TermEntry) -> str:
    """Return the field in which a term applies; <field> in plain brackets is read as a mark of HTML."""
    first = entry.children[0] if entry.children and not entry.domain else None
    opening = first.children[0] if isinstance(first, Paragraph) and first.children else None
    if isinstance(opening, ForeignInline):
        return opening.text.strip("<> ")
    return plain_text(entry.domain).strip()


def _designation(entry: TermEntry, words: str) -> TermEntry:
    """Return what the report is about: the designation, or the entry where only that has a place."""
    for designation in entry.designations:
        if plain_text(designation).strip() == words and hasattr(designation, "span"):
            return designation  # type: ignore[return-value]
    return entry
