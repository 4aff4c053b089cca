"""A node taken apart, or not yet put together: what the forms of `mapping.py` read into and write from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from stdml.diagnostics import Finding, Loss
from stdml.formats.oscal.prose import Labels
from stdml.model import Attributes, Clause, Container, ForeignBlock, ListItem

Path = tuple[str | int, ...]
"""The keys and indexes that lead to a value in the JSON."""

FOREIGN = "oscal"
"""The format of foreign content that is JSON of members that were not understood."""

# Where a node stands this deep, what is below it stays JSON: the model allows 64 levels.
DEEPEST = 52


@dataclass(slots=True)
class Draft:
    """The facets of a clause, a container or a list item.

    Attributes:
        path: where the object stands in the JSON, when reading
        level: how deep the node stands in the document
        labelled: whether the node has a number, which holds the first plain label
    """

    path: Path = ()
    level: int = 1
    labelled: bool = False
    id: str | None = None
    number: str | None = None
    classes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    title: list[Any] = field(default_factory=list)
    blocks: list[Any] = field(default_factory=list)
    clauses: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, node: Any) -> Draft:
        """Take a node apart; the draft may be changed, the node stays as it is."""
        draft = cls(labelled=isinstance(node, Clause | ListItem), id=node.id)
        attrs: Attributes | None = node.attrs
        if attrs is not None:
            draft.classes, draft.values = list(attrs.classes), dict(attrs.values)
        if isinstance(node, Clause):
            draft.title, draft.blocks, draft.clauses = list(node.title), list(node.blocks), list(node.clauses)
        else:
            draft.blocks = list(node.children)
        draft.number = getattr(node, "number", None)
        return draft

    def attributes(self) -> Attributes | None:
        """Return classes and values as the attributes of a node."""
        return Attributes(self.classes, self.values) if self.classes or self.values else None

    def container(self, name: str | None) -> Container:
        """Return the container that this is the draft of."""
        return Container(name, self.blocks, self.id, self.attributes())

    def take(self, fits: Callable[[Any], bool]) -> list[Any]:
        """Remove the blocks that `fits` holds of, and return them in their order."""
        taken = [block for block in self.blocks if fits(block)]
        if taken:
            self.blocks = [block for block in self.blocks if not fits(block)]
        return taken

    def take_containers(self, name: str) -> list[Any]:
        """Remove the containers with this name, and return them in their order."""
        return self.take(lambda block: isinstance(block, Container) and block.name == name)

    def take_foreign(self) -> list[Any]:
        """Remove the JSON that was not understood, and return it."""
        return self.take(lambda block: isinstance(block, ForeignBlock) and block.format == FOREIGN)


@dataclass(slots=True)
class Reading:
    """What is known while reading: the words of parameters, the places of nodes, and what was found."""

    labels: Labels
    places: list[Path] = field(default_factory=list)
    found: list[tuple[Finding, Path, dict[str, Any]]] = field(default_factory=list)

    def place(self, node: Any, path: Path) -> Any:
        """Remember where in the JSON a node stands, and return it."""
        node.span = (len(self.places), len(self.places))
        self.places.append(path)
        return node

    def report(self, finding: Finding, path: Path, **values: Any) -> None:
        """Add a finding about the value at a path."""
        self.found.append((finding, path, values))


@dataclass(slots=True)
class Writing:
    """What is known while writing: the words of parameters, how text becomes its words, and the losses."""

    labels: Labels
    forget: Callable[[list[Any]], list[Any]]
    position: Callable[[Any], Any]
    losses: list[Loss] = field(default_factory=list)
    generated: dict[str, int] = field(default_factory=dict)

    def lose(self, node: Any, facet: str, reason: str) -> None:
        """Add something that OSCAL cannot hold."""
        self.losses.append(Loss(getattr(node, "kind", "document"), facet, reason, self.position(node)))
