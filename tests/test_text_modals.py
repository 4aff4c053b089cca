"""Verbal forms: precision and recall on labelled sentences, and on text that nobody here wrote."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from stdml.text import modals

REPO = Path(__file__).resolve().parents[1]
LABELLED = REPO / "tests" / "data" / "modality.jsonl"
SHARED = REPO.parent / "shared"


def test_precision_and_recall_on_labelled_sentences() -> None:
    right = extra = missed = 0
    wrong = []
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        forms = [found.form for found in modals.find(case["text"], case["language"], case["rfc2119"])]
        expected, found = Counter(case["forms"]), Counter(forms)
        right += (expected & found).total()
        extra += (found - expected).total()
        missed += (expected - found).total()
        if forms != case["forms"]:
            wrong.append((case["text"], case["forms"], forms))
    precision, recall = right / (right + extra), right / (right + missed)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, {right + missed} forms")
    assert right + missed >= 180
    assert f1 >= 0.97, wrong


def test_the_labelled_sentences_hold_distractors() -> None:
    cases = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    assert len(cases) >= 240
    assert len({case["text"] for case in cases}) == len(cases)
    assert sum(not case["forms"] for case in cases) >= 100
    assert {case["language"] for case in cases} == {"zh", "en"}


def test_a_noun_behind_de_is_no_form() -> None:
    assert modals.find("为数据的应用提供支撑。") == []
    assert [found.form for found in modals.find("表面应用砂纸清理。")] == ["应"]


def test_sentences_of_fire_codes() -> None:
    """In sentences that are all requirements, a form is missed only where there is none."""
    path = SHARED / "corpora" / "zh-fire-code" / "train.jsonl"
    if not path.exists():
        pytest.skip("the reference material is not beside the repository")
    rows = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    obvious = [row for row in rows if re.search(r"不[应宜得][^要已的]|[，时均][应宜][^用急]|必须|严禁", row)]
    assert len(obvious) > 300
    assert [row for row in obvious if not modals.find(row)] == []
    assert sum(bool(modals.find(row)) for row in rows) >= 0.94 * len(rows)
    compounds = "可燃|可靠|应急|响应|性能|功能|能力|允许偏差|允许误差|相应"
    for row in rows:
        for found in modals.find(row):
            around = row[max(0, found.start - 1) : found.end + 2]
            assert not re.search(f"(?:{compounds})", around) or found.form in ("应", "不应"), (around, found)


@pytest.mark.parametrize("name", ["cloudevents-spec.md", "openapi-3.1.0.md"])
def test_key_words_of_bcp_14(name: str) -> None:
    path = SHARED / "samples" / "markdown" / name
    if not path.exists():
        pytest.skip("the reference material is not beside the repository")
    text = path.read_text(encoding="utf-8")
    # The paragraph that declares the key words, and nothing else, has them in quotation marks.
    paragraphs = [one for one in re.split(r"\n\s*\n", text) if not re.search(r"[Kk]ey ?words", one)]
    words = r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b"
    expected = sum(len(re.findall(words, paragraph)) for paragraph in paragraphs)
    found = sum(len(modals.find(paragraph, "en", rfc2119=True)) for paragraph in paragraphs)
    assert expected > 50
    assert found >= 0.97 * expected


def test_meaning_of_forms() -> None:
    def one(text: str, language: str = "zh") -> tuple[str, str, str]:
        found = modals.strongest(modals.find(text, language))
        assert found is not None
        return found.modality, found.form, found.polarity

    assert one("宜采用 A，且不应小于 5 mm。") == ("requirement", "不应", "negative")
    assert one("应不小于 5 mm，不应大于 9 mm。") == ("requirement", "应", "positive")
    assert one("操作者不必停机。") == ("permission", "不必", "negative")
    assert one("装置不能倒置。") == ("possibility", "不能", "negative")
    assert one("It can fail, but it should not.", "en") == ("recommendation", "should not", "negative")
    assert one("It may be used if it can be cleaned.", "en") == ("permission", "may", "positive")
    assert modals.strongest([]) is None


def test_forms_of_another_language_are_not_looked_for() -> None:
    assert modals.find("Das Gerät shall 应", "de") == []
    assert modals.find("The pile shall be earthed.", "zh") == []
    assert modals.find("充电桩应接地。", "en") == []
    assert [found.form for found in modals.find("Das Gerät MUST sein.", "de", rfc2119=True)] == ["MUST"]


@pytest.mark.parametrize(
    "piece", ["应", "应对", "可", "能能", "不", "“", '"', "may or ", "a can ", "MUST ", "应应用", "允许"]
)
def test_finding_takes_linear_time(piece: str) -> None:
    def seconds(times: int, language: str) -> float:
        text = piece * times
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            modals.find(text, language, rfc2119=piece.isupper())
            best = min(best, time.process_time() - begun)
        return best

    for language in ("zh", "en"):
        assert seconds(4000, language) < 40 * max(seconds(400, language), 1e-4)
