"""Every rule does what its fixture says.

A fixture is `tests/rules/<name>.md`: prose, and documents in blocks marked `md`, each followed by a block
marked `findings` with one line `line:column severity name` for every finding of a rule, in the order of the
text. A block marked `toml` sets the profile of the documents after it, and may select rules that are off.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

import stdml
from stdml.diagnostics import Diagnostic, Edit, Fix
from stdml.model import Cell, Clause, Document, Paragraph, Row, Table, Text
from stdml.rules import Rule, RuleOptions, all_rules, check, get_rule, load_profile, profile_names
from stdml.rules.explain import example, sections
from stdml.rules.fixes import MAX_PASSES, apply, choose, fix
from stdml.rules.profiles import Profile, for_document

FOLDER = Path(__file__).parent / "rules"
SAMPLES = Path(__file__).parents[2] / "shared" / "samples" / "markdown"
_block = re.compile(r"^(`{3,})([\w]+)\n(.*?)^\1$", re.M | re.S)


@dataclass(frozen=True)
class Case:
    rule: str
    line: int
    text: str
    expected: list[str]
    profile: str


def _cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        profile, document, line = "none", None, 0
        for match in _block.finditer(text):
            if match[2] == "toml":
                profile = _profile(tomllib.loads(match[3]))
            elif match[2] == "md":
                document, line = match[3], text.count("\n", 0, match.start()) + 1
            elif match[2] == "findings":
                assert document is not None, f"{path}: findings without a document"
                yield Case(path.stem, line, document, match[3].split("\n")[:-1], profile)
                document = None


_MADE = tempfile.TemporaryDirectory()


def _profile(settings: dict[str, Any]) -> str:
    """Return the name of the profile, or a file with it where rules are selected that are off by default."""
    if "select" not in settings:
        return str(settings["profile"])
    path = Path(_MADE.name) / f"{'-'.join(settings['select'])}-{settings['profile']}.toml"
    lines = ('name = "fixture"', f'extends = ["{settings["profile"]}"]', f"select = {settings['select']}")
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


CASES = list(_cases())


def _rule_findings(text: str, profile: str) -> list[str]:
    own = {rule.name for rule in all_rules()} | {"unused-suppression", "suppression-without-reason"}
    own |= {"unknown-rule", "malformed-suppression", "unknown-profile", "rule-crashed"}
    found = stdml.check(stdml.loads(text), profile)
    return [f"{d.position.line}:{d.position.column} {d.severity} {d.name}" for d in found if d.name in own]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.line}")
def test_fixture(case: Case) -> None:
    assert _rule_findings(case.text, case.profile) == case.expected


def test_every_rule_has_a_fixture_with_wrong_and_right_cases() -> None:
    named = {rule.name for rule in all_rules()}
    fixtures = {path.stem for path in FOLDER.glob("*.md")}
    assert named <= fixtures
    assert fixtures - named <= {"suppression"}
    for rule in all_rules():
        if "collection" in rule.tags:
            continue
        own = [case for case in CASES if case.rule == rule.name]
        fires = [any(line.endswith(rule.name) for line in case.expected) for case in own]
        assert True in fires and False in fires, rule.name


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_docstring_has_its_sections_and_its_example_is_true(rule: type[Rule]) -> None:
    assert list(sections(rule)) == ["What it does", "Why is this bad?", "Example", "Use instead"]
    bad, good = example(rule, "Example"), example(rule, "Use instead")
    if bad is not None and good is not None:
        profile = next(iter(rule.basis), "none")
        if rule.preview:
            profile = _profile({"profile": profile, "select": [rule.name]})
        assert {line.split()[-1] for line in _rule_findings(bad, profile)} == {rule.name}
        assert _rule_findings(good, profile) == []


def test_codes_and_names_are_unique_and_well_formed() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len(rules) == len({rule.name for rule in rules})
    assert all(re.fullmatch(r"STD-[A-Z]\d{3}", rule.code) for rule in rules)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name) for rule in rules)
    for rule in rules:
        for words in (rule.message, *rule.variants.values()):
            assert set(words) == {"zh", "en"}
            assert _slots(words["zh"]) <= _slots(words["en"]) or _slots(words["en"]) <= _slots(words["zh"])


def _slots(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", words))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside the repository")
def test_no_false_findings_on_real_documents() -> None:
    found = {
        (path.name, d.name)
        for path in SAMPLES.glob("*.md")
        for d in stdml.check(path)
        if d.code.startswith(("STD-S", "STD-X"))
    }
    # Two rows of one table there really are one cell short.
    assert found == {("openapi-3.1.0.md", "table-does-not-add-up")}


# Tables


def _table(*rows: list[tuple[int, int]], width: int) -> Document:
    made = [Row([Cell(colspan=c, rowspan=r) for c, r in row]) for row in rows]
    return Document(clauses=[Clause(blocks=[Table(rows=made, columns=["none"] * width)])])


@pytest.mark.parametrize(
    ("rows", "width", "expected"),
    [
        ([[(1, 1), (1, 1)], [(2, 1)]], 2, []),
        ([[(1, 2), (1, 1)], [(1, 1)]], 2, []),
        ([[(1, 3), (1, 1)], [(1, 1)], [(1, 1)]], 2, []),
        ([[(1, 1), (1, 1)], [(1, 1)]], 2, ["row 2 of the table fills 1 columns of 2"]),
        ([[(1, 1), (1, 1)], [(1, 1), (2, 1)]], 2, ["row 2 of the table fills 3 columns of 2"]),
        ([[(1, 3), (1, 1)], [(1, 1)]], 2, ["a cell in row 1 of the table spans 3 rows where 2 are left"]),
        (
            [[(1, 1), (1, 2)], [(2, 1)]],
            2,
            ["row 2 of the table, column 1: a cell lies over one that spans rows from above"],
        ),
    ],
)
def test_table_layout(rows: list[list[tuple[int, int]]], width: int, expected: list[str]) -> None:
    found = check(_table(*rows, width=width), rules=[get_rule("table-does-not-add-up")])
    assert [d.message for d in found] == expected


# Engine


class _Crash(Rule):
    """Fails on the second text."""

    code, name, tags = "STD-Z901", "crash", ("structure",)
    on = (Text,)
    message: ClassVar[dict[str, str]] = {"zh": "{value}", "en": "{value}"}

    def check(self, node, ctx):  # type: ignore[no-untyped-def]
        if node.value == "two":
            raise ValueError("no")
        yield ctx.report(node, value=node.value)


def _three() -> Document:
    return Document(blocks=[Paragraph([Text(word)]) for word in ("one", "two", "three")])


def test_a_rule_that_fails_is_one_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STDML_DEBUG", raising=False)

    class Counter(_Crash):
        """Sees every text."""

        code, name = "STD-Z902", "counter"

        def check(self, node, ctx):  # type: ignore[no-untyped-def]
            yield ctx.report(node, value=node.value)

    found = check(_three(), rules=[_Crash, Counter])
    assert [d.name for d in found].count("rule-crashed") == 1
    assert [d.name for d in found].count("counter") == 3
    crash = next(d for d in found if d.name == "rule-crashed")
    assert crash.severity == "error" and "ValueError: no" in crash.message


def test_profiles_select_grade_and_configure_rules() -> None:
    class Options(RuleOptions):
        words: tuple[str, ...] = ("one",)

    class Words(_Crash):
        """Finds words."""

        code, name, tags = "STD-Z903", "words", ()
        basis: ClassVar[dict[str, str]] = {"gbt-1.1": "5.5"}

        def check(self, node, ctx):  # type: ignore[no-untyped-def]
            if node.value in ctx.options.words:
                yield ctx.report(node, value=node.value)

    Words.Options = Options
    assert check(_three(), "none", rules=[Words]) == []
    [found] = check(_three(), "gbt-1.1", rules=[Words])
    assert found.basis == "5.5" and found.severity == "warning"
    base = Profile(name="x", select=["words"])
    assert base.level(Words) == "warning"
    assert Profile(name="x", select=["gbt-1.1"], ignore=["words"]).level(Words) == "off"
    assert (
        Profile(name="x", select=["gbt-1.1"], severity={"gbt-1.1": "info", "words": "error"}).level(Words)
        == "error"
    )
    assert Profile(name="x", options={"words": {"words": ["two"]}}).options_of(Words).words == ("two",)
    with pytest.raises(stdml.InputError):
        Profile(name="x", options={"words": {"word": []}}).options_of(Words)


def test_profile_files_extend_each_other(tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text('name = "house"\nextends = ["gbt-1.1"]\nignore = ["empty-clause"]\n', encoding="utf-8")
    profile = load_profile(str(house))
    assert profile.lineage == ("house", "gbt-1.1", "none")
    assert profile.level(get_rule("empty-clause")) == "off"
    assert profile.level(get_rule("duplicate-id")) == "error"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("profile: none\nidentifier: GB/T 1.1—2020", "none"),
        ("identifier: GB/T 1.1—2020\nlanguage: zh", "gbt-1.1"),
        ("level: enterprise\nlanguage: zh-CN", "gbt-1.1"),
        ("level: international\nlanguage: zh", "iso-directives-2"),
        ("identifier: ISO/IEC 5230:2020", "iso-directives-2"),
        ("identifier: ISO 9001:2015", "iso-directives-2"),
        ("identifier: ISOFIX 1", "none"),
        ("language: zh", "none"),
    ],
)
def test_the_profile_follows_the_document(front: str, expected: str) -> None:
    document = stdml.loads(f"---\n{front}\n---\n")
    assert for_document(document, document.metadata.language or "en") == expected
    assert expected in profile_names()


def test_an_unknown_profile_in_the_document_is_a_finding() -> None:
    found = stdml.check(stdml.loads("---\nprofile: gbt\nlanguage: en\n---\n"))
    assert [(d.name, d.position.line) for d in found] == [("unknown-profile", 2)]
    with pytest.raises(stdml.StdmlError):
        stdml.check(Document(), "gbt")


# Repairs


def _found(*edits: tuple[int, int, str], safe: bool = True, severity: str = "warning") -> Diagnostic:
    repair = Fix("x", tuple(Edit(*edit) for edit in edits), safe)
    return Diagnostic("STD-Z001", "z", severity, "m", fix=repair)  # type: ignore[arg-type]


def test_repairs_that_touch_each_other_wait_for_the_next_pass() -> None:
    chosen = choose([_found((0, 2, "x")), _found((1, 3, "y")), _found((2, 4, "z")), _found((5, 5, "!"))])
    assert [repair.edits[0].text for repair in chosen] == ["x", "z", "!"]
    assert apply([edit for repair in chosen for edit in repair.edits], "abcdef") == "xze!f"


def test_two_insertions_at_one_place_are_not_made_at_once() -> None:
    assert len(choose([_found((3, 3, "a")), _found((3, 3, "b")), _found((4, 4, "c"))])) == 2


def test_a_repair_of_several_edits_is_made_whole_or_not_at_all() -> None:
    chosen = choose([_found((0, 1, "x"), (8, 9, "x")), _found((2, 3, "y")), _found((7, 9, "z"))])
    assert [repair.edits[0].text for repair in chosen] == ["x", "y"]


def _letters(text: str) -> list[Diagnostic]:
    """Find each `a` (repair: b) and each `b` (repair: c)."""
    after = {"a": "b", "b": "c"}
    return [_found((at, at + 1, after[c])) for at, c in enumerate(text) if c in after]


def test_repairs_go_on_until_nothing_is_left_and_are_idempotent() -> None:
    fixed = fix("abba", _letters)
    assert (fixed.text, fixed.count, fixed.diagnostics) == ("cccc", 6, [])
    assert fix(fixed.text, _letters).count == 0


def test_repairs_that_chase_each_other_stop() -> None:
    def swap(text: str) -> list[Diagnostic]:
        return [_found((0, 1, "b" if text[0] == "a" else "a"))]

    assert fix("a", swap).text == "b"
    grown = fix("x", lambda text: [_found((0, 0, "x"))])
    assert len(grown.text) == 1 + MAX_PASSES


def test_a_pass_that_makes_errors_is_undone() -> None:
    def worse(text: str) -> list[Diagnostic]:
        return [_found((0, 1, "bad"))] if text == "a" else [_found((0, 1, "x"), severity="error")]

    assert fix("a", worse).text == "a"


def test_a_repair_that_makes_errors_does_not_stop_the_others() -> None:
    def find(text: str) -> list[Diagnostic]:
        found = [_found((at, at + 1, "B")) for at, c in enumerate(text) if c == "b"]
        found += [_found((at, at + 1, "X")) for at, c in enumerate(text) if c == "x"]
        return found + [_found((at, at, "!"), severity="error") for at, c in enumerate(text) if c == "X"]

    assert fix("bxbxb", find).text == "BxBxB"


def test_unsafe_repairs_need_to_be_asked_for() -> None:
    def unsafe(text: str) -> list[Diagnostic]:
        return [_found((0, 1, "b"), safe=False)] if text == "a" else []

    assert fix("a", unsafe).text == "a"
    assert fix("a", unsafe, unsafe=True).text == "b"
