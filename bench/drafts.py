"""How many of the errors in labelled drafts the rules find, and how much of what they say is true.

`python -m bench.drafts [--missed] [--false] [NAME …]`. A draft is `tests/drafts/<name>.md`; its errors stand
in `tests/drafts/<name>.toml`, as a careful reviewer would mark them:

    [[error]]
    line = 12                      # where it stands; for something missing, where it should stand, or 1
    rows = ["GB-REF-06"]           # rows of the catalogue (docs/rules/catalogue.csv), any of which is right
    note = "the order of the references"

A finding is true where one of the rows of its rule is marked on its line, or, for `anywhere = true`, in the
draft. A clean draft has a file without errors. Remarks (severity info) and what readers say do not count;
but a mark is found where the reader reports the typed number that it is about.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import stdml
from stdml.diagnostics import Diagnostic
from stdml.rules.scan import by_selector

FOLDER = Path(__file__).parents[1] / "tests" / "drafts"
# Numbers that are typed in Markdown are compared with the computed ones when the text is read.
_READ = {
    "number-mismatch": frozenset((
        "GB-NUM-01", "GB-NUM-03", "GB-TERM-05", "GB-TAB-01", "GB-FIG-01", "GB-FORM-01", "GB-ANX-01",
        "GB-ANX-05", "ISO-STR-09", "ISO-TAB-01", "ISO-FIG-01", "ISO-FOR-01", "ISO-ANX-01", "ISO-ANX-04",
    )),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """An error that a reviewer marked."""

    line: int
    rows: frozenset[str]
    note: str
    anywhere: bool


@dataclass(slots=True)
class Score:
    """What the rules made of a draft.

    Attributes:
        name: the draft
        lines: how many lines it has
        marked: the errors in it
        missed: those that no rule found
        found: the findings that count
        false: those that no mark explains
    """

    name: str
    lines: int
    marked: list[Mark] = field(default_factory=list)
    missed: list[Mark] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    false: list[Diagnostic] = field(default_factory=list)


def drafts() -> list[str]:
    """Return the names of the labelled drafts."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def score(name: str) -> Score:
    """Check one draft and compare what is found with what is marked."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    marks = [
        Mark(one["line"], frozenset(one["rows"]), one.get("note", ""), one.get("anywhere", False))
        for one in data.get("error", [])
    ]
    reported = stdml.check(FOLDER / f"{name}.md")
    found = [d for d in reported if d.severity != "info" and rows_of(d) and d.name not in _READ]
    made = Score(name, text.count("\n"), marks, found=found)
    told = [*found, *(d for d in reported if d.name in _READ)]
    made.missed = [mark for mark in marks if not any(explains(mark, one) for one in told)]
    made.false = [one for one in found if not any(explains(mark, one) for mark in marks)]
    return made


def rows_of(found: Diagnostic) -> frozenset[str]:
    """Return the rows of the catalogue that the rule of a finding holds; few findings of readers have any."""
    rule = by_selector().get(found.name)
    return frozenset(rule.rows) if rule is not None else _READ.get(found.name, frozenset())


def explains(mark: Mark, found: Diagnostic) -> bool:
    """Whether a mark says what a finding says, at its place."""
    at = found.position
    here = mark.anywhere or at.line <= mark.line <= max(at.line, at.end_line)
    return here and not mark.rows.isdisjoint(rows_of(found))


def summary(scores: list[Score]) -> tuple[float, float]:
    """Return recall and precision over drafts."""
    marked, missed = sum(len(s.marked) for s in scores), sum(len(s.missed) for s in scores)
    found, false = sum(len(s.found) for s in scores), sum(len(s.false) for s in scores)
    return (1 - missed / marked if marked else 1.0), (1 - false / found if found else 1.0)


def report(scores: list[Score], missed: bool, false: bool) -> Iterator[str]:
    """Yield the lines of the report."""
    for one in scores:
        recall, precision = summary([one])
        counts = f"{len(one.marked)} marked, {len(one.found)} found"
        yield f"{one.name}: recall {recall:.2f}, precision {precision:.2f} ({counts}, {one.lines} lines)"
        for mark in one.missed if missed else ():
            yield f"  missed {mark.line}: {', '.join(sorted(mark.rows))} {mark.note}"
        for found in one.false if false else ():
            yield f"  false {found.position.line}: {found.name} {found.message}"
    recall, precision = summary(scores)
    yield f"all {len(scores)} drafts: recall {recall:.3f}, precision {precision:.3f}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.drafts", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--missed", action="store_true", help="list the errors that no rule found")
    parser.add_argument("--false", action="store_true", help="list the findings that no mark explains")
    arguments = parser.parse_args()
    scores = [score(name) for name in arguments.names or drafts()]
    print("\n".join(report(scores, arguments.missed, arguments.false)))


if __name__ == "__main__":
    main()
