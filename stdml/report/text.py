"""Findings for people: the place, the message, and the line with a mark below what it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from stdml.diagnostics import Diagnostic, severity_word
from stdml.language import say
from stdml.report import FileReport, count

_COLORS = {"error": "31", "warning": "33", "info": "36"}
_WIDTH = 100
"""So many columns of the source line are shown."""

# Control characters could move the cursor of a terminal or change what was printed.
_visible = dict.fromkeys((*range(32), *range(127, 160)), "�") | {9: " "}


def render(reports: Sequence[FileReport], color: bool = False) -> str:
    """Return all findings with their lines, and a summary at the end."""
    parts = [_finding(found, lines, color) for report in reports for found, lines in _with_lines(report)]
    closing = summary(reports)
    return "".join(parts) + (closing + "\n" if closing else "")


def summary(reports: Sequence[FileReport]) -> str:
    """Return how many findings there are, as in "3 errors, 2 warnings, 1 fixable with --fix".

    A file that could not be read is none without findings; where there is no other, nothing is returned.
    """
    errors, warnings, infos = (count(reports, s) for s in ("error", "warning", "info"))
    fixes = [found.fix for report in reports for found in report.diagnostics if found.fix]
    safe = sum(fix.safe for fix in fixes)
    if not errors + warnings + infos:
        files = sum(not report.error for report in reports)
        return say("没有发现问题（{n} 个文件）", "no findings in {n} file(s)", n=files) if files else ""
    parts = [say("{n} 个错误", "{n} error" + "s" * (errors != 1), n=errors)]
    parts.append(say("{n} 个警告", "{n} warning" + "s" * (warnings != 1), n=warnings))
    if infos:
        parts.append(say("{n} 条提示", "{n} remark" + "s" * (infos != 1), n=infos))
    if safe:
        parts.append(say("{n} 个可用 --fix 修复", "{n} fixable with --fix", n=safe))
    if len(fixes) > safe:
        parts.append(
            say("{n} 个可用 --unsafe-fixes 修复", "{n} fixable with --unsafe-fixes", n=len(fixes) - safe)
        )
    return say("，", ", ").join(parts)


def _with_lines(report: FileReport) -> list[tuple[Diagnostic, list[str]]]:
    lines = report.text.split("\n") if report.text else []
    return [(found, lines) for found in report.diagnostics]


def _finding(found: Diagnostic, lines: list[str], color: bool) -> str:
    at = found.position
    place = clean(f"{found.path}:{at.line}:{at.column}")
    severity = severity_word(found.severity)
    basis = f" [{found.basis}]" if found.basis else ""
    head = f"{_paint(place, '1', color)}: {_paint(severity, _COLORS[found.severity], color)}: "
    head += clean(f"{found.message}{basis} ({found.code} {found.name})") + "\n"
    return head + (excerpt(found, lines[at.line - 1], color) if at.line <= len(lines) else "")


def excerpt(found: Diagnostic, line: str, color: bool = False) -> str:
    """Return the source line, cut to what can be seen at once, with a mark below the place."""
    at = found.position
    start = min(at.column - 1, len(line))
    end = min(at.end_column - 1, len(line)) if at.end_line == at.line else len(line)
    line, start, end = _window(clean(line), start, max(end, start))
    gutter = str(at.line)
    blank = " " * len(gutter)
    mark = "^" * max(1, width(line[start:end]))
    pointer = " " * width(line[:start]) + _paint(mark, _COLORS[found.severity], color)
    return f"{blank} |\n{gutter} | {line}\n{blank} | {pointer}\n"


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut a long line so that the place stays in sight."""
    if width(line) <= _WIDTH:
        return line, start, end
    first = max(0, start - 30)
    last = first
    room = _WIDTH
    while last < len(line) and room > 0:
        room -= width(line[last])
        last += 1
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    shift = len(head) - first
    return head + line[first:last] + tail, start + shift, min(end, last) + shift


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal.

    >>> width("GB/T 标准")
    9
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def clean(text: str) -> str:
    """Return a text without characters that would control a terminal."""
    return text.translate(_visible)


def _paint(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
