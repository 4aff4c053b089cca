"""Reports of a verification: for people, and in the forms that other programs read.

How the verdicts map to the words of JUnit, EARL and OSCAL stands in the module of each.
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from stdml.language import say
from stdml.report import tables
from stdml.semantics.verdicts import NAMES, Judgement, counts

FORMS = ("text", "json", "junit", "html", "earl", "oscal", "csv", "xlsx")
_IN_MODULES = ("text", "junit", "earl", "oscal")


def now() -> datetime:
    """Return the time of the report; SOURCE_DATE_EPOCH sets it (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal() and len(fixed) <= 11:
        return datetime.fromtimestamp(int(fixed), UTC)
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report tells besides the verdicts.

    Attributes:
        path: the file of the standard
        results: the file of the results
        identifier: the number of the standard, or ""
        title: its title, or ""
        when: the time of the report
    """

    path: str
    results: str
    identifier: str = ""
    title: str = ""
    when: datetime = field(default_factory=now)

    @property
    def standard(self) -> str:
        """The number and title of the standard, or the name of its file."""
        return " ".join(filter(None, (self.identifier, self.title))) or self.path


def render(form: str, judgements: Sequence[Judgement], facts: Facts, color: bool = False) -> str | bytes:
    """Return the report in one of the `FORMS`; text ends in a line break."""
    match form:
        case "json":
            found = [judgement.to_dict() for judgement in judgements]
            return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            return tables.as_csv([verdict_table(judgements)])
        case "xlsx":
            return tables.as_workbook([verdict_table(judgements), total_table(judgements)])
        case "html":
            lines = [say("标准：", "Standard: ") + facts.standard, say("结果：", "Results: ") + facts.results]
            title = say("验证报告", "Verification report")
            return tables.as_page(title, lines, [total_table(judgements), verdict_table(judgements)])
    module = importlib.import_module(f"{__name__}.{form}")
    made: str = module.render(judgements, facts, color)
    return made


def verdict_table(judgements: Sequence[Judgement]) -> tables.Table:
    """Return one row for each verdict, below it one for each cell of a table of limits."""
    header = [
        say(*pair)
        for pair in (
            ("判定", "verdict"), ("章条", "clause"), ("指标", "parameter"), ("类别", "class"),
            ("限值", "limit"), ("测得值", "measured"), ("理由", "reason"), ("编号", "id"),
        )
    ]  # fmt: skip
    rows, kinds = [], []
    for judgement in judgements:
        for cell in judgement.cells or (None,):
            found = cell or judgement
            values = (f"{s.sample}: {s.value} {s.unit}".strip(" :") for s in found.samples)
            classes = say("、", ", ").join(cell.classes.values()) if cell else ""
            rows.append([
                verdict_name(found.verdict), judgement.clause, judgement.parameter, classes, found.limit,
                say("；", "; ").join(values), found.reason, judgement.id,
            ])  # fmt: skip
            kinds.append(found.verdict)
    title = say("逐项判定", "Verdicts")
    return tables.Table(title, header, rows, kinds, (14, 10, 24, 16, 22, 36, 60, 20))


def total_table(judgements: Sequence[Judgement]) -> tables.Table:
    """Return how often each verdict was given."""
    given = [(verdict, count) for verdict, count in counts(judgements).items() if count]
    rows = [[verdict_name(verdict), str(count)] for verdict, count in given]
    rows.append([say("合计", "total"), str(len(judgements))])
    header = [say("判定", "verdict"), say("数量", "count")]
    return tables.Table(say("汇总", "Totals"), header, rows, [verdict for verdict, _ in given], (18, 10))


def verdict_name(verdict: str) -> str:
    """Return what people call a verdict."""
    return say(*NAMES[verdict])  # type: ignore[index]
