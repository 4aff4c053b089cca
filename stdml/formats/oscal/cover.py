"""The metadata and the back matter of a catalog."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from stdml.formats._facts import is_identifier, is_line, is_verbatim, line, parse, to_json
from stdml.formats.oscal import own
from stdml.formats.oscal.draft import FOREIGN, Path, Reading, Writing
from stdml.formats.oscal.findings import NOT_UNDERSTOOD
from stdml.formats.oscal.prose import read_line
from stdml.model import (
    Attributes,
    Clause,
    ForeignInline,
    Link,
    Metadata,
    ReferenceEntry,
    Span,
    Text,
    plain_text,
)
from stdml.model.content import NAMESPACE
from stdml.text.cjk import guess_language

KEY = "oscal"
"""The key of `Metadata.extra` under which the metadata of OSCAL stand."""

OSCAL_VERSION = "1.2.1"
_MISSING: Any = object()
_EPOCH = "1970-01-01T00:00:00Z"
_date_time = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_date = re.compile(r"\d{4}-\d\d-\d\d")
BACK = "oscal-back-matter"


def read_metadata(catalog: dict[str, Any], root: dict[str, Any], reading: Reading) -> Metadata:
    """Return the metadata of a catalog; what the model has no field for goes under one key of `extra`."""
    given = catalog.get("metadata")
    members = dict(given) if isinstance(given, dict) else {}
    metadata = Metadata()
    title: Any = members.get("title")
    own_fields = _own_fields(members)
    if own_fields is not None:
        metadata = own_fields
    if not metadata.title and is_line(title) and title != "—":
        metadata.title = {guess_language(title): [members.pop("title")]}
    elif metadata.title and title == _title(metadata):
        members.pop("title", None)
    if (
        metadata.issued is None
        and isinstance(members.get("published"), str)
        and _date_time.fullmatch(members["published"])
    ):
        metadata.issued = members.pop("published")
    record: dict[str, Any] = {}
    if "uuid" in catalog:
        record["uuid"] = catalog["uuid"]
    record |= members
    if given is not None and not isinstance(given, dict):
        reading.report(NOT_UNDERSTOOD, ("catalog", "metadata"), owner="catalog", name="metadata")
        record = {"uuid": catalog.get("uuid"), "metadata": given}
    computed = _computed(metadata)
    record = {key: value for key, value in record.items() if value != computed.get(key, _MISSING)}
    if "$schema" in root:
        record["$schema"] = root["$schema"]
    if record:
        metadata.extra[KEY] = {key: _kept(value) for key, value in record.items() if is_line(key)}
    return metadata


def _kept(value: Any) -> Any:
    """Return a JSON value as texts, lists and maps; a value that is none of these as JSON in a map."""
    if is_verbatim(value) and "\t" not in value:
        return value
    if isinstance(value, list):
        return [_kept(one) for one in value]
    if isinstance(value, dict) and value and all(map(is_line, value)) and set(value) != {"json"}:
        return {key: _kept(one) for key, one in value.items()}
    return {"json": to_json(value)}


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return [_restored(one) for one in value]
    if isinstance(value, dict):
        if set(value) == {"json"} and isinstance(value["json"], str):
            try:
                return json.loads(value["json"])
            except ValueError:
                return value["json"]
        return {key: _restored(one) for key, one in value.items()}
    return value


def write_metadata(metadata: Metadata, catalog: dict[str, Any], root: dict[str, Any]) -> None:
    """Put the metadata in a catalog."""
    extra = dict(metadata.extra)
    kept = extra.pop(KEY, {})
    record = _restored(kept) if isinstance(kept, dict) else {}
    identifier = record.pop("uuid", _MISSING)
    if "$schema" in record:
        root["$schema"] = record.pop("$schema")
    title = _title(metadata)
    computed = _computed(metadata)
    default = computed.pop("uuid")
    catalog["uuid"] = default if identifier is _MISSING else identifier
    if "metadata" in record and not isinstance(record["metadata"], dict):
        catalog["metadata"] = record["metadata"]
        return
    found: dict[str, Any] = {"title": title} if title and "title" not in record else {}
    issued = metadata.issued or ""
    if _date_time.fullmatch(issued) and "published" not in record:
        found["published"] = issued
    found |= record
    found = {**computed, **found}
    properties = _properties(metadata, extra, found)
    if properties:
        given = found.get("props", [])
        found["props"] = [*(given if isinstance(given, list) else [given]), *properties]
    catalog["metadata"] = found


def _computed(metadata: Metadata) -> dict[str, str]:
    """Return what OSCAL needs and a document need not say; members with these values are not kept."""
    issued = metadata.issued or ""
    name = "\n".join(metadata.identifier) or _title(metadata)
    return {
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}:{name}")),
        "title": _title(metadata) or "—",
        "last-modified": f"{issued}T00:00:00Z" if _date.fullmatch(issued) else _EPOCH,
        "version": "1",
        "oscal-version": OSCAL_VERSION,
    }


def _title(metadata: Metadata) -> str:
    """Return the title in the document's own language, or the first there is, on one line."""
    elements = metadata.title.get(metadata.language or "") or next(iter(metadata.title.values()), [])
    return " — ".join(elements)


def _properties(metadata: Metadata, extra: dict[str, Any], found: dict[str, Any]) -> list[dict[str, str]]:
    """Return the fields that OSCAL has no member for as properties in the namespace of STDML."""
    properties = []
    for name, value in metadata.model_dump(exclude_defaults=True).items():
        key = name.replace("_", "-")
        if name == "title" and value == {guess_language(found["title"]): [found["title"]]}:
            continue
        if name == "extra":
            value = extra
        if name == "issued" and found.get("published") == value:
            continue
        if isinstance(value, str):
            properties.append(own.prop(key, value))
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            properties += [own.prop(key, one) for one in value]
        elif value:
            properties.append(own.prop(key, to_json(value)))
    return properties


def _own_fields(members: dict[str, Any]) -> Metadata | None:
    """Take the properties of STDML from the metadata, and return what they say; None if there are none."""
    given = members.get("props")
    if not isinstance(given, list):
        return None
    mine = [one for one in given if isinstance(one, dict) and one.get("ns") == NAMESPACE]
    values: dict[str, Any] = {}
    for one in mine:
        name = str(one.get("name")).replace("-", "_")
        text = own.unquoted(str(one.get("value")))
        if name in ("title", "extra", "adopts"):
            values[name] = _restored({"json": text})
        elif name in Metadata.model_fields and Metadata.model_fields[name].annotation in (str | None,):
            values[name] = text
        elif name in Metadata.model_fields and _is_list(name):
            values.setdefault(name, []).append(text)
        elif name in Metadata.model_fields:
            values[name] = text
    try:
        metadata = Metadata(**values)
    except ValueError:
        return None
    if mine:
        rest = [one for one in given if one not in mine]
        if rest:
            members["props"] = rest
        else:
            del members["props"]
        return metadata
    return None


def _is_list(name: str) -> bool:
    return isinstance(Metadata.model_fields[name].get_default(call_default_factory=True), list)


# --- Back matter


def read_back_matter(value: Any, path: Path, reading: Reading) -> Clause | None:
    """Return the back matter as a bibliography, or None where it is not as OSCAL has it."""
    resources = value.get("resources") if isinstance(value, dict) else None
    if not isinstance(resources, list) or set(value) != {"resources"}:
        return None
    if not resources or not all(isinstance(one, dict) for one in resources):
        return None
    entries: list[Any] = [
        reading.place(_entry(one, reading), (*path, "resources", index))
        for index, one in enumerate(resources)
    ]
    return Clause(
        [Text("References")], entries, type="bibliography", numbered=False, attrs=Attributes([BACK])
    )


def _entry(resource: dict[str, Any], reading: Reading) -> ReferenceEntry:
    """Return a resource as an entry: its title, citation and addresses in spans, all else as JSON."""
    rest = dict(resource)
    spans: list[Any] = []
    if isinstance(rest.get("title"), str) and (nodes := read_line(rest["title"], reading.labels)):
        spans.append(Span(nodes, attrs=Attributes(["oscal-title"])))
        del rest["title"]
    citation = rest.get("citation")
    text = citation["text"] if isinstance(citation, dict) and set(citation) == {"text"} else None
    if isinstance(text, str) and (nodes := read_line(text, reading.labels)):
        spans.append(Span(nodes, attrs=Attributes(["oscal-citation"])))
        del rest["citation"]
    links = rest.get("rlinks")
    if isinstance(links, list) and links and all(map(_is_simple, links)):
        for link in links:
            facts = {key: text for key, text in link.items() if key != "href"}
            values = {"oscal.rlink": line(facts)} if facts else {}
            shown = Link([Text(link["href"])], link["href"])
            spans.append(Span([shown], attrs=Attributes(["oscal-rlink"], values)))
        del rest["rlinks"]
    identifier = rest.pop("uuid") if is_identifier(rest.get("uuid")) else None
    if rest:
        spans.append(ForeignInline(to_json(rest), FOREIGN))
    children: list[Any] = []
    for span in spans:
        children += [Text(" "), span] if children else [span]
    return ReferenceEntry(children, None, identifier)


def _is_simple(link: Any) -> bool:
    return isinstance(link, dict) and is_line(link.get("href"))


def write_back_matter(clause: Clause, writing: Writing) -> dict[str, Any]:
    """Return the resources that the entries of a bibliography are."""
    resources = []
    for block in clause.blocks:
        if isinstance(block, ReferenceEntry):
            resources.append(_resource(block, writing))
        else:
            writing.lose(block, "content", "the back matter of OSCAL holds resources only")
    return {"resources": resources}


def _resource(entry: ReferenceEntry, writing: Writing) -> dict[str, Any]:
    found: dict[str, Any] = {}
    links = []
    node: Any
    for node in entry.children:
        classes = node.attrs.classes if isinstance(node, Span) and node.attrs else []
        if isinstance(node, ForeignInline) and node.format == FOREIGN:
            value = _restored({"json": node.text})
            found |= value if isinstance(value, dict) else {}
        elif "oscal-title" in classes:
            found["title"] = own.title(node.children, writing)
        elif "oscal-citation" in classes:
            found["citation"] = {"text": own.title(node.children, writing)}
        elif "oscal-rlink" in classes:
            link = next((inner for inner in node.children if isinstance(inner, Link)), None)
            facts = parse(node.attrs.values.get("oscal.rlink", "{}")) or {}
            links.append({"href": link.href if link else plain_text(node), **facts})
        elif plain_text(node).strip() and len(entry.children) > 1:
            writing.lose(node, "text", "a resource of OSCAL has a title, a citation and links")
    if links:
        found["rlinks"] = links
    if entry.id is not None:
        found["uuid"] = entry.id
    if entry.children and not any(isinstance(node, Span | ForeignInline) for node in entry.children):
        found["title"] = own.title(entry.children, writing)
        found.setdefault("uuid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}:{plain_text(entry)}")))
    return found


__all__ = ["BACK", "read_back_matter", "read_metadata", "write_back_matter", "write_metadata"]
