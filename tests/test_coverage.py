"""What the rules hold of the catalogue of drafting rules, and that every one of them is tried both ways."""

from __future__ import annotations

import pytest
from test_rules import CASES

from stdml.rules import Rule, all_rules, generate

LEAST = {"GB/T 1.1—2020": 200, "ISO/IEC Directives Part 2": 110, "GB/T 1.2—2020": 12}


@pytest.mark.parametrize("book", LEAST)
def test_rules_that_are_on_by_default_hold_most_rows(book: str) -> None:
    held = generate.holders()
    rows = [row for row in generate.catalogue() if row.book == book]
    by_default = [
        row for row in rows if any(generate.is_default(rule, book) for rule in held.get(row.id, []))
    ]
    assert len(by_default) >= LEAST[book]


def test_every_row_is_held_or_has_a_reason() -> None:
    held, why = generate.holders(), generate.reasons()
    rows = {row.id for row in generate.catalogue()}
    assert rows - set(held) == set(why)
    assert set(held) <= rows


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.rows], ids=lambda rule: rule.name)
def test_a_fixture_has_two_wrong_and_two_right_cases(rule: type[Rule]) -> None:
    own = [case for case in CASES if case.rule == rule.name]
    wrong = [case for case in own if any(line.endswith(f" {rule.name}") for line in case.expected)]
    assert len(wrong) >= 2 and len(own) - len(wrong) >= 2
