"""duplicate-document (STD-S015)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdml.diagnostics import Diagnostic, Position
from stdml.language import forced
from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Card:
    """What is needed of a document to compare it with others.

    Attributes:
        path: its file
        language: the language of its text
        identifiers: its numbers
        position: where they stand
    """

    path: str
    language: str
    identifiers: tuple[str, ...]
    position: Position


class DuplicateDocument(Rule):
    """Two files that are checked together and bear the same number.

    ## What it does
    Compares the identifiers of all files that one run checks. Editions of one standard in different languages
    are not compared.

    ## Why is this bad?
    A citation of the number can mean either of them.

    ## Example
    Two files with `identifier: DB31/T 1234—2025` in their front matter, both in Chinese.

    ## Use instead
    A number of its own for each file.
    """

    code, name, severity, tags = "STD-S015", "duplicate-document", "warning", ("structure", "collection")
    on = ()
    message = {
        "zh": "编号“{identifier}”已用于 {other}",
        "en": "the number {identifier!r} is also that of {other}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        """Yield nothing: one document alone cannot break this rule."""
        yield from ()


def card(document: Document) -> Card:
    """Return the card of a document."""
    facts = Facts(document)
    source = getattr(document, "source", None)
    span = facts.metadata_span("identifier")
    position = source.offset_position(*span) if source is not None and span else Position()
    path = source.path if source is not None else "-"
    return Card(path, facts.language, tuple(document.metadata.identifier), position)


def compare(cards: Iterable[Card]) -> list[Diagnostic]:
    """Return a diagnostic for every document whose number an earlier one has."""
    first: dict[tuple[str, str], str] = {}
    found: list[Diagnostic] = []
    for one in cards:
        short = one.language.partition("-")[0]
        for identifier in one.identifiers:
            key = (_normalized(identifier), short)
            other = first.setdefault(key, one.path)
            if other != one.path:
                language = "zh" if (forced() or short).startswith("zh") else "en"
                text = DuplicateDocument.message[language].format(identifier=identifier, other=other)
                found.append(
                    Diagnostic(
                        DuplicateDocument.code,
                        DuplicateDocument.name,
                        "warning",
                        text,
                        one.path,
                        one.position,
                    )
                )
    return found


def _normalized(identifier: str) -> str:
    """Return a number without what may be typed in several ways: spaces, dashes, letter case."""
    return re.sub(r"[\s\u00a0]", "", re.sub("[‐-―−－-]", "-", identifier)).upper()
