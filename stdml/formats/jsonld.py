"""JSON-LD: a standard for catalogues and vocabularies, in schema.org, DCAT, Dublin Core and SKOS.

The standard is a `schema:CreativeWork` and a `dcat:Resource`; its clauses are parts of it, its references are
citations, its terms a `skos:ConceptScheme`, and its provisions are `stdml:` classes in the namespace of this
model.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from stdml.formats._losing import Losses
from stdml.model import Clause, Document, ReferenceEntry, TermEntry, plain_text
from stdml.model.walk import walk
from stdml.registry import Format, Written
from stdml.text.numbering import Numbering, sections

CONTEXT = {
    "schema": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "stdml": "urn:stdml:1.0:",
}
_ABOUT = frozenset(
    ("identifier", "title", "language", "issued", "effective", "issuer", "drafted_by", "drafters", "ics",
     "ccs", "replaces", "replaced_by", "adopts", "stage", "level", "kind", "copyright")
)  # fmt: skip
_LABELS = {"preferred": "skos:prefLabel", "admitted": "skos:altLabel", "deprecated": "skos:hiddenLabel"}
_CLASSES = {
    "requirement": "stdml:Requirement", "recommendation": "stdml:Recommendation",
    "permission": "stdml:Permission", "possibility": "stdml:Possibility", "statement": "stdml:Statement",
}  # fmt: skip


def write_jsonld(document: Document, requirements: Sequence[dict[str, Any]] = ()) -> Written:
    """Return what a standard is and holds as JSON-LD.

    Args:
        document: the document
        requirements: its provisions, as `stdml requirements --format json` prints them
    """
    losses = Losses(document)
    losses.metadata(document, _ABOUT)
    losses.add(document, "text", "JSON-LD holds what the standard is and lists, not its text")
    base = _iri(document)
    numbering = Numbering(document)
    language = document.metadata.language or numbering.language
    graph = [_work(document, base, numbering)]
    graph += _concepts(document, base, numbering, language)
    graph += [_provision(one, base) for one in requirements]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    return Written(text + "\n", losses.found)


def _iri(document: Document) -> str:
    """Return the name of the standard: a URN of its first number, or of its title."""
    metadata = document.metadata
    title = next(iter(metadata.title.values()), ["untitled"])
    name = metadata.identifier[0] if metadata.identifier else " ".join(title)
    return "urn:stdml:document:" + quote(name, safe="")


def _work(document: Document, base: str, numbering: Numbering) -> dict[str, Any]:
    metadata = document.metadata
    found: dict[str, Any] = {"@id": base, "@type": ["schema:CreativeWork", "dcat:Resource"]}
    found["schema:name"] = [
        {"@value": " ".join(words), "@language": language} for language, words in metadata.title.items()
    ]
    found |= {
        "schema:identifier": metadata.identifier,
        "schema:inLanguage": metadata.language or numbering.language,
        "schema:datePublished": metadata.issued,
        "dcterms:valid": metadata.effective,
        "schema:creativeWorkStatus": metadata.stage,
        "schema:copyrightHolder": metadata.copyright,
        "schema:publisher": [_organization(name) for name in metadata.issuer],
        "schema:creator": [_organization(name) for name in metadata.drafted_by]
        + [{"@type": "schema:Person", "schema:name": name} for name in metadata.drafters],
        "dcat:theme": [f"urn:ics:{quote(code)}" for code in metadata.ics]
        + [f"urn:ccs:{quote(code)}" for code in metadata.ccs],
        "dcterms:replaces": metadata.replaces,
        "dcterms:isReplacedBy": metadata.replaced_by,
        "schema:isBasedOn": [
            {"schema:identifier": source.identifier, "stdml:degree": source.degree}
            for source in metadata.adopts
        ],
        "stdml:level": metadata.level,
        "stdml:kind": metadata.kind,
        "schema:hasPart": [_part(clause, base, numbering) for clause in _clauses(document.clauses)],
        "schema:citation": _citations(document),
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "schema:Organization", "schema:name": name}


def _clauses(all_sections: list[Any]) -> list[Clause]:
    return [section for section in all_sections if isinstance(section, Clause)]


def _part(clause: Clause, base: str, numbering: Numbering) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"{base}#{quote(numbering.anchor(clause) or '')}",
        "@type": "schema:CreativeWork",
        "schema:position": numbering.number(clause),
        "schema:name": plain_text(clause.title).strip(),
        "stdml:type": clause.type,
        "schema:hasPart": [_part(below, base, numbering) for below in _clauses(clause.clauses)],
    }
    return {key: value for key, value in found.items() if value not in (None, [], "")}


def _citations(document: Document) -> list[dict[str, str]]:
    found = []
    for section in _clauses(document.clauses):
        if section.type in ("normative-references", "bibliography"):
            role = "normative" if section.type == "normative-references" else "informative"
            found += [
                {"@type": "schema:CreativeWork", "schema:name": plain_text(entry).strip(), "stdml:role": role}
                for entry in walk(section)
                if isinstance(entry, ReferenceEntry)
            ]
    return found


def _concepts(document: Document, base: str, numbering: Numbering, language: str) -> list[dict[str, Any]]:
    """Return the terms as a scheme of concepts."""
    entries = [entry for entry in sections(document) if isinstance(entry, TermEntry)]
    if not entries:
        return []
    scheme = f"{base}#terms"
    found: list[dict[str, Any]] = [
        {"@id": scheme, "@type": "skos:ConceptScheme", "dcterms:isPartOf": {"@id": base}}
    ]
    return found + [_concept(entry, base, scheme, numbering, language) for entry in entries]


def _concept(entry: TermEntry, base: str, scheme: str, numbering: Numbering, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"{base}#{quote(numbering.anchor(entry) or '')}",
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": scheme},
        "skos:notation": numbering.number(entry),
    }
    for designation in entry.designations:
        words = {"@value": plain_text(designation).strip(), "@language": designation.language or language}
        found.setdefault(_LABELS[designation.status], []).append(words)
    for block in entry.children:
        key = {"note": "skos:scopeNote", "example": "skos:example"}.get(block.kind, "skos:definition")
        found.setdefault(key, []).append({"@value": plain_text(block).strip(), "@language": language})
    if entry.sources:
        found["dcterms:source"] = [plain_text(source).strip() for source in entry.sources]
    if entry.domain:
        found["dcterms:subject"] = plain_text(entry.domain).strip()
    return {key: value for key, value in found.items() if value is not None}


def _provision(one: dict[str, Any], base: str) -> dict[str, Any]:
    facets = {
        f"stdml:{key}": value for key, value in one.items() if key not in ("id", "text", "parameters", "path")
    }
    found: dict[str, Any] = {
        "@type": _CLASSES.get(str(one.get("modality")), "stdml:Provision"),
        "schema:text": one.get("text"),
        "dcterms:isPartOf": {"@id": base},
        **facets,
        "stdml:parameter": [
            {f"stdml:{key}" if key != "id" else "stdml:id": value for key, value in parameter.items()}
            for parameter in one.get("parameters") or []
        ],
    }
    if one.get("id"):
        found["@id"] = f"{base}#{quote(str(one['id']))}"
    return {key: value for key, value in found.items() if value not in (None, [], "")}


FORMAT = Format("jsonld", (".jsonld",), "JSON-LD (schema.org, DCAT, SKOS)", write=write_jsonld, lists=True)
