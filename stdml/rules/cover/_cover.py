"""What the rules about the cover share: places in the front matter, stages, and the document's numbers."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Metadata
from stdml.rules.base import Context
from stdml.text.patterns import lazy
from stdml.text.standards import StandardNumber, parse

STAGES = (
    "preliminary", "proposal", "drafting", "consultation", "review", "approval", "publication",
    "confirmation", "withdrawn",
)  # fmt: skip
"""The stages of a project in their order (GB/T 16733—1997)."""

_placeholder = lazy(r"[Xx×Ｘ✕]{2,}|[Yy]{4}|[＿_]{2,}|□|○{2,}|待定")
_next_key = lazy(r"\n(?![ \t\-]|\n)")


def reached(metadata: Metadata, stage: str) -> bool:
    """Whether the project has come to `stage`; a document that does not say so is still being drafted."""
    at = metadata.stage or "drafting"
    return at in STAGES and STAGES.index(at) >= STAGES.index(stage)


def is_placeholder(text: str) -> bool:
    """Whether a value only holds the place of one to come, such as XXXX—XXXX."""
    return _placeholder.search(text) is not None


def numbers(metadata: Metadata) -> Iterator[tuple[str, StandardNumber | None]]:
    """Yield the numbers of the document as they were written, and what they were understood as."""
    for text in metadata.identifier:
        yield text, parse(text)


def value_span(ctx: Context, key: str, value: str = "") -> tuple[int, int] | None:
    """Return the offsets of a value in the front matter, else those of its key, or None without a source."""
    at = ctx.facts.metadata_span(key)
    source = getattr(ctx.document, "source", None)
    if at is None or source is None or not value:
        return at
    end = _next_key.search(source.text, at[1])
    found = source.text.find(value, at[1] + 1, end.start() if end else len(source.text))
    return (found, found + len(value)) if found >= 0 else at


def value_fix(ctx: Context, key: str, value: str, new: str, title: str, safe: bool = True) -> Fix | None:
    """Return a repair that replaces a value in the front matter; None where it is written otherwise."""
    span = value_span(ctx, key, value)
    source = getattr(ctx.document, "source", None)
    if span is None or source is None or source.text[span[0] : span[1]] != value:
        return None
    return Fix(title, (Edit(*span, new),), safe)
