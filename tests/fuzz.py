"""Random Markdown, what must hold for all of it, and the long run: `python -m tests.fuzz --minutes 10`.

A failure is cut down to the shortest text that still fails before it is shown.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stdml.formats.markdown import read_markdown, write_markdown
from stdml.model import Document
from stdml.model.adapter import validate
from stdml.model.walk import depth, walk

REPO = Path(__file__).parent.parent
FOLDERS = (REPO / "examples", REPO / "tests" / "markdown", REPO.parent / "shared" / "samples" / "markdown")

Maker = Callable[[random.Random], str]

WORDS = (
    "充电桩", "应符合", "电压不应大于 1.2 m。", "温度", "宜", "可", "the", "device shall hold.", "may", "a",
    "B",
    "7", "5.1.2", "0.50", "GB/T 18487.1—2023", "GB/T 1.1—2020 中 5.3", "本文件", "this document", "前言",
    "范围",
    "Scope", "规范性引用文件", "术语和定义", "参考文献", "Contents", "附录 A（规范性）",
    "Annex B (informative)", "第1章",
    "第一章", "一、", "（一）", "注：", "注 1：", "NOTE 1 ", "NOTE: ", "Note to entry: ", "示例：",
    "EXAMPLE ", "警告：",
    "表 1 ", "表 A.1 限值", "Table 1 — Limits", "Table: ", "图 1 结构", "Figure 1 — ", "式中：", "where:",
    "——",
    "a) ", "b) ", "1) ", "[来源：GB/T 1，有修改]", "[SOURCE: x]", "〈电动汽车〉", "充电桩 charging pile", "é",
    "𠮷", "😀",
    "\u200b", "\u2028", "\x85", "\ufeff", "\x0c", "\x0b", "\x00", "\ud800", "\xa0", "\u3000", "e\u0301",
)  # fmt: skip
SIGNS = (
    "*", "**", "_", "__", "`", "``", "```", "~~~", "~~", "[", "]", "](", ")", "[](#a)", "[a](b)", "[x](#a)",
    "![", "![a](b.png)",
    "{", "}", "{.a}", "{#b}", "{.c k=v}", "{.params}", "{.scope}", "{.literal}", "{.term-entry}",
    "{.unnumbered}",
    "{}", "{level=3}", "{number=7}", "{x.id=1}", '{k="a\\nb"}', '{number="1\\n"}', '{.math tex="a\\n"}',
    "{.span}", "{.cite identifier=x}", "[^<&]", "[^<&]: ", "{=html}", "{.param #p name=x}",
    "{.paragraph}", "{.note}",
    "<", ">", "<b>", "</b>", "<br>", "<sub>", "</sub>", "<sup>2</sup>", "<!--", "-->", "<!-- c -->", "<div>",
    "</div>", "<a@b.c>",
    "<http://a.b>", "|", "|---|", "| a | b |", "#", "##", "###", "^", "[^1]", "[^1]: ", "[r]: /u 'T'", "[r]",
    "$", "$$",
    "$x$", "$$ (eq)", "\\", "\\*", "\\\\", ":", ":::", "::: note", "::: x", ":::: requirement {#r}", "!", "&",
    "&amp;", "&#35;",
    "&#0;", "&nbsp;", "-", "+", "---", "===", "***", "1.", "2)", "§", "§§", "\"", "'", "%", "=", ";", "、",
    "。", "，", "；", "（", "）",
)  # fmt: skip
STARTS = (
    "", "", "", "", "# ", "## ", "### ", "- ", "* ", "1. ", "a) ", "> ", ">", "    ", "  ", "\t", "| ", "§ ",
    "§§ ", "::: ", ":::",
    "```", "$$", "<!-- ", "{", "[^1]: ", "5.1 ", "1 ", "—— ", "注：", "表 1 ", "-", "---", "<div>", "    - ",
)  # fmt: skip


def text(rng: random.Random) -> str:
    """Return a few lines made of the signs and words that mean something."""
    lines = []
    for _ in range(rng.randint(1, 8)):
        start = rng.choice(STARTS)
        pieces = [rng.choice(rng.choice((WORDS, SIGNS, (" ", " ", "  ")))) for _ in range(rng.randint(0, 6))]
        lines.append(start + "".join(pieces) + rng.choice(("", "", "", " ", "  ", "\\", "\t")))
        if rng.random() < 0.35:
            lines.append("")
    body = rng.choice(("\n", "\n", "\n", "\r\n")).join(lines)
    return front_matter(rng) + body if rng.random() < 0.1 else body


def front_matter(rng: random.Random) -> str:
    """Return front matter, most of it valid."""
    keys = (
        "title",
        "identifier",
        "language",
        "level",
        "kind",
        "nature",
        "stage",
        "ics",
        "adopts",
        "x y",
        "drafters",
        "ics",
    )
    values = (
        "x", "no", "35.240", "[a, b]", "{zh: 甲, en: B}", "", "\n  - a\n  - b", "|\n  a\n  b", "&a 1", "*a",
        "!!int 3", "'", '"a\\nb"',
        "{identifier: ISO 1, degree: IDT}", "zh", "en", "national", "- x", "\t", "? a", "2024-01-01", "null",
        "\x85", ">-\n  a\n\n  b",
    )  # fmt: skip
    lines = [f"{rng.choice(keys)}: {rng.choice(values)}" for _ in range(rng.randint(0, 4))]
    return "---\n" + "\n".join(lines) + rng.choice(("\n---\n", "\n---\n\n", "\n...\n", "\n--\n"))


def corpus() -> list[list[str]]:
    """Return the lines of real files: examples, fixtures, and samples where they are at hand."""
    files = [path for folder in FOLDERS for path in sorted(folder.glob("*.md"))]
    return [path.read_text(encoding="utf-8").splitlines() for path in files]


def mutated(rng: random.Random, files: list[list[str]], size: int = 25) -> str:
    """Return a part of a real file with some lines and characters deleted, doubled, swapped or put in."""
    lines = rng.choice(files)
    start = rng.randrange(max(len(lines) - 3, 1)) if rng.random() < 0.8 else 0
    lines = lines[start : start + rng.randint(1, size)]
    for _ in range(rng.randint(0, 4)):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        line = lines[at]
        cut = rng.randint(0, len(line))
        match rng.randrange(8):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], line
            case 3:
                lines[at] = line[:cut] + line[cut + 1 :]
            case 4 | 5:
                lines[at] = line[:cut] + rng.choice(rng.choice((SIGNS, WORDS))) + line[cut:]
            case 6:
                lines[at] = rng.choice(STARTS) + line
            case 7:
                lines[at : at + 1] = [line[:cut], line[cut:]]
    return "\n".join(lines) + rng.choice(("", "\n", "\n"))


def problem(source: str | bytes) -> str | None:
    """Return what is wrong with how a text is read and written; None if all promises hold."""
    try:
        document = read_markdown(source)
        return _problem(document, source)
    except RecursionError:
        return "RecursionError"
    except Exception as error:
        import traceback

        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(place.filename).name}:{place.name}"


def _problem(document: Document, source: str | bytes) -> str | None:
    for error in validate(document):
        return f"invalid: {error['type']} at {error['loc'][-1]}"
    if depth(document) > 64:
        return "deeper than the model allows"
    if misplaced := _misplaced(document):
        return misplaced
    written = str(write_markdown(document).data)
    again = read_markdown(written)
    if again != document:
        return "reads back different"
    if write_markdown(again).data != written:
        return "writing is not idempotent"
    if isinstance(source, str) and write_markdown(document, over=source).data != source:
        return "an unchanged document is not written back byte for byte"
    return None


def _misplaced(document: Document) -> str | None:
    """Return which node or diagnostic lies outside the source or outside the block around it."""
    assert document.source is not None
    size = len(document.source.text)
    for node in walk(document):
        span = getattr(node, "span", None)
        if span is not None and not 0 <= span[0] <= span[1] <= size:
            return f"the span of a {node.kind} is outside the source"
    lines = document.source.text.split("\n")
    for found in document.diagnostics:
        place = found.position
        if not 1 <= place.line <= place.end_line <= len(lines):
            return f"{found.name} is outside the lines of the source"
        if not (
            place.column <= len(lines[place.line - 1]) + 1
            and place.end_column <= len(lines[place.end_line - 1]) + 1
        ):
            return f"{found.name} is outside the columns of the source"
    return None


def shortest(source: str, wrong: Callable[[str], object]) -> str:
    """Return a short text for which `wrong` still holds: lines, then characters, are left out while it
    does.
    """
    for split, glue in ((lambda s: s.split("\n"), "\n"), (list, "")):
        parts = split(source)
        size = max(len(parts) // 2, 1)
        while size:
            at = 0
            while at < len(parts):
                fewer = parts[:at] + parts[at + size :]
                if wrong(glue.join(fewer)):
                    parts = fewer
                else:
                    at += size
            size //= 2
        source = glue.join(parts)
    return source


def failures(
    makers: list[Callable[[random.Random], str]], seeds: Iterator[int]
) -> Iterator[tuple[int, str, str]]:
    """Yield seed, problem and a short text for everything that goes wrong."""
    for seed in seeds:
        rng = random.Random(seed)
        source = makers[seed % len(makers)](rng)
        wrong = problem(source)
        if wrong is not None:
            yield seed, wrong, shortest(source, lambda s, wrong=wrong: problem(s) == wrong)  # type: ignore[misc]


def makers() -> list[Callable[[random.Random], str]]:
    """Return what makes texts."""
    files = corpus()
    return [text, lambda rng: mutated(rng, files)]


def main() -> int:
    """Run until the time is over; print each kind of failure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=1.0)
    arguments.add_argument("--seed", type=int, default=0)
    options = arguments.parse_args()
    end = time.monotonic() + 60 * options.minutes

    def seeds() -> Iterator[int]:
        seed = options.seed
        while time.monotonic() < end:
            yield seed
            seed += 1
        print(f"{seed - options.seed} texts", file=sys.stderr)

    found: set[str] = set()
    for seed, wrong, source in failures(makers(), seeds()):
        if (wrong, len(source)) not in found:
            found.add((wrong, len(source)))  # type: ignore[arg-type]
            print(f"{seed}: {wrong}\n{source!r}", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
