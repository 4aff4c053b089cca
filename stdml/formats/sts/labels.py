"""Labels: what the source prints, against what is computed from the structure.

A label that is computed just so is not kept. One that only the number of its node can explain becomes the
`number` of the node. Any other is kept as it is under `sts-label`; `sts-without` names a missing one.
"""

from __future__ import annotations

import re
from typing import Any

from stdml.formats.sts.facts import Facts, is_line
from stdml.formats.sts.names import SPACE, Element, below, from_xml, squeezed
from stdml.formats.sts.reading import Label
from stdml.formats.sts.writing import Writer
from stdml.model.blocks import List
from stdml.model.structure import Document
from stdml.text.numbering import Numbering

_PASSES = 4
_plain = re.compile(r"[\w.()\-]+")
_NUMBERED = frozenset(
    (
        "clause",
        "term_entry",
        "table",
        "figure",
        "formula",
        "list_item",
        "note",
        "example",
        "reference_entry",
    )
)


def settle(document: Document, labels: list[Label]) -> None:
    """Keep what cannot be computed of the labels of a document in its nodes; for the reader that built it."""
    numbering = Numbering(document)
    open_labels: list[Label] = []
    for label in labels:
        if type(label.node) is not List:
            open_labels.append(label)
        elif _printed(numbering, label.node.items[0]) != (label.text or ""):
            _keep(label.node, label.text)
    for attempt in range(_PASSES):
        wrong = [label for label in open_labels if _printed(numbering, label.node) != (label.text or "")]
        last = attempt == _PASSES - 1
        changed = False
        for label in wrong:
            number = None if last else _number_in(numbering, label)
            if number is not None and label.node.number is None:
                label.node.number = number
                changed = True
        if not changed:
            break
        numbering = Numbering(document)
    for label in open_labels:
        if label.text == "" or _printed(numbering, label.node) != (label.text or ""):
            _keep(label.node, label.text)


def _printed(numbering: Numbering, node: Any) -> str:
    return squeezed(label_of(numbering, node)).strip(SPACE)


def _number_in(numbering: Numbering, label: Label) -> str | None:
    """Return the number that would make the computed label of a node the one it has."""
    node, text = label.node, label.text
    if not text or node.kind not in _NUMBERED or not is_line(text):
        return None
    words = numbering.words
    template = {
        "table": words.table, "figure": words.figure, "formula": words.formula_reference,
        "reference_entry": "[{}]",
    }.get(node.kind, "{}")  # fmt: skip
    if node.kind == "clause" and node.type == "annex":
        template = words.annex
    if node.kind in ("note", "example"):
        word = node.label or getattr(words, node.kind)
        template = words.numbered.format(word=word, number="{}")
    start, _, end = template.partition("{}")
    if not (text.startswith(start) and text.endswith(end)) or len(text) <= len(start) + len(end):
        return None
    number = text[len(start) : len(text) - len(end)]
    return number if _plain.fullmatch(number) else None


def _keep(node: Any, text: str | None) -> None:
    facts = Facts.of(node.attrs)
    if text is None:
        facts.without.append("label")
    elif not text:
        facts.empty.append("label")
    else:
        facts.values["sts-label"] = text
    node.attrs = facts.attributes()


# --- Writing


def write_label(writer: Writer, node: Any, parent: Element, facts: Facts, computed: str) -> None:
    """Write the label of a node: the kept one, else the computed one, unless the source had none."""
    kept = facts.values.get("sts-label-xml")
    if kept is not None:
        parent.extend(from_xml(kept) or [])
    elif "label" in facts.empty:
        below(parent, "label")
    elif "label" not in facts.without:
        text = facts.values.get("sts-label", computed)
        if text:
            below(parent, "label").text = text


def computed_label(writer: Writer, node: Any) -> str:
    """Return the label that the numbering gives a node, as STS writes it."""
    return label_of(writer.numbering, node)


def label_of(numbering: Any, node: Any) -> str:
    """Return the label that the numbering gives a node, as STS writes it: no colon at its end."""
    kind = node.kind
    number = numbering.number(node)
    if kind == "formula":
        if number is None:
            return ""
        return number if number.endswith(")") else str(numbering.words.formula_reference.format(number))
    if kind in ("note", "example", "safety_warning"):
        return str(numbering.label(node)).rstrip(":： ")
    return str(numbering.label(node)).strip()
