"""unresolved-reference (STD-S002)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from stdml.model import Container, CrossReference, Parameter, TermReference
from stdml.rules.base import Context, Report, Rule

# HTML 7.4.6.3: the empty fragment and "top" always lead to the top of a document.
_TOP = {"top"}


class UnresolvedReference(Rule):
    """A reference inside the document that leads nowhere.

    ## What it does
    Looks up the target of every cross-reference, term reference and table of a parameter among ids, anchors
    and headings; a heading is also found by the anchor that forges such as GitHub give it.

    ## Why is this bad?
    No number can be computed for it, and the reader of the printed text finds nothing.

    ## Example
    ```md
    # Scope

    The limits are stated in [](#tab-limit).

    Table 1 — Limits {#tab-limits}

    | a | b |
    |---|---|
    | 1 | 2 |
    ```

    ## Use instead
    ```md
    # Scope

    The limits are stated in [](#tab-limits).

    Table 1 — Limits {#tab-limits}

    | a | b |
    |---|---|
    | 1 | 2 |
    ```
    """

    code, name, severity, tags = "STD-S002", "unresolved-reference", "error", ("structure",)
    on = (CrossReference, TermReference, Parameter)
    message = {
        "zh": "引用“#{target}”在文件中没有对应内容",
        "en": "nothing in the document is called {target!r}",
    }
    variants = {
        "near": {
            "zh": "引用“#{target}”在文件中没有对应内容，是否指“{near}”？",
            "en": "nothing in the document is called {target!r}; did you mean {near!r}?",
        }
    }

    def __init__(self) -> None:
        self._compared = 0

    def check(self, node: CrossReference | TermReference | Parameter, ctx: Context) -> Iterator[Report]:
        target = node.table if isinstance(node, Parameter) else node.target
        if not target or target in _TOP or ctx.facts.numbering.resolve(target) is not None:
            return
        if any(isinstance(above, Container) and above.name == _RELATED for above in ctx.ancestors):
            # A baseline of a catalog names controls that it leaves out.
            yield ctx.report(node, target=target, severity="info")
            return
        names = ctx.facts.names
        self._compared += len(names)
        near = difflib.get_close_matches(target, names, 1, 0.75) if self._compared < _MOST else []
        if near:
            yield ctx.report(node, variant="near", target=target, near=near[0])
        else:
            yield ctx.report(node, target=target)


_RELATED = "oscal-links"
# Names compared in one document: where hundreds of links lead nowhere, nobody misspelled them one by one.
_MOST = 20_000
