"""Verdicts as OSCAL assessment results 1.1.2 (NIST): an observation and a finding for each parameter.

A finding is satisfied or not; what lies between them is in its reason and in the property "verdict".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import stdml
from stdml.model.base import replace_illegal
from stdml.report.verification import Facts
from stdml.semantics.verdicts import Judgement, counts

OSCAL_VERSION = "1.1.2"
_NAMESPACE = "urn:stdml:ns"
_SATISFIED = {"conform": "pass", "conditional-conform": "pass"}
_REASONS = {"nonconform": "fail", "conditional-nonconform": "fail"}


def render(judgements: Sequence[Judgement], facts: Facts, color: bool = False) -> str:
    """Return the assessment results as JSON; what does not apply has an observation and no finding."""
    when = facts.when.strftime("%Y-%m-%dT%H:%M:%SZ")
    found = [(judgement, _id(facts, "observation", at)) for at, judgement in enumerate(judgements)]
    result: dict[str, Any] = {
        "uuid": _id(facts, "result", 0),
        "title": _line(facts.standard),
        "description": "; ".join(f"{name}: {count}" for name, count in counts(judgements).items() if count)
        or "none",
        "start": when,
        "reviewed-controls": {"control-selections": [{"include-all": {}}]},
    }
    if found:
        result["observations"] = [_observation(judgement, uuid, when) for judgement, uuid in found]
    findings = [
        _finding(judgement, uuid, _id(facts, "finding", at))
        for at, (judgement, uuid) in enumerate(found)
        if judgement.verdict != "not-applicable" and not judgement.unmatched
    ]
    if findings:
        result["findings"] = findings
    content = {
        "uuid": _id(facts, "report", 0),
        "metadata": {
            "title": _line(f"Verification of {facts.standard}"),
            "last-modified": when,
            "version": stdml.__version__,
            "oscal-version": OSCAL_VERSION,
        },
        "import-ap": {
            "href": "#none",
            "remarks": "No assessment plan: each requirement of the standard is assessed.",
        },
        "results": [result],
    }
    return json.dumps({"assessment-results": content}, ensure_ascii=False, indent=2) + "\n"


def _id(facts: Facts, kind: str, at: int) -> str:
    # The same report has the same ids, so that two of them can be compared.
    name = f"urn:stdml:{facts.standard}:{facts.results}:{facts.when.isoformat()}:{kind}:{at}"
    return str(uuid5(NAMESPACE_URL, name))


def _observation(judgement: Judgement, uuid: str, when: str) -> dict[str, Any]:
    values = [_line(f"{s.sample or s.row}: {s.value} {s.unit}") for s in judgement.samples]
    found: dict[str, Any] = {
        "uuid": uuid,
        "title": _line(judgement.parameter or judgement.id or "?"),
        "description": _line(judgement.reason),
        "props": _properties(judgement),
        "methods": ["TEST"],
        "collected": when,
    }
    if values:
        found["relevant-evidence"] = [{"description": value} for value in values]
    return found


def _finding(judgement: Judgement, observation: str, uuid: str) -> dict[str, Any]:
    state = "satisfied" if judgement.verdict in _SATISFIED else "not-satisfied"
    reason = _SATISFIED.get(judgement.verdict) or _REASONS.get(judgement.verdict, "other")
    return {
        "uuid": uuid,
        "title": _line(f"{judgement.clause} {judgement.parameter}".strip() or "?"),
        "description": _line(judgement.text or judgement.reason),
        "props": _properties(judgement),
        "target": {
            "type": "statement-id",
            "target-id": _token(judgement.id or judgement.requirement or judgement.parameter),
            "status": {"state": state, "reason": reason, "remarks": _line(judgement.reason)},
        },
        "related-observations": [{"observation-uuid": observation}],
    }


def _properties(judgement: Judgement) -> list[dict[str, str]]:
    facts = {"verdict": judgement.verdict, "clause": judgement.clause, "limit": judgement.limit}
    return [{"name": name, "ns": _NAMESPACE, "value": _line(value)} for name, value in facts.items() if value]


def _line(text: str) -> str:
    return " ".join(replace_illegal(text).split()) or "-"


def _token(text: str) -> str:
    words = re.sub(r"[^\w.-]+", "-", text).strip("-.") or "requirement"
    return words if words[0].isalpha() or words[0] == "_" else "_" + words
