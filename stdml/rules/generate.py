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
from pathlib import Path

from stdml.language import force
from stdml.rules.base import Rule
from stdml.rules.explain import help_text, title
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
    force("en")
    rules = all_rules()
    found = {f"{FOLDER}/{rule.name}.md": _page(rule) for rule in rules}
    found[f"{FOLDER}/README.md"] = _index(rules)
    found[f"{FOLDER}/coverage.md"] = "\n".join(_coverage()) + "\n"
    return found


def _page(rule: type[Rule]) -> str:
    messages = [rule.message, *rule.variants.values()]
    says = "".join(f"- {words['zh']}\n- {words['en']}\n" for words in messages)
    rows = f"\nRows of the [catalogue](coverage.md): {', '.join(rule.rows)}.\n" if rule.rows else ""
    return f"{help_text(rule)}\n## Messages\n\n{says}{rows}"


def _index(rules: tuple[type[Rule], ...]) -> str:
    lines = ["# Rules", "", f"{len(rules)} rules; [what they cover](coverage.md) of the rule books.", ""]
    lines += ["| code | rule | severity | repairs | finds |", "| --- | --- | --- | --- | --- |"]
    for rule in rules:
        name = f"[{rule.name}]({rule.name}.md)" + (" (preview)" if rule.preview else "")
        lines.append(f"| {rule.code} | {name} | {rule.severity} | {rule.fixes} | {_cell(title(rule))} |")
    return "\n".join(lines) + "\n"


def _coverage() -> Iterator[str]:
    held, why = holders(), reasons()
    rows = catalogue()
    yield "# What the rules cover"
    yield ""
    yield "Each row is one thing that a rule book asks for and a program might see. A rule that is on by"
    yield "default holds it, one in preview does so when it is selected by name, or the last column says why"
    yield "none does."
    yield ""
    yield "| rule book | rows | held by default | preview |"
    yield "| --- | --- | --- | --- |"
    counts = {book: Counter(_state(row, held) for row in rows if row.book == book) for book in BOOKS}
    for book, count in counts.items():
        yield f"| {book} | {count.total()} | {count['default']} | {count['preview']} |"
    for book in BOOKS:
        yield from ("", f"## {book}", "", "| row | clause | severity | rule |", "| --- | --- | --- | --- |")
        for row in rows:
            if row.book == book:
                cells = (row.id, row.clause, row.severity, _holder(row, held, why))
                yield f"| {' | '.join(map(_cell, cells))} |"


def _state(row: Row, held: dict[str, list[type[Rule]]]) -> str:
    rules = held.get(row.id, [])
    if any(is_default(rule, row.book) for rule in rules):
        return "default"
    return "preview" if rules else "none"


def _holder(row: Row, held: dict[str, list[type[Rule]]], why: dict[str, str]) -> str:
    rules = held.get(row.id, [])
    if not rules:
        return "— " + why.get(row.id, "not written yet").split(" | ")[-1]
    links = (
        f"[{rule.name}]({rule.name}.md)" + ("" if is_default(rule, row.book) else " (preview)")
        for rule in rules
    )
    return ", ".join(links)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


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
