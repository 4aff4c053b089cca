"""Applying repairs to the text of a document: as many as do not touch each other, until nothing is left."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stdml.diagnostics import Diagnostic, Edit, Fix

MAX_PASSES = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """What repairing came to.

    Attributes:
        text: the text after it
        count: how many findings were repaired
        diagnostics: what is still found in the text
    """

    text: str
    count: int
    diagnostics: list[Diagnostic]


def fix(text: str, find: Callable[[str], list[Diagnostic]], unsafe: bool = False) -> Fixed:
    """Repair `text` until no repair is left, at most ten times over; never leave it with more errors.

    Args:
        text: the text
        find: returns the diagnostics of a text
        unsafe: whether repairs that may change the meaning are made too
    """
    found = find(text)
    seen = {text}
    count = 0
    for _ in range(MAX_PASSES):
        chosen = choose(found, unsafe)
        made = _made(text, chosen, find, _errors(found)) if chosen else None
        if made is None or not made.repairs or made.text in seen:
            break
        seen.add(made.text)
        text, found, count = made.text, made.found, count + len(made.repairs)
    return Fixed(text, count, found)


@dataclass(frozen=True, slots=True)
class _Made:
    """The repairs that were made, the text after them, and what is found in it."""

    repairs: list[Fix]
    text: str
    found: list[Diagnostic]


def _made(text: str, chosen: list[Fix], find: Callable[[str], list[Diagnostic]], errors: int) -> _Made:
    """Make repairs, without those that would bring more errors than there are: halves are tried alone."""
    changed = apply([edit for repair in chosen for edit in repair.edits], text)
    after = find(changed)
    if _errors(after) <= errors:
        return _Made(chosen, changed, after)
    if len(chosen) == 1:
        return _Made([], text, find(text))
    half = len(chosen) // 2
    good = _made(text, chosen[:half], find, errors).repairs + _made(text, chosen[half:], find, errors).repairs
    changed = apply([edit for repair in good for edit in repair.edits], text)
    after = find(changed)
    if _errors(after) <= errors:
        return _Made(good, changed, after)
    # Two halves that do no harm alone may do some together; then the first is enough for this pass.
    return _made(text, chosen[:half], find, errors)


def choose(found: Sequence[Diagnostic], unsafe: bool = False) -> list[Fix]:
    """Return the repairs that can be made at once: the first of those that touch each other."""
    taken: list[Edit] = []
    chosen: list[Fix] = []
    for repair in sorted(_repairs(found, unsafe), key=lambda repair: _place(repair.edits[0])):
        if not any(_clashes(edit, taken) for edit in repair.edits):
            chosen.append(repair)
            for edit in repair.edits:
                insort(taken, edit, key=_place)
    return chosen


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _clashes(edit: Edit, taken: list[Edit]) -> bool:
    # The edits in `taken` do not touch each other, so only the neighbours can touch a new one.
    at = bisect_left(taken, _place(edit), key=_place)
    return any(_touch(edit, other) for other in taken[max(0, at - 1) : at + 1])


def _repairs(found: Sequence[Diagnostic], unsafe: bool) -> list[Fix]:
    possible = (d.fix for d in found if d.fix is not None and d.fix.edits and (d.fix.safe or unsafe))
    return list(dict.fromkeys(possible))


def _touch(edit: Edit, other: Edit) -> bool:
    """Whether two edits share a character, or would insert at one and the same place."""
    if edit.start == edit.end or other.start == other.end:
        return edit.start <= other.end and other.start <= edit.end
    return edit.start < other.end and other.start < edit.end


def apply(edits: Sequence[Edit], text: str) -> str:
    """Return `text` with edits made that do not touch each other."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join(parts) + text[at:]


def _errors(found: Sequence[Diagnostic]) -> int:
    return sum(diagnostic.severity == "error" for diagnostic in found)
