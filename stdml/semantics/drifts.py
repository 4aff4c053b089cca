"""Whether what an author stated outright agrees with the author's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from stdml.model.structure import Document
from stdml.model.walk import walk
from stdml.semantics.parameters import stated
from stdml.semantics.provisions import Collector
from stdml.semantics.records import Indicator
from stdml.semantics.words import words_of
from stdml.text.numbers import match_number
from stdml.text.understand import derive
from stdml.text.units import Unit, convert, parse_unit


@dataclass(frozen=True, slots=True)
class Drift:
    """A facet that says something else than the words it belongs to.

    Attributes:
        node: the provision, requirement block or parameter; its place in the source is that of the finding
        facet: the facet: modality, polarity, op, unit, value, lower, upper, nominal, tol_plus, tol_minus
        stated: what the author stated
        understood: what the words say
    """

    node: Any
    facet: str
    stated: str
    understood: str


def congruence(document: Document) -> list[Drift]:
    """Return where stated facets and words differ, in the order of the text; a value in other units is equal.

    >>> from stdml.model import Clause, Document, Paragraph, Parameter, Provision, Text
    >>> limit = Parameter(children=[Text("不应小于 0.4 m")], value="0.5")
    >>> facets = {"modality": "requirement", "strength": "不应", "polarity": "negative"}
    >>> words = Provision(children=[Text("净距"), limit, Text("。")], **facets)
    >>> [(found.facet, found.stated, found.understood) for found in congruence(Document(clauses=[
    ...     Clause(title=[Text("要求")], blocks=[Paragraph([words])])]))]
    [('value', '0.5', '0.4')]
    """
    collector = Collector(document)
    for _ in collector.collect():
        pass
    understood = {id(node): found for node, found in collector.marked}
    drifts: list[Drift] = []
    for node in walk(document):
        if node.kind in ("provision", "requirement"):
            drifts.extend(_of_provision(node, collector))
        elif node.kind == "parameter" and understood.get(id(node)) is not None:
            drifts.extend(_of_parameter(node, understood[id(node)]))
    return drifts


def _of_provision(node: Any, collector: Collector) -> Iterator[Drift]:
    if node.kind == "provision":
        text = words_of(node.children).text
    else:
        text = " ".join(words_of(inner.children).text for inner in walk(node) if inner.kind == "paragraph")  # type: ignore[attr-defined]
    derived = derive(text, collector.context)
    if derived is None:
        return
    modality, _, polarity = derived
    for facet, understood in (("modality", modality), ("polarity", polarity)):
        given = getattr(node, facet)
        if given is not None and given != understood:
            yield Drift(node, facet, given, understood)


def _of_parameter(node: Any, found: Indicator | None) -> Iterator[Drift]:
    if found is None:
        return
    given = stated(node)
    mine = _unit(given.get("written_unit") or given.get("unit"))
    theirs = _unit(found.written_unit or found.unit)
    if "op" in given and found.op and given["op"] != found.op:
        yield Drift(node, "op", given["op"], found.op)
    if mine is not None and theirs is not None and mine.dimension != theirs.dimension:
        yield Drift(node, "unit", mine.written, theirs.written)
        return
    same_unit = mine is None or theirs is None or mine.factor == theirs.factor
    values = ("value", "lower", "upper", "nominal", "tol_plus", "tol_minus")
    different = [
        name
        for name in values
        if name in given and not _equal(given[name], getattr(found, name), mine, theirs)
    ]
    if not different and not same_unit and not any(name in given for name in values):
        # The unit alone was stated, and it is not the one that stands in the words.
        yield Drift(node, "unit", mine.written if mine else "", theirs.written if theirs else "")
    for name in different:
        if (understood := getattr(found, name)) is not None:
            yield Drift(node, name, given[name], understood)


def _unit(written: str | None) -> Unit | None:
    return parse_unit(written) if written else None


def _equal(given: str, found: str | None, mine: Unit | None, theirs: Unit | None) -> bool:
    """Whether two values are equal; the written digits count where the units are the same."""
    if found is None or "".join(given.split()) == found:
        return True
    one, other = _number(given), _number(found)
    if one is None or other is None or mine is None or theirs is None or mine.factor == theirs.factor:
        return False
    return convert(one, mine, theirs) == other


def _number(written: str) -> Fraction | None:
    sign = -1 if written.startswith("-") else 1
    found = match_number(written.lstrip("-"), 0, False)
    return sign * found.value if found and found.end == len(written.lstrip("-")) else None
