"""The one table of OSCAL objects and members, and how each is spelled in the model; it is used both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stdml.formats._facts import is_key, is_line, to_json
from stdml.formats.oscal import own
from stdml.formats.oscal.draft import DEEPEST, FOREIGN, Draft, Path, Reading, Writing
from stdml.formats.oscal.findings import TOO_DEEP
from stdml.formats.oscal.forms import (
    LINK,
    PREFIX,
    PROPERTY,
    Choices,
    Facts,
    Form,
    Id,
    Label,
    Links,
    Object,
    Objects,
    ParameterId,
    Prose,
    Title,
    Value,
    unwritten,
)  # fmt: skip
from stdml.model import (
    Clause,
    Container,
    ForeignBlock,
    List,
    ListItem,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a control, a group or a part; runs of items are lists, the others containers.

    Blocks that do not come from OSCAL are parts too, see `own.py`.
    """

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        if not isinstance(value, list) or not value or not all(map(_is_part, value)):
            return False
        if draft.level > DEEPEST:
            reading.report(TOO_DEEP, path, name="parts")
            draft.blocks.append(reading.place(ForeignBlock(to_json({"parts": value}), FOREIGN), path))
            return True
        items: list[ListItem] | None = None
        for index, part in enumerate(value):
            block = own.read_block(part, reading.labels)
            if block is not None:
                draft.blocks.append(reading.place(block, (*path, index)))
                items = None
                continue
            is_item = part["name"] == "item"
            inner = Draft((*path, index), draft.level + 1 + is_item, labelled=is_item)
            PART.read(part, inner, reading)
            if not is_item:
                draft.blocks.append(reading.place(_container(part["name"], inner), inner.path))
                items = None
                continue
            item = reading.place(
                ListItem(inner.blocks, inner.id, inner.number, inner.attributes()), inner.path
            )
            if items is None:
                items = []
                draft.blocks.append(reading.place(List(items, "ordered"), inner.path))
            items.append(item)
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        found = []
        last: Any = None
        for block in draft.blocks:
            name = _part_name(block)
            # Two lists side by side would become one.
            if _is_item_list(block) and not isinstance(last, List):
                found += [_part("item", item, writing) for item in block.items]
            elif name is not None:
                found.append(_part(name, block, writing))
            else:
                found.append(own.write_block(block, writing))
            last = block
        draft.blocks = []
        return found or None


def _part(name: str, node: Any, writing: Writing) -> dict[str, Any]:
    draft = Draft.of(node)
    draft.values.pop("oscal.name", None)
    found = {**PART.write(draft, writing), "name": name}
    unwritten(node, draft, writing)
    return found


def _is_part(part: Any) -> bool:
    return isinstance(part, dict) and is_line(part.get("name"))


def _container(name: str, draft: Draft) -> Container:
    if name in RESERVED or not is_key(PREFIX + name):
        draft.values["oscal.name"] = name
        return draft.container(PREFIX + "part")
    return draft.container(PREFIX + name)


def _part_name(block: Any) -> str | None:
    if not isinstance(block, Container) or block.name is None or not block.name.startswith(PREFIX):
        return None
    name = block.name.removeprefix(PREFIX)
    if name == "part" and block.attrs is not None:
        name = block.attrs.values.get("oscal.name", name)
    return name


def _is_item_list(block: Any) -> bool:
    """Whether a list may stand for items of OSCAL without a loss."""
    if not isinstance(block, List) or (block.style, block.start, block.attrs, block.id) != (
        "ordered",
        1,
        None,
        None,
    ):
        return False
    return all(map(_is_item, block.items))


def _is_item(item: Any) -> bool:
    if item.id is not None and not own.is_token(item.id):
        return False
    attrs = item.attrs
    return attrs is None or (not attrs.classes and all(key.startswith("oscal.") for key in attrs.values))


@dataclass(frozen=True, slots=True)
class Sections:
    """Groups or controls: clauses with the class that says which, and all others where they are `main`."""

    name: str
    main: bool = False

    def read(self, value: Any, draft: Draft, path: Path, reading: Reading) -> bool:
        """See `Form`."""
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            return False
        if draft.level > DEEPEST:
            reading.report(TOO_DEEP, path, name=self.name + "s")
            draft.blocks.append(reading.place(ForeignBlock(to_json({self.name + "s": value}), FOREIGN), path))
            return True
        for index, one in enumerate(value):
            section = own.read_section(one, reading, (*path, index), draft.level, SECTIONS[self.name])
            if section is None:
                inner = Draft((*path, index), draft.level + 1, labelled=True, classes=[PREFIX + self.name])
                SECTIONS[self.name].read(one, inner, reading)
                section = Clause(
                    inner.title, inner.blocks, inner.clauses, "clause", None, inner.number is not None,
                    inner.number, inner.id, inner.attributes(),
                )  # fmt: skip
            draft.clauses.append(reading.place(section, (*path, index)))
        return True

    def write(self, draft: Draft, writing: Writing) -> Any:
        """See `Form`."""
        taken = [section for section in draft.clauses if self._is_mine(section)]
        draft.clauses = [section for section in draft.clauses if not self._is_mine(section)]
        return [self._section(section, writing) for section in taken] or None

    def _is_mine(self, section: Any) -> bool:
        classes = section.attrs.classes if section.attrs is not None else []
        known = [name for name in SECTIONS if PREFIX + name in classes]
        return known == [self.name] if known else self.main

    def _section(self, section: Any, writing: Writing) -> dict[str, Any]:
        if section.attrs is None or PREFIX + self.name not in section.attrs.classes:
            return own.write_section(section, writing, SECTIONS[self.name])
        draft = Draft.of(section)
        found = SECTIONS[self.name].write(draft, writing)
        unwritten(section, draft, writing)
        return found


_lines: dict[str, Form] = {"props": Facts(PROPERTY, "name"), "links": Facts(LINK)}
_remarks = Prose("remarks")

PART = Object(
    "part",
    {
        "id": Id(), "ns": Value("oscal.ns"), "class": Value("oscal.class"), **_lines, "title": Title(False),
        "prose": Prose(), "parts": Parts(),
    },
)  # fmt: skip
TEST = Object("test", {"expression": Value("oscal.expression"), "remarks": _remarks})
CONSTRAINT = Object("constraint", {"description": Prose(), "tests": Objects(TEST)})
GUIDELINE = Object("guideline", {"prose": Prose()})
SELECT = Object("select", {"how-many": Value("oscal.how-many"), "choice": Choices("choice")})
PARAM = Object(
    "param",
    {
        "id": ParameterId(), "class": Value("oscal.class"), "depends-on": Value("oscal.depends-on"), **_lines,
        "label": Label(), "usage": Prose("usage"), "constraints": Objects(CONSTRAINT),
        "guidelines": Objects(GUIDELINE), "values": Choices("values"), "select": Objects(SELECT, single=True),
        "remarks": _remarks,
    },
)  # fmt: skip
_section: dict[str, Form] = {
    "id": Id(), "class": Value("oscal.class"), "title": Title(True), "props": Facts(PROPERTY, "name"),
    "links": Links(), "params": Objects(PARAM),
}  # fmt: skip
SECTIONS = {
    "control": Object("control", {**_section, "controls": Sections("control", main=True), "parts": Parts()}),
    "group": Object(
        "group",
        {
            **_section,
            "groups": Sections("group"),
            "controls": Sections("control", main=True),
            "parts": Parts(),
        },
    ),
}
CATALOG = Object(
    "catalog",
    {"params": Objects(PARAM), "groups": Sections("group", main=True), "controls": Sections("control")},
)
FRONT = Object("group", {"parts": Parts()})
"""The group of what stands before the first clause of a document that does not come from OSCAL."""

RESERVED = frozenset(
    (
        "links",
        "param",
        "usage",
        "constraint",
        "test",
        "guideline",
        "values",
        "select",
        "choice",
        "remarks",
        "part",
    )
)
"""Names of containers that are no parts; a part with such a name is a container `oscal-part`."""
