"""Reading JSON that the model refuses: each fault is reported at its place, and as much as possible is kept.

A part that cannot be what it should be is kept as foreign content with its JSON as text; a field that cannot
be kept is left out, and its value is in the diagnostic.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError

from stdml.diagnostics import Diagnostic, Finding
from stdml.formats.json import findings
from stdml.formats.json.paths import (
    Step,
    class_of,
    exists,
    height,
    objects,
    order,
    real_path,
    steps_to,
    value_at,
    values,
)  # fmt: skip
from stdml.formats.json.source import JsonSource, Path, find, key_span
from stdml.formats.json.tidy import tidy
from stdml.model.adapter import document_adapter
from stdml.model.base import LINE_PATTERN, MAX_DEPTH, TEXT_PATTERN, Node, replace_illegal
from stdml.model.kinds import BLOCKS, INLINES, SECTIONS, FieldSpec, fields_of, kind_of
from stdml.model.structure import Document
from stdml.text.decode import decode

MAX_ROUNDS = 40
MAX_REPORTED = 200
"""So many faults are reported; a file with more is hardly meant to be a document."""


def read_with_repairs(data: bytes | str, path: str) -> Document:
    """Return what can be read of `data`, with a diagnostic for everything that is wrong with it."""
    text, decoding = decode(data)
    source = JsonSource(text, path)
    repair = _Repair(source)
    for fault in decoding:
        repair.diagnostics.append(fault.finding.diagnostic(source, fault.span, **fault.values))
    document = repair.run(text)
    source.belongs_to(document)
    document.source = source
    document.diagnostics = repair.diagnostics
    return document


class _Repair:
    def __init__(self, source: JsonSource) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.language: str | None = None
        self.newer = False
        # Where the objects of the text stood at first; they keep their identity while others are moved.
        self._origins: dict[int, Path] = {}

    def report(
        self, finding: Finding, span: tuple[int, int], unreadable: bool = False, **values: Any
    ) -> None:
        """Add a diagnostic."""
        if len(self.diagnostics) >= MAX_REPORTED and not unreadable:
            return
        made = finding.diagnostic(self.source, span, self.language, unreadable=unreadable, **values)
        if self.newer and finding in (findings.UNKNOWN_FIELD, findings.UNKNOWN_KIND, findings.BAD_VALUE):
            # Additions of a later version are to be expected: docs/versioning.md.
            made = Diagnostic(**{**_fields(made), "severity": "warning"})
        self.diagnostics.append(made)

    def run(self, text: str) -> Document:
        """Return the document."""
        try:
            root = json.loads(text, parse_constant=_no_constant)
        except json.JSONDecodeError as error:
            return self._unreadable(findings.NOT_JSON, (error.pos, error.pos), reason=error.msg)
        except RecursionError:
            return self._unreadable(findings.TOO_DEEP, (0, 0), limit=MAX_DEPTH)
        except ValueError as error:
            return self._unreadable(findings.NOT_JSON, (0, 0), reason=str(error))
        if not isinstance(root, dict):
            return self._unreadable(findings.NOT_A_DOCUMENT, (0, len(text)), reason=_shown(root))
        self._read_language(root)
        if root.get("kind", "document") != "document":
            return self._unreadable(
                findings.NOT_A_DOCUMENT, (0, len(text)), reason=f"kind: {_shown(root['kind'])}"
            )
        self._read_version(root)
        self._report_duplicates()
        self._origins = dict(objects(root))
        everything = list(values(root))  # Keeps them alive, so that no identity is used again.
        try:
            self._flatten(root)
            return self._validated(root)
        except RecursionError:
            return self._unreadable(findings.TOO_DEEP, (0, 0), limit=MAX_DEPTH)
        finally:
            everything.clear()

    def _unreadable(self, finding: Finding, span: tuple[int, int], **values: Any) -> Document:
        self.report(finding, span, unreadable=True, **values)
        return Document()

    def _read_language(self, root: dict[str, Any]) -> None:
        metadata = root.get("metadata")
        language = metadata.get("language") if isinstance(metadata, dict) else None
        self.language = language if isinstance(language, str) else None

    def _read_version(self, root: dict[str, Any]) -> None:
        version = root.pop("stdml", None)
        span = key_span(self.source.places, ("stdml",)) if version is not None else (0, 1)
        if isinstance(version, str) and re.fullmatch(r"1\.[0-9]+", version):
            self.newer = int(version[2:]) > 0 if len(version) < 20 else True
            if self.newer:
                self.report(findings.NEWER, span, found=version)
        else:
            self.report(findings.VERSION, span, found=_shown(version))

    def _report_duplicates(self) -> None:
        stack = [self.source.places]
        while stack:
            place = stack.pop()
            for name, start, end in place.repeated:
                value = self.source.text[start:end][:200]
                self.report(findings.DUPLICATE_KEY, (start, end), name=name, value=value)
            stack.extend(place.children.values())

    def _validated(self, root: dict[str, Any]) -> Document:
        adapter = document_adapter()
        for _ in range(MAX_ROUNDS):
            try:
                document = adapter.validate_json(json.dumps(root), strict=True)
            except ValidationError as error:
                self._repair_all(root, error)
            else:
                tidy(document)
                return document
        return self._unreadable(findings.NOT_A_DOCUMENT, (0, len(self.source.text)), reason="…")

    def _repair_all(self, root: dict[str, Any], error: ValidationError) -> None:
        faults = [(real_path(root, fault["loc"]), fault) for fault in error.errors(include_url=False)]
        # From the end, so that the indices of items not yet looked at stay what they are.
        changed: set[Path] = set()
        for path, fault in sorted(faults, key=lambda pair: order(pair[0]), reverse=True):
            # A union reports each of its branches; what was changed below is looked at again next time.
            if any(other[: len(path)] == path for other in changed):
                continue
            changed.add(path)
            if exists(root, path) or fault["type"] == "missing":
                self._repair_one(root, path, fault)

    def _repair_one(self, root: dict[str, Any], path: Path, fault: Any) -> None:
        if _same_number(root, path, fault["type"]):
            return
        steps = list(steps_to(root, path))
        if not steps:
            raise RecursionError
        if fault["type"] == "value_error" and _is_split(root, path):
            place = find(self.source.places, path)
            self.report(findings.CELL, (place.start, place.end))
            _split_cell(root, path)
            return
        self._report_fault(root, path, steps, fault)
        if fault["type"] == "missing":
            steps = steps[:-1]
        for step in reversed(steps):
            if self._give_way(root, step, steps):
                return
        # Nothing of the document can be kept as it is: it becomes an empty one, and the diagnostics say why.
        root.clear()

    def _give_way(self, root: dict[str, Any], step: Step, steps: list[Step]) -> bool:
        """Take what is at `step` out of the tree, or make it foreign; return whether that could be done."""
        if step.role == "entry":
            del step.owner[step.key]
            return True
        if step.role == "field":
            assert step.spec is not None
            if step.spec.required or step.spec.min_length:
                return False
            del step.owner[step.key]
            return True
        assert step.spec is not None
        value = step.owner[step.key]
        if step.spec.classes in (BLOCKS, INLINES):
            step.owner[step.key] = _foreign(value, "block" if step.spec.classes == BLOCKS else "inline")
            return True
        if step.spec.classes == SECTIONS:
            above = steps[steps.index(step) - 1].owner
            if isinstance(above.get("blocks", []), list):
                del step.owner[step.key]
                above.setdefault("blocks", []).append(_foreign(value, "block"))
                return True
        return False

    def _report_fault(self, root: dict[str, Any], path: Path, steps: list[Step], fault: Any) -> None:
        last = steps[-1]
        owner = kind_of(last.cls) if last.cls else str(path[-2] if len(path) > 1 else "document")
        value = _shown(value_at(root, path)) if exists(root, path) else ""
        kind, name = fault["type"], path[-1] if path else "document"
        place = find(self.source.places, self._original(root, path[:-1] if kind == "missing" else path))
        span = (place.start, place.end)
        if kind in ("unexpected_keyword_argument", "extra_forbidden"):
            key = key_span(self.source.places, self._original(root, path))
            self.report(findings.UNKNOWN_FIELD, key, owner=owner, name=name, value=value)
        elif kind == "missing":
            self.report(findings.MISSING_FIELD, span, owner=owner, name=name)
        elif last.role == "item" and last.spec:
            expected = ", ".join(map(kind_of, last.spec.classes))
            self.report(findings.UNKNOWN_KIND, span, found=value, expected=expected)
        else:
            expected = _expectation(fault, last.spec)
            self.report(findings.BAD_VALUE, span, owner=owner, name=name, value=value, expected=expected)

    def _original(self, root: Any, path: Path) -> Path:
        """Return where the value at `path` stood in the text."""
        value: Any = root
        found: Path = ()
        for at, step in enumerate(path):
            if id(value) in self._origins:
                found = (*self._origins[id(value)], *path[at:])
            if not (isinstance(value, dict | list) and exists(value, (step,))):
                break
            value = value_at(value, (step,))
        return self._origins.get(id(value), found or path)

    def _flatten(self, root: dict[str, Any]) -> None:
        """Make foreign content of the parts that go deeper than the model allows."""
        if height(root) <= MAX_DEPTH:
            return
        self._flatten_below(root, Document, 1, ())

    def _flatten_below(self, node: dict[str, Any], cls: type[Node], depth: int, path: Path) -> None:
        moved: list[Any] = []
        for spec in fields_of(cls):
            children = node.get(spec.name)
            if spec.role not in ("inlines", "nodes") or not isinstance(children, list):
                continue
            for index, child in enumerate(children):
                below = class_of(child, spec)
                if below is None or not isinstance(child, dict):
                    continue
                # Between a block and the next one lie three parts at most: table, row, cell.
                if depth + 1 >= MAX_DEPTH - 3 and depth + height(child) > MAX_DEPTH:
                    place = find(self.source.places, (*path, spec.name, index))
                    if spec.classes in (BLOCKS, INLINES, SECTIONS):
                        self.report(findings.TOO_DEEP, (place.start, place.end), limit=MAX_DEPTH)
                    if spec.classes in (BLOCKS, INLINES):
                        children[index] = _foreign(child, "block" if spec.classes == BLOCKS else "inline")
                        continue
                    if spec.classes == SECTIONS:
                        moved.append(_foreign(child, "block"))
                        children[index] = None
                        continue
                self._flatten_below(child, below, depth + 1, (*path, spec.name, index))
            if moved:
                node[spec.name] = [child for child in children if child is not None]
        if moved:
            blocks = node.setdefault("blocks", [])
            if isinstance(blocks, list):
                blocks.extend(moved)


def _fields(diagnostic: Diagnostic) -> dict[str, Any]:
    return {name: getattr(diagnostic, name) for name in Diagnostic.__slots__}


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON value")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 400 else text[:400] + "…"


def _same_number(root: Any, path: Path, kind: str) -> bool:
    """Make an integer of a number such as 1.0, which JSON Schema takes for one; return whether it was one."""
    if kind not in ("int_type", "int_from_float") or not path or not exists(root, path):
        return False
    value = value_at(root, path)
    if isinstance(value, float) and value.is_integer():
        value_at(root, path[:-1])[path[-1]] = int(value)
        return True
    return False


def _is_split(root: Any, path: Path) -> bool:
    cell = value_at(root, path)
    return isinstance(cell, dict) and bool(cell.get("children") and cell.get("blocks"))


def _split_cell(root: Any, path: Path) -> None:
    """Give a cell that holds text and blocks a paragraph for its text."""
    cell = value_at(root, path)
    cell["blocks"].insert(0, {"kind": "paragraph", "children": cell.pop("children")})


def _foreign(value: Any, where: str) -> dict[str, Any]:
    text = replace_illegal(json.dumps(value, ensure_ascii=False))
    return {"kind": f"foreign_{where}", "text": text, "format": "json"}


def _expectation(fault: Any, spec: FieldSpec | None) -> str:
    """Return what a value should have been."""
    if spec is not None and spec.choices:
        return ", ".join(spec.choices)
    pattern = (fault.get("ctx") or {}).get("pattern")
    if pattern == LINE_PATTERN:
        return "one line of text that is not empty"
    if pattern == TEXT_PATTERN:
        return "text that is not empty, without a line break"
    if pattern is not None:
        return "a name without spaces or markup characters"
    return str(fault["msg"]).removeprefix("Value error, ")
