"""Regular expressions that are compiled late do what compiled ones do, and all of them can be compiled."""

from __future__ import annotations

import re
import sys

import pytest

from stdml.rules import all_rules
from stdml.text import patterns
from stdml.text.patterns import lazy


def test_a_late_pattern_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiled = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = lazy("(?P<letter>b)", re.I)
    assert made == []
    assert [match.span("letter") for match in pattern.finditer("aBb")] == [(1, 2), (2, 3)]
    assert pattern.search("c") is None
    assert pattern.fullmatch("B")
    assert pattern.sub("x", "abc") == "axc"
    assert (pattern.pattern, pattern.groups) == ("(?P<letter>b)", 1)
    assert made == ["(?P<letter>b)"]


def test_what_no_pattern_has_is_an_error() -> None:
    assert not hasattr(lazy("a"), "nothing")


def test_late_patterns_of_rules_are_right() -> None:
    assert all_rules()
    own = [module for name, module in list(sys.modules.items()) if name.startswith("stdml.rules")]
    late = [value for module in own for value in vars(module).values() if type(value) is patterns._Lazy]
    assert late
    for pattern in late:
        assert pattern.groups >= 0
