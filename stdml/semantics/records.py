"""What programs get of a standard: its provisions and their parameters, apart from the tree of the text."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from stdml.model.facets import Modality, ParameterFacets, ProvisionFacets
from stdml.text import modals


@dataclass(slots=True, kw_only=True)
class Indicator(ParameterFacets):
    """A parameter (指标) that was found in the text, in a table, or that an author wrote.

    Attributes:
        subject: what the parameter belongs to (标准化对象)
        classes: dimension → class, for a limit that holds for some classes only, such as {"时段": "昼间"}
        method: the reference to the method by which it is determined (证实方法)
        reference: the standard, clause or formula that the limit is taken from, where op is "reference"
        text: the words that state it
        line: the line of the source where they begin, or 0
        column: the column, or 0
        explicit: whether an author marked it
        strength: the word that weakens this limit beside others of its sentence, such as 一般
        weighting: the frequency weighting of a sound level, such as A for dB(A)
    """

    subject: str | None = None
    classes: dict[str, str] = field(default_factory=dict)
    method: str | None = None
    reference: str | None = None
    text: str = ""
    line: int = 0
    column: int = 0
    explicit: bool = False
    strength: str | None = None
    weighting: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml requirements --format json` prints; facets nobody stated left out."""
        found = {
            name: value for name, value in _stated(self) if name not in ("id", "name", "subject", "explicit")
        }
        return {"id": self.id, "characteristic": self.name, "subject": self.subject, **found}


@dataclass(slots=True, kw_only=True)
class Demand(ProvisionFacets):
    """A provision (条款): a sentence or part of one that requires, recommends, permits or states.

    Attributes:
        clause: the number of the clause it stands in
        path: the titles of the clauses above it, the outermost first
        text: its words
        line: the line of the source where it begins, or 0
        column: the column, or 0
        parameters: what it limits
        explicit: whether an author marked it
    """

    clause: str = ""
    path: list[str] = field(default_factory=list)
    text: str = ""
    line: int = 0
    column: int = 0
    parameters: list[Indicator] = field(default_factory=list)
    explicit: bool = False

    def modality_of(self, parameter: Indicator) -> Modality | None:
        """Return what binds a parameter: its own verbal form in 应…，宜…, else that of the provision."""
        own = modals.meaning(parameter.strength) if parameter.strength else None
        return own[0] if own else self.modality

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml requirements --format json` prints."""
        first = ("id", "clause", "path", "line", "modality", "strength", "polarity", "text", "subject",
                 "condition", "verification")  # fmt: skip
        found = {name: getattr(self, name) for name in first}
        found |= {
            name: value for name, value in _stated(self) if name not in (*first, "parameters", "explicit")
        }
        return {**found, "parameters": [parameter.to_dict() for parameter in self.parameters]}


def _stated(record: Any) -> list[tuple[str, Any]]:
    values = [(spec.name, getattr(record, spec.name)) for spec in fields(record)]
    return [
        (name, value)
        for name, value in values
        if value not in (None, "", [], {}, 0) or (name == "digits" and value == 0)
    ]
