"""Labels: what the source prints, against what is computed from the structure.

A label that is computed just so is not kept. One that only the number of its node can explain becomes the
`number` of the node. Any other is kept as it is under `sts-label`; `sts-without` names a missing one.
"""

from __future__ import annotations

import re
from typing import Any

from stdml.formats.sts.blocks import label_of
from stdml.formats.sts.facts import Facts, is_line
from stdml.formats.sts.reading import Label
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
    lists = [label for label in labels if isinstance(label.node, List)]
    if lists:
        numbering = Numbering(document)
        for label in lists:
            if _printed(numbering, label.node.items[0]) != label.text:
                _keep(label.node, label.text)
    open_labels = [label for label in labels if not isinstance(label.node, List)]
    for attempt in range(_PASSES):
        numbering = Numbering(document)
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
    # Numbers that do not explain their labels after all are taken back where they stand for nothing.
    numbering = Numbering(document)
    for label in open_labels:
        if label.text == "" or _printed(numbering, label.node) != (label.text or ""):
            _keep(label.node, label.text)


def _printed(numbering: Numbering, node: Any) -> str:
    return label_of(numbering, node)


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
