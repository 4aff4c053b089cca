"""The columns of tables of limits: what each holds, by its headers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from stdml.model.facets import Operator
from stdml.semantics.cells import indicator_of_cell
from stdml.text.characteristics import ends_as_name
from stdml.text.cjk import has_cjk
from stdml.text.units import Unit, parse_unit

LONGEST_NAME = 60
NAMED_UNIT = re.compile(
    r"\A(?P<name>.+?)\s*(?:[/／]\s*[（(]?(?P<unit>[^≤≥<>（()）]*(?:[（(][^（()）]*[)）])?[^≤≥<>（()）]*?)"
    r"[)）]?|, (?P<comma>[^\s≤≥<>]{1,14})"
    r"|[（(](?P<inner>[^（()）]+(?:[（(][^（()）]*[)）][^（()）]*)?)[)）])?"
    r"\s*(?:[，,]?\s*(?P<op>≤|≥|<|>))?\Z"
)
_below = re.compile(
    r"\A(?P<name>\S.*?),?(?: [A-Za-z]\w?)? (?P<unit>[^\s]{1,12}(?: ?\([^\s]{1,8}\))?)(?P<inner>)(?P<op>)\Z"
)
SIGNS: dict[str, Operator] = {"≤": "<=", "≥": ">=", "<": "<", ">": ">"}


@dataclass(slots=True)
class Columns:
    """What the columns of a table hold, by index."""

    name: int | None = None
    unit: int | None = None
    sign: int | None = None
    method: int | None = None
    limits: list[int] = field(default_factory=list)
    operators: dict[int, Operator] = field(default_factory=dict)
    classes: dict[int, dict[str, str]] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)
    bare: dict[int, Operator] = field(default_factory=dict)
    of_rows: list[int] = field(default_factory=list)

    def keep_stated(self, body: list[list[str]], shared: Unit | None) -> None:
        """Leave the columns whose limits have a unit or a sign: without one a number may be anything."""
        if shared is not None:
            return
        self.limits = [
            at
            for at in self.limits
            if at in self.units or at in self.operators or all(_signed.match(row[at]) for row in body)
        ]


@cache
def column_words() -> dict[str, list[str]]:
    text = (files("stdml.semantics") / "data" / "columns_of_limits.json").read_text(encoding="utf-8")
    data: dict[str, list[str]] = json.loads(text)
    return data


@cache
def _roles() -> dict[str, str]:
    roles = ("name", "unit", "limit", "upper", "lower", "method", "ignored")
    return {word: role for role in roles for word in column_words()[role]}


_signed = re.compile(r"\s*(?:[≤≥<>＜＞±+-]|不|\Z|—)")


def columns_of(header: list[list[str]], marked: bool, body: list[list[str]]) -> Columns | None:
    """Return what the columns hold by their headers, or None where no column names characteristics."""
    found = Columns()
    width = len(header[0])
    others: list[int] = []
    for at in range(width):
        path = list(dict.fromkeys(row[at] for row in header if row[at]))
        roles = [_role(words, found, at) for words in path]
        last = roles[-1] if roles else None
        if found.name is not None and found.sign is None and _is_of_signs(at, body):
            # 水分/% | ≤ | 12.0 | 13.0
            found.sign = at
        elif "name" in roles and found.name is None:
            found.name = at
        elif last == "name":
            # 项目 · 指标: the second of them holds the limits.
            found.limits.append(at)
        elif "name" in roles and last is None:
            # 项目 · 指标 over Ⅰ类 and Ⅱ类
            found.limits.append(at)
            _class_of(found, at, path, roles)
        elif last == "unit" or "unit" in roles:
            found.unit = at if found.unit is None else found.unit
        elif "method" in roles:
            found.method = at if found.method is None else found.method
        elif "ignored" in roles:
            found.ignored.add(at)
        elif last in ("limit", "upper", "lower"):
            found.limits.append(at)
            if last != "limit":
                found.operators[at] = "<=" if last == "upper" else ">="
            elif _says_upper(path[-1]):
                found.bare[at] = "<="
            _class_of(found, at, path[:-1], roles[:-1])
        elif "limit" in roles or "upper" in roles or "lower" in roles:
            found.limits.append(at)
            first = next(role for role in roles if role in ("limit", "upper", "lower"))
            word = path[roles.index(first)]
            if first != "limit":
                found.operators.setdefault(at, ">=" if first == "lower" else "<=")
            elif _says_upper(word):
                found.bare[at] = "<="
            _class_of(found, at, path, roles)
        else:
            others.append(at)
    if found.name is None:
        return None
    if not found.limits and (found.unit is not None or found.sign is not None or marked):
        # 项目 · 单位 · 一级 · 二级: what is left are classes.
        found.limits = others
        for at in others:
            _class_of(found, at, [row[at] for row in header if row[at]], [None])
        others = []
    elif found.limits:
        found.ignored.update(others)
        for at in others:
            if at in found.units:
                # 更新周期/min beside 限值: one more characteristic of what the row names.
                found.limits.append(at)
                own = _spaced_unit(header[-1][at]) or NAMED_UNIT.match(header[-1][at])
                found.names[at] = own["name"].strip() if own else header[-1][at]
        if _repeats(body, found.name):
            # 颗粒物 · 年平均, 颗粒物 · 24 小时平均: what tells the rows of one name apart.
            found.of_rows = [at for at in others if at not in found.limits]
    return found if found.limits else None


def _repeats(body: list[list[str]], at: int) -> bool:
    names = [row[at] for row in body if row[at]]
    return len(set(names)) < len(names)


def _is_of_signs(at: int, body: list[list[str]]) -> bool:
    cells = [row[at].strip() for row in body]
    return any(cells) and all(cell in SIGNS or not cell for cell in cells)


def _says_upper(word: str) -> bool:
    """Whether a header says that a bare number is an upper limit: 限值, but not 要求."""
    return "限" in word or word.startswith(("标准值", "允许偏差", "允许误差")) or "limit" in word.lower()


def _role(words: str, found: Columns, at: int) -> str | None:
    """Return the role of a header; a unit and a sign in it are taken note of: 限值/(mg/L) ≤."""
    if role := _role_of(words):
        return role
    if len(words) > LONGEST_NAME:
        return None
    match = _spaced_unit(words.strip()) or NAMED_UNIT.match(words.strip())
    if match is None:
        return None
    unit = parse_unit(unit_words(match))
    if unit is not None:
        found.units[at] = unit
    if match["op"]:
        found.operators[at] = SIGNS[match["op"]]
    return _role_of(match["name"])


_SUFFIXES = ("limit", "name")


def _role_of(words: str) -> str | None:
    """Return the role that a header names, alone or at its end: 建议限值 is a limit, 检测项目 a name."""
    plain = words.strip().lower()
    if has_cjk(plain):
        # 指标 Indicator: the words of one language are enough.
        plain = _second_language.sub("", plain).replace(" ", "")
    if role := _roles().get(plain):
        return role
    for role in _SUFFIXES:
        for word in column_words()[role]:
            if (
                len(word) > 1
                and word not in _NO_SUFFIX
                and plain.endswith(word if has_cjk(word) else f" {word}")
            ):
                return role
    return None


_NO_SUFFIX = frozenset(
    ("名称", "内容", "要素", "物质", "特征", "规定", "item", "value", "feature", "quantity")
)
_second_language = re.compile(r"(?<=[\u4e00-\u9fff])\s+[a-z][a-z -]*\Z")


def without_limit(name: str) -> str:
    """Return a name without the word for a limit at its end: 环境噪声 of 环境噪声限值."""
    for word in sorted(column_words()["limits_of"], key=len, reverse=True):
        if name.lower().endswith(word) and len(name) > len(word):
            return name[: -len(word)].strip().removesuffix("的")
    return name


def unit_words(match: re.Match[str]) -> str:
    """Return the unit that a name is followed by, or ""."""
    groups = match.groupdict()
    return (groups["unit"] or groups["inner"] or groups.get("comma") or "").strip()


def _spaced_unit(words: str) -> re.Match[str] | None:
    """Return a header whose unit stands on a line of its own below the name: "Height h mm", 高度 mm."""
    found = _below.match(words)
    if found is None or found["name"].lower() in column_words()["class_words"]:
        return None
    return found if parse_unit(found["unit"]) is not None else None


def _class_of(found: Columns, at: int, path: list[str], roles: list[Any]) -> None:
    words = [
        word for word, role in zip(path, roles + [None] * len(path), strict=False) if role is None and word
    ]
    if words:
        dimension = words[-2] if len(words) > 1 else "时段" if is_period(words[-1]) else "类别"
        if not has_cjk(words[-1]) and dimension == "时段":
            dimension = "period"
        elif not has_cjk(words[-1]) and dimension == "类别":
            dimension = "class"
        found.classes[at] = {dimension: words[-1]}


def is_period(word: str) -> bool:
    return word.strip().lower() in column_words()["periods"]


def class_columns(header: list[list[str]], body: list[list[str]]) -> Columns:
    """Return the columns of a table of classes: the first ones tell the rows apart, the others hold limits.

    What holds no limit in any row tells rows apart. A further header may be a class as well (昼间), or
    name a characteristic: 通报时限/min.
    """
    found = Columns()
    for at in range(len(header[0])):
        path = list(dict.fromkeys(row[at] for row in header if row[at]))
        roles = [_role(word, found, at) for word in path]
        if roles and roles[-1] in ("ignored", "method", "unit"):
            found.ignored.add(at)
            continue
        if not found.of_rows or not any(indicator_of_cell(row[at], "==", marked=False) for row in body):
            found.of_rows.append(at)
            continue
        found.limits.append(at)
        own = (
            (_spaced_unit(path[-1]) or NAMED_UNIT.match(path[-1]))
            if path and len(path[-1]) <= LONGEST_NAME
            else None
        )
        if own and not is_period(path[-1]) and (at in found.units or ends_as_name(own["name"].strip())):
            found.names[at] = without_limit(own["name"].strip())
            if "限" in own["name"]:
                found.bare[at] = "<="
            continue
        if "lower" in roles or "upper" in roles:
            found.operators.setdefault(at, ">=" if "lower" in roles else "<=")
        _class_of(found, at, path, roles)
    return found
