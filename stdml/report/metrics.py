"""The measures of machine-readability, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from stdml.language import say
from stdml.report.text import clean, width
from stdml.semantics.metrics import CHINESE_LEVELS, ISO_LEVELS, Metric, Readability

FORMS = ("text", "json")
_SHOWN = 5


def render(form: str, found: Sequence[tuple[str, Readability]]) -> str:
    """Return the measures of files with their paths: for people, or as a list of objects."""
    if form == "json":
        listed = [{"path": path, **one.to_dict()} for path, one in found]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_text(path, one) for path, one in found)


def _text(path: str, found: Readability) -> str:
    column = max(width(metric.name) for metric in found.metrics)
    lines = [clean(path)]
    for metric in found.metrics:
        lines += _lines(metric, column)
    iso, chinese = found.iso_level, found.chinese_level
    lines.append(
        say("ISO/IEC 等级：{n}（{name}）", "ISO/IEC level: {n} ({name})", n=iso, name=say(*ISO_LEVELS[iso]))
    )
    lines.append(
        say("GB/T 45508 等级：{n}（{name}）", "GB/T 45508 level: {n} ({name})",
            n=chinese, name=say(*CHINESE_LEVELS[chinese]))
    )  # fmt: skip
    gates = [metric.name for metric in found.metrics if metric.level == iso + 1 and not metric.passed]
    if gates:
        names = say("、", ", ").join(gates)
        lines.append(say("上一级还差：{names}", "for the next level: {names}", names=names))
    return "\n".join(lines) + "\n"


def _lines(metric: Metric, column: int) -> list[str]:
    counted = metric.measure
    mark = "✓" if metric.passed else "✗"
    counts = f"{counted.good}/{counted.of}" if counted and counted.of else ""
    level = say("{n} 级", "level {n}", n=metric.level)
    name = metric.name + " " * (column - width(metric.name))
    lines = [
        f"{mark} {metric.number:>2}  {name}  {metric.shown}  {counts}  ({level})".replace("    (", "  (")
    ]
    evidence = counted.evidence if counted else []
    lines += [clean(f"       {line}") for line in evidence[:_SHOWN]]
    if len(evidence) > _SHOWN:
        lines.append(say("       另有 {n} 条", "       and {n} more", n=len(evidence) - _SHOWN))
    return lines
