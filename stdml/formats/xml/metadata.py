"""The metadata of a standard as an XML element, both ways.

Each field of the metadata is an element, repeated for each value of a list; a title has one `part` for each
of its elements. Keys that the model does not know stand under `extra`, as texts, lists and maps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_origin
from xml.etree.ElementTree import Element

from pydantic import ValidationError

from stdml.formats.xml.values import SPACE, is_line
from stdml.model.base import MAX_DEPTH
from stdml.model.content import NAMESPACE
from stdml.model.metadata import Metadata

Form = Literal["line", "lines", "title", "adopts", "extra"]
EXTRA = ("extra-text", "extra-list", "extra-map")


@dataclass(slots=True)
class Part:
    """An element of the metadata.

    Attributes:
        name: the element, without its namespace if that is STDML's own
        attributes: its attributes
        text: the character data before its first child
        stray: character data after its children
        children: the elements in it
        span: where it stands in the file
    """

    name: str
    attributes: dict[str, str]
    text: str = ""
    stray: str = ""
    children: list[Part] = field(default_factory=list)
    span: tuple[int, int] = (0, 0)


Report = Callable[[str, Part, str], None]
"""Is told what is wrong (unknown-element, unknown-attribute, missing-attribute, bad-value, misplaced-element,
stray-text), where, and with which name or value."""


def part_of(element: Element) -> Part:
    """Return an element of the standard library as a `Part`."""
    prefix = f"{{{NAMESPACE}}}"
    part = Part(element.tag.removeprefix(prefix), dict(element.items()), element.text or "")
    part.children = [part_of(child) for child in element]
    part.stray = "".join(child.tail or "" for child in element)
    return part


@cache
def fields() -> dict[str, tuple[str, Form]]:
    """Return for each element its field of `Metadata` and how its value is spelled, in their order."""
    found: dict[str, tuple[str, Form]] = {}
    for name, info in Metadata.model_fields.items():
        if name in ("title", "adopts", "extra"):
            form: Any = name
        else:
            form = "lines" if get_origin(info.annotation) is list else "line"
        found[name.replace("_", "-")] = (name, form)
    return found


def read_metadata(part: Part, report: Report) -> Metadata:
    """Return the metadata in `part`; what is not as it should be goes to `report` and is left out."""
    _only_attributes(part, (), report)
    _no_text(part, report)
    values: dict[str, Any] = {}
    order = list(fields())
    reached = 0
    for child in part.children:
        if child.name not in fields():
            report("unknown-element", child, child.name)
            _keep_unknown(child, values)
            continue
        if order.index(child.name) < reached:
            report("misplaced-element", child, child.name)
        reached = max(reached, order.index(child.name))
        name, form = fields()[child.name]
        if name in values and form in ("line", "extra"):
            report("misplaced-element", child, child.name)
            continue
        _read_field(child, name, form, values, report)
    return _build(values)


def _keep_unknown(part: Part, values: dict[str, Any]) -> None:
    if not part.children and is_line(part.name):
        values.setdefault("extra", {}).setdefault(part.name, part.text)


def _read_field(part: Part, name: str, form: Form, values: dict[str, Any], report: Report) -> None:
    if form == "line":
        line = _line(part, (), report)
        if line is not None and _fits(name, line, part, report):
            values[name] = line
    elif form == "lines":
        line = _line(part, (), report)
        if line is not None:
            values.setdefault(name, []).append(line)
    elif form == "title":
        _read_title(part, values.setdefault("title", {}), report)
    elif form == "adopts":
        _read_adoption(part, values.setdefault("adopts", []), report)
    else:
        values[name] = _read_map(part, report, 2)


def _fits(name: str, value: Any, part: Part, report: Report) -> bool:
    try:
        Metadata(**{name: value})
    except ValidationError:
        report("bad-value", part, str(value))
        return False
    return True


def _line(part: Part, attributes: tuple[str, ...], report: Report) -> str | None:
    _only_attributes(part, attributes, report)
    if _childless(part, report) and is_line(part.text):
        return part.text
    report("bad-value", part, part.text)
    return None


def _childless(part: Part, report: Report) -> bool:
    for child in part.children:
        report("misplaced-element", child, child.name)
    return not part.children


def _only_attributes(part: Part, names: tuple[str, ...], report: Report) -> None:
    for name in part.attributes:
        if name not in names:
            report("unknown-attribute", part, name)


def _no_text(part: Part, report: Report) -> None:
    text = (part.text + part.stray).strip(SPACE)
    if text:
        report("stray-text", part, text)


def _read_title(part: Part, titles: dict[str, list[str]], report: Report) -> None:
    _only_attributes(part, ("language",), report)
    _no_text(part, report)
    language = part.attributes.get("language")
    if language is None:
        report("missing-attribute", part, "language")
        language = "und"  # BCP 47: undetermined
    lines = []
    for child in part.children:
        if child.name != "part":
            report("unknown-element", child, child.name)
        elif (line := _line(child, (), report)) is not None:
            lines.append(line)
    if not lines:
        report("missing-content", part, "part")
    elif _fits("title", {language: lines}, part, report):
        if language in titles:
            report("misplaced-element", part, "title")
        titles.setdefault(language, []).extend(lines)


def _read_adoption(part: Part, adoptions: list[Any], report: Report) -> None:
    _only_attributes(part, ("identifier", "degree"), report)
    _no_text(part, report)
    _childless(part, report)
    values = {key: part.attributes[key] for key in ("identifier", "degree") if key in part.attributes}
    if "identifier" not in values:
        report("missing-attribute", part, "identifier")
    elif _fits("adopts", [values], part, report):
        adoptions.append(values)


def _read_map(part: Part, report: Report, depth: int) -> dict[str, Any]:
    """Return the entries of a map, each under its key."""
    _only_attributes(part, ("key",) if part.name in EXTRA else (), report)
    _no_text(part, report)
    entries: dict[str, Any] = {}
    for child in part.children:
        key = child.attributes.get("key")
        if child.name not in EXTRA:
            report("unknown-element", child, child.name)
        elif key is None:
            report("missing-attribute", child, "key")
        elif not is_line(key):
            report("bad-value", child, key)
        elif key in entries:
            report("misplaced-element", child, child.name)
        else:
            entries[key] = _read_extra(child, report, depth)
    return entries


def _read_extra(part: Part, report: Report, depth: int) -> Any:
    if depth > MAX_DEPTH:
        report("too-deep", part, part.name)
        return ""
    if part.name == "extra-map":
        return _read_map(part, report, depth + 1)
    _only_attributes(part, ("key",), report)
    if part.name == "extra-text":
        _childless(part, report)
        return part.text
    _no_text(part, report)
    found = []
    for child in part.children:
        if child.name not in EXTRA:
            report("unknown-element", child, child.name)
        else:
            if "key" in child.attributes:
                report("unknown-attribute", child, "key")
            found.append(_read_extra(child, report, depth + 1))
    return found


def _build(values: dict[str, Any]) -> Metadata:
    return Metadata(**values)


def write_metadata(metadata: Metadata, text: Callable[[str], str], quoted: Callable[[str], str]) -> str:
    """Return the metadata element, or nothing where no field is given.

    Args:
        metadata: what to write
        text: escapes character data
        quoted: escapes the value of an attribute
    """
    parts: list[str] = []
    for element, (name, form) in fields().items():
        value = getattr(metadata, name)
        if not value:
            continue
        if form == "line":
            parts.append(f"<{element}>{text(value)}</{element}>\n")
        elif form == "lines":
            parts += [f"<{element}>{text(line)}</{element}>\n" for line in value]
        elif form == "title":
            parts += [_written_title(language, lines, text, quoted) for language, lines in value.items()]
        elif form == "adopts":
            parts += [_written_adoption(adoption, quoted) for adoption in value]
        else:
            parts.append(f"<extra>\n{_written_map(value, text, quoted)}</extra>\n")
    return f"<metadata>\n{''.join(parts)}</metadata>\n" if parts else ""


def _written_title(language: str, lines: list[str], text: Any, quoted: Any) -> str:
    inside = "".join(f"<part>{text(line)}</part>" for line in lines)
    return f'<title language="{quoted(language)}">{inside}</title>\n'


def _written_adoption(adoption: Any, quoted: Any) -> str:
    degree = f' degree="{quoted(adoption.degree)}"' if adoption.degree is not None else ""
    return f'<adopts identifier="{quoted(adoption.identifier)}"{degree}/>\n'


def _written_map(values: dict[str, Any], text: Any, quoted: Any) -> str:
    return "".join(
        _written_extra(value, f' key="{quoted(key)}"', text, quoted) for key, value in values.items()
    )


def _written_extra(value: Any, key: str, text: Any, quoted: Any) -> str:
    if isinstance(value, dict):
        return f"<extra-map{key}>\n{_written_map(value, text, quoted)}</extra-map>\n"
    if isinstance(value, list):
        inside = "".join(_written_extra(item, "", text, quoted) for item in value)
        return f"<extra-list{key}>\n{inside}</extra-list>\n"
    return f"<extra-text{key}>{text(value)}</extra-text>\n"
