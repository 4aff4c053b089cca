"""Findings as Markdown that a reviewer pastes into an issue or a mail: counts by clause, then each one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from stdml.diagnostics import severity_word
from stdml.language import say
from stdml.report import FileReport, sheet, tables
from stdml.report.text import summary

_SEVERITIES = ("error", "warning", "info")


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return a summary, a table of counts and a table of findings."""
    parts = ["# " + say("检查结果", "Findings"), "", summary(reports), ""]
    found = list(sheet.rows(reports))
    if found:
        parts += ["## " + say("按章条统计", "By clause"), "", *_lines(counts(reports)), ""]
        # The reviewer's own column is for sheets.
        parts += ["## " + say("逐条", "One by one"), "", *_lines([sheet.header(), *found], 9), ""]
    return "\n".join(parts)


def counts(reports: Sequence[FileReport]) -> list[list[str | int]]:
    """Return how many findings of each severity there are in each clause, under a header, with the sums."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for report in reports:
        for one in report.diagnostics:
            place = (report.path, sheet.clause(report, one))
            found.setdefault(place, Counter())[one.severity] += 1
    lines: list[list[str | int]] = [
        [say("文件", "file"), say("章条", "clause"), *(severity_word(name) for name in _SEVERITIES)]
    ]
    lines += [[path, clause, *(n[name] for name in _SEVERITIES)] for (path, clause), n in found.items()]
    total = sum(found.values(), Counter())
    lines.append([say("合计", "total"), "", *(total[name] for name in _SEVERITIES)])
    return lines


def _lines(table: Sequence[Sequence[str | int]], width: int | None = None) -> list[str]:
    header, *rows = (line[:width] for line in table)
    return tables.lines(header, rows)
