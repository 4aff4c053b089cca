"""The verdicts, and the records in which they are handed out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Verdict = Literal[
    "conform", "conditional-conform", "conditional-nonconform", "nonconform", "indeterminate", "invalid",
    "not-applicable", "observation",
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = (
    "nonconform", "invalid", "conditional-nonconform", "indeterminate", "observation", "conditional-conform",
    "conform", "not-applicable",
)  # fmt: skip
"""All verdicts; of several the first of these counts for the whole."""

NAMES: dict[Verdict, tuple[str, str]] = {
    "conform": ("符合", "conform"),
    "conditional-conform": ("有条件符合", "conditionally conform"),
    "conditional-nonconform": ("有条件不符合", "conditionally nonconform"),
    "nonconform": ("不符合", "nonconform"),
    "indeterminate": ("无法判定", "indeterminate"),
    "invalid": ("证据无效", "invalid evidence"),
    "not-applicable": ("不适用", "not applicable"),
    "observation": ("观察项", "observation"),
}
"""What people call them, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict and the reason for it."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One result with the verdict on it; where a statistic of several is judged, the verdict is empty."""

    sample: str
    value: str
    unit: str
    condition: dict[str, str]
    row: int
    verdict: Verdict | Literal[""] = ""
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml verify --format json` prints; what is empty is left out."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in found.items() if value or name in ("sample", "value")}


@dataclass(frozen=True, slots=True)
class Cell:
    """The verdict on one cell of a table of limits by class.

    Attributes:
        classes: the classes it stands for; empty for a limit without classes
        limit: the limit in signs
        verdict: the verdict
        reason: why
        samples: the results it rests on
    """

    classes: dict[str, str]
    limit: str
    verdict: Verdict
    reason: str
    samples: tuple[Sample, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml verify --format json` prints."""
        return {
            "classes": self.classes,
            "limit": self.limit,
            "verdict": self.verdict,
            "reason": self.reason,
            "samples": [sample.to_dict() for sample in self.samples],
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one parameter of a requirement, or on a requirement without parameters.

    Attributes:
        parameter: what the results call it, or its name
        clause: the number of the clause it stands in
        verdict: the verdict
        reason: why, in words and numbers
        samples: the results it rests on
        cells: the verdicts on the cells of a table of limits by class for which there are results
        id: the id of the parameter, or of the requirement
        requirement: the id of the requirement
        characteristic: the name of the parameter
        subject: what it belongs to
        limit: the limit in signs
        modality: what the provision conveys
        text: its words
        line: the line of the source, or 0
        unmatched: whether no parameter of the document has the name that the results give
    """

    parameter: str
    clause: str
    verdict: Verdict
    reason: str
    samples: tuple[Sample, ...] = ()
    cells: tuple[Cell, ...] = ()
    id: str = ""
    requirement: str = ""
    characteristic: str = ""
    subject: str = ""
    limit: str = ""
    modality: str = ""
    text: str = ""
    line: int = 0
    unmatched: bool = field(default=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `stdml verify --format json` prints; empty further facts left out."""
        main = {
            "parameter": self.parameter,
            "clause": self.clause,
            "verdict": self.verdict,
            "reason": self.reason,
            "samples": [sample.to_dict() for sample in self.samples],
            "cells": [cell.to_dict() for cell in self.cells],
        }
        return main | {name: value for name in _FURTHER if (value := getattr(self, name))}


_FURTHER = (
    "id", "requirement", "characteristic", "subject", "limit", "modality", "text", "line", "unmatched",
)  # fmt: skip


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on a whole from those on its parts; where nothing applies, nothing does."""
    return min(verdicts, key=VERDICTS.index, default="not-applicable")


def counts(judgements: Iterable[Judgement]) -> dict[Verdict, int]:
    """Return how often each verdict was given, in the order of `VERDICTS`."""
    found = dict.fromkeys(VERDICTS, 0)
    for judgement in judgements:
        found[judgement.verdict] += 1
    return found
