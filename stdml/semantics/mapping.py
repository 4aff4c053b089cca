"""Requirements for other vocabularies: JSON-LD with the classes of SmartSDU, and the objects, attributes and
value-unit-operator triples of GB/T 46687.1—2025.

Only what is publicly known of the two is used. Of the SmartSDU core ontology these are the classes of
provisions; what belongs to a provision is said with Dublin Core, Web Annotation and schema.org, and with
stdml's own names where these have none. Of GB/T 46687.1 these are the names of its elements in JSON; its
schema is not public, so files of it are not validated. `GAPS` lists what is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from stdml.model.metadata import Metadata
from stdml.semantics.figures import shown
from stdml.semantics.intervals import Interval
from stdml.semantics.limits_of import Limit, limit_of
from stdml.semantics.records import Demand, Indicator

SMART = "https://w3id.org/standards/smart/ontologies/core/"
GAPS = {
    "jsonld": (
        "Capability and ExternalConstraint: possibility and capability are one modality here",
        "bindingness: no property of it is known; the modality says what binds",
        "grades, codes, enumerations with an order, statistics and decision rules have names of stdml only",
    ),
    "triples": (
        "conditions and exceptions are text, not expressions",
        "operations, activities and steps of test methods are not written",
        "sets that are no interval are given as a list of values",
        "limits by class are repeated, each with its classes as a condition",
        "the version in std_id is always 1.0.0: documents carry none",
    ),
}  # fmt: skip

_CLASSES = {
    "requirement": "Requirement",
    "recommendation": "Recommendation",
    "permission": "Permission",
    "possibility": "Possibility",
    "statement": "Statement",
}
_CONTEXT = {
    "smart": SMART,
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "stdml": "urn:stdml:ns:",
}


def to_jsonld(demands: Iterable[Demand], metadata: Metadata | None = None) -> dict[str, Any]:
    """Return provisions as a JSON-LD document: a node for each with its class of the SmartSDU ontology.

    Args:
        demands: the provisions
        metadata: that of the standard, for its number and title
    """
    base = _base(metadata)
    document = {"@id": base, "@type": "smart:PublicationDocument"}
    if metadata is not None:
        document |= _stated({
            "dcterms:identifier": list(metadata.identifier),
            "dcterms:title": [
                {"@value": " ".join(words), "@language": tag} for tag, words in metadata.title.items()
            ],
        })  # fmt: skip
    graph = [document, *(_provision(demand, base) for demand in demands)]
    return {"@context": _CONTEXT, "@graph": graph}


VOCABULARIES = ("jsonld", "triples")
"""The names of the two forms on the command line."""


def dumps(demands: Iterable[Demand], form: str, metadata: Metadata | None = None) -> str:
    """Return provisions as JSON in one of the `VOCABULARIES`."""
    make = to_jsonld if form == "jsonld" else to_triples
    return json.dumps(make(demands, metadata), ensure_ascii=False, indent=2) + "\n"


def _base(metadata: Metadata | None) -> str:
    number = next(iter(metadata.identifier), "") if metadata else ""
    return f"urn:stdml:standard:{quote(number or 'draft', safe='')}"


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}


def _provision(demand: Demand, base: str) -> dict[str, Any]:
    kind = (
        "Instruction" if demand.strength == "imperative" else _CLASSES.get(demand.modality or "", "Provision")
    )
    return {
        "@id": f"{base}#{quote(demand.id or '', safe='')}",
        "@type": f"smart:{kind}",
        "dcterms:isPartOf": {"@id": base},
        **_stated({
            "dcterms:description": demand.text,
            "dcterms:identifier": demand.id,
            "stdml:clause": demand.clause,
            "stdml:strength": demand.strength,
            "stdml:polarity": demand.polarity,
            "stdml:subject": demand.subject,
            "stdml:condition": demand.condition,
            "stdml:exceptions": demand.exceptions,
            "stdml:method": demand.method,
            "stdml:verification": demand.verification,
            "oa:hasSelector": _stated({"@type": "oa:TextQuoteSelector", "oa:exact": demand.text}),
            "stdml:parameter": [_property(parameter, base) for parameter in demand.parameters],
        }),
    }  # fmt: skip


def _property(indicator: Indicator, base: str) -> dict[str, Any]:
    """Return a parameter as a schema.org PropertyValue; numbers are strings with their written digits."""
    limit = limit_of(indicator)
    lower, upper = _ends(limit)
    return {
        "@type": "schema:PropertyValue",
        **_stated({
            "@id": f"{base}#{quote(indicator.id, safe='')}" if indicator.id else None,
            "schema:name": indicator.name,
            "schema:propertyID": indicator.iri,
            "schema:minValue": lower,
            "schema:maxValue": upper,
            "schema:value": indicator.value or indicator.nominal,
            "schema:unitCode": indicator.unit,
            "schema:unitText": indicator.written_unit,
            "schema:measurementTechnique": indicator.method,
            "stdml:operator": indicator.op,
            "stdml:limit": limit.text,
            "stdml:values": indicator.values,
            "stdml:subject": indicator.subject,
            "stdml:classes": indicator.classes,
            "stdml:condition": indicator.condition,
            "stdml:statistic": indicator.statistic,
            "stdml:per": indicator.per,
            "stdml:relativeTo": indicator.relative_to,
            "stdml:direction": indicator.direction,
            "stdml:reference": indicator.reference,
        }),
    }  # fmt: skip


def _ends(limit: Limit) -> tuple[str, str]:
    """Return the ends of an interval as they are written; "" where there is none, or several intervals."""
    parts = list(limit.numbers.parts()) if limit.kind == "numbers" and not limit.relative_to else []
    if len(parts) != 1:
        return "", ""
    part: Interval = parts[0]
    lower = "" if part.lower is None else limit.lower or shown(part.lower)
    return lower, "" if part.upper is None else limit.upper or shown(part.upper)


# --- GB/T 46687.1—2025

_SIGNS = {"<=": "≤", "<": "<", ">=": "≥", ">": ">", "==": "="}


def to_triples(demands: Iterable[Demand], metadata: Metadata | None = None) -> dict[str, Any]:
    """Return indicators as objects, their attributes, and instances of value, unit and operator.

    Args:
        demands: the provisions
        metadata: that of the standard, for the basic elements
    """
    objects: dict[str, str] = {}
    attributes: dict[tuple[str, str], dict[str, Any]] = {}
    instances: list[dict[str, Any]] = []
    for demand in demands:
        for indicator in demand.parameters:
            subject = indicator.subject or demand.subject or "本文件的标准化对象"
            owner = objects.setdefault(subject, f"obj-{len(objects) + 1}")
            key = (owner, indicator.name or demand.characteristic or "")
            if key not in attributes:
                attributes[key] = _attribute(f"attr-{len(attributes) + 1}", owner, indicator, key[1])
            instances += _instances(demand, indicator, owner, attributes[key]["id"])
    declared = [{"id": at, "type": "standardization-object", "name": n} for n, at in objects.items()]
    return {
        "Standard": {
            "Basis": _basis(metadata),
            "object_declaration": declared,
            "attribute_set": list(attributes.values()),
            "object_instance": instances,
        }
    }  # fmt: skip


def _basis(metadata: Metadata | None) -> dict[str, Any]:
    if metadata is None:
        return {}
    number = next(iter(metadata.identifier), "")
    degrees = {"IDT": 1, "MOD": 2, "NEQ": 3}
    adopted = metadata.adopts[0] if metadata.adopts else None
    return _stated({
        "std_id": f"{number}-S-1.0.0" if number else "",
        "zh": " ".join(metadata.title.get("zh", [])),
        "en": " ".join(metadata.title.get("en", [])),
        "ics": metadata.ics,
        "ccs": metadata.ccs,
        "equivalence": degrees.get(adopted.degree or "") if adopted else None,
        "adoption_id": adopted.identifier if adopted else None,
        "previous_id": metadata.replaces,
        "issue_agencies": metadata.issuer,
        "draft_entities": metadata.drafted_by,
        "propose_entity": metadata.proposer,
        "entrust_entity": metadata.committee,
        "drafters": metadata.drafters,
        "issue_date": metadata.issued,
        "implementation_date": metadata.effective,
    })  # fmt: skip


def _attribute(identifier: str, owner: str, indicator: Indicator, name: str) -> dict[str, Any]:
    return _stated({
        "id": identifier,
        "object_id": owner,
        "name": name,
        "value_constraint": indicator.type,
        "unit_constraint": indicator.written_unit or indicator.unit,
    })  # fmt: skip


def _instances(demand: Demand, indicator: Indicator, owner: str, attribute: str) -> list[dict[str, Any]]:
    """Return one triple for each end of a limit: a value, its unit and an operator."""
    limit = limit_of(indicator)
    common = _stated({
        "object": owner,
        "attribute": attribute,
        "unit": indicator.written_unit or indicator.unit,
        "condition": _condition(demand, indicator),
        "provision": demand.id,
        "clause": demand.clause,
        "modality": demand.modality,
    })  # fmt: skip
    return [{**common, "value": value, "operator": sign} for sign, value in _pairs(limit, indicator)]


def _pairs(limit: Limit, indicator: Indicator) -> list[tuple[str, str]]:
    parts = list(limit.numbers.parts()) if limit.kind == "numbers" else []
    if len(parts) == 1 and not limit.relative_to:
        part = parts[0]
        lower, upper = _ends(limit)
        if part.lower is not None and part.lower == part.upper:
            return [("=", lower or upper)]
        found = [("≥" if part.lower_inclusive else ">", lower)] if part.lower is not None else []
        return found + ([("≤" if part.upper_inclusive else "<", upper)] if part.upper is not None else [])
    if limit.relative_to and indicator.op in _SIGNS:
        return [(_SIGNS[indicator.op], f"{indicator.factor or indicator.value} × {limit.relative_to}")]
    if indicator.op in _SIGNS and indicator.value:
        return [(_SIGNS[indicator.op], indicator.value)]
    if indicator.values:
        return [("∈", value) for value in indicator.values]
    value = limit.text or indicator.reference or indicator.text
    return [(indicator.op or "", value)] if value else []


def _condition(demand: Demand, indicator: Indicator) -> list[str]:
    classes = [f"{name}={value}" for name, value in indicator.classes.items()]
    stated = [demand.condition, indicator.condition, indicator.period]
    return classes + list(dict.fromkeys(filter(None, stated)))
