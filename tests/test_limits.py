"""Sentences of many fields and what a careful engineer takes from them: `data/limits.jsonl`.

A line holds a sentence and the parameters it states, in the order of the text, each with the facets that
matter. A distractor holds numbers that limit nothing: clauses, years, addresses, versions, labels.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stdml
from stdml.semantics.records import Indicator
from stdml.text.dates import match_date
from stdml.text.limits import read
from stdml.text.units import parse_unit
from tests.conftest import examples

_LINES = (Path(__file__).parent / "data" / "limits.jsonl").read_text(encoding="utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in _LINES]
# Existence and references are no limits in numbers, so that a distractor may hold them.
_NUMERIC = ("<=", "<", ">=", ">", "==", "range", "tolerance", "ratio", "not-detected")


def _parameters(text: str, language: str = "zh") -> list[Indicator]:
    title = "要求" if language == "zh" else "Requirements"
    document = stdml.loads(f"---\nlanguage: {language}\n---\n\n# {title}\n\n{text}\n")
    return [one for demand in document.requirements() for one in demand.parameters]


def test_there_are_sentences_of_both_languages_and_distractors() -> None:
    assert len({case["text"] for case in CASES}) == len(CASES) >= 100
    assert {case["language"] for case in CASES} == {"zh", "en"}
    assert sum(case.get("distractor", False) for case in CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_states_what_an_engineer_would_take_from_it(case: dict[str, Any]) -> None:
    found = _parameters(case["text"], case["language"])
    if case.get("distractor"):
        assert [one for one in found if one.op in _NUMERIC] == []
        return
    pairs = zip(found, case["limits"], strict=False)
    stated = [{name: getattr(one, name) for name in want} for one, want in pairs]
    assert stated == case["limits"]
    assert len(found) == len(case["limits"]), [(one.name, one.op) for one in found]


@given(st.dates(min_value=date(1000, 1, 1)))
@examples(1)
def test_a_date_is_the_same_in_every_spelling(day: date) -> None:
    month = day.strftime("%B")
    spellings = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month:02} 月 {day.day:02} 日",
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
    )
    found = [match_date(words, 0) for words in spellings]
    assert [one and one.value for one in found] == [day.isoformat()] * len(spellings)
    assert [one and one.end for one in found] == [len(words) for words in spellings]


@pytest.mark.parametrize("words", ["2026年13月1日", "2026-02-30", "31 June 2026", "2026年3月", "v2026-1-1-2"])
def test_what_is_no_date(words: str) -> None:
    assert match_date(words, 0) is None


_NAMES = ("长度", "宽度", "高度", "深度", "厚度")
_WORDS = ("length", "width", "height", "depth", "thickness")


@given(st.lists(st.integers(1, 9999), min_size=2, max_size=5))
@examples(1)
def test_values_in_a_list_go_to_their_names_in_order(values: list[int]) -> None:
    numbers = [f"{value / 10}" for value in values]
    chinese = "、".join(_NAMES[: len(values)]) + "应分别为" + "、".join(f"{n} m" for n in numbers) + "。"
    english = (
        f"The {', '.join(_WORDS[: len(values) - 1])} and {_WORDS[len(values) - 1]} shall be not less than "
        f"{', '.join(f'{n} m' for n in numbers[:-1])} and {numbers[-1]} m, respectively."
    )
    for text, language, names in ((f"储物箱的{chinese}", "zh", _NAMES), (english, "en", _WORDS)):
        found = read(text, language).limits
        assert [(one.name, one.value and one.value.value) for one in found] == list(
            zip(names, numbers, strict=False)
        )


def test_a_list_without_a_verbal_form_has_the_subject_of_its_names() -> None:
    found = read("储物箱的长度、宽度分别为3.0 m、2.0 m。").limits
    assert [(one.subject, one.name) for one in found] == [("储物箱", "长度"), ("储物箱", "宽度")]


@pytest.mark.parametrize("letter", ["A", "C", "Z"])
@pytest.mark.parametrize("form", ["dB ({})", "dB（{}）", "分贝({})", "分贝（{}）", "dB( {} )"])
def test_a_weighting_may_stand_apart(form: str, letter: str) -> None:
    plain, found = parse_unit(f"dB({letter})"), parse_unit(form.format(letter))
    assert plain and found
    assert (found.ucum, found.weighting, found.dimension) == (plain.ucum, letter, plain.dimension)


def test_a_marked_parameter_has_the_place_of_its_mark() -> None:
    text = (
        "# 要求\n\n说明文字。\n门的净宽应[不小于 0.9 m]{.param #p-w}，\n"
        "且门高[不小于 2.0 m]{.param #p-h}。\n\n"
        "- 通道宽度[不小于 1.2 m]{.param #p-g}。"
    )
    found = [one for demand in stdml.loads(text).requirements() for one in demand.parameters]
    assert [(one.id, one.line, one.column) for one in found] == [("p-w", 4, 6), ("p-h", 5, 4), ("p-g", 7, 7)]


def test_a_limit_has_the_strength_of_its_own_verbal_form() -> None:
    (demand,) = stdml.loads("# 要求\n\n座位间距应大于 0.9 m，通道宽度宜大于 1.5 m。").requirements()
    assert [demand.modality_of(one) for one in demand.parameters] == ["requirement", "recommendation"]
    (alone,) = stdml.loads("# 要求\n\n座位间距应大于 0.9 m，通道宽度应大于 1.5 m。").requirements()
    assert [one.strength for one in alone.parameters] == [None, None]


_PIECES = [piece for case in CASES for piece in (case["text"][:12], case["text"][-12:])]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.sampled_from(["zh", "en"]))
@examples(2)
def test_mixed_up_sentences_are_read_without_a_fault(text: str, language: str) -> None:
    for one in read(text, language).limits:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.name.strip() == one.name


_REPEATED = ["在", "每 25 g ", "除外", "不应检出", "±", "dB (", "3 m 宽的", "、", " and ", "的"]


@pytest.mark.parametrize("piece", _REPEATED)
def test_repeated_pieces_are_read_in_time(piece: str) -> None:
    for language in ("zh", "en"):
        read(piece * 2000 + "不应大于 3 m。", language)
