"""Findings as the rows of a sheet that a reviewer fills in: one row each, with its clause."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from stdml.diagnostics import Diagnostic, severity_word
from stdml.language import say
from stdml.report import FileReport
from stdml.sheets import Table

_WIDTHS = (6, 24, 10, 10, 10, 60, 28, 36, 8, 30)


def table(reports: Sequence[FileReport]) -> Table:
    """Return the findings as a table for spreadsheets."""
    return Table(say("问题", "findings"), header(), list(rows(reports)), widths=_WIDTHS, filtered=True)


def header() -> list[str]:
    """Return the names of the columns."""
    zh = ("序号", "文件", "章条", "位置", "严重程度", "问题", "依据", "规则", "修复", "处理意见")
    en = ("No.", "file", "clause", "place", "severity", "finding", "basis", "rule", "fix", "decision")
    return [say(*pair) for pair in zip(zh, en, strict=True)]


def rows(reports: Sequence[FileReport]) -> Iterator[list[str]]:
    """Yield the cells of each finding, in the order of the text; the last is left to the reviewer."""
    number = 0
    for report in reports:
        for found in report.diagnostics:
            number += 1
            at = found.position
            yield [
                str(number), report.path, clause(report, found), f"{at.line}:{at.column}",
                severity_word(found.severity), found.message, found.basis, f"{found.name} ({found.code})",
                repair(found), "",
            ]  # fmt: skip


def clause(report: FileReport, found: Diagnostic) -> str:
    """Return the number, or else the title, of the clause that a finding stands in."""
    at = bisect_right(report.clauses, (found.position.line, "\U0010ffff")) - 1
    return report.clauses[at][1] if at >= 0 else ""


def repair(found: Diagnostic) -> str:
    """Return how a finding can be repaired."""
    if found.fix is None:
        return ""
    return say("自动", "safe") if found.fix.safe else say("需确认", "unsafe")
