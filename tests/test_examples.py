"""The examples are whole standards: nothing to complain of, and the same in every spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

import stdml

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = sorted(path for path in EXAMPLES.glob("*.md") if path.name != "README.md")


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param  # type: ignore[no-any-return]


def test_the_examples_are_of_different_kinds() -> None:
    assert len(FILES) >= 7
    kinds = {stdml.load(path).metadata.kind for path in FILES}
    assert {"specification", "test-method", "terminology", "code-of-practice", "guide", "product"} <= kinds


def test_reading_finds_nothing(path: Path) -> None:
    assert [found.to_dict() for found in stdml.load(path).diagnostics] == []


def test_check_finds_nothing(path: Path) -> None:
    assert [found.to_dict() for found in stdml.check(path) if found.severity != "info"] == []


@pytest.mark.parametrize("format", ["markdown", "xml", "json"])
def test_round_trip(path: Path, format: str) -> None:
    document = stdml.load(path)
    assert stdml.loads(stdml.dumps(document, format), format) == document


def test_formatting_settles_at_once(path: Path) -> None:
    once = stdml.dumps(stdml.load(path), "markdown")
    assert stdml.dumps(stdml.loads(once), "markdown") == once


def test_unchanged_is_written_back_byte_for_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert stdml.dumps(stdml.loads(text), "markdown", over=text) == text


def test_images_exist(path: Path) -> None:
    from stdml.model import Figure
    from stdml.model.walk import walk

    document = stdml.load(path)
    sources = [node.src for node in walk(document) if isinstance(node, Figure) and node.src]
    assert all((EXAMPLES / source).is_file() for source in sources)


def test_every_reference_has_a_target(path: Path) -> None:
    from stdml.model import CrossReference
    from stdml.model.walk import walk

    document = stdml.load(path)
    targets = {node.id for node in walk(document) if getattr(node, "id", None)}
    references = {node.target for node in walk(document) if isinstance(node, CrossReference)}
    assert references - targets == set()
