"""note-number (STD-F031)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from stdml.diagnostics import Severity
from stdml.model import Document, Example, Note
from stdml.rules.base import Context, Report, Rule
from stdml.rules.objects._notes import Typed, groups
from stdml.rules.objects._source import source_fix, source_lines
from stdml.text.patterns import lazy

# A higher number behind EXAMPLE begins its text: EXAMPLE 24 V.
_VALUE = 10
_UNNUMBERED = lazy(r"(注|示例)[ \t]*[：:]")


class NoteNumber(Rule):
    """Notes or examples whose typed numbers do not fit how many there are.

    ## What it does
    Looks at the notes, and at the examples, of each clause, term entry, table and figure: a single one has no
    number, several are numbered 1, 2, 3 from one. Several without any number are a warning, because their
    numbers can be computed; "NOTE 1" for a single one is tolerated under the ISO/IEC Directives.

    ## Why is this bad?
    注1 alone makes the reader look for 注2, and a note without number cannot be referred to among others.

    ## Example
    ```md
    # 要求

    流量应大于零。

    注1：流量与水温有关。
    ```

    ## Use instead
    ```md
    # 要求

    流量应大于零。

    注：流量与水温有关。
    ```
    """

    code, name, severity, tags = "STD-F031", "note-number", "error", ("objects", "numbering")
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, 9.10.2, 9.11.2",
        "iso-directives-2": "ISO/IEC Directives Part 2, 24.3, 25.3",
    }
    rows = ("GB-NOTE-01", "GB-NOTE-02", "ISO-NOT-01", "ISO-EXA-01")
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "只有一个“{word}”，不编号，写作“{word}：”",
        "en": "there is one {word} only; it has no number",
    }
    variants = {
        "several": {
            "zh": "同一处有{count}个“{word}”，应从1起连续编号，此处为“{word}{number}”",
            "en": "there are {count} of them; number them from 1 on: this is {word} {number}",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        left_out: list[list[Typed]] = []
        for part in _wrong_parts(ctx):
            if len(part) == 1:
                if ctx.basis.startswith("GB") or 1 < (part[0].number or 0) < _VALUE:
                    yield self._report([part], ctx, "")
            elif all(one.number is None for one in part):
                left_out.append(part)
            else:
                yield self._report([part], ctx, "several")
        yield from self._swallowed(ctx)
        if left_out:
            # A habit of leaving the numbers to be computed is one finding, at the first place.
            yield self._report(left_out, ctx, "several", "warning")

    @staticmethod
    def _swallowed(ctx: Context) -> Iterator[Report]:
        """Find notes without numbers on lines right after one another, which are read as one."""
        for placed in ctx.facts.placed(Note, Example):
            lines = list(source_lines(ctx, placed.node))
            first = _UNNUMBERED.match(lines[0][1]) if lines and not placed.apart else None
            same = [(at, found) for at, line in lines[1:] if first and (found := _UNNUMBERED.match(line))]
            if first and same:
                at, found = same[0]
                values: dict[str, Any] = {"word": found[1], "count": len(same) + 1, "number": 2}
                yield ctx.report(placed.node, span=(at, at + len(found[1])), variant="several", **values)

    @staticmethod
    def _report(
        parts: list[list[Typed]], ctx: Context, variant: str, level: Severity | None = None
    ) -> Report:
        part = parts[0]
        at = next((at for at, one in enumerate(part) if one.number != at + 1), 0) if variant else 0
        wrong = part[at]
        span = (wrong.start, wrong.end) if wrong.start >= 0 else None
        values: dict[str, Any] = {"word": wrong.word or "注"} | (
            {"count": len(part), "number": at + 1} if variant else {}
        )
        edits = [edit for one in parts for edit in _edits(one)]
        fix = source_fix(ctx, ("改正编号", "correct the numbers"), edits)
        return ctx.report(wrong.placed.node, span=span, variant=variant, severity=level, fix=fix, **values)


def _wrong_parts(ctx: Context) -> Iterator[list[Typed]]:
    """Yield the notes, or the examples, of one place whose numbers are wrong."""
    for cls in (Note, Example):
        for parts in groups(ctx, cls):
            whole = sorted(chain(*parts), key=lambda one: one.start)
            if not any(one.to_entry for one in whole) and not _fits(whole):
                yield from (part for part in parts if not _fits(part))


def _fits(part: Sequence[Typed]) -> bool:
    numbers = [one.number for one in part]
    return numbers == [None] if len(numbers) == 1 else numbers == list(range(1, len(numbers) + 1))


def _edits(part: list[Typed]) -> list[tuple[int, int, str]]:
    """Return the edits that number the notes of one place."""
    if any(one.start < 0 for one in part):
        return []
    edits = []
    for at, one in enumerate(part, 1):
        gap = " " if one.word.isascii() else ""
        right = one.word if len(part) == 1 else f"{one.word}{gap}{at}"
        if one.number != (None if len(part) == 1 else at):
            edits.append((one.start, one.end, right))
    return edits
