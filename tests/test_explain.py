"""Every rule is explained in Chinese, and the pages of the rules say what the rules are."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from stdml.language import force, forced
from stdml.rules import all_rules
from stdml.rules.base import Rule
from stdml.rules.explain import explanations, help_text, sections

RULES = all_rules()
TEXTS = [(name, part, text) for name, said in explanations().items() for part, text in said.items()]
# What a text quotes, names in code or cites in brackets is not in its own words.
_foreign = re.compile(r"“[^”]*”|`[^`]*`|（[^（）]*）")


def _own_words(text: str) -> str:
    return _foreign.sub("", _foreign.sub("", text))


def test_every_rule_is_explained_in_chinese_and_nothing_else_is() -> None:
    assert set(explanations()) == {rule.name for rule in RULES}
    assert all(set(said) == {"what", "why"} for said in explanations().values())


def test_explanations_are_sorted_and_each_name_stands_once() -> None:
    text = (files("stdml.rules") / "data" / "explanations.zh.json").read_text(encoding="utf-8")
    names = [name for name, said in json.loads(text, object_pairs_hook=list)]
    assert names == sorted(set(names))


@pytest.mark.parametrize(("name", "part", "text"), TEXTS, ids=[f"{name}-{part}" for name, part, _ in TEXTS])
def test_explanations_are_chinese_sentences(name: str, part: str, text: str) -> None:
    words = _own_words(text)
    letters = re.findall(r"[^\W\d_]", words)
    assert sum("一" <= letter <= "鿿" for letter in letters) > 0.6 * len(letters)
    assert re.findall(r"(?<![A-Za-z])[a-z]{3,}", words) == [], "English words stand in quotation marks"
    assert text.endswith("。") and text.count("“") == text.count("”") and "\n" not in text
    assert re.findall(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]|[一-鿿] [一-鿿]", words) == [], "full-width marks"


def test_what_a_rule_does_is_not_why_it_does_it() -> None:
    assert [name for name, said in explanations().items() if said["what"] == said["why"]] == []
    assert len({said["what"] for said in explanations().values()}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_chinese_help_has_the_explanation_and_the_examples(rule: type[Rule]) -> None:
    before = forced()
    try:
        force("zh")
        text = help_text(rule)
    finally:
        force(before)
    said = explanations()[rule.name]
    for part in (said["what"], said["why"], sections(rule)["Example"].strip()):
        assert part in text
    assert sections(rule)["What it does"].strip() not in text
