"""Which indicators of two standards are about the same thing.

By hand (a file of pairs), by IRI, by name and synonyms with subject, classes and conditions. Everything goes
through tables of keys, so that two standards with thousands of indicators are aligned in one pass over each.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stdml.errors import InputError
from stdml.language import say
from stdml.semantics.conditions import class_key
from stdml.semantics.limits_of import Limit, limit_of
from stdml.semantics.names import Synonyms, dimension, parted, plain, telling
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.targets import Told, classes_of
from stdml.text.decode import decode


@dataclass(slots=True)
class Entry:
    """An indicator of a standard, with the provision it stands in and what it is aligned by.

    Attributes:
        indicator: the indicator
        demand: the provision
        limit: its conforming values
        classes: the classes it holds for
        name: the key of its name
        loose: the same without words such as 含量
        subject: the key of what it belongs to
        condition: the key of when it applies
        class_keys: the keys of its classes, with their dimensions
    """

    indicator: Indicator
    demand: Demand
    limit: Limit
    classes: dict[str, str]
    name: str
    loose: str
    subject: str
    condition: str
    class_keys: frozenset[tuple[str, str]]

    @property
    def modality(self) -> str | None:
        """What binds the indicator."""
        return self.demand.modality_of(self.indicator)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two indicators set side by side; without one of them, the other stands alone.

    Attributes:
        a: the one of the first standard
        b: the one of the second
        by: what aligned them: "hand", "iri", "id", "name", "loose" or "subject", "classes", "condition" where
            these differ
    """

    a: Entry | None
    b: Entry | None
    by: str = "name"


def entries(demands: Iterable[Demand], synonyms: Synonyms) -> list[Entry]:
    """Return the indicators of a standard that limit something, in the order of the text."""
    demands = list(demands)
    told = Told(demands)
    return [
        _entry(demand, indicator, synonyms)
        for demand in demands
        for indicator in demand.parameters
        if indicator.op is not None
        and indicator.role not in ("input", "derived", "condition")
        and not told.elsewhere(indicator)
    ]


def _entry(demand: Demand, indicator: Indicator, synonyms: Synonyms) -> Entry:
    name = indicator.name or demand.characteristic or indicator.subject or ""
    name = telling(name, demand.text)
    subject = indicator.subject or demand.subject or ""
    if not subject:
        subject, name = parted(name)
    classes = classes_of(indicator)
    stated = dict.fromkeys(
        filter(None, (demand.condition, indicator.condition, indicator.reference_conditions))
    )
    return Entry(
        indicator, demand, limit_of(indicator), classes, synonyms.key(name), synonyms.loose(name),
        plain(subject), "|".join(sorted(map(plain, stated))),
        frozenset((dimension(key), class_key(value)) for key, value in classes.items()),
    )  # fmt: skip


Key = Callable[[Entry], Hashable]


def align(a: Sequence[Entry], b: Sequence[Entry], by_hand: Iterable[tuple[str, str]] = ()) -> list[Pair]:
    """Return the indicators of two standards in pairs, in the order of the first, then what only B has."""
    found = _Alignment(a, b)
    found.by_hand(by_hand)
    steps: list[tuple[str, Key]] = [
        ("iri", lambda e: e.indicator.iri),
        ("name", lambda e: e.name and (e.name, e.subject, e.class_keys, e.condition, _strength(e))),
        ("name", lambda e: e.name and (e.name, e.subject, e.class_keys, e.condition)),
        ("name", lambda e: e.name and (e.name, _values(e), e.subject, e.condition)),
        ("name", lambda e: not e.name and plain(e.demand.text) and (plain(e.demand.text), e.class_keys)),
        ("id", lambda e: e.indicator.explicit and e.indicator.id and (e.indicator.id, e.class_keys)),
        ("name", lambda e: e.name and (e.name, e.class_keys, e.condition)),
        ("loose", lambda e: e.loose and (e.loose, e.class_keys, e.condition)),
    ]
    for by, key in steps:
        found.by_key(by, key, check_subject=by != "iri")
    found.by_key("condition", lambda e: e.name and (e.name, e.subject, e.class_keys), check_subject=True)
    found.by_key("subject", lambda e: e.name and (e.name, e.class_keys, e.condition), check_subject=False)
    found.one_without_classes()
    return found.pairs()


def _strength(entry: Entry) -> str:
    return entry.modality or "requirement"


def _values(entry: Entry) -> Hashable:
    """Return the classes without their dimensions: 1类 of 类别 here may be 1类 of 功能区 there.

    A bare number says nothing without its dimension.
    """
    values = frozenset(value for _, value in entry.class_keys)
    return values if values and not any(value.isdigit() for value in values) else entry.class_keys


class _Alignment:
    def __init__(self, a: Sequence[Entry], b: Sequence[Entry]) -> None:
        self.a, self.b = a, b
        self.partner: dict[int, tuple[int, str]] = {}
        self.extra: list[tuple[int, int, str]] = []
        self.free_a = dict.fromkeys(range(len(a)))
        self.free_b = dict.fromkeys(range(len(b)))

    def _join(self, left: int, right: int, by: str) -> None:
        self.partner[left] = (right, by)
        self.free_a.pop(left, None)
        self.free_b.pop(right, None)

    def by_hand(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Join what a person joined, by id, IRI or name; of tables by class the cells that agree.

        A pair of subjects says that what belongs to the one is to be held against what belongs to the other.
        """
        pairs = list(pairs)
        self._same_subjects(pairs)
        left, right = _by_label(self.a), _by_label(self.b)
        for one, other in pairs:
            mine = left.get(one) or left.get(plain(one)) or []
            theirs = right.get(other) or right.get(plain(other)) or []
            if len(mine) == 1 == len(theirs):
                self._join(mine[0], theirs[0], "hand")
                continue
            cells = {(self.b[at].class_keys, self.b[at].condition): at for at in theirs}
            for at in mine:
                match = cells.get((self.a[at].class_keys, self.a[at].condition))
                if match in self.free_b and at in self.free_a:
                    self._join(at, match, "hand")

    def _same_subjects(self, pairs: Iterable[tuple[str, str]]) -> None:
        theirs = {entry.subject for entry in self.b}
        same = {plain(one): plain(other) for one, other in pairs if plain(other) in theirs}
        for entry in self.a:
            entry.subject = same.get(entry.subject, entry.subject)

    def by_key(self, by: str, key: Key, check_subject: bool) -> None:
        """Join the indicators that alone have a key on both sides, or that come in the same number."""
        left, right = self._grouped(self.a, self.free_a, key), self._grouped(self.b, self.free_b, key)
        for value, mine in left.items():
            theirs = right.get(value, [])
            if len(mine) != len(theirs) or (len(mine) > 1 and by not in ("name", "iri")):
                continue
            if len(mine) > 1 and not self._same_kind(mine, theirs):
                continue
            for one, other in zip(mine, theirs, strict=True):
                if not check_subject or _near(self.a[one].subject, self.b[other].subject):
                    self._join(one, other, by)

    def _same_kind(self, mine: list[int], theirs: list[int]) -> bool:
        """Whether the two lists agree in their subjects one by one, so that their order may join them."""
        return [self.a[at].subject for at in mine] == [self.b[at].subject for at in theirs]

    @staticmethod
    def _grouped(side: Sequence[Entry], free: Iterable[int], key: Key) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for at in free:
            if value := key(side[at]):
                found[value].append(at)
        return found

    def one_without_classes(self) -> None:
        """Set a limit without classes beside each class of the other standard: it holds for all of them."""
        general_a = self._general(self.a)
        general_b = self._general(self.b)
        for at in list(self.free_a):
            match = general_b.get((self.a[at].name, self.a[at].condition)) if self.a[at].class_keys else None
            if match is not None and _near(self.a[at].subject, self.b[match].subject):
                self._join(at, match, "classes")
        for at in list(self.free_b):
            match = general_a.get((self.b[at].name, self.b[at].condition)) if self.b[at].class_keys else None
            if match is not None and _near(self.a[match].subject, self.b[at].subject):
                self.extra.append((match, at, "classes"))
                self.free_a.pop(match, None)
                self.free_b.pop(at, None)

    @staticmethod
    def _general(side: Sequence[Entry]) -> dict[tuple[str, str], int]:
        """Return the limits without classes, by name and condition, where there is but one."""
        counts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, entry in enumerate(side):
            if entry.name and not entry.class_keys:
                counts[entry.name, entry.condition].append(at)
        return {key: places[0] for key, places in counts.items() if len(places) == 1}

    def pairs(self) -> list[Pair]:
        further: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for left, right, by in self.extra:
            further[left].append((right, by))
        found = []
        for at, entry in enumerate(self.a):
            if at in self.partner:
                right, by = self.partner[at]
                found.append(Pair(entry, self.b[right], by))
            elif at in self.free_a:
                found.append(Pair(entry, None))
            found += [Pair(entry, self.b[right], by) for right, by in further[at]]
        return found + [Pair(None, self.b[at]) for at in self.free_b]


def _near(one: str, other: str) -> bool:
    """Whether two subjects can be the same: equal, one not stated, or one a longer form of the other."""
    return not one or not other or one in other or other in one


def _by_label(side: Sequence[Entry]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(side):
        labels = {entry.indicator.id, entry.indicator.iri, entry.demand.id, plain(entry.indicator.name or "")}
        labels.add(entry.subject + plain(entry.indicator.name or ""))
        labels.add(plain(parted(entry.indicator.name or "")[1]))
        for label in labels - {None, ""}:
            found[str(label)].append(at)
    return found


# --- Pairs by hand


def read_pairs(data: bytes | str, name: str = "-") -> list[tuple[str, str]]:
    """Return the pairs of a file of alignments: CSV with the columns a and b, or JSON or TOML.

    JSON is a list of pairs or of objects with the keys a and b; TOML a table [pairs] of a = "b", or a list
    [[pair]] with the keys a and b.

    Raises:
        InputError: it is none of these
    """
    text, _ = decode(data)
    start = text.lstrip()[:1]
    try:
        if name.lower().endswith(".toml"):
            return list(_pairs(tomllib.loads(text)))
        if start in ("{", "[") and not name.lower().endswith(".csv"):
            return list(_pairs(json.loads(text)))
        return list(_csv_pairs(text))
    except (ValueError, RecursionError, csv.Error) as error:
        words = say("{name}：不是有效的对应表：{error}", "{name}: no valid list of pairs: {error}",
                    name=name, error=str(error)[:200])  # fmt: skip
        raise InputError(words) from error


def _csv_pairs(text: str) -> Iterator[tuple[str, str]]:
    delimiter = next((sign for sign in (",", ";", "\t") if sign in text.split("\n", 1)[0]), ",")
    for at, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (at == 0 and [cell.casefold() for cell in cells[:2]] == ["a", "b"]):
            continue
        if len(cells) < 2 or not cells[0] or not cells[1]:
            raise ValueError(say("第 {n} 行不是一对名称", "line {n} is no pair of names", n=at + 1))
        yield cells[0], cells[1]


def _pairs(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        inner = next((data[key] for key in ("pairs", "pair", "align") if key in data), data)
        if isinstance(inner, dict):
            inner = list(inner.items())
        data = inner
    for record in data if isinstance(data, list) else [data]:
        both: tuple[Any, ...] = ()
        if isinstance(record, dict):
            both = (record.get("a"), record.get("b"))
        elif isinstance(record, list | tuple):
            both = tuple(record)
        if len(both) != 2 or not all(isinstance(one, str) and one for one in both):
            raise ValueError(
                say("不是一对名称：{r}", "no pair of names: {r}", r=json.dumps(record, default=str))
            )
        yield both[0], both[1]
