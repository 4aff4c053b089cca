"""Reports of a comparison of indicators (指标比对): side by side, with the totals that campaigns publish."""

from __future__ import annotations

import json
from collections.abc import Sequence

from stdml.language import say
from stdml.report import tables
from stdml.report.text import clean, width
from stdml.semantics.align import Entry
from stdml.semantics.compare import NAMES, OUTCOMES, Comparison, Outcome, totals

FORMS = ("text", "json", "csv", "xlsx", "html", "md")
_COLORS = {"stricter": "32", "equal": "32", "looser": "31", "different": "33"}


def render(
    form: str,
    found: Sequence[Comparison],
    names: tuple[str, str],
    with_totals: bool = False,
    color: bool = False,
) -> str | bytes:
    """Return the report in one of the `FORMS`.

    Args:
        form: which one
        found: the comparisons
        names: what the two standards are called
        with_totals: whether JSON is an object with the totals, not the list alone
        color: whether to use colour
    """
    title = say("指标比对：{a} 与 {b}", "Indicators of {a} and {b}", a=names[0], b=names[1])
    match form:
        case "json":
            listed = [one.to_dict() for one in found]
            shape = {"indicators": listed, "totals": totals(found).to_dict()} if with_totals else listed
            return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            return tables.as_csv([_side_by_side(found, names), _totals(found, names)])
        case "xlsx":
            return tables.as_workbook([_side_by_side(found, names), _totals(found, names)])
        case "html":
            return tables.as_page(title, [], [_totals(found, names), _side_by_side(found, names)])
        case "md":
            return tables.as_markdown(title, [_totals(found, names), _side_by_side(found, names)])
    return _text(found, names, color)


def _side_by_side(found: Sequence[Comparison], names: tuple[str, str]) -> tables.Table:
    header = [
        say("比对结果", "result"), say("指标", "characteristic"), f"A {names[0]}", f"B {names[1]}",
        say("A 章条", "clause in A"), say("B 章条", "clause in B"), say("理由", "reason"),
    ]  # fmt: skip
    rows = [
        [
            outcome_name(one.verdict), one.characteristic, limit_text(one.a), limit_text(one.b),
            _clause(one.a), _clause(one.b), one.reason,
        ]
        for one in found
    ]  # fmt: skip
    title = say("逐项比对", "Side by side")
    return tables.Table(title, header, rows, [one.verdict for one in found], (12, 26, 22, 22, 10, 10, 60))


def _totals(found: Sequence[Comparison], names: tuple[str, str]) -> tables.Table:
    counted = totals(found)
    rows = [
        [say("A 的指标数", "indicators of A"), str(counted.a), ""],
        [say("B 的指标数", "indicators of B"), str(counted.b), ""],
        [say("可比的指标对", "pairs compared"), str(counted.compared), ""],
    ]
    for outcome in OUTCOMES:
        count = counted.outcomes[outcome]
        share = _share(count, counted.compared) if outcome in OUTCOMES[:4] else ""
        rows.append([outcome_name(outcome), str(count), share])
    header = [say("汇总", "totals"), say("数量", "count"), say("占可比的比例", "share of those compared")]
    kinds = ["", "", "", *OUTCOMES]
    return tables.Table(say("汇总", "Totals"), header, rows, kinds, (22, 10, 22))


def _share(count: int, of: int) -> str:
    """Return a percentage with one decimal, rounded half to even (GB/T 8170) on whole numbers."""
    if not of:
        return ""
    from fractions import Fraction

    from stdml.semantics.figures import to_place
    from stdml.semantics.rounding import interval_of, round_to

    return to_place(round_to(Fraction(count * 100, of), interval_of(-1)), -1) + " %"


def limit_text(entry: Entry | None) -> str:
    """Return the limit of an indicator in signs, in words where it cannot be computed with."""
    return "" if entry is None else entry.limit.text or entry.limit.missing


def _clause(entry: Entry | None) -> str:
    return "" if entry is None else entry.demand.clause


def outcome_name(outcome: Outcome) -> str:
    """Return what people call an outcome."""
    return say(*NAMES[outcome])


def _text(found: Sequence[Comparison], names: tuple[str, str], color: bool) -> str:
    column = max((width(outcome_name(one.verdict)) for one in found), default=0)
    lines = [clean(f"A: {names[0]}"), clean(f"B: {names[1]}"), ""]
    for one in found:
        name = outcome_name(one.verdict)
        painted = f"\x1b[{_COLORS.get(one.verdict, '90')}m{name}\x1b[0m" if color else name
        both = one.a is not None and one.b is not None
        # Of what stands alone the outcome says it all, but for a name alike in the other standard.
        mark = say("；", "; ")
        alike = one.reason.partition(mark)[2]
        shown = one.reason if both else mark.join(filter(None, (limit_text(one.a or one.b), alike)))
        lines.append(
            f"{painted}{' ' * (column - width(name))}  "
            + clean(f"{one.characteristic}{say('：', ': ')}{shown}")
        )
    table = _totals(found, names)
    lines += ["", *("  ".join(filter(None, map(str, row))) for row in table.rows if row[1] != "0")]
    return "\n".join(lines) + "\n"
