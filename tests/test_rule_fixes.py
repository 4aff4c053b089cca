"""Repairs on documents that nobody wrote as a whole: the cases of all fixtures, put together at random.

Repairing is idempotent, makes no errors, and leaves nothing that could be repaired but what would make some.
The text outside the edits of the repairs stays as it is by construction (`fixes.apply`).
"""

from __future__ import annotations

import re

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from test_rules import CASES, Case

import stdml
from stdml.diagnostics import Diagnostic
from stdml.rules.fixes import apply, fix

_front = re.compile(r"\A---\n.*?^---\n", re.S | re.M)
BOOKS = ("gbt-1.1", "iso-directives-2")


def _joined(first: Case, *others: Case) -> str:
    """Return the text of a case with the bodies of others behind it."""
    return "\n".join([first.text, *(_front.sub("", other.text) for other in others)])


def _errors(found: list[Diagnostic]) -> int:
    return sum(one.severity == "error" for one in found)


def _check(text: str, profile: str, unsafe: bool) -> None:
    def find(changed: str) -> list[Diagnostic]:
        return stdml.check(stdml.loads(changed), profile)

    fixed = fix(text, find, unsafe)
    errors = _errors(fixed.diagnostics)
    assert errors <= _errors(find(text))
    assert fix(fixed.text, find, unsafe).text == fixed.text
    for one in fixed.diagnostics:
        if one.fix is not None and (one.fix.safe or unsafe):
            alone = find(apply(one.fix.edits, fixed.text))
            assert _errors(alone) > errors, (one.name, one.position.line)


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("profile", BOOKS)
def test_repairing_ends_with_nothing_to_repair(profile: str, unsafe: bool) -> None:
    cases = [case for case in CASES if case.profile == profile]

    @examples(0.2)
    @given(st.lists(st.sampled_from(cases), min_size=1, max_size=4))
    def holds(chosen: list[Case]) -> None:
        _check(_joined(*chosen), profile, unsafe)

    holds()
