"""Verdicts as JUnit XML: a case for each parameter.

nonconform and conditional-nonconform are failures, invalid evidence is an error, indeterminate and not
applicable are skipped; a conform, a conditional conform and an observation pass, the last two with a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from stdml.model.base import replace_illegal
from stdml.report.verification import Facts, verdict_name
from stdml.semantics.verdicts import Judgement

_ELEMENTS = {
    "nonconform": "failure",
    "conditional-nonconform": "failure",
    "invalid": "error",
    "indeterminate": "skipped",
    "not-applicable": "skipped",
}


def render(judgements: Sequence[Judgement], facts: Facts, color: bool = False) -> str:
    """Return the XML, with one suite for the standard."""
    kinds = [_ELEMENTS.get(judgement.verdict) for judgement in judgements]
    totals: dict[str, Any] = {
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
    }
    root = ET.Element("testsuites", name="stdml verify", **totals)
    suite = ET.SubElement(
        root, "testsuite", name=replace_illegal(facts.standard),
        timestamp=facts.when.strftime("%Y-%m-%dT%H:%M:%S"), **totals,
    )  # fmt: skip
    for judgement, kind in zip(judgements, kinds, strict=True):
        _case(suite, judgement, kind, facts)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, judgement: Judgement, kind: str | None, facts: Facts) -> None:
    name = " ".join(filter(None, (judgement.clause, judgement.parameter or judgement.id)))
    case = ET.SubElement(
        suite, "testcase", name=replace_illegal(name or "?"), classname=replace_illegal(facts.path),
        line=str(judgement.line),
    )  # fmt: skip
    message = replace_illegal(f"{verdict_name(judgement.verdict)}: {judgement.reason}")
    if kind:
        found = ET.SubElement(case, kind, message=message)
        if kind != "skipped":
            found.set("type", judgement.verdict)
            found.text = replace_illegal("\n".join(filter(None, (judgement.text, judgement.reason))))
    elif judgement.verdict != "conform":
        ET.SubElement(case, "system-out").text = message
