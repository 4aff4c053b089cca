"""The forms in which members of OSCAL objects are spelled in the model; each works both ways.

A form reads the value of a member into a draft, or says that it cannot; and it takes from a draft what it
would have read, and returns the value. What no form understands is kept as JSON (see `Object`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol

from stdml.formats._facts import is_identifier, is_line, line, parse, to_json
from stdml.formats.oscal import own
from stdml.formats.oscal.draft import FOREIGN, Draft, Path, Reading, Writing
from stdml.formats.oscal.findings import NOT_UNDERSTOOD
from stdml.formats.oscal.prose import MARKUP, read_line, read_prose
from stdml.model import (
    Container,
    CrossReference,
    ForeignBlock,
    Heading,
    List,
    ListItem,
    Paragraph,
    Parameter,
    Provision,
    Text,
)

PREFIX = "oscal-"
"""Names of containers and classes begin with it."""

PROPERTY, LINK = "oscal.prop", "oscal.link"


class Form(Protocol):
    """How the value of a member is spelled in the model."""

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """Put `value` in the draft; False leaves it as it was."""
        ...

    def write(self, draft: Draft, writing: Writing) -> Any:
        """Take the value from the draft; None stands for no member."""
        ...


@dataclass(frozen=True, slots=True)
class Object:
    """An object with these members; all other members are kept as JSON."""

    name: str
    members: dict[str, Form]

    def read(self, value: dict[str, Any], draft: Draft, reading: Reading) -> None:
        """Read the members of an object into a draft."""
        rest = {}
        for key, form in self.members.items():
            if key in value and not form.read(value[key], draft, (*draft.path, key), reading):
                reading.report(NOT_UNDERSTOOD, (*draft.path, key), owner=self.name, name=key)
                rest[key] = value[key]
        for key in value:
            if key not in self.members and key != IMPLIED.get(self.name):
                reading.report(NOT_UNDERSTOOD, (*draft.path, key), owner=self.name, name=key)
                rest[key] = value[key]
        if rest:
            keep(rest, draft, reading)

    def write(self, draft: Draft, writing: Writing) -> dict[str, Any]:
        """Return the object that a draft holds."""
        found = kept(draft)
        for key, form in self.members.items():
            value = form.write(draft, writing)
            if value is not None:
                found[key] = [*found[key], *value] if key in found and isinstance(value, list) else value
        return found


IMPLIED = {"part": "name"}
"""The member that the name of the container says."""


def keep(rest: dict[str, Any], draft: Draft, reading: Reading) -> None:
    """Keep members that were not understood as JSON, in their place."""
    draft.blocks.append(reading.place(ForeignBlock(to_json(rest), FOREIGN), draft.path))


def kept(draft: Draft) -> dict[str, Any]:
    """Take from a draft the members that were kept as JSON."""
    found: dict[str, Any] = {}
    for block in draft.take_foreign():
        try:
            value = json.loads(block.text)
        except ValueError:
            value = None
        if isinstance(value, dict):
            found |= value
        else:
            draft.blocks.append(block)
    return found


@dataclass(frozen=True, slots=True)
class Id:
    """The id of the node."""

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        draft.id = value if is_identifier(value) else None
        return draft.id is not None

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        return draft.id


@dataclass(frozen=True, slots=True)
class ParameterId(Id):
    """The id of a parameter: that of the node Parameter in its label, if there is one."""

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        for block in draft.blocks:
            parameter = _labelling(block, writing)
            if parameter is not None and parameter.id is not None:
                return parameter.id
        return draft.id


def _labelling(block: Any, writing: Writing) -> Parameter | None:
    """Return the Parameter that a paragraph holds and nothing else."""
    inside = writing.forget(block.children) if isinstance(block, Paragraph) else []
    if len(inside) == 1 and isinstance(inside[0], Provision):
        inside = inside[0].children
    return inside[0] if len(inside) == 1 and isinstance(inside[0], Parameter) else None


@dataclass(frozen=True, slots=True)
class Value:
    """A short text among the values of the node."""

    key: str

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        if is_line(value):
            draft.values[self.key] = value
        return is_line(value)

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        return draft.values.pop(self.key, None)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a clause, or the heading at the beginning of a container."""

    clause: bool

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        nodes = read_line(value, reading.labels) if isinstance(value, str) and value else None
        if nodes is None:
            return False
        if self.clause:
            draft.title = nodes
        else:
            draft.blocks.append(reading.place(Heading(nodes), path))
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        if self.clause:
            return own.title(draft.title, writing) if draft.title else None
        if draft.blocks and isinstance(draft.blocks[0], Heading):
            return own.title(draft.blocks.pop(0).children, writing)
        return None


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of small objects, each a line among the values of the node: properties and links.

    Where the node has a number, the first property that is nothing but a label is the number; the place of
    that property among the others is the number left out.
    """

    key: str
    lead: str = ""

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        if not isinstance(value, list) or not value:
            return False
        lines = {f"{self.key}.{index}": line(facts, self.lead) for index, facts in enumerate(value, 1)}
        if draft.labelled and self.lead:
            for index, facts in enumerate(value, 1):
                if _is_label(facts):
                    draft.number = facts["value"]
                    del lines[f"{self.key}.{index}"]
                    break
        draft.values |= lines
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        indexes = sorted(
            int(index)
            for key in draft.values
            if key.startswith(self.key + ".") and (index := key.removeprefix(self.key + ".")).isdecimal()
        )
        found = {index: parse(draft.values.pop(f"{self.key}.{index}"), self.lead) for index in indexes}
        if draft.labelled and self.lead and draft.number is not None:
            free = next(index for index in range(1, len(found) + 2) if index not in found)
            found[free] = {"name": "label", "value": draft.number}
        return [found[index] for index in sorted(found)] or None


def _is_label(facts: Any) -> bool:
    is_plain = isinstance(facts, dict) and list(facts) == ["name", "value"]
    return is_plain and facts["name"] == "label" and is_line(facts["value"])


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a control: for each run with the same relation a container of cross-references.

    Links that say more than where they lead and why are lines among the values, all of them.
    """

    lines: Facts = Facts(LINK)
    name: str = PREFIX + "links"

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        if not isinstance(value, list) or not value:
            return False
        if not all(map(_is_reference, value)):
            return self.lines.read(value, draft, path, reading)
        last: Draft | None = None
        for index, link in enumerate(value):
            if last is None or last.values.get("oscal.rel") != link["rel"]:
                last = Draft(values={"oscal.rel": link["rel"]}, blocks=[Paragraph([])])
                draft.blocks.append(reading.place(last.container(self.name), (*path, index)))
            words = last.blocks[0].children
            words += [*([Text(" ")] if words else []), CrossReference([], link["href"][1:])]
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        found = self.lines.write(draft, writing) or []
        for container in draft.take_containers(self.name):
            inner = Draft.of(container)
            rel = inner.values.get("oscal.rel")
            for block in inner.blocks:
                for node in getattr(block, "children", []):
                    if isinstance(node, CrossReference):
                        found.append({"href": f"#{node.target}", **({"rel": rel} if rel else {})})
        return found or None


def _is_reference(link: Any) -> bool:
    return (
        isinstance(link, dict)
        and set(link) == {"href", "rel"}
        and is_line(link["rel"])
        and isinstance(link["href"], str)
        and link["href"].startswith("#")
        and is_identifier(link["href"][1:])
    )


@dataclass(frozen=True, slots=True)
class Prose:
    """Markup of several lines: paragraphs at the beginning of the node, or in a container of their own."""

    name: str = ""

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        blocks = read_prose(value, reading.labels) if isinstance(value, str) else None
        if blocks is None:
            return False
        for block in blocks:
            reading.place(block, path)
        if self.name:
            blocks = [reading.place(Container(PREFIX + self.name, blocks), path)]
        draft.blocks.extend(blocks)
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        blocks = draft.blocks
        if self.name:
            taken = draft.take_containers(PREFIX + self.name)
            if not taken:
                return None
            blocks = [block for container in taken for block in container.children]
        texts = []
        while blocks and (text := _paragraph(blocks[0], writing)) is not None:
            texts.append(text)
            del blocks[0]
        if self.name and blocks:
            for block in blocks:
                writing.lose(block, "content", f"the member {self.name} of OSCAL holds text only")
        return "\n\n".join(texts) if texts or self.name else None


def _paragraph(block: Any, writing: Writing) -> str | None:
    if isinstance(block, ForeignBlock) and block.format == MARKUP:
        return block.text
    if isinstance(block, Paragraph) and block.id is None and block.attrs is None:
        return own.prose(block, writing)
    return None


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a parameter: a paragraph that is a Parameter node, which has the parameter's id."""

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        nodes = read_line(value, reading.labels) if isinstance(value, str) and value else None
        if nodes is None:
            return False
        parameter = Parameter(children=nodes, id=draft.id)
        draft.id = None
        draft.blocks.append(reading.place(Paragraph([parameter]), path))
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        for index, block in enumerate(draft.blocks):
            parameter = _labelling(block, writing)
            if parameter is not None:
                del draft.blocks[index]
                return own.title(parameter.children, writing) or None
        return None


@dataclass(frozen=True, slots=True)
class Choices:
    """A list of markup lines: a list in a container."""

    name: str
    markup: bool = True

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        if not isinstance(value, list) or not value:
            return False
        lines = [read_line(one, reading.labels) if isinstance(one, str) and one else None for one in value]
        if any(nodes is None for nodes in lines):
            return False
        items = [ListItem([Paragraph(nodes)]) for nodes in lines if nodes]
        draft.blocks.append(reading.place(Container(PREFIX + self.name, [List(items)]), path))
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        found = []
        for container in draft.take_containers(PREFIX + self.name):
            for block in container.children:
                for item in getattr(block, "items", []):
                    for inner in item.children:
                        if isinstance(inner, Paragraph):
                            found.append(own.title(inner.children, writing))
        return found or None


@dataclass(frozen=True, slots=True)
class Objects:
    """A list of objects, or a single one: each is a container."""

    object: Object
    single: bool = False

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        values = [value] if self.single else value
        if not isinstance(values, list) or not values or not all(isinstance(one, dict) for one in values):
            return False
        for index, one in enumerate(values):
            inner = Draft(path if self.single else (*path, index), draft.level + 1)
            self.object.read(one, inner, reading)
            draft.blocks.append(reading.place(inner.container(PREFIX + self.object.name), inner.path))
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        found = []
        for container in draft.take_containers(PREFIX + self.object.name):
            inner = Draft.of(container)
            found.append(self.object.write(inner, writing))
            unwritten(container, inner, writing)
        return (found[0] if self.single else found) if found else None


def unwritten(node: Any, draft: Draft, writing: Writing) -> None:
    """Add what is left of a draft, once everything that OSCAL knows was taken from it, to the losses."""
    for block in draft.blocks:
        writing.lose(block, "content", "OSCAL has no place for it here")
    for key in draft.values:
        writing.lose(node, key, "OSCAL has no such member")
