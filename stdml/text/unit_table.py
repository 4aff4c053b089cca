"""Written forms of units: those of `data/units.json`, and those that follow by rule (kPa, 千帕, 万人次)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

SPACES = " \u00a0\u2002\u2005\u2006\u2009\u202f\u3000"

# One character for one character, so that offsets stay.
_SAME = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(SPACES, " ")
    | {"µ": "μ", "Ω": "Ω", "⋅": "·", "•": "·", "・": "·", "∙": "·", "⁄": "/", "∕": "/", "−": "-", "–": "-",
       "‑": "-", "ö": "ö", "’": "′", "”": "″", "K": "K", "Å": "Å"}
)  # fmt: skip


def prepared(text: str) -> str:
    return text.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Atom:
    """One factor of a unit: its code, its dimension as exponents, and what it amounts to."""

    ucum: str
    dimension: tuple[tuple[str, int], ...]
    factor: Fraction
    offset: Fraction = Fraction(0)
    weighting: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All written forms."""

    forms: dict[str, Atom]
    only_alone: frozenset[str]
    short: frozenset[str]


@cache
def unit_data() -> dict[str, Any]:
    text = (files("stdml.text") / "data" / "units.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


_dimension_part = re.compile(r"(\{[^}]*\}|[A-ZΘ])(-?\d+)?")


def parse_dimension(written: str) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, int(power or 1)) for name, power in _dimension_part.findall(written)))


@cache
def unit_table() -> Table:
    data = unit_data()
    prefixes: dict[str, int] = data["prefixes"]
    exact: dict[str, Atom] = {}
    prefixed: dict[str, Atom] = {}
    parse_only: set[str] = set()
    short: set[str] = set()
    for key, row in data["atoms"].items():
        atom = Atom(
            row.get("ucum", key), parse_dimension(row["dim"]), Fraction(row.get("factor", 1)),
            Fraction(row.get("offset", 0)), row.get("weighting", ""),
        )  # fmt: skip
        for form in _plain_forms(row):
            exact.setdefault(prepared(form), atom)
        for form in (*row.get("parse", ()), *_codes(key, atom)):
            if prepared(form) not in exact:
                exact[prepared(form)] = atom
                parse_only.add(prepared(form))
        for form, prefix in _prefixed_forms(row, data):
            prefixed.setdefault(prepared(form), _with_prefix(atom, prefix, prefixes[prefix]))
        short.update(form for form in row.get("zh", ()) if len(form) == 1 and form not in _COMMON)
    forms = {**prefixed, **_lengths(exact, prefixed), **exact}
    return Table(
        forms | _myriads(forms, data["myriads"]), frozenset(parse_only - prefixed.keys()), frozenset(short)
    )


# These are no part of other words where they follow a number.
_COMMON = frozenset("米升克秒瓦")


def _plain_forms(row: dict[str, Any]) -> Iterator[str]:
    for name in ("si", "as", "zh", "zh_as", "en_as"):
        yield from row.get(name, ())
    for name in row.get("en", ()):
        yield name
        yield _plural(name)


def _plural(name: str) -> str:
    return name if name.endswith(("s", "z")) else name + "s"


def _codes(key: str, atom: Atom) -> Iterator[str]:
    """Yield the UCUM codes that are one token, so that codes are understood as well as written forms."""
    for code in dict.fromkeys((key, atom.ucum)):
        if re.fullmatch(r"[A-Za-z]+|\[[^\]]+\]|\{[^}]+\}|[A-Za-z]*\[[^\]]+\]|[A-Za-z]+\{[^}]+\}", code):
            yield code


def _prefixed_forms(row: dict[str, Any], data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for prefix, form in product(data["prefixes"], row.get("si", ())):
        yield prefix + form, prefix
    for (written, prefix), form in product(data["prefixes_zh"].items(), row.get("zh", ())):
        yield written + form, prefix
    for (written, prefix), form in product(data["prefixes_en"].items(), row.get("en", ())):
        yield written + form, prefix
        yield written + _plural(form), prefix
    for form in row.get("pre", ()):
        yield form, form[0]


def _with_prefix(atom: Atom, prefix: str, power: int) -> Atom:
    code = prefix.replace("μ", "u")
    return Atom(code + atom.ucum, atom.dimension, atom.factor * Fraction(10) ** power)


def _lengths(exact: dict[str, Atom], prefixed: dict[str, Atom]) -> dict[str, Atom]:
    """Return areas and volumes in words: 平方毫米, 立方米, square metres, cubic centimetre."""
    found = {}
    for form, atom in (*prefixed.items(), *exact.items()):
        if atom.dimension != (("L", 1),) or not (form[0] >= "一" or len(form) > 3):
            continue
        for word, power in (("平方", 2), ("立方", 3)) if form[0] >= "一" else _POWERS:
            found[word + form] = power_of(atom, power)
    return found


_POWERS = (("square ", 2), ("cubic ", 3))


def _myriads(forms: dict[str, Atom], words: dict[str, int]) -> dict[str, Atom]:
    """Return Chinese units with a number in front of them: 万元, 亿立方米, 万人次."""
    return {
        word + form: Atom(f"10*{power}.{atom.ucum}", atom.dimension, atom.factor * 10**power)
        for word, power in words.items()
        if power > 3
        for form, atom in forms.items()
        if form[0] >= "一" and not atom.offset
    }


def power_of(atom: Atom, power: int) -> Atom:
    if power == 1:
        return atom
    dimension = tuple((name, exponent * power) for name, exponent in atom.dimension)
    code = (
        atom.ucum if re.fullmatch(r"[A-Za-z]+|\{[^}]*\}|[A-Za-z]*\[[^\]]*\]", atom.ucum) else f"({atom.ucum})"
    )
    return Atom(f"{code}{power}", dimension, atom.factor**power)


LETTERS = re.compile(r"[A-Za-zμΩℓÅå]+")


@cache
def word_pattern() -> re.Pattern[str]:
    """Return a pattern of the forms that are no plain run of letters: Chinese ones, signs, several words."""
    table = unit_table()
    forms = [form for form in table.forms if not LETTERS.fullmatch(form)]
    by_first: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        by_first.setdefault(form[0], []).append(form[1:])
    parts = [
        f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))})"
        for first, rests in sorted(by_first.items())
    ]
    return re.compile("|".join(parts))
