"""The algebra of intervals agrees with asking number by number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdml.semantics.intervals import Intervals

# Ends lie on sixths between -2 and 2, so that they meet often; probes lie on them, between and beyond them.
ends = st.integers(-12, 12).map(lambda n: Fraction(n, 6))
PROBES = [Fraction(n, 12) for n in range(-30, 31)]


@st.composite
def intervals(draw: st.DrawFn) -> Intervals:
    found = Intervals.EMPTY
    for _ in range(draw(st.integers(0, 3))):
        lower, upper = draw(st.none() | ends), draw(st.none() | ends)
        found |= Intervals.of(lower, upper, draw(st.booleans()), draw(st.booleans()))
    return found


def members(found: Intervals) -> set[Fraction]:
    """Return the probes in a set, decided from its intervals alone."""
    return {
        probe
        for probe in PROBES
        for part in found.parts()
        if (part.lower is None or part.lower < probe or (part.lower == probe and part.lower_inclusive))
        and (part.upper is None or probe < part.upper or (probe == part.upper and part.upper_inclusive))
    }


@given(ends | st.none(), ends | st.none(), st.booleans(), st.booleans())
def test_one_interval(lower: Fraction | None, upper: Fraction | None, low: bool, high: bool) -> None:
    found = Intervals.of(lower, upper, low, high)
    assert {p for p in PROBES if p in found} == {
        p
        for p in PROBES
        if (lower is None or lower < p or (low and lower == p))
        and (upper is None or p < upper or (high and upper == p))
    }


@given(intervals())
def test_membership(a: Intervals) -> None:
    assert {p for p in PROBES if p in a} == members(a)


@given(intervals(), intervals())
def test_union_intersection_difference(a: Intervals, b: Intervals) -> None:
    assert members(a | b) == members(a) | members(b)
    assert members(a & b) == members(a) & members(b)
    assert members(a - b) == members(a) - members(b)
    assert members(~a) == set(PROBES) - members(a)


@given(intervals(), intervals())
def test_inclusion_and_overlap(a: Intervals, b: Intervals) -> None:
    # Between two neighbouring sixths lies a probe, so the probes tell all sets apart.
    assert (a <= b) == (members(a) <= members(b))
    assert (a < b) == (members(a) < members(b))
    assert (a == b) == (members(a) == members(b))
    assert a.overlaps(b) == bool(members(a) & members(b))
    assert bool(a) == bool(members(a))


@given(intervals(), intervals(), intervals())
def test_laws(a: Intervals, b: Intervals, c: Intervals) -> None:
    assert a | b == b | a and a & b == b & a
    assert a & (b | c) == (a & b) | (a & c)
    assert ~(a | b) == ~a & ~b
    assert ~~a == a
    assert (a | b) - b <= a


@given(intervals(), ends.filter(bool), ends)
def test_mapping_is_exact_and_invertible(a: Intervals, factor: Fraction, offset: Fraction) -> None:
    moved = a.mapped(factor, offset)
    assert all((p * factor + offset in moved) == (p in a) for p in PROBES)
    assert moved.mapped(1 / factor, -offset / factor) == a


def test_no_mapping_by_nothing() -> None:
    with pytest.raises(ValueError, match="0"):
        Intervals.ALL.mapped(Fraction(0))


@given(intervals(), ends.map(abs))
def test_widening(a: Intervals, by: Fraction) -> None:
    wide = a.widened(by)
    for probe in PROBES:
        # A grid of sixths: whether some number of `a` is near enough shows at the reachable interval itself.
        assert (probe in wide) == Intervals.of(probe - by, probe + by).overlaps(a)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Intervals.of(6, 8), "[6, 8]"),
        (Intervals.of(6, 8, False, False), "(6, 8)"),
        (Intervals.of(None, 8), "(−∞, 8]"),
        (Intervals.point(3), "{3}"),
        (Intervals.EMPTY, "∅"),
        (Intervals.ALL, "(−∞, ∞)"),
        (Intervals.of(1, 2) | Intervals.of(5, None), "[1, 2] ∪ [5, ∞)"),
        (Intervals.of(1, 2) | Intervals.of(2, 3, False), "[1, 3]"),
        (Intervals.of(1, 2, True, False) | Intervals.of(2, 3, False), "[1, 2) ∪ (2, 3]"),
    ],
)
def test_shown(found: Intervals, text: str) -> None:
    assert str(found) == text
