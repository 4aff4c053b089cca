"""The order of a list of references (GB/T 1.1—2020, 8.6.3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdml.text.patterns import lazy

if TYPE_CHECKING:
    from stdml.rules.references._entries import Entry
    from stdml.text.standards import StandardNumber

# National; industry; local; group; ISO and IEC; other bodies; other literature.
NATIONAL, INDUSTRY, LOCAL, GROUP, ISO_IEC, OTHERS, LITERATURE = range(7)
_FAMILIES = {
    "national": NATIONAL,
    "industry": INDUSTRY,
    "engineering": INDUSTRY,
    "local": LOCAL,
    "group": GROUP,
    "foreign": OTHERS,
    "internet": OTHERS,
}
_international = lazy(r"(ISO/IEC|ISO|IEC)(?![A-Za-z])")
_literature = lazy(r"《|[\u4e00-\u9fff]|[^\[\]]{1,300}\[[A-Z]{1,2}(?:/OL)?\]")
_digits = lazy(r"\d{1,12}")
_UNITED = ("ISO", "ISO/IEC", "IEC")
Place = tuple[int, str, int, tuple[int, ...]]
"""Class of the document, its code, its serial number, its part."""


def place(entry: Entry) -> Place | None:
    """Return where an entry belongs; None for one of which the rule book does not say it."""
    number = entry.number
    if number is None:
        return (LITERATURE, "", 0, ()) if _literature.match(entry.text) else None
    kind = _kind(number)
    found = _digits.search(number.number)
    if kind is None or found is None:
        return None
    part = tuple(int(digits) for digits in _digits.findall(number.part or ""))
    return kind, _code(number, kind), int(found.group()), part


def _kind(number: StandardNumber) -> int | None:
    if number.family == "international":
        return ISO_IEC if _international.match(number.prefix) else OTHERS
    # Where occupational health, metrology, special equipment and enterprises stand is not laid down.
    return _FAMILIES.get(number.family)


def _code(number: StandardNumber, kind: int) -> str:
    if kind == NATIONAL:
        return ""
    if kind == ISO_IEC and (found := _international.match(number.prefix)):
        return f"{_UNITED.index(found[1])}"
    return number.prefix.removesuffix("/T").removesuffix("/Z").rstrip("/")


def first_displaced(entries: list[Entry]) -> tuple[Entry, Entry] | None:
    """Return the first entry that stands too late, and the first entry before which it belongs; or None."""
    last: dict[tuple[int, str], Place] = {}
    seen: list[tuple[Place, Entry]] = []
    for entry in entries:
        own = place(entry)
        if own is None:
            continue
        if any(_comparable(own, other) and own < other for other in last.values()):
            return entry, next(one for other, one in seen if _comparable(own, other) and own < other)
        # Whatever stands here in its order is the greatest of its group.
        last[_group(own)] = own
        seen.append((own, entry))
    return None


def _group(own: Place) -> tuple[int, str]:
    return own[0], own[1] if own[0] == ISO_IEC else ""


def _comparable(one: Place, other: Place) -> bool:
    # Whether ISO, ISO/IEC and IEC are three groups or one is read in both ways.
    return not (one[0] == other[0] == ISO_IEC and one[1] != other[1])


def ordered(entries: list[Entry]) -> list[Entry] | None:
    """Return entries in their order; None where one of them has no known place."""
    places = [place(entry) for entry in entries]
    if None in places:
        return None
    return [entries[at] for _, at in sorted((one, at) for at, one in enumerate(places))]
