"""Verdicts as assertions of EARL 1.0 (W3C), in JSON-LD.

What EARL has no word for stays beside its outcome, under urn:stdml:verdict.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import stdml
from stdml.report.verification import Facts
from stdml.semantics.verdicts import Judgement

_OUTCOMES = {
    "conform": "earl:passed",
    "nonconform": "earl:failed",
    "conditional-conform": "earl:cantTell",
    "conditional-nonconform": "earl:cantTell",
    "indeterminate": "earl:cantTell",
    "invalid": "earl:untested",
    "not-applicable": "earl:inapplicable",
    "observation": "earl:failed",
}
_CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "stdml": "urn:stdml:",
}


def render(judgements: Sequence[Judgement], facts: Facts, color: bool = False) -> str:
    """Return a graph with one assertion for each parameter that has a result."""
    when = facts.when.strftime("%Y-%m-%dT%H:%M:%SZ")
    subject = {"@id": f"urn:stdml:results:{quote(facts.results)}", "@type": "earl:TestSubject"}
    subject["dct:title"] = facts.results
    tool = {"@id": "urn:stdml:tool", "@type": "earl:Software", "dct:title": f"stdml {stdml.__version__}"}
    graph = [
        tool,
        subject,
        *(_assertion(j, facts, subject["@id"], when, at) for at, j in enumerate(judgements, 1)),
    ]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _assertion(judgement: Judgement, facts: Facts, subject: str, when: str, at: int) -> dict[str, Any]:
    identifier = judgement.id or judgement.requirement or str(at)
    criterion: dict[str, Any] = {
        "@id": f"urn:stdml:requirement:{quote(facts.identifier or facts.path)}#{quote(identifier)}",
        "@type": "earl:TestRequirement",
        "dct:title": judgement.parameter,
        "dct:isPartOf": facts.standard,
    }
    criterion |= {
        key: value
        for key, value in (("dct:description", judgement.text), ("stdml:clause", judgement.clause))
        if value
    }
    outcome = _OUTCOMES[judgement.verdict] if judgement.samples else "earl:untested"
    return {
        "@id": f"urn:stdml:assertion:{at}",
        "@type": "earl:Assertion",
        "earl:assertedBy": {"@id": "urn:stdml:tool"},
        "earl:subject": {"@id": subject},
        "earl:test": criterion,
        "earl:mode": {"@id": "earl:automatic"},
        "earl:result": {
            "@type": "earl:TestResult",
            "earl:outcome": {"@id": outcome},
            "dct:description": judgement.reason,
            "dct:date": {"@type": "xsd:dateTime", "@value": when},
            "stdml:verdict": judgement.verdict,
        },
    }
