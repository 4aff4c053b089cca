"""The pages of the rules: links lead somewhere, tables are whole, and what they count adds up."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from stdml.language import force, forced
from stdml.rules import all_rules, generate, pages
from stdml.rules.explain import example

PAGES = generate.outputs()
_anchor = re.compile(r'<a id="([^"]+)">')
_allowed = re.compile(r'<a id="[a-z0-9-]+">|</a>|<br>')


def _inline(text: str) -> list[Token]:
    """Return the tokens of the running text and the cells of a page."""
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    return [child for token in parsed for child in token.children or ()]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_lead_somewhere_and_words_are_not_taken_for_markup(name: str) -> None:
    for token in _inline(PAGES[name]):
        assert token.type != "html_inline" or _allowed.fullmatch(token.content), token.content
        if token.type == "link_open" and not str(token.attrs["href"]).startswith("http"):
            path, _, place = str(token.attrs["href"]).partition("#")
            target = f"{generate.FOLDER}/{path}" if path else name
            assert target in PAGES or (generate.ROOT / generate.FOLDER / path).is_file(), target
            assert not place or place in _anchor.findall(PAGES[target]), token.attrs["href"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_rows_of_tables_have_as_many_cells_as_the_head(name: str) -> None:
    head = 0
    for line in re.sub(r"^```.*?^```$", "", PAGES[name], flags=re.M | re.S).splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("| ") else 0
        assert not head or not cells or cells == head, line
        head = cells


def test_each_rule_has_a_page_in_both_languages_and_a_line_in_the_list() -> None:
    listed = PAGES[f"{generate.FOLDER}/README.md"]
    for rule in all_rules():
        text = PAGES[f"{generate.FOLDER}/{rule.name}.md"]
        headings = re.findall(r"^## (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
        assert headings[:4] == ["What it does", "Why is this bad?", "检查内容", "理由"]
        assert listed.count(f"\n| [{rule.name}]({rule.name}.md)") == 1


def test_counts_of_the_coverage_add_up_and_every_row_stands_there_once() -> None:
    text = PAGES[f"{generate.FOLDER}/coverage.md"]
    summary = re.findall(r"^\| \[.*\) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.M)
    assert len(summary) == len(generate.BOOKS)
    for total, *counts in summary:
        assert int(total) == sum(map(int, counts))
    rows = [row.id for row in generate.catalogue()]
    assert [row.id for row in generate.catalogue() if row.book not in generate.BOOKS] == []
    assert [text.count(f"</a>{row} |") for row in rows] == [1] * len(rows)


def test_everything_is_called_something_in_both_languages() -> None:
    text = PAGES[f"{generate.FOLDER}/README.md"] + PAGES[f"{generate.FOLDER}/coverage.md"]
    headings = re.findall(r"^##+ (?:<a.*</a>)?(.*)$", text, re.M)
    assert [heading for heading in headings if " · " not in heading] == list(generate.BOOKS)
    assert "not written yet" not in text


def test_the_difference_of_a_long_example_is_its_repair() -> None:
    shown = 0
    for rule in all_rules():
        text = PAGES[f"{generate.FOLDER}/{rule.name}.md"]
        if "```diff\n" not in text:
            continue
        lines = text.split("```diff\n")[1].split("\n```")[0].splitlines()
        bad, good = (example(rule, heading) or "" for heading in ("Example", "Use instead"))
        for place in "\n".join(lines).split("\n ⋮\n"):
            assert _side(place, "-") in bad and _side(place, "+") in good
        assert any(line[0] in "+-" for line in lines)
        shown += 1
    assert shown > 10


def _side(place: str, sign: str) -> str:
    return "\n".join(line[1:] for line in place.splitlines() if line[0] in f" {sign}")


def test_the_language_of_people_changes_no_page_and_is_not_changed() -> None:
    before = forced()
    try:
        force("zh")
        assert generate.outputs() == PAGES
        assert forced() == "zh"
    finally:
        force(before)


def test_what_a_rule_checks_ends_at_the_end_of_its_first_sentence() -> None:
    for rule in all_rules():
        found = pages.checked(rule)
        assert found.endswith("。") and found.count("“") == found.count("”")


def test_drift_is_told_and_written_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / generate.FOLDER
    folder.mkdir(parents=True)
    source = generate.ROOT / generate.FOLDER
    shutil.copy(source / "catalogue.csv", folder)
    shutil.copytree(source / "uncovered.d", folder / "uncovered.d")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (folder / "a-rule-that-was.md").write_text("# a-rule-that-was\n", encoding="utf-8")
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert not (folder / "a-rule-that-was.md").exists()
