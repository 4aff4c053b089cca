"""Write the pages of the rules and what they cover: `python -m stdml.rules.generate`; `--check` compares.

`docs/rules/catalogue.csv` lists the rows of the catalogue of drafting rules; a rule names the rows that it
holds, and `docs/rules/uncovered.d/*.toml` says of the others why no rule does.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from stdml.rules.base import Rule
from stdml.rules.pages import anchor, checked, index, link, named, names, page, table, target, titled
from stdml.rules.profiles import load_profile
from stdml.rules.scan import all_rules

ROOT = Path(__file__).parents[2]
FOLDER = "docs/rules"
BOOKS = {
    "GB/T 1.1—2020": "gbt-1.1",
    "GB/T 1.2—2020": "gbt-1.1",
    "ISO/IEC Directives Part 2": "iso-directives-2",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the catalogue: its id, the rule book and the clause it was read from, and how grave it is."""

    id: str
    book: str
    clause: str
    severity: str


def catalogue() -> list[Row]:
    """Return the rows of the catalogue in their order."""
    with (ROOT / FOLDER / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(line["row"], line["book"], line["clause"], line["severity"]) for line in csv.DictReader(file)
        ]


def holders() -> dict[str, list[type[Rule]]]:
    """Return the rules that hold each row."""
    found: dict[str, list[type[Rule]]] = {}
    for rule in all_rules():
        for row in rule.rows:
            found.setdefault(row, []).append(rule)
    return found


def reasons() -> dict[str, str]:
    """Return why rows are held by no rule, in Chinese and English."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / FOLDER / "uncovered.d").glob("*.toml")):
        found.update(tomllib.loads(path.read_text(encoding="utf-8")))
    return found


def is_default(rule: type[Rule], book: str) -> bool:
    """Whether a rule is on by default under the profile of a rule book."""
    return load_profile(BOOKS[book]).level(rule) != "off"


def outputs() -> dict[str, str]:
    """Return the text of each generated file by its path in the repository."""
    rules = all_rules()
    found = {f"{FOLDER}/{rule.name}.md": page(rule) for rule in rules}
    found[f"{FOLDER}/README.md"] = index(rules)
    found[f"{FOLDER}/coverage.md"] = "\n\n".join(_coverage()) + "\n"
    return found


def _coverage() -> Iterator[str]:
    held, why, rows = holders(), reasons(), catalogue()
    yield "# What the rules cover · 规则的覆盖情况"
    yield (
        "Each row is one thing that a rule book asks for and a program might see. A rule that is on by\n"
        "default holds it, or one in preview, which has to be selected by its name; or it is said why no\n"
        "rule does."
    )
    yield (
        "每一条目是规则依据中可由程序检查的一项规定：由默认启用的规则检查，或由须按名称选用的预览规则检查，\n"
        "否则说明为何没有规则检查。"
    )
    yield table(("rule book", "rows", "by default", "in preview", "not held"), _summary(rows, held))
    for book in BOOKS:
        yield f"## {target(book)}{book}"
        yield "\n".join(names("books")[book].split(" | "))
        own = [row for row in rows if row.book == book]
        for topic, members in groupby(own, lambda row: row.id.rpartition("-")[0]):
            yield f"### {_topic(topic)}"
            yield table(_HEAD, (_covered(row, held, why) for row in members))


_HEAD = ("row", "clause", "severity", "held by")


def _topic(prefix: str) -> str:
    """Return what the rows are about whose ids begin with `prefix`."""
    return named("topics", prefix if prefix in names("topics") else prefix.partition("-")[2])


def _summary(rows: list[Row], held: dict[str, list[type[Rule]]]) -> Iterator[tuple[str, ...]]:
    for book in BOOKS:
        count = Counter(_state(row, held) for row in rows if row.book == book)
        numbers = (count.total(), count["default"], count["preview"], count["none"])
        yield (f"[{book}](#{anchor(book)})", *map(str, numbers))


def _state(row: Row, held: dict[str, list[type[Rule]]]) -> str:
    rules = held.get(row.id, [])
    if any(is_default(rule, row.book) for rule in rules):
        return "default"
    return "preview" if rules else "none"


def _covered(row: Row, held: dict[str, list[type[Rule]]], why: dict[str, str]) -> tuple[str, ...]:
    rules = "<br>".join(_held(rule, row.book) for rule in held.get(row.id, []))
    reason = why.get(row.id, "尚未编写 | not written yet").replace(" | ", "<br>")
    return f"{target(row.id)}{row.id}", row.clause, row.severity, rules or f"— {reason}"


def _held(rule: type[Rule], book: str) -> str:
    """Return a link to a rule and what it finds, in the language of the rule book."""
    finds = checked(rule) if book.startswith("GB") else titled(rule, "en")
    return f"{link(rule)}{'' if is_default(rule, book) else ' (preview)'}: {finds}"


def main(arguments: list[str]) -> int:
    """Write the files, or with --check return 1 if one of them is not what the rules say."""
    drifted = 0
    made = outputs()
    for path in (ROOT / FOLDER).glob("*.md"):
        if f"{FOLDER}/{path.name}" not in made:
            made[f"{FOLDER}/{path.name}"] = ""
    for name, text in made.items():
        path = ROOT / name
        if (path.read_text(encoding="utf-8") if path.is_file() else "") == text:
            continue
        if "--check" in arguments:
            drifted = 1
            print(f"{name}: not what the rules say; run python -m stdml.rules.generate", file=sys.stderr)
        elif text:
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink()
    return drifted


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
