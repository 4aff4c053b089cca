"""Reading an OSCAL catalog."""

from __future__ import annotations

import json
from typing import Any

from stdml.diagnostics import Diagnostic
from stdml.formats._facts import is_identifier, to_json
from stdml.formats._source import paused_gc
from stdml.formats.oscal import findings, own
from stdml.formats.oscal.cover import read_back_matter, read_metadata
from stdml.formats.oscal.draft import Draft, Reading
from stdml.formats.oscal.mapping import CATALOG, FRONT
from stdml.formats.oscal.source import OscalSource
from stdml.model import CodeBlock, Document, ForeignBlock
from stdml.text.decode import decode
from stdml.text.understand import understand_document

FILE = "oscal-file"
"""The format of foreign content that is JSON of the file outside the catalog."""

MAX_BYTES = 64 * 1024 * 1024


def read(data: bytes | str, path: str = "-") -> Document:
    """Return the document that an OSCAL catalog in JSON is; nothing is ever raised.

    Args:
        data: the file
        path: its name, for diagnostics
    """
    if len(data) > MAX_BYTES:
        source = OscalSource("", path)
        limit = MAX_BYTES // 1024 // 1024
        found = findings.TOO_LARGE.diagnostic(source, (0, 0), unreadable=True, limit=limit)
        return _finished(Document(), source, [found])
    text, repairs = decode(data)
    source = OscalSource(text, path)
    made = [repair.finding.diagnostic(source, repair.span, **repair.values) for repair in repairs]
    reading = Reading({}, source.places)
    try:
        root = json.loads(text, object_pairs_hook=_Pairs(reading), parse_constant=str)
        with paused_gc():
            document = _document(root, reading)
    except json.JSONDecodeError as error:
        return _unreadable(source, made, (error.pos, error.pos), error.msg)
    except (RecursionError, ValueError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return _unreadable(source, made, (0, 0), reason)
    made += [
        finding.diagnostic(source, source.range_of(where), **values)
        for finding, where, values in reading.found
    ]
    understand_document(document)
    return _finished(document, source, made)


def _unreadable(source: OscalSource, made: list[Diagnostic], span: tuple[int, int], reason: str) -> Document:
    """Return a document that holds the text as it is, so that nothing of it is lost."""
    document = Document(blocks=[CodeBlock(source.text)] if source.text else [])
    found = findings.NOT_JSON.diagnostic(source, span, unreadable=True, reason=reason)
    return _finished(document, source, [*made, found])


def _finished(document: Document, source: OscalSource, found: list[Diagnostic]) -> Document:
    document.source = source
    document.diagnostics = found
    return document


class _Pairs:
    """Makes objects, and reports members that are there twice; the place is that of the whole file."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            seen: dict[str, Any] = {}
            for key, value in pairs:
                if key in seen:
                    shown = to_json(seen[key])
                    self._reading.report(findings.DUPLICATE_MEMBER, (), name=key, value=shown)
                seen[key] = value
        return made


def _document(root: Any, reading: Reading) -> Document:
    catalog = root.get("catalog") if isinstance(root, dict) else None
    if not isinstance(root, dict) or not isinstance(catalog, dict):
        reading.report(findings.NOT_A_CATALOG, ())
        return Document(blocks=[ForeignBlock(to_json(root), FILE)])
    reading.labels = labels(catalog)
    metadata = read_metadata(catalog, root, reading)
    draft = Draft(("catalog",), 1)
    members = {key: value for key, value in catalog.items() if key not in ("uuid", "metadata", "back-matter")}
    others = {key: value for key, value in root.items() if key not in ("catalog", "$schema")}
    if "back-matter" in catalog:
        back = read_back_matter(catalog["back-matter"], ("catalog", "back-matter"), reading)
        if back is None:
            members["back-matter"] = catalog["back-matter"]
        else:
            reading.place(back, ("catalog", "back-matter"))
    groups = members.get("groups")
    if isinstance(groups, list) and groups and _is_front(groups[0]):
        members["groups"] = groups[1:]
        if not groups[1:]:
            del members["groups"]
        front = Draft(("catalog", "groups", 0), 1)
        FRONT.read(
            {key: value for key, value in groups[0].items() if key not in ("class", "title")}, front, reading
        )
        draft.blocks += front.blocks
    CATALOG.read(members, draft, reading)
    if "back-matter" in catalog and "back-matter" not in members and back is not None:
        draft.clauses.append(back)
    if others:
        draft.blocks.append(ForeignBlock(to_json(others), FILE))
    return Document(metadata, draft.blocks, draft.clauses)


def _is_front(group: Any) -> bool:
    return isinstance(group, dict) and group.get("class") == own.FRONT


def labels(value: Any) -> dict[str, str]:
    """Return the words that stand for each parameter below a JSON value: its label, its choices or its id."""
    found: dict[str, str] = {}
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            stack.extend(value.values())
            params = value.get("params")
            for param in params if isinstance(params, list) else []:
                if isinstance(param, dict) and is_identifier(param.get("id")):
                    found[param["id"]] = words(param.get("label"), param["id"])
    return found


def words(label: Any, identifier: str) -> str:
    """Return what is shown where a parameter is inserted."""
    from stdml.model.base import replace_illegal

    shown = replace_illegal(" ".join(label.split())) if isinstance(label, str) else ""
    return shown or identifier


__all__ = ["labels", "read", "words"]
