"""cyclic-reference (STD-S014)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stdml.model import (
    CrossReference,
    Document,
    Footnote,
    FootnoteReference,
    Node,
    TermEntry,
    TermReference,
    plain_text,
    walk,
)  # fmt: skip
from stdml.rules.base import Context, Report, Rule


class CyclicReference(Rule):
    """Footnotes or definitions that lead back to themselves.

    ## What it does
    Follows the marks inside footnotes and the references inside definitions (their notes and examples left
    out), and finds circles. Clauses that refer to themselves or to each other are no circle of this kind.

    ## Why is this bad?
    A footnote that explains itself cannot be printed in order, and terms defined by each other define
    nothing.

    ## Example
    ```md
    # 范围

    正文[^a]。

    [^a]: 见[^b]。

    [^b]: 见[^a]。
    ```

    ## Use instead
    ```md
    # 范围

    正文[^a]。

    [^a]: 见[^b]。

    [^b]: 说明。
    ```
    """

    code, name, severity, tags = "STD-S014", "cyclic-reference", "warning", ("structure",)
    on = (Document,)
    message = {"zh": "循环引用：{path}", "en": "circular reference: {path}"}

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        notes = {label: same[0] for label, same in ctx.facts.footnotes.items()}
        if notes:
            marks = {label: _marks(note) for label, note in notes.items()}
            for circle in circles(marks):
                yield ctx.report(notes[circle[0]], path=" → ".join([*circle, circle[0]]))
        entries = ctx.facts.all(TermEntry)
        if entries:
            places = {id(entry): at for at, entry in enumerate(entries)}
            graph = {at: list(_terms(entry, places, ctx)) for at, entry in enumerate(entries)}
            for circle in circles(graph):
                names = [plain_text(entries[at].designations[0]).strip() for at in (*circle, circle[0])]
                yield ctx.report(entries[circle[0]], path=" → ".join(names))


def _marks(note: Footnote) -> list[str]:
    return [mark.target for mark in walk(note) if isinstance(mark, FootnoteReference)]


def _terms(entry: TermEntry, places: dict[int, int], ctx: Context) -> Iterator[int]:
    """Yield the indices of the entries that the definition of `entry` refers to."""
    definition: list[Node] = list(entry.children[:1])
    for node in (node for block in definition for node in walk(block)):
        if isinstance(node, TermReference | CrossReference) and node.target:
            target = ctx.facts.numbering.resolve(node.target)
            if id(target) in places:
                yield places[id(target)]


def circles(graph: dict[Any, list[Any]]) -> list[list[Any]]:
    """Return the circles of a graph that a walk in its order meets first; no node is in two of them.

    >>> circles({1: [2], 2: [1], 3: [3], 4: [1]})
    [[1, 2], [3]]
    """
    found: list[list[Any]] = []
    done: set[Any] = set()
    for root in graph:
        path: list[Any] = []
        trail = [(root, iter(graph[root]))] if root not in done else []
        path.extend(node for node, _ in trail)
        while trail:
            node, rest = trail[-1]
            step = next((n for n in rest if n in graph and n not in done), None)
            if step is None:
                trail.pop()
                path.pop()
                done.add(node)
            elif step in path:
                circle = path[path.index(step) :]
                if not any(set(circle) & set(other) for other in found):
                    found.append(circle)
            else:
                path.append(step)
                trail.append((step, iter(graph[step])))
    return found
