"""What is measured: one function for each piece of work, in the order of the table."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import stdml
from bench import corpus, floors
from bench.measure import interleave, interleave_children

KB = 1000
PYTHON = sys.executable
_IMPORTS = "import sys, stdml; "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        work: what was done
        cost: what it cost
        against: what it is compared with, and what that cost
        value: the figure that counts: a ratio, or an amount with its unit
        reach: the most that the figure may be
        unit: "×" for a ratio, otherwise s, ms, MB or KB
    """

    work: str
    cost: str
    against: str
    value: float
    reach: float | None
    unit: str = "×"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def _ratio(work: str, cost: float, against: str, floor: float, reach: float | None) -> Row:
    return Row(work, _ms(cost), f"{against}: {_ms(floor)}", cost / floor, reach)


def markdown_rows(rounds: int) -> Iterator[Row]:
    """Yield what reading, checking and writing Markdown cost beside parsing it and nothing else."""
    text = corpus.standard(200 * KB)
    document = stdml.loads(text)
    chinese = corpus.chinese(200 * KB)
    chinese_document = stdml.loads(chinese)
    plain, dialect = floors.plain_parser(), floors.dialect_parser()
    times = interleave(
        {
            "plain": lambda: plain.parse(text),
            "dialect": lambda: dialect.parse(text),
            "read": lambda: stdml.loads(text),
            "check": lambda: stdml.check(document),
            "chinese": lambda: dialect.parse(chinese),
            "check chinese": lambda: stdml.check(chinese_document),
            "write": lambda: stdml.dumps(document, format="markdown"),
        },
        rounds,
    )
    bare = "markdown-it-py with plugins"
    yield _ratio("200 KB Markdown → model", times["read"], bare, times["dialect"], 1.6)
    yield _ratio("  the same", times["read"], "markdown-it-py, tables only", times["plain"], None)
    yield _ratio("all rules of a profile", times["check"], bare, times["dialect"], 1.0)
    yield _ratio("all rules of a profile, Chinese", times["check chinese"], bare, times["chinese"], 1.0)
    yield _ratio("model → Markdown", times["write"], "reading it", times["read"], 0.5)


def xml_rows(rounds: int) -> Iterator[Row]:
    """Yield what reading and writing XML cost beside parsing it, and building the same tree, with lxml."""
    from lxml import etree

    document = stdml.loads(corpus.standard(200 * KB))
    data = _bytes(stdml.dumps(document, format="xml"))
    tree = etree.fromstring(data)
    times = interleave(
        {
            "lxml": lambda: etree.fromstring(data),
            "read": lambda: stdml.loads(data, format="xml"),
            "subelement": lambda: floors.copy_tree(tree),
            "write": lambda: stdml.dumps(document, format="xml"),
        },
        rounds,
    )
    yield _ratio("XML → model", times["read"], "lxml.etree.fromstring", times["lxml"], 4)
    yield _ratio("model → XML", times["write"], "SubElement, the same tree", times["subelement"], 1.3)


def json_rows(rounds: int) -> Iterator[Row]:
    """Yield what reading JSON costs beside validating it."""
    from stdml.model.adapter import document_adapter

    data = _bytes(stdml.dumps(stdml.loads(corpus.standard(200 * KB)), format="json"))
    validate = document_adapter().validate_json
    bare = _without_envelope(data)
    times = interleave(
        {"floor": lambda: validate(bare), "read": lambda: stdml.loads(data, format="json")}, rounds
    )
    yield _ratio("JSON → model", times["read"], "TypeAdapter.validate_json", times["floor"], 1.2)


def sts_rows(rounds: int) -> Iterator[Row]:
    """Yield what reading a large file of NISO STS costs; nothing where the file is not at hand."""
    path = Path(__file__).parents[2] / "shared" / "samples" / "sts" / "NISO-STS-Standard-1-0.XML"
    if not path.exists():
        return
    from lxml import etree

    data = path.read_bytes()
    times = interleave(
        {"lxml": lambda: etree.fromstring(data), "read": lambda: stdml.loads(data, format="sts")}, rounds
    )
    yield _ratio("2.5 MB of NISO STS → model", times["read"], "lxml", times["lxml"], 6)


def growth(rounds: int) -> Iterator[Row]:
    """Yield how reading grows with ten times the text."""
    small, large = corpus.standard(200 * KB), corpus.standard(2000 * KB)
    times = interleave(
        {"s": lambda: stdml.loads(small), "l": lambda: stdml.loads(large)}, max(2, rounds // 3)
    )
    yield _ratio("2 MB Markdown → model", times["l"], "200 KB of the same text", times["s"], 11)


def cold(rounds: int) -> Iterator[Row]:
    """Yield what one conversion costs from a cold start, beside other converters on as much text."""
    text = corpus.standard(30 * KB)
    with tempfile.TemporaryDirectory() as folder:
        source, adoc = Path(folder, "x.md"), Path(folder, "x.adoc")
        source.write_text(text, encoding="utf-8")
        adoc.write_text(corpus.asciidoc(text), encoding="utf-8")
        commands = {"stdml": _command("convert", source, "-o", Path(folder, "x.stdml.xml"))}
        if asciidoctor := shutil.which("asciidoctor"):
            commands["asciidoctor"] = [asciidoctor, "-b", "docbook5", "-o", f"{folder}/x.xml", str(adoc)]
        if pandoc := shutil.which("pandoc"):
            commands["pandoc"] = [
                pandoc,
                "-f",
                "markdown",
                "-t",
                "jats",
                "-o",
                f"{folder}/p.xml",
                str(source),
            ]
        commands["python"] = [PYTHON, "-c", "import lxml.etree, pydantic, markdown_it"]
        costs = interleave_children(commands, max(3, rounds // 2))
    own = costs.pop("stdml").seconds
    others = "; ".join(f"{name}: {_ms(cost.seconds)}" for name, cost in costs.items())
    yield Row("30 KB: stdml convert, cold", _ms(own), others, own, 0.35, "s")


def requirements(rounds: int) -> Iterator[Row]:
    """Yield what a thousand requirements cost: read, checked and written as HTML in a cold process."""
    with tempfile.TemporaryDirectory() as folder:
        source, page = Path(folder, "r.md"), Path(folder, "r.html")
        source.write_text(corpus.requirements(1000), encoding="utf-8")
        program = "d = stdml.load(sys.argv[1]); stdml.check(d, profile='none'); stdml.dump(d, sys.argv[2])"
        command = [PYTHON, "-c", _IMPORTS + program, str(source), str(page)]
        cost = interleave_children({"own": command}, max(3, rounds // 3))["own"]
        size = page.stat().st_size / 1e6
    peers = "published: sphinx-needs 6.8 s, StrictDoc 26.4 s"
    yield Row("1,000 requirements: parse, check, HTML", _ms(cost.seconds), peers, cost.seconds, 2, "s")
    yield Row("  the page", f"{size:.2f} MB", "published: StrictDoc 88 MB", size, 5, "MB")


def edit(rounds: int) -> Iterator[Row]:
    """Yield what one changed word in 200 KB costs in a warm process until all diagnostics are right again."""
    text = corpus.standard(200 * KB)
    at = text.index("The ", len(text) // 2)
    changed = text[:at] + "Any " + text[at + 4 :]
    times = interleave(
        {"read": lambda: stdml.loads(changed), "both": lambda: stdml.check(stdml.loads(changed))}, rounds
    )
    cost = times["both"]
    yield Row(
        "one word of 200 KB, up to date",
        _ms(cost),
        f"reading alone: {_ms(times['read'])}",
        cost * 1000,
        50,
        "ms",
    )


def memory(_: int) -> Iterator[Row]:
    """Yield the largest memory of a process that reads 2 MB."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "x.md")
        source.write_text(corpus.standard(2000 * KB), encoding="utf-8")
        commands = {
            "own": [PYTHON, "-c", _IMPORTS + "stdml.load(sys.argv[1])", str(source)],
            "none": [PYTHON, "-c", "import lxml.etree, pydantic, markdown_it"],
        }
        found = interleave_children(commands, 1)
    own, none = found["own"].megabytes, found["none"].megabytes
    yield Row(
        "peak memory, 2 MB of Markdown", f"{own:.0f} MB", f"libraries alone: {none:.0f} MB", own, 300, "MB"
    )


ROWS: dict[str, Callable[[int], Iterator[Row]]] = {
    "markdown": markdown_rows,
    "xml": xml_rows,
    "json": json_rows,
    "sts": sts_rows,
    "growth": growth,
    "cold": cold,
    "requirements": requirements,
    "edit": edit,
    "memory": memory,
}


def _command(*arguments: Any) -> list[str]:
    return [PYTHON, "-m", "stdml", *map(str, arguments)]


def _without_envelope(data: bytes) -> bytes:
    """Return the JSON of a document without the key that names the version of the format."""
    document = json.loads(data)
    document.pop("stdml", None)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
