"""What the metadata say about adopted documents."""

from __future__ import annotations

from dataclasses import dataclass

from stdml.model import Document
from stdml.rules.base import Context
from stdml.rules.prose import Prose
from stdml.text.standards import StandardNumber, parse

DEGREES = ("IDT", "MOD", "NEQ")


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adopted document.

    Attributes:
        text: its number as it was written
        number: its number, where it is the number of a standard
        degree: IDT, MOD or NEQ; what was written where it is none of them; empty where nothing was
    """

    text: str
    number: StandardNumber | None
    degree: str

    @property
    def united(self) -> bool:
        """Whether it is a document of ISO or IEC."""
        return self.number is not None and self.number.prefix.startswith(("ISO", "IEC"))


def adopted(document: Document) -> list[Adopted]:
    """Return the adopted documents that the metadata name."""
    return [
        Adopted(one.identifier, parse(one.identifier), (one.degree or "").strip())
        for one in document.metadata.adopts
    ]


def degrees(document: Document) -> frozenset[str]:
    """Return the degrees to which documents are adopted, in capitals."""
    return frozenset(one.degree.upper() for one in adopted(document))


def forewords(ctx: Context) -> list[Prose]:
    """Return the running texts of the foreword."""
    found = {id(statement.prose): statement.prose for statement in ctx.facts.foreword.statements}
    return list(found.values())
