"""Which indicators that found no partner have names alike: a person decides whether they are the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from stdml.semantics.align import Entry

_ENOUGH = 0.5
# Two letters that so many names share tell none of them from the others.
_COMMON = 50


def suggestions(alone: Sequence[Entry], others: Sequence[Entry]) -> dict[int, Entry]:
    """Return for indicators, by their place, the one of another standard whose name is most alike.

    Names are alike that share half of their pairs of neighbouring letters; units have to be convertible.
    """
    pairs = [_pairs(entry.name) for entry in others]
    places: dict[str, list[int]] = defaultdict(list)
    for at, found in enumerate(pairs):
        for pair in found:
            places[pair].append(at)
    nearest: dict[int, Entry] = {}
    for at, entry in enumerate(alone):
        mine = _pairs(entry.name)
        shared = Counter(o for pair in mine if len(places[pair]) <= _COMMON for o in places.get(pair, ()))
        alike = [
            (len(mine & pairs[o]) / min(len(mine), len(pairs[o])), -o)
            for o, _ in shared.most_common(10)
            if _convertible(entry, others[o])
        ]
        if alike and max(alike)[0] >= _ENOUGH:
            nearest[at] = others[-max(alike)[1]]
    return nearest


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def _convertible(one: Entry, other: Entry) -> bool:
    a, b = one.limit.unit, other.limit.unit
    return one.limit.kind == other.limit.kind and (a and a.dimension) == (b and b.dimension)
