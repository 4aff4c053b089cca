"""Units of measurement: what is written in Chinese and international forms, as UCUM codes, converted exactly.

The table `data/units.json` holds the atoms: their UCUM codes, dimensions, exact factors to the base unit, and
their written forms; forms with prefixes (kPa, 千帕, kilopascal) and compound units (kWh/(m²·a), CFU/100 mL,
次/年) follow from it. What counts different things (人, 床), what is measured on a scale of its own (NTU,
pH) and levels (dB, and dB(A) apart from it) have dimensions of their own, so that nothing is converted that
must not be. Plane angles are counted in degrees and apart in radians: between the two no conversion is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from stdml.text.unit_table import (
    LETTERS,
    SPACES,
    Atom,
    parse_dimension,
    power_of,
    prepared,
    unit_data,
    unit_table,
    word_pattern,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Attributes:
        written: as it is written
        ucum: its code in the Unified Code for Units of Measure
        dimension: a canonical key, equal for units that convert into one another
        factor: how many base units of the dimension one of it is
        offset: what is added after the factor, for temperatures: K = ℃ × 1 + 273.15
        weighting: the frequency weighting of a sound level, kept apart from the unit: A in dB(A)
    """

    written: str
    ucum: str
    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    weighting: str = ""

    def converts_to(self, other: Unit) -> bool:
        """Whether a value in this unit can be given in `other`."""
        return self.dimension == other.dimension


def convert(value: Decimal | Fraction, source: Unit, target: Unit) -> Fraction:
    """Return `value` in `source` as an exact value in `target`.

    >>> convert(Decimal("20"), parse_unit("℃"), parse_unit("K"))
    Fraction(5863, 20)
    >>> convert(Decimal("0.5"), parse_unit("mg/L"), parse_unit("μg/mL"))
    Fraction(1, 2)

    Raises:
        ValueError: the units measure different things
    """
    if source.dimension != target.dimension:
        raise ValueError(f"{source.written} is not convertible to {target.written}")
    return (Fraction(value) * source.factor + source.offset - target.offset) / target.factor


@lru_cache(maxsize=4096)
def parse_unit(written: str) -> Unit | None:
    """Return the unit that `written` is, as a whole; None for what is no known unit.

    >>> parse_unit("kWh/(m²·a)").ucum, parse_unit("毫克每升").ucum, parse_unit("CFU/100 mL").ucum
    ('kW.h/(m2.a)', 'mg/L', '[CFU]/(100.mL)')
    >>> parse_unit("mg/m3").dimension == parse_unit("g/L").dimension, parse_unit("dB(A)").weighting
    (True, 'A')
    >>> parse_unit("good") is None
    True
    """
    text = prepared(written.strip())
    if text == "1":
        return _as_unit([(unit_table().forms["%"], 0)], text)
    if not text or len(text) > _LONGEST:
        return None
    text = _apart.sub(r"dB(\1)", text)
    found = _weighted(text, _Parser(text, strict=True).unit(0))
    if found is None or found[0] != len(text):
        return None
    return _as_unit(found[1], written.strip())


def match_unit(text: str, at: int) -> tuple[int, Unit] | None:
    """Return where the unit ends that stands at offset `at` of `text`, and the unit; None where none stands.

    Spaces in front of it are passed over. The longest unit counts, and none that is part of a longer word.

    >>> match_unit("100 m²的房间", 3)[1].ucum, match_unit("2 meetings", 1)
    ('m2', None)
    """
    start = at
    while start < len(text) and text[start] in SPACES and start - at < 3:
        start += 1
    if start >= len(text) or not _first().match(text, start):
        return None
    piece = text[start : start + _LONGEST]
    found = _match(piece)
    return None if found is None else (start + found[0], found[1])


@lru_cache(maxsize=4096)
def _match(piece: str) -> tuple[int, Unit] | None:
    text = prepared(piece)
    found = _weighted(text, _Parser(text, strict=False).unit(0))
    if found is None:
        return None
    end = found[0]
    return end, _as_unit(found[1], piece[:end])


_apart = re.compile(r"dB \( ?([ABCZ]) ?\)")
_weighting = re.compile(r" ?\( ?(?P<letter>[ABCZ]) ?\)")


def _weighted(text: str, found: tuple[int, _Parts] | None) -> tuple[int, _Parts] | None:
    """Return a level with the weighting that stands apart from it: dB (A), 分贝(A)."""
    if found is None or len(found[1]) != 1 or found[1][0] != (unit_table().forms["dB"], 1):
        return found
    letter = _weighting.match(text, found[0])
    return (letter.end(), [(unit_table().forms[f"dB({letter['letter']})"], 1)]) if letter else found


def units_in(text: str) -> Iterator[tuple[int, int, Unit]]:
    """Yield the units that follow numbers written in digits: start, end and unit.

    >>> [(text, unit.ucum) for _, _, unit in units_in("风速 2 m/s，温度 20 ℃") for text in [unit.written]]
    [('m/s', 'm/s'), ('℃', 'Cel')]
    """
    at = 0
    for number in re.finditer(r"[0-9]", text):
        if number.start() < at or (number.end() < len(text) and text[number.end()].isdigit()):
            continue
        found = match_unit(text, number.end())
        if found is not None:
            at, unit = found
            start = at - len(unit.written)
            yield start, at, unit


# --- Reading

_LONGEST = 60


@cache
def _first() -> re.Pattern[str]:
    """Return a pattern of the characters a unit may start with, so that most text is passed over quickly."""
    initials = {form[0] for form in unit_table().forms} | set(unit_data()["symbols"]) | set("ＡＫｋｍµΩ")
    return re.compile("[" + "".join(map(re.escape, sorted(initials))) + "]")


_raised = re.compile(r"[⁻]?[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\^\{?-?\d{1,2}\}?|-?[1-4](?!\d|[.,]\d|%)")
_annotated = re.compile(r"\{[^{}\s]{1,30}\}")
_divisor = re.compile(r" ?/ ?| ?每 ?(?=[千百毫微纳]|平方|立方|[升秒年月日米人床次克])| per ")
_count = re.compile(r"10(?:\*|\^)\d{1,2}[. ]?|(?:1 ?000|1000|100|10|\d{1,4}(?:\.\d{1,3})?) ?\.?")
_ordinary = str.maketrans("⁻¹²³⁴⁵⁶⁷⁸⁹⁰", "-1234567890")
_MAX_PARTS = 8

_Parts = list[tuple[Atom, int]]


class _Parser:
    """Reads a unit: factors joined by · or . or /, with exponents and brackets.

    Args:
        text: the text, characters unified
        strict: whether the unit stands alone; else it is the beginning of a running text
    """

    def __init__(self, text: str, strict: bool) -> None:
        self.text = text
        self.strict = strict

    def unit(self, at: int, depth: int = 0) -> tuple[int, _Parts] | None:
        """Return the end and the factors of the longest unit at `at`."""
        found = self.product(at, depth)
        if found is None:
            return None
        end, parts = found
        while len(parts) < _MAX_PARTS and (sign := _divisor.match(self.text, end)):
            below = self.denominator(sign.end(), depth)
            if below is None:
                break
            end = below[0]
            parts = parts + [(atom, -power) for atom, power in below[1]]
        return end, parts

    def denominator(self, at: int, depth: int) -> tuple[int, _Parts] | None:
        """Return what a unit is divided by: a factor, 100 mL, or a product in brackets."""
        number = _count.match(self.text, at)
        if number is None:
            return self.factor(at, depth)
        found = self.factor(number.end(), depth)
        if found is None:
            return None
        return found[0], [_number(number.group()), *found[1]]

    def product(self, at: int, depth: int) -> tuple[int, _Parts] | None:
        """Return factors joined by a dot, or in a unit that stands alone by a space."""
        leading: _Parts = []
        if self.strict and (number := _count.match(self.text, at)):
            leading, at = [_number(number.group())], number.end()
        found = self.factor(at, depth)
        if found is None:
            return None
        end, parts = found
        while len(parts) < _MAX_PARTS and end < len(self.text) and self.text[end] in "·.* ":
            if self.text[end] == " " and not self.strict:
                break
            below = self.factor(end + 1, depth)
            if below is None:
                break
            end, parts = below[0], parts + below[1]
        return end, leading + parts

    def factor(self, at: int, depth: int) -> tuple[int, _Parts] | None:
        """Return one factor with its exponent."""
        if at < len(self.text) and self.text[at] == "(" and at > 0 and depth < 3:
            inner = self.unit(at + 1, depth + 1)
            if inner is None or self.text[inner[0] : inner[0] + 1] != ")":
                return None
            return inner[0] + 1, inner[1]
        found = self.atom(at)
        if found is None:
            return None
        end, atom = found
        raised = _raised.match(self.text, end)
        if raised is None or (self.text[end - 1] >= "一" and raised.group()[0] in "-1234"):
            return end, [(atom, 1)]
        power = int(raised.group().translate(_ordinary).strip("^{}"))
        if (
            raised.group()[0] == "-"
            and not self.strict
            and self.text[raised.end() : raised.end() + 1].isalpha()
        ):
            return end, [(atom, 1)]
        return raised.end(), [(atom, power)]

    def atom(self, at: int) -> tuple[int, Atom] | None:
        """Return the atom at `at`: a sign, Chinese or several words, else a whole run of letters."""
        text, table = self.text, unit_table()
        if at < len(text) and (same := unit_data()["symbols"].get(text[at])):
            return self._symbol(same, at)
        if (word := word_pattern().match(text, at)) and self._stands(word.group(), word.end()):
            return word.end(), table.forms[word.group()]
        letters = LETTERS.match(text, at)
        if letters is None:
            return self._annotation(at) if self.strict else None
        form = letters.group()
        if form not in table.forms and (same := unit_data()["variants"].get(form)):
            variant = parse_unit(same)
            return None if variant is None else (letters.end(), _atom_of(variant))
        if form not in table.forms or (form in table.only_alone and not self.strict):
            return None
        return letters.end(), table.forms[form]

    def _symbol(self, same: str, at: int) -> tuple[int, Atom] | None:
        unit = parse_unit(same)
        return None if unit is None else (at + 1, _atom_of(unit))

    def _annotation(self, at: int) -> tuple[int, Atom] | None:
        """Return what UCUM calls an annotation, {份}: it counts something that the table does not know."""
        found = _annotated.match(self.text, at)
        if found is None:
            return None
        return found.end(), Atom(found.group(), ((found.group(), 1),), Fraction(1))

    def _stands(self, form: str, end: int) -> bool:
        """Whether a form is no part of a longer word: 法 in 法兰, "person" in "personal"."""
        after = self.text[end : end + 1]
        if form[-1].isascii() and form[-1].isalpha():
            return not (after.isascii() and after.isalpha())
        return not (form in unit_table().short and "一" <= after <= "龥")


def _atom_of(unit: Unit) -> Atom:
    return Atom(unit.ucum, parse_dimension(unit.dimension), unit.factor, unit.offset, unit.weighting)


def _number(written: str) -> tuple[Atom, int]:
    power = re.match(r"10[*^](\d+)", written)
    value = Fraction(10) ** int(power.group(1)) if power else Fraction(written.strip(" .").replace(" ", ""))
    code = f"10*{power.group(1)}" if power else str(written.strip(" .").replace(" ", ""))
    return Atom(code, (), value), 1


def _as_unit(parts: _Parts, written: str) -> Unit:
    alone = parts[0][0] if len(parts) == 1 and parts[0][1] == 1 else None
    powers: dict[str, int] = {}
    factor = Fraction(1)
    for atom, power in parts:
        factor *= atom.factor**power
        for name, exponent in atom.dimension:
            powers[name] = powers.get(name, 0) + exponent * power
    dimension = " ".join(
        name if power == 1 else f"{name}{power}" for name, power in sorted(powers.items()) if power
    )
    weighting = next((atom.weighting for atom, _ in parts if atom.weighting), "")
    offset = alone.offset if alone else Fraction(0)
    return Unit(written, _code(parts), dimension or "1", factor, offset, weighting)


def _code(parts: _Parts) -> str:
    above = [power_of(atom, power).ucum for atom, power in parts if power > 0]
    below = [power_of(atom, -power).ucum for atom, power in parts if power < 0]
    code = ".".join(above)
    if not parts[0][1]:
        return "1"
    if not below:
        return code
    return f"{code}/{below[0]}" if len(below) == 1 and "." not in below[0] else f"{code}/({'.'.join(below)})"
