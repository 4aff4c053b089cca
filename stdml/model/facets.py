"""What is understood of a requirement and of a parameter, apart from its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from stdml.model.base import Identifier, Line, Node

Modality = Literal["requirement", "recommendation", "permission", "possibility", "statement"]
Polarity = Literal["positive", "negative"]
Operator = Literal[
    "<=", "<", ">=", ">", "==", "range", "tolerance", "enum", "exists", "not-exists", "not-detected", "ratio",
    "table", "reference",
]  # fmt: skip
ParameterType = Literal[
    "quantity", "count", "ratio", "percentage", "ordinal", "enumeration", "existence", "date", "duration",
    "frequency", "text", "reference", "composite",
]  # fmt: skip
Direction = Literal["lower", "higher", "target", "none"]


@dataclass(slots=True, kw_only=True)
class ProvisionFacets(Node):
    """The facets of a provision; None where nothing was stated.

    Attributes:
        id: the name by which it is referred to
        modality: what the provision conveys (GB/T 1.1—2020, Annex C; ISO/IEC Directives 2, clause 7)
        strength: the verbal form that conveys it, such as 应 or shall
        polarity: whether the verbal form is negated
        subject: what the provision is about (标准化对象)
        actor: who has to fulfil it
        characteristic: the property it limits (指标项)
        applicability: what it covers
        condition: when it applies
        exceptions: when it does not
        constraint: an expression over parameters
        decision: the rule of rounding and comparison (GB/T 8170)
        verification: how conformity is shown: test, inspection, calculation, declaration, review
        method: the reference to the method (证实方法)
        sampling: how samples are taken
        frequency: how often it is verified
        relations: how it relates to others, each as "relation id"
        severity: how grave it is not to conform
        rationale: why it is required
        provenance: who or what understood it, and how surely
    """

    id: Identifier | None = None
    modality: Modality | None = None
    strength: Line | None = None
    polarity: Polarity | None = None
    subject: Line | None = None
    actor: Line | None = None
    characteristic: Line | None = None
    applicability: Line | None = None
    condition: Line | None = None
    exceptions: list[Line] = field(default_factory=list)
    constraint: Line | None = None
    decision: Line | None = None
    verification: Line | None = None
    method: Line | None = None
    sampling: Line | None = None
    frequency: Line | None = None
    relations: list[Line] = field(default_factory=list)
    severity: Line | None = None
    rationale: Line | None = None
    provenance: Line | None = None


@dataclass(slots=True, kw_only=True)
class ParameterFacets(Node):
    """The facets of a parameter (指标); None where nothing was stated. Numbers keep their written digits.

    Attributes:
        id: the name by which it is referred to
        name: the characteristic
        symbol: its symbol
        iri: its identifier in a vocabulary
        type: what kind of value it takes
        quantity_kind: the kind of quantity, such as length
        unit: the unit as a UCUM code
        written_unit: the unit as it is written
        op: the effective limit (不应大于 is <=)
        value: the limit, or the only value
        lower: the lower bound
        upper: the upper bound
        lower_inclusive: whether the lower bound conforms
        upper_inclusive: whether the upper bound conforms
        nominal: the nominal value of a tolerance
        tol_plus: the tolerance upwards
        tol_minus: the tolerance downwards
        tol_type: whether the tolerance is absolute or relative
        values: the allowed values
        table: the id of a table of limits by class
        relative_to: the quantity that the limit is a multiple of
        factor: the multiple
        statistic: what is compared: each value, mean, maximum, a percentile
        per: the denominator, such as 100 mL or bed
        period: the period it holds for, such as 昼间
        condition: when it applies
        reference_conditions: the conditions the value refers to
        digits: the number of digits after the decimal mark that decide rounding
        direction: which way is stricter
        role: limit, input, derived, condition, declared
        uncertainty: the uncertainty of measurement
    """

    id: Identifier | None = None
    name: Line | None = None
    symbol: Line | None = None
    iri: Line | None = None
    type: ParameterType | None = None
    quantity_kind: Line | None = None
    unit: Line | None = None
    written_unit: Line | None = None
    op: Operator | None = None
    value: Line | None = None
    lower: Line | None = None
    upper: Line | None = None
    lower_inclusive: bool | None = None
    upper_inclusive: bool | None = None
    nominal: Line | None = None
    tol_plus: Line | None = None
    tol_minus: Line | None = None
    tol_type: Literal["absolute", "relative", "grade"] | None = None
    values: list[Line] = field(default_factory=list)
    table: Identifier | None = None
    relative_to: Line | None = None
    factor: Line | None = None
    statistic: Line | None = None
    per: Line | None = None
    period: Line | None = None
    condition: Line | None = None
    reference_conditions: Line | None = None
    digits: Annotated[int, Field(ge=0, le=100)] | None = None
    direction: Direction | None = None
    role: Literal["limit", "input", "derived", "condition", "declared"] | None = None
    uncertainty: Line | None = None
