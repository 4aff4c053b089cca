"""Verdicts for people: a line each, the gravest first, and what has no result at the end."""

from __future__ import annotations

from collections.abc import Sequence

from stdml.language import say
from stdml.report.text import clean, width
from stdml.report.verification import Facts, verdict_name
from stdml.semantics.verdicts import VERDICTS, Judgement, counts

_COLORS = {"conform": "32", "nonconform": "31", "invalid": "31", "conditional-nonconform": "31"}
_SHOWN = 40


def render(judgements: Sequence[Judgement], facts: Facts, color: bool = False) -> str:
    """Return the verdicts on what was measured, the parameters without a result, and the totals."""
    measured = [judgement for judgement in judgements if judgement.samples]
    measured.sort(key=lambda judgement: VERDICTS.index(judgement.verdict))
    names = [verdict_name(judgement.verdict) for judgement in measured]
    column = max(map(width, names), default=0)
    lines = [_line(judgement, name, column, color) for judgement, name in zip(measured, names, strict=True)]
    return "".join([*lines, *_without(judgements), summary(judgements), "\n"])


def _line(judgement: Judgement, name: str, column: int, color: bool) -> str:
    painted = f"\x1b[{_COLORS.get(judgement.verdict, '33')}m{name}\x1b[0m" if color else name
    place = f"{judgement.clause} " if judgement.clause else ""
    text = clean(f"{place}{judgement.parameter}{say('：', ': ')}{judgement.reason}")
    lines = [f"{painted}{' ' * (column - width(name))}  {text}\n"]
    if len(judgement.cells) > 1:
        for cell in judgement.cells:
            classes = say("、", ", ").join(cell.classes.values())
            inner = f"{classes}{say('：', ': ')}{verdict_name(cell.verdict)}{say('，', ', ')}{cell.reason}"
            lines.append(" " * (column + 4) + clean(inner) + "\n")
    return "".join(lines)


def _without(judgements: Sequence[Judgement]) -> list[str]:
    """Return the parameters and requirements for which there is no result."""
    missing = [judgement for judgement in judgements if not judgement.samples]
    if not missing:
        return []
    head = say(
        "没有结果的参数和要求（{n}）：", "Parameters and requirements without a result ({n}):", n=len(missing)
    )
    lines = [f"\n{head}\n"]
    for judgement in missing[:_SHOWN]:
        what = judgement.characteristic or judgement.text or judgement.parameter
        limit = f" {judgement.limit}" if judgement.limit else ""
        lines.append(clean(f"  {judgement.clause} {what[:60]}{limit}") + "\n")
    if len(missing) > _SHOWN:
        lines.append(say("  另有 {n} 项\n", "  and {n} more\n", n=len(missing) - _SHOWN))
    return [*lines, "\n"]


def summary(judgements: Sequence[Judgement]) -> str:
    """Return how often each verdict was given, as in "2 nonconform, 5 conform"."""
    given = [f"{count} {verdict_name(verdict)}" for verdict, count in counts(judgements).items() if count]
    return say("，", ", ").join(given) or say("没有可判定的内容", "nothing to decide on")
