"""`stdml check --metrics`: the measures of machine-readability in place of the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from stdml import app, formats
from stdml.cli import standards
from stdml.cli.main import CLEAN
from stdml.errors import StdmlError
from stdml.language import say
from stdml.model.walk import walk

if TYPE_CHECKING:
    from stdml.model import Document
    from stdml.semantics.metrics import Readability

OWN = ("markdown", "xml", "json")
OTHERS = ("html", "sts", "reqif", "oscal")


def run(paths: Sequence[str], source: str | None, form: str, output: str) -> int:
    """Print the measures of documents; they are no findings, so the exit status is 0."""
    from stdml.report import metrics as report

    if form not in report.FORMS:
        words = say(
            "--metrics 的报告只能是 {forms}", "--metrics reports as {forms}", forms=", ".join(report.FORMS)
        )
        raise click.UsageError(words)
    documents = [(path, standards.load(path, source)) for path in paths]
    if not documents:
        standards.put(report.render(form, []), output)
        return CLEAN
    with standards.speaking(documents[0][1]):
        found = [(path, measure(document)) for path, document in documents]
        standards.put(report.render(form, found), output)
    return CLEAN


def measure(document: Document) -> Readability:
    """Return the measures of a document, the ones over formats included."""
    from stdml.semantics.metrics import metrics
    from stdml.semantics.provisions import requirements

    return metrics(
        document, requirements(document), lambda: _round_trips(document), lambda: _projections(document)
    )


def _round_trips(document: Document) -> Mapping[str, bool]:
    return {name: app.loads(app.dumps(document, name), name) == document for name in OWN}


def _projections(document: Document) -> Mapping[str, tuple[int, int]]:
    """Return for each format of others how many nodes it keeps; a node with several losses counts once."""
    nodes = sum(1 for _ in walk(document))
    kept: dict[str, tuple[int, int]] = {}
    for name in OTHERS:
        try:
            losses: list[Any] = app.write(document, formats.get(name)).losses
        except StdmlError:
            continue
        lost = {(loss.node, loss.position or at) for at, loss in enumerate(losses)}
        kept[name] = (max(0, nodes - len(lost)), nodes)
    return kept
