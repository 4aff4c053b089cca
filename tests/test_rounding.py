"""Rounding after GB/T 8170—2008: the worked cases, and the laws that hold for every value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdml.semantics.intervals import Intervals
from stdml.semantics.rounding import before_rounding, interval_of, round_to

CASES = [
    ("7.2438", "0.1", "7.2"),
    ("3467", "100", "3500"),
    ("8.50003", "1", "9"),
    ("2.250", "0.1", "2.2"),
    ("0.75", "0.1", "0.8"),
    ("4500", "1000", "4000"),
    ("5500", "1000", "6000"),
    ("-645", "10", "-640"),
    ("-635", "10", "-640"),
    ("0.0425", "0.001", "0.042"),
    ("27.4546", "1", "27"),
    # 0.5 unit
    ("37.25", "0.5", "37.0"),
    ("37.30", "0.5", "37.5"),
    ("37.60", "0.5", "37.5"),
    ("37.75", "0.5", "38.0"),
    # 0.2 unit
    ("410", "20", "400"),
    ("432", "20", "440"),
    ("-670", "20", "-680"),
]

# (written with the mark, what it rounds to): 31.52 is reported as 31.5(+), 31.46 as 31.5(-), 28.50 as 28.5.
STAGED = [("31.5", 1, 32), ("31.5", -1, 31), ("28.5", 0, 28), ("-31.5", 1, -32), ("-31.5", -1, -31)]

intervals_of_rounding = st.builds(
    lambda unit, place: unit * interval_of(place), st.sampled_from([1, 2, 5]), st.integers(-4, 3)
)
values = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6) | st.builds(
    lambda n, step: n * step / 2, st.integers(-300, 300), intervals_of_rounding
)


@pytest.mark.parametrize(("value", "interval", "rounded"), CASES)
def test_worked_cases(value: str, interval: str, rounded: str) -> None:
    assert round_to(Decimal(value), Decimal(interval)) == Fraction(rounded)


@pytest.mark.parametrize(("value", "mark", "rounded"), STAGED)
def test_a_reported_value_carries_whether_it_was_larger(value: str, mark: int, rounded: int) -> None:
    assert round_to(Decimal(value), 1, mark) == rounded


def test_rounding_in_steps_would_be_wrong() -> None:
    stepwise = Decimal("27.4546")
    for interval in ("0.001", "0.01", "0.1", "1"):
        stepwise = Decimal(str(float(round_to(stepwise, Decimal(interval)))))
    assert (stepwise, round_to(Decimal("27.4546"), 1)) == (28, 27)


@pytest.mark.parametrize("value", [0.5, 2.25])
def test_no_binary_fractions(value: float) -> None:
    with pytest.raises(TypeError):
        round_to(value, 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        round_to(1, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("interval", [0, -1])
def test_an_interval_is_positive(interval: int) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        round_to(1, interval)


@given(values, intervals_of_rounding)
def test_nearest_and_even(value: Fraction, interval: Fraction) -> None:
    rounded = round_to(value, interval)
    assert (rounded / interval).denominator == 1
    distance = abs(rounded - value)
    assert distance <= interval / 2
    if distance == interval / 2:
        assert rounded / interval % 2 == 0


@given(values, intervals_of_rounding, st.sampled_from([-1, 0, 1]))
def test_symmetric_and_idempotent(value: Fraction, interval: Fraction, mark: int) -> None:
    rounded = round_to(value, interval, mark)
    assert round_to(-value, interval, mark) == -rounded
    assert round_to(rounded, interval, mark) == rounded


@given(values, values, intervals_of_rounding)
def test_order_is_kept(one: Fraction, other: Fraction, interval: Fraction) -> None:
    low, high = sorted((one, other))
    assert round_to(low, interval) <= round_to(high, interval)


@given(values, intervals_of_rounding)
def test_a_mark_stands_for_a_little_more(value: Fraction, interval: Fraction) -> None:
    reported = round_to(value, interval / 10)
    mark = (abs(value) > abs(reported)) - (abs(value) < abs(reported))
    assert round_to(reported, interval, mark) == round_to(value, interval)


limits = st.builds(
    lambda step, lower, upper, low, high: (
        step,
        Intervals.of(
            None if lower is None else lower * step / 4,
            None if upper is None else upper * step / 4,
            low,
            high,
        ),
    ),
    intervals_of_rounding,
    st.none() | st.integers(-40, 40),
    st.none() | st.integers(-40, 40),
    st.booleans(),
    st.booleans(),
)


@given(limits, st.integers(-100, 100))
def test_before_rounding_is_comparing_rounded_values(limit: tuple[Fraction, Intervals], eighths: int) -> None:
    step, conforming = limit
    value = eighths * step / 8
    assert (value in before_rounding(conforming, step)) == (round_to(value, step) in conforming)


# limit, measured, full value conforms, rounded value conforms: GB/T 8170—2008, 4.3
COMPARED = [
    (("92.0", None, True, True), "92.04", True, True),
    (("92.0", None, True, True), "91.96", False, True),
    (("92.0", None, True, True), "91.94", False, False),
    ((None, "0.8", True, True), "0.849", False, True),
    ((None, "0.8", True, True), "0.851", False, False),
    (("2.5", "3.1", True, True), "2.451", False, True),
    (("2.5", "3.1", True, True), "3.149", False, True),
    ((None, "20.0", True, False), "19.96", True, False),
    (("14.8", "15.2", True, True), "14.79", False, True),
    (("14.8", "15.2", True, True), "14.74", False, False),
    (("14.8", "15.2", False, False), "15.16", True, False),
    (("14.8", "15.2", False, False), "14.84", True, False),
    (("14.8", "15.2", False, False), "14.96", True, True),
]


@pytest.mark.parametrize(("limit", "measured", "full", "rounded"), COMPARED)
def test_both_methods_of_comparing(
    limit: tuple[str | None, str | None, bool, bool], measured: str, full: bool, rounded: bool
) -> None:
    lower, upper = (None if end is None else Fraction(end) for end in limit[:2])
    conforming = Intervals.of(lower, upper, *limit[2:])
    assert (Fraction(measured) in conforming) is full
    assert (Fraction(measured) in before_rounding(conforming, Fraction(1, 10))) is rounded
