"""What a check finds beyond the rules, and the ids that `stdml fmt --ids` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

import stdml
from stdml.semantics.naming import with_ids

EXAMPLES = sorted(
    path for path in (Path(__file__).parent.parent / "examples").glob("*.md") if path.name != "README.md"
)


def _mismatches(text: str) -> list[tuple[int, str]]:
    found = stdml.check(stdml.loads(text), "none")
    return [(d.position.line, d.message) for d in found if d.name == "text-model-mismatch"]


def test_what_is_stated_and_what_is_written_must_agree() -> None:
    wrong = "# 要求\n\n净距[不应小于0.4 m]{.param #p name=净距 value=0.5}。\n"
    assert _mismatches(wrong) == [(3, "标注的值是“0.5”，而文字说的是“0.4”")]
    assert _mismatches(wrong.replace("0.5", "0.4")) == []
    assert _mismatches(wrong.replace("value=0.5", 'value=400 written-unit="mm"')) == []
    assert _mismatches("::: requirement {#r modality=permission}\nThe gap shall be 1 m.\n:::\n") != []


def test_a_difference_that_is_meant_can_be_suppressed() -> None:
    comment = "<!-- stdml: ignore[text-model-mismatch] 试行 -->"
    text = f"# 要求\n\n{comment}\n\n净距[不应小于0.4 m]{{.param #p value=0.5}}。\n"
    assert _mismatches(text) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_ids_that_are_written_are_those_that_are_computed(path: Path) -> None:
    document = stdml.load(path)
    named = with_ids(document)
    again = stdml.loads(str(stdml.dumps(named, "markdown")))
    assert again == named == with_ids(named)
    computed = [demand.id for demand in document.requirements()]
    assert [demand.id for demand in again.requirements()] == computed


def test_a_written_id_stays_when_the_words_change() -> None:
    named = with_ids(stdml.loads("# 要求\n\n壁厚不应小于2 mm。\n"))
    text = str(stdml.dumps(named, "markdown"))
    [before] = named.requirements()
    [after] = stdml.loads(text.replace("2 mm", "3 mm")).requirements()
    assert after.id == before.id and after.text != before.text
