"""The rules find what a careful reviewer marks in drafts, and say little else; clean drafts stay clean."""

from __future__ import annotations

import pytest

from bench import drafts

SCORES = [drafts.score(name) for name in drafts.drafts()]
CLEAN = [score for score in SCORES if not score.marked]


def test_recall_and_precision() -> None:
    recall, precision = drafts.summary(SCORES)
    assert recall >= 0.90 and precision >= 0.95


@pytest.mark.parametrize("score", CLEAN, ids=lambda score: score.name)
def test_a_clean_draft_has_no_error_and_hardly_a_warning(score: drafts.Score) -> None:
    assert [found for found in score.found if found.severity == "error"] == []
    assert len(score.found) <= max(1, score.lines // 200)


@pytest.mark.parametrize("name", drafts.drafts())
def test_marks_name_rows_of_the_catalogue_and_lines_of_the_draft(name: str) -> None:
    from stdml.rules.generate import catalogue

    known = {row.id for row in catalogue()}
    score = drafts.score(name)
    for mark in score.marked:
        assert mark.rows and mark.rows <= known, mark
        assert 1 <= mark.line <= score.lines + 1, mark
