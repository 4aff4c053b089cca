"""Numbers that were typed before the headings of elements that have none."""

from __future__ import annotations

import re

from stdml.diagnostics import Edit, Fix
from stdml.model import Clause, Document, plain_text, span_of
from stdml.rules.base import Context
from stdml.text.patterns import lazy

_heading = lazy(r"\s*#{1,6}[ \t]+(第?[ \t]*\d+(?:\.\d+)*[章条]?[.、]?[ \t\u3000]*)(?=[^\d\s.])")
# Where it is 0 or no other heading has a number, the reader does not see an element in it.
_numbered = {
    "foreword": re.compile(r"\s*(\d+)[.、]?\s*(?:前\s*言|Foreword)\s*\Z", re.IGNORECASE),
    "introduction": re.compile(r"\s*(\d+)[.、]?\s*(?:引\s*言|Introduction)\s*\Z", re.IGNORECASE),
}


def typed_number(clause: Clause, kind: str, ctx: Context) -> tuple[str, tuple[int, int] | None]:
    """Return the number that stands before the heading of a foreword or introduction, and where.

    It is empty where there is none, or where the clause is no element of this kind.
    """
    typed = ""
    if clause.type != kind:
        top = clause.type == "clause" and type(ctx.parent) is Document
        title = _numbered[kind].match(plain_text(clause.title)) if top else None
        if title is None:
            return "", None
        typed = title[1]
    elif clause.number is not None:
        return clause.number, None
    span = span_of(clause)
    found = _heading.match(ctx.source_text(clause).partition("\n")[0])
    if span is None or found is None:
        return typed, None
    return found[1].strip(), (span[0] + found.start(1), span[0] + found.end(1))


def untyped(at: tuple[int, int] | None, number: str) -> Fix | None:
    """Return the repair that takes a typed number out."""
    return Fix(f"– {number}", (Edit(*at, ""),)) if at else None
