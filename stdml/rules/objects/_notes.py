"""Notes and examples of a clause, an entry, a table or a figure, with the labels that were typed for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from stdml.model import Example, Figure, Note, Table, span_of
from stdml.text.patterns import lazy

if TYPE_CHECKING:
    from stdml.rules.base import Context
    from stdml.rules.objects._blocks import Placed

_LEAD = lazy(
    r"(?P<word>注|示例|NOTE|Note|EXAMPLE|Example)(?P<gap>[ \t]*)(?P<number>\d{1,3})?"
    r"(?P<entry>[ \t]+to[ \t]+entry)?(?=[ \t]*[：:—–]|[ \t]+\S)"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A note or example with its label.

    Attributes:
        placed: the note or example
        word: the word that was typed
        number: the number that was typed or given, or None
        start, end: where word and number stand in the source; -1 for a number that another format gave
        to_entry: whether it is a note to entry
    """

    placed: Placed
    word: str
    number: int | None
    start: int
    end: int
    to_entry: bool


def typed_label(placed: Placed, ctx: Context) -> Typed | None:
    """Return the label of a note or example; None where it was left to be computed."""
    node = placed.node
    span, found = span_of(node), _LEAD.match(ctx.source_text(node))
    if span and found:
        number = int(found["number"]) if found["number"] else None
        end = span[0] + (found.end("number") if found["number"] else found.end("word"))
        return Typed(placed, found["word"], number, span[0], end, bool(found["entry"]))
    if node.number and node.number.isdigit():
        return Typed(placed, node.label or "", int(node.number), -1, -1, False)
    return None


def groups(ctx: Context, cls: type[Note] | type[Example]) -> Iterator[list[list[Typed]]]:
    """Yield the notes or examples of each clause, entry, table or figure that have typed labels.

    Each is a list of parts: what follows a table or figure, which is read as belonging to it, and the rest.
    """
    by_place: dict[int, list[Placed]] = {}
    for placed in ctx.facts.placed(cls):
        if not placed.apart:
            owner = placed.owner if isinstance(placed.owner, (Table, Figure)) else placed.section
            by_place.setdefault(id(owner), []).append(placed)
    for members in by_place.values():
        typed = [typed_label(placed, ctx) for placed in members]
        known = [one for one in typed if one is not None]
        if len(known) != len(typed):
            continue
        for _, same in groupby(sorted(known, key=_script), key=_script):
            yield list(_parts(list(same)))


def _script(one: Typed) -> bool:
    return one.word.isascii()


def _parts(members: list[Typed]) -> Iterator[list[Typed]]:
    rest: list[Typed] = []
    hanging: dict[int, list[Typed]] = {}
    for one in members:
        holder = _holder(one.placed)
        (rest if holder is None else hanging.setdefault(id(holder), [])).append(one)
    yield from ([rest] if rest else [])
    yield from hanging.values()


def _holder(placed: Placed) -> Any:
    """Return the table or figure that a note follows, other notes, examples and captions between them."""
    for at in range(placed.at - 1, -1, -1):
        block = placed.siblings[at]
        if isinstance(block, (Table, Figure)):
            return block
        if block.kind not in ("note", "example", "comment"):
            return None
    return None
