"""Drafts: every kind in both languages passes the check, with and without a title of one's own."""

from __future__ import annotations

import subprocess
import sys

import pytest

import stdml
from stdml.drafts import KINDS, LANGUAGES, draft
from stdml.errors import StdmlError


@pytest.fixture(params=[(kind, language) for kind in KINDS for language in LANGUAGES], ids="-".join)
def which(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param  # type: ignore[no-any-return]


def test_draft_passes_check(which: tuple[str, str]) -> None:
    document = stdml.loads(draft(*which))
    found = [*document.diagnostics, *stdml.check(document)]
    assert [f.to_dict() for f in found if f.severity != "info"] == []


def test_draft_says_what_it_is(which: tuple[str, str]) -> None:
    kind, language = which
    metadata = stdml.loads(draft(kind, language)).metadata
    assert (metadata.kind, metadata.language, metadata.stage) == (kind, language, "drafting")


@pytest.mark.parametrize("format", ["markdown", "xml", "json"])
def test_round_trip(which: tuple[str, str], format: str) -> None:
    document = stdml.loads(draft(*which))
    assert stdml.loads(stdml.dumps(document, format), format) == document


def test_drafts_differ(which: tuple[str, str]) -> None:
    kind, language = which
    others = [draft(other, language) for other in KINDS if other != kind]
    assert draft(kind, language) not in others


def test_the_text_speaks_of_the_subject_of_the_title() -> None:
    assert "公园座椅的质量应" in draft("specification", "zh", "公园座椅技术规范")
    assert "requirements for smart lids were" in draft("specification", "en", "Smart lids — Specification")


def test_own_title_gets_the_word_of_its_kind() -> None:
    assert stdml.loads(draft("specification", "zh", "智能井盖")).metadata.title["zh"] == ["智能井盖", "规范"]
    assert stdml.loads(draft("guide", "zh", "智能井盖运维指南")).metadata.title["zh"] == ["智能井盖运维指南"]
    assert stdml.loads(draft("terminology", "en", "Manhole covers")).metadata.title["en"] == [
        "Manhole covers",
        "Vocabulary",
    ]


@pytest.mark.parametrize(
    "title", ["a: [b], *c*", '"quoted" {#id} $x$', "— —", "yes", "2026", "# not a heading", "{{core}}"]
)
def test_odd_titles_are_kept(title: str) -> None:
    text = draft("specification", "en", title)
    document = stdml.loads(text)
    assert not [f for f in document.diagnostics if f.severity == "error"]
    assert "".join(part.strip(" —") for part in title.split("—")) in " ".join(document.metadata.title["en"])


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(StdmlError, match="specification"):
        draft("poem")
    with pytest.raises(StdmlError, match="zh"):
        draft("guide", "tlh")


def test_no_template_text_is_left(which: tuple[str, str]) -> None:
    assert "{{" not in draft(*which)


def test_drafting_needs_no_heavy_import() -> None:
    program = (
        "import sys; from stdml.drafts import draft; draft('guide');"
        "print(sorted({'pydantic', 'lxml', 'yaml', 'markdown_it'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
