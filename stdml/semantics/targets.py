"""What results are held against: the parameters of a standard, and which of them a result is about."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from stdml.language import say
from stdml.semantics.conditions import class_key
from stdml.semantics.figures import unified
from stdml.semantics.limits_of import Limit, limit_of
from stdml.semantics.names import Synonyms, dimension, is_serial, parted, plain, telling
from stdml.semantics.records import Demand, Indicator
from stdml.semantics.results import Result

# A permission or a statement sets no limit that a result could fail.
JUDGED = ("requirement", "recommendation", None)
_ROLES = (None, "limit")


@dataclass(slots=True)
class Cell:
    """A limit, with the classes it holds for."""

    indicator: Indicator
    classes: dict[str, str]
    limit: Limit


@dataclass
class Target:
    """A parameter of a requirement, with all cells of its table; without cells a requirement in words only.

    Attributes:
        demand: the requirement
        cells: the limits, one for each combination of classes
        specials: the limits of the same provision that take the place of this one where their class or
            condition holds: ≤ 1 NTU, for small supplies ≤ 3 NTU
    """

    demand: Demand
    cells: list[Cell] = field(default_factory=list)
    specials: list[Cell] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The characteristic."""
        first = self.cells[0].indicator if self.cells else None
        name = (first.name if first else self.demand.characteristic) or ""
        return telling(name, self.demand.text)

    @property
    def subject(self) -> str:
        """What it belongs to."""
        first = self.cells[0].indicator.subject if self.cells else None
        return first or self.demand.subject or parted(self.name)[0]

    @property
    def id(self) -> str:
        """The id of the parameter where it has one limit only, else of the requirement."""
        own = self.cells[0].indicator.id if len(self.cells) == 1 else None
        return own or self.demand.id or ""

    @property
    def judged(self) -> bool:
        """Whether it is a limit that can be met or failed."""
        roles = all(cell.indicator.role in _ROLES for cell in self.cells)
        return self.modality in JUDGED and roles

    @property
    def modality(self) -> str | None:
        """What binds its limits: the strongest of their verbal forms."""
        kinds = {self.demand.modality_of(cell.indicator) for cell in self.cells}
        return next(
            (kind for kind in JUDGED if kind in kinds), None if None in kinds else next(iter(kinds), None)
        )

    @cached_property
    def alike(self) -> dict[str, frozenset[str]]:
        """Dimension → the other dimensions of its table from which it follows."""
        return same_dimensions([cell.classes for cell in self.cells])

    @cached_property
    def known_classes(self) -> dict[str, frozenset[str]]:
        """Dimension → the keys of all classes that the table has in it."""
        found: dict[str, set[str]] = defaultdict(set)
        for cell in self.cells:
            for name, value in cell.classes.items():
                found[name].add(class_key(value))
        return {name: frozenset(values) for name, values in found.items()}


def targets_of(demands: Iterable[Demand], synonyms: Synonyms) -> list[Target]:
    """Return the parameters of a standard in the order of the text, the cells of a table together."""
    found: list[Target] = []
    tables: dict[tuple[str | None, ...], Target] = {}
    demands = list(demands)
    told = Told(demands)
    for demand in demands:
        if demand.parameters and all(map(told.elsewhere, demand.parameters)):
            continue
        for indicator in demand.parameters:
            if told.elsewhere(indicator):
                continue
            cell = Cell(indicator, classes_of(indicator), limit_of(indicator))
            if not cell.classes:
                found.append(Target(demand, [cell]))
                continue
            key = (
                demand.clause, demand.modality, indicator.table, indicator.statistic,
                demand.condition, indicator.condition,
                synonyms.key(telling(indicator.name or "", demand.text)),
                plain(indicator.subject or demand.subject or ""),
            )  # fmt: skip
            if key not in tables:
                tables[key] = Target(demand)
                found.append(tables[key])
            tables[key].cells.append(cell)
        if not demand.parameters:
            found.append(Target(demand))
    _set_specials(found, synonyms)
    return found


def _set_specials(targets: list[Target], synonyms: Synonyms) -> None:
    """Tell each limit that holds in general of those in its provision for a class or a condition."""
    groups: dict[tuple[int, str, str], list[Target]] = defaultdict(list)
    for target in targets:
        if target.cells:
            key = (id(target.demand), synonyms.key(target.name), plain(target.subject))
            groups[key].append(target)
    for group in groups.values():
        special = [cell for target in group for cell in target.cells if _is_special(cell)]
        for target in group if special else ():
            if not any(map(_is_special, target.cells)):
                target.specials = special


def _is_special(cell: Cell) -> bool:
    return bool(cell.classes or cell.indicator.condition)


_table = re.compile(r"(?:表|table) ?([A-Z]\.)?\d{1,3}", re.IGNORECASE)


class Told:
    """Which indicators only point to a table of the same document, whose cells are indicators themselves.

    Args:
        demands: the provisions of the document
    """

    def __init__(self, demands: Iterable[Demand]) -> None:
        self._ids: set[str] = set()
        self._labels: set[str] = set()
        for demand in demands:
            ids = {p.table for p in demand.parameters if p.table and p.op not in ("table", "reference")}
            if ids:
                self._ids |= {str(identifier) for identifier in ids}
                # The words of a row begin with the label of its table.
                if label := _table.match(unified(demand.text)):
                    self._labels.add(plain(label.group()))

    def elsewhere(self, indicator: Indicator) -> bool:
        """Whether the limits of an indicator stand in a table that is there."""
        if indicator.op == "table":
            return indicator.table in self._ids
        words = unified(indicator.reference or "")
        points = indicator.op == "reference" and _table.fullmatch(words) is not None
        return points and plain(words) in self._labels


def classes_of(indicator: Indicator) -> dict[str, str]:
    """Return the classes that a limit holds for, the period of the day among them."""
    classes = indicator.classes
    if len(classes) > 1:
        # The number of a row tells no class apart that the row itself does not.
        classes = {n: value for n, value in classes.items() if not is_serial(n)} or classes
    period = indicator.period
    if not period or class_key(period) in map(class_key, classes.values()):
        return classes
    return {**classes, say("时段", "period"): period}


def same_dimensions(classes: Sequence[dict[str, str]]) -> dict[str, frozenset[str]]:
    """Return for each dimension of a table those that tell its rows apart just as well: each gives the other.

    >>> rows = [{"功能": "过载", "代号": "A"}, {"功能": "短路", "代号": "B"}]
    >>> same_dimensions(rows)["功能"]
    frozenset({'代号'})
    """
    names = list(dict.fromkeys(name for row in classes for name in row))
    found: dict[str, frozenset[str]] = {}
    for name in names:
        equal = (other for other in names if other != name and _one_to_one(classes, name, other))
        found[name] = frozenset(equal)
    return found


def _one_to_one(classes: Sequence[dict[str, str]], one: str, other: str) -> bool:
    pairs = {(row.get(one), row.get(other)) for row in classes}
    sides = ({pair[0] for pair in pairs}, {pair[1] for pair in pairs})
    return len(pairs) > 1 and len(pairs) == len(sides[0]) == len(sides[1])


@dataclass(slots=True)
class Match:
    """The targets that a result is about; where a name fits several subjects, it may be about `unsure` ones.

    Attributes:
        sure: targets, each with the place of the one cell that an id names, or None
        unsure: targets of other subjects
        problem: why there is none
    """

    sure: list[tuple[int, int | None]] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    problem: str = ""


class Index:
    """Finds the parameters that the name or id in a result means."""

    def __init__(self, targets: Sequence[Target], synonyms: Synonyms) -> None:
        self.targets = targets
        self.synonyms = synonyms
        self._told = 0
        self._ids: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        self._names: dict[str, list[int]] = defaultdict(list)
        self._loose: dict[str, list[int]] = defaultdict(list)
        self._full: dict[str, list[int]] = defaultdict(list)
        for at, target in enumerate(targets):
            self._enter(at, target)

    def _enter(self, at: int, target: Target) -> None:
        if target.demand.id:
            self._ids[target.demand.id].append((at, None))
        for place, cell in enumerate(target.cells):
            for identifier in {cell.indicator.id, cell.indicator.iri} - {None, target.demand.id}:
                self._ids[str(identifier)].append((at, place))
        subject, inner = parted(target.name)
        if subject and plain(subject) == plain(target.subject):
            _add(self._loose[self.synonyms.loose(inner)], at)
        for name in self._own_names(target):
            key = self.synonyms.key(name)
            _add(self._names[key], at)
            _add(self._loose[self.synonyms.loose(name)], at)
            if target.subject:
                _add(self._full[plain(target.subject) + key], at)
                _add(self._full[plain(target.subject) + plain(name)], at)

    def _own_names(self, target: Target) -> Iterator[str]:
        if target.name:
            yield target.name
        for symbol in {cell.indicator.symbol for cell in target.cells} - {None, ""}:
            yield str(symbol)

    def match(self, result: Result) -> Match:
        """Return which targets a result is about."""
        if found := self._ids.get(result.parameter):
            return self._by_id(result, found)
        key = self.synonyms.key(result.parameter)
        at = self._names.get(key) or self._full.get(plain(result.parameter))
        at = at or self._loose.get(self.synonyms.loose(result.parameter))
        at = at or self._ending(plain(result.parameter))
        if not at:
            return Match(problem=self._nearest(result.parameter))
        if plain(result.parameter) in self._full and key not in self._names:
            return Match(sure=[(target, None) for target in at])
        return self._by_subject(result, at)

    def _ending(self, words: str) -> list[int]:
        """Return the targets of the one subject that the words end: 食品中心 and 温度 as 中心温度."""
        found = {
            plain(self.targets[at].subject): places
            for full, places in self._full.items()
            if len(words) > 2 and full.endswith(words)
            for at in places[:1]
        }
        return next(iter(found.values())) if len(found) == 1 else []

    def _by_id(self, result: Result, found: list[tuple[int, int | None]]) -> Match:
        if len({at for at, _ in found}) == 1 or all(place is not None for _, place in found):
            return Match(sure=found)
        own = [(at, place) for at, place in found if self.targets[at].demand.id != result.parameter]
        if own:
            return Match(sure=own)
        words = say("编号“{id}”的要求有 {n} 个参数，请写参数的编号或名称",
                    "requirement {id!r} has {n} parameters; give the id or name of one",
                    id=result.parameter, n=len(found))  # fmt: skip
        return Match(problem=words)

    def _by_subject(self, result: Result, found: list[int]) -> Match:
        subjects = {at: plain(self.targets[at].subject) for at in found}
        wanted = plain(subject_of(result))
        if wanted:
            same = [at for at in found if subjects[at] == wanted or not subjects[at]]
            if same:
                return Match(sure=[(at, None) for at in same])
        facts = [plain(value) for _, value in result.condition if len(plain(value)) > 1]
        # 户外安装 as a condition tells 户外安装的充电桩 from others, and a clause called 户外安装, too.
        about = {at: subjects[at] + "".join(map(plain, self.targets[at].demand.path)) for at in found}
        named = [at for at in found if any(fact in about[at] for fact in facts)]
        if not wanted and 0 < len(named) < len(found):
            return Match(sure=[(at, None) for at in named], unsure=[at for at in found if at not in named])
        different = set(subjects.values())
        if len(different) == 1 and not wanted:
            return Match(sure=[(at, None) for at in found])
        if wanted:
            return Match(unsure=found)
        sure = [(at, None) for at in found if not subjects[at]]
        return Match(sure=list(sure), unsure=[at for at in found if subjects[at]])

    def _nearest(self, name: str) -> str:
        words = say("文件中没有名为“{name}”的参数", "the document has no parameter {name!r}", name=name)
        self._told += 1
        if self._told > _SUGGESTED:
            return words
        known = [target.name for target in self.targets[:_SEARCHED] if target.name]
        near = difflib.get_close_matches(name[:60], known, 1)
        return words + (say("；是否指“{near}”？", "; did you mean {near!r}?", near=near[0]) if near else "")


_SEARCHED = 2000
_SUGGESTED = 50


def _add(entries: list[int], at: int) -> None:
    if not entries or entries[-1] != at:
        entries.append(at)


def subject_of(result: Result) -> str:
    """Return what a result says that its parameter belongs to, in a column of its own or as a condition."""
    if result.subject:
        return result.subject
    subjects = (dimension("subject"), dimension("对象"), dimension("标准化对象"))
    return next((value for key, value in result.condition if key and dimension(key) in subjects), "")
