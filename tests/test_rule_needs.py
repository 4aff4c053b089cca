"""Rules are asked only about texts that hold a sign of what they look for, and miss nothing by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stdml
from stdml.rules import all_rules, engine
from stdml.rules.base import Rule
from stdml.rules.needs import ByNeed, pieces, words
from stdml.rules.prose import Prose
from stdml.text.cjk import has_cjk

HERE = Path(__file__).parent
TEXTS = sorted([*HERE.glob("rules/*.md"), *HERE.glob("drafts/*.md"), *HERE.parent.glob("examples/*.md")])
_document = re.compile(r"^(`{3,})md\n(.*?)^\1$", re.M | re.S)


def _found(text: str) -> list[str]:
    profile = "gbt-1.1" if has_cjk(text) else "iso-directives-2"
    return [
        f"{found.position} {found.name} {found.message}" for found in stdml.check(stdml.loads(text), profile)
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_rule_finds_more_where_it_is_asked_about_everything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")
    # A fixture holds documents, everything else is one.
    texts = [match[2] for match in _document.finditer(text)] if path.parent.name == "rules" else [text]
    asked = list(map(_found, texts))
    monkeypatch.setattr(engine, "needs_of", lambda rule, language: frozenset())
    assert asked == list(map(_found, texts))


def _needs(rule: type[Rule]) -> list[frozenset[str]]:
    return list(rule.needs.values()) if isinstance(rule.needs, Mapping) else [rule.needs]


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.needs], ids=lambda rule: rule.name)
def test_signs_can_be_found(rule: type[Rule]) -> None:
    assert Prose in rule.on
    for sign in frozenset().union(*_needs(rule)):
        assert len(sign) == 1 or not any(map(str.isspace, sign.strip(" "))), sign
        assert sign.strip() or len(sign) == 1, sign
        assert len(sign) == 1 or not re.search("[1-9]", sign), sign
    assert "en" not in rule.languages or not isinstance(rule.needs, Mapping) or "en" in rule.needs
    assert "zh" not in rule.languages or not isinstance(rule.needs, Mapping) or "zh" in rule.needs


_SIGNS = ("a", "9", "°", " ", "shall", "not", "可以", "0.0", " x ", "0m", "Kg", " -0", "。）", "to")
_text = st.lists(
    st.sampled_from((*_SIGNS, "5.2", "10 kg", "NOT", "x", "　", "\n", "可", "以", "nothing"))
).map("".join)


def _zeros(text: str) -> str:
    return re.sub("[0-9]", "0", re.sub(r"\s", " ", text))


def _is_in(sign: str, text: str) -> bool:
    """Whether a sign is in a text: what the class is to tell quickly, told slowly."""
    if len(sign) == 1:
        return sign in text
    if re.fullmatch("[a-z]{2,}", sign):
        return re.search(rf"(?<![a-z]){sign}(?![a-z])", text.lower()) is not None
    return sign in f" {_zeros(text)} "


@given(st.lists(st.frozensets(st.sampled_from(_SIGNS), max_size=3), max_size=8), st.lists(_text, max_size=5))
def test_what_wants_a_text_has_a_sign_in_it(needs: list[frozenset[str]], texts: list[str]) -> None:
    wants = ByNeed(list(enumerate(needs)))
    for text in (*texts, *texts):
        right = [at for at, signs in enumerate(needs) if not signs or any(_is_in(s, text) for s in signs)]
        assert wants.of(text) == right


def test_phrases_as_signs() -> None:
    assert pieces(["可以", "m2", "º C", "sec"]) == {"可以", "m0", "º", "sec"}
    assert words(["and/or", "Scotch tape"]) == {"and", "scotch"}
