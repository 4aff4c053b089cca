"""see-for-normative-reference (STD-L020)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from stdml.model import Clause, CrossReference, Document, Paragraph
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_see = lazy(r"(?<![A-Za-z])(?:[Ss]ee(?: also)?|[Rr]efer to)\s\Z")
_follow = lazy(
    r"(?<![A-Za-z])(?:accordance with|according to|(?:specified|given|described|defined|stated|set out) in"
    r"|conforms? to|compl(?:y|ies) with|of|by|meet|use)\s\Z"
)
_annex = lazy(r"(?<![A-Za-z])Annex ([A-Z])(?!\w|\.\d)")
_PLACES = frozenset(("body", "terms"))
_NEAR = 24


class SeeForNormativeReference(Rule):
    """The words "see" and "refer to" before what is to be followed.

    ## What it does
    Finds "see" and "refer to" right before a document of the normative references, and before a normative
    annex that the text refers to in no other way; notes, examples and informative annexes are left out.

    ## Why is this bad?
    ISO/IEC Directives 2, 15.5.3: "see" only points to information. Whether the document or the annex has to
    be complied with is left open.

    ## Example
    ```md
    # Requirements

    The sample shall be prepared (see [](#annex-sample)).

    # Annex A (normative) Preparation of the sample {#annex-sample}

    Dry the sample.
    ```

    ## Use instead
    ```md
    # Requirements

    The sample shall be prepared in accordance with [](#annex-sample).

    # Annex A (normative) Preparation of the sample {#annex-sample}

    Dry the sample.
    ```
    """

    code, name, severity, tags = "STD-L020", "see-for-normative-reference", "error", ("references",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 15.5.3"}
    rows = ("ISO-REF-04",)
    languages = ("en",)
    on = (Document,)
    message = {
        "zh": "“see”只指向资料，规范性引用“{word}”时写“in accordance with”",
        "en": "“see” only points to information; write “in accordance with {word}”",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        cited = ctx.facts.cited
        for one in cited.mentions:
            if one.place not in _PLACES or one.quoted or not _is_before(_see, one.prose.text, one.start):
                continue
            if any(entry.normative for entry in cited.listed(one.number)):
                yield ctx.report(one.prose, (one.start, one.end), word=one.number.text)
        yield from _annexes(node, ctx)


def _is_before(pattern: re.Pattern[str], text: str, at: int) -> bool:
    return pattern.search(text, max(0, at - _NEAR), at) is not None


def _annexes(document: Document, ctx: Context) -> Iterator[Report]:
    """Yield the places that only point to a normative annex which the text demands nowhere."""
    numbering = ctx.facts.numbering
    annexes = {numbering.number(one): one for one in document.annexes if one.nature == "normative"}
    if not annexes:
        return
    pointers: dict[int, list[tuple[Prose, int, int]]] = {}
    for paragraph in ctx.facts.all(Paragraph):
        if (id(paragraph), "children") not in ctx.facts.provision_places:
            continue
        prose = ctx.facts.prose(paragraph, "children")
        for start, end, annex in _references(prose, annexes, ctx):
            if _is_before(_see, prose.text, start):
                pointers.setdefault(id(annex), []).append((prose, start, end))
            elif _is_before(_follow, prose.text, start):
                annexes = {letter: one for letter, one in annexes.items() if one is not annex}
    for annex in annexes.values():
        for prose, start, end in pointers.get(id(annex), ()):
            yield ctx.report(prose, (start, end), word=numbering.label(annex))


def _references(
    prose: Prose, annexes: Mapping[str | None, Clause], ctx: Context
) -> Iterator[tuple[int, int, Clause]]:
    """Yield where a text refers to annexes, by links and by typed letters."""
    for start, end, link in prose.of(CrossReference):
        target = ctx.facts.numbering.resolve(link.target) if link.target else None
        annex = next((one for one in annexes.values() if one is target), None)
        if annex is not None:
            yield start, end, annex
    for found in _annex.finditer(prose.unquoted):
        if found[1] in annexes:
            yield found.start(), found.end(), annexes[found[1]]
