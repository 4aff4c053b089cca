"""Finding one's way in a document that is still plain JSON: what is at a path, what the model says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stdml.formats.json.source import Path
from stdml.model.base import Node
from stdml.model.kinds import BY_KIND, FieldSpec, fields_of
from stdml.model.structure import Document


@dataclass(slots=True)
class Step:
    """One step on a path: a field or an item, with what the model says about it."""

    owner: Any
    key: str | int
    cls: type[Node] | None
    spec: FieldSpec | None
    role: str
    """field: of a node; item: of a list of nodes; entry: of anything else, which may simply be left out."""


def order(path: Path) -> list[tuple[int, int, str]]:
    return [(0, step, "") if isinstance(step, int) else (1, 0, step) for step in path]


def real_path(root: Any, loc: tuple[str | int, ...]) -> Path:
    """Return a path of keys and indices from pydantic's, which also names the branches of unions."""
    path: list[str | int] = []
    value = root
    after_index = False
    for step in loc:
        if isinstance(value, dict):
            if after_index and step == value.get("kind"):
                after_index = False
                continue
            if step in value:
                path.append(step)
                value, after_index = value[step], False
            elif step == loc[-1] and isinstance(step, str) and step != "[key]":
                path.append(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path.append(step)
            value, after_index = value[step], True
    return tuple(path)


def objects(root: Any) -> Iterator[tuple[int, Path]]:
    """Yield the identity and the path of every object and array."""
    stack: list[tuple[Any, Path]] = [(root, ())]
    while stack:
        value, path = stack.pop()
        if isinstance(value, dict | list):
            yield id(value), path
            items = value.items() if isinstance(value, dict) else enumerate(value)
            stack.extend((child, (*path, key)) for key, child in items)


def values(root: Any) -> Iterator[Any]:
    stack = [root]
    while stack:
        value = stack.pop()
        yield value
        if isinstance(value, dict | list):
            stack.extend(value.values() if isinstance(value, dict) else value)


def value_at(root: Any, path: Path) -> Any:
    for step in path:
        root = root[step]
    return root


def exists(root: Any, path: Path) -> bool:
    try:
        value_at(root, path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def class_of(value: Any, spec: FieldSpec) -> type[Node] | None:
    if len(spec.classes) == 1:
        return spec.classes[0]
    kind = value.get("kind") if isinstance(value, dict) else None
    cls = BY_KIND.get(kind) if isinstance(kind, str) else None
    return cls if cls in spec.classes else None


def steps_to(root: dict[str, Any], path: Path) -> Iterator[Step]:
    """Yield the steps from the document down to `path`."""
    value: Any = root
    cls: type[Node] | None = Document
    spec: FieldSpec | None = None
    for key in path:
        if isinstance(value, list) and spec is not None and spec.role in ("inlines", "nodes"):
            yield Step(value, key, None, spec, "item")
            value = value[int(key)]
            cls = class_of(value, spec)
            spec = None
            continue
        if cls is not None and isinstance(value, dict):
            spec = next((s for s in fields_of(cls) if s.name == key), None)
            yield Step(value, key, cls, spec, "field" if spec else "entry")
            cls = None
        else:
            spec = None
            yield Step(value, key, None, None, "entry")
        value = value[key] if has(value, key) else None


def has(value: Any, key: str | int) -> bool:
    return exists(value, (key,))


def height(value: Any) -> int:
    """Return how many nodes lie below each other in a value, itself included."""
    deepest = 0
    stack = [(value, 1)]
    while stack:
        item, level = stack.pop()
        deepest = max(deepest, level)
        if isinstance(item, dict):
            for name, inside in item.items():
                if isinstance(inside, list) and name not in ("metadata", "attrs"):
                    stack.extend((child, level + 1) for child in inside if isinstance(child, dict))
    return deepest
