"""Whether a condition holds, from what is known of the circumstances: yes, no, or not known (None).

What is known comes as pairs, such as 类别=1类, 建筑高度=30 m, 潮湿环境=是, or as bare words, such as 昼间.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

from stdml.model.facets import Operator
from stdml.semantics import grades
from stdml.semantics.decide import decide
from stdml.semantics.figures import figure, unified
from stdml.semantics.limits_of import Limit, limit_of
from stdml.semantics.names import dimension, plain, word
from stdml.semantics.readings import reading
from stdml.semantics.records import Indicator
from stdml.semantics.results import Result
from stdml.text.units import match_unit

Facts = tuple[tuple[str, str], ...]
NONE_ALIKE: Mapping[str, frozenset[str]] = {}
_LONGEST = 300


@cache
def _data() -> dict[str, Any]:
    text = (files("stdml.semantics") / "data" / "conditions.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Return whether all hold; None where that is not known."""
    found = list(answers)
    return False if False in found else None if None in found else True


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Return whether one holds; None where that is not known."""
    found = list(answers)
    return True if True in found else None if None in found else False


def in_class(
    classes: Mapping[str, str],
    facts: Facts,
    known: Mapping[str, frozenset[str]],
    alike: Mapping[str, frozenset[str]] = NONE_ALIKE,
) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether a result belongs to a class of limits, and the dimensions of which it does not say.

    Args:
        classes: dimension → class, such as {"类别": "1类", "时段": "昼间"}
        facts: what the result says
        known: dimension → the keys of all classes of that table, by which a bare word is told
        alike: dimension → other dimensions from which it follows, so that one of them is enough
    """
    answers: dict[str, bool | None] = {name: _class(name, cls, facts, known) for name, cls in classes.items()}
    stated = {name for name, answer in answers.items() if answer is not None}
    open_ = [name for name in classes if name not in stated and not stated & alike.get(name, frozenset())]
    # One of several dimensions that say the same is missing, not each of them.
    missing = [n for at, n in enumerate(open_) if not alike.get(n, frozenset()) & set(open_[:at])]
    answer = all_of(answers[name] for name in stated)
    return (None if answer and missing else answer), tuple(missing) if answer else ()


def class_key(value: str) -> str:
    """Return the key of a class: 1类, １ 类 and 1 are the same class of one table."""
    return word(grades.key(value))


def _class(name: str, cls: str, facts: Facts, known: Mapping[str, frozenset[str]]) -> bool | None:
    wanted, key = class_key(cls), dimension(name)
    for fact, value in facts:
        if fact and dimension(fact) == key:
            return class_key(value) == wanted
    others = {dimension(other) for other in known}
    for fact, value in facts:
        if fact and dimension(fact) in others:
            continue
        held = class_key(value)
        if any(
            {plain(value), plain(cls)} <= group and plain(value) != plain(cls) for group in _alternatives()
        ):
            return False
        # A class that only this dimension of the table has can be meant for no other.
        if held in known.get(name, frozenset()) and sum(held in values for values in known.values()) == 1:
            return held == wanted
    return None


def holds(condition: str, facts: Facts) -> bool | None:
    """Return whether a condition in words holds.

    >>> holds("当建筑高度大于 24 m 时", (("建筑高度", "30 m"),)), holds("昼间", (("时段", "夜间"),))
    (True, False)
    >>> holds("潮湿环境", (("潮湿环境", "否"),)), holds("潮湿环境", ()) is None
    (False, True)
    """
    if not condition.strip():
        return True
    return _holds(condition[:_LONGEST], facts) if facts else None


@lru_cache(maxsize=4096)
def _holds(condition: str, facts: Facts) -> bool | None:
    whole = _stated(condition, facts)
    if whole is not None:
        return whole
    for kind, join in (("either", any_of), ("both", all_of)):
        parts = [part for part in _joints(kind).split(condition) if part.strip()]
        if len(parts) > 1:
            return join(_holds(part, facts) for part in parts)
    ended = _ended(condition, facts)
    return ended if ended is not None else _compared(condition, facts)


@cache
def _joints(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_data()[kind], key=len, reverse=True))))


@lru_cache(maxsize=4096)
def _core(condition: str) -> str:
    """Return the key of a condition without the words that open and close it."""
    words = unified(condition).casefold().strip(" ,，。;；")
    for openers in (_data()["openers"], _data()["articles"]):
        opener = next((o for o in openers if words.startswith(o) and len(words) > len(o) + 1), "")
        words = words[len(opener) :].strip(" ,")
    for closer in _data()["closers"]:
        if words.endswith(closer) and len(words) > len(closer) + 1:
            words = words[: -len(closer)]
            break
    return plain(words)


def _stated(condition: str, facts: Facts) -> bool | None:
    """Return what the facts say of a condition in its own words, or by naming its alternative."""
    core = _core(condition)
    forms = {core, plain(condition)}
    for key, value in facts:
        if key and (plain(key) in forms or _core(key) == core):
            found = reading(value)
            answer = found.yes if found.yes is not None else found.passed
            if answer is not None:
                return answer
        if plain(value) in forms or (not key and _core(value) == core):
            return True
        if any(core in group and plain(value) in group and plain(value) != core for group in _alternatives()):
            return False
    return None


def _ended(condition: str, facts: Facts) -> bool | None:
    """Return what facts say in the words that a condition ends with: 含氯消毒剂=是 for 当采用含氯消毒剂时.

    What stands before these words must not turn them round.
    """
    core = _core(condition)
    for key, value in facts:
        words = plain(key or value)
        before = core.removesuffix(words)
        if len(words) < 3 or before == core or any(sign in before for sign in _data()["negations"]):
            continue
        found = reading(value) if key else reading("yes")
        answer = found.yes if found.yes is not None else found.passed
        if answer is not None:
            return answer
    return None


@cache
def _alternatives() -> list[frozenset[str]]:
    return [frozenset(map(plain, group)) for group in _data()["alternatives"]]


@cache
def _comparison() -> re.Pattern[str]:
    words = sorted(_data()["comparisons"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def _compared(condition: str, facts: Facts) -> bool | None:
    """Return whether "name comparison number unit" holds for the value that the facts give for the name."""
    words = unified(condition)
    sign = _comparison().search(words)
    if sign is None:
        return None
    name = _core(words[: sign.start()])
    limit, rest = _limit(_data()["comparisons"][sign.group()], words[sign.end() :])
    if limit is None or not name:
        return None
    for key, value in facts:
        if key and (plain(key) == name or (len(plain(key)) > 1 and name.endswith(plain(key)))):
            verdict = decide(limit, Result(key, value), key).verdict
            if verdict == "nonconform":
                return False
            # "taller than 24 m" is known, but not whether it also is what the other words ask for.
            return True if verdict == "conform" and not rest and plain(key) == name else None
    return None


def _limit(op: str, words: str) -> tuple[Limit | None, str]:
    """Return the limit that words after a comparison state, and the words that follow it."""
    found = figure(words.strip())
    if found is None:
        return None, ""
    unit = match_unit(found.rest, 0) if found.rest else None
    rest = found.rest[unit[0] :] if unit else found.rest
    number = words.strip()[: len(words.strip()) - len(found.rest)].strip() if found.rest else words.strip()
    written = unit[1].written if unit else None
    limit = limit_of(Indicator(op=cast(Operator, op), value=number, written_unit=written))
    return limit, _core("xx" + rest)[2:] if rest.strip() else ""
