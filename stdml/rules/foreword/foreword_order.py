"""foreword-order (STD-C033)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Document, Node
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._repairs import reorder
from stdml.rules.foreword._statements import ORDER

_NAMES = {
    "basis": ("起草依据", "the drafting rules"),
    "relation": ("与其他部分或文件的关系", "the relation to other parts"),
    "replaces": ("代替的文件和主要技术变化", "what is replaced and what changed"),
    "adoption": ("与国际文件的关系", "the relation to international documents"),
    "patents": ("专利", "patents"),
    "proposed": ("提出和归口", "who proposed it"),
    "drafting": ("起草单位", "the organizations that drafted it"),
    "drafters": ("主要起草人", "the persons that drafted it"),
    "history": ("历次版本", "earlier editions"),
}


class ForewordOrder(Rule):
    """The statements of the foreword stand in another order than a) to h).

    ## What it does
    Recognizes the statements by their words and finds the first of each kind that stands behind one that
    follows it: drafting rules, relation to other parts, replaced documents and changes, relation to
    international documents, patents, who proposed it, who drafted it, earlier editions.

    ## Why is this bad?
    Readers look for each statement in its place (GB/T 1.1—2020, 8.3).

    ## Example
    ```md
    # 前言

    本文件起草单位：甲有限公司。

    本文件由示例协会提出并归口。
    ```

    ## Use instead
    ```md
    # 前言

    本文件由示例协会提出并归口。

    本文件起草单位：甲有限公司。
    ```
    """

    code, name, severity, tags = "STD-C033", "foreword-order", "error", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3"}
    rows = ("GB-FWD-04",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "前言中“{kind}”应在“{before}”之前",
        "en": "in the foreword, {kind} comes before {before}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        highest, reported = "", set()
        index = 0 if ctx.language.startswith("zh") else 1
        for statement in ctx.facts.foreword.statements:
            kind = statement.kind
            if not kind or statement.listed:
                continue
            if highest and ORDER.index(kind) < ORDER.index(highest):
                if kind not in reported:
                    reported.add(kind)
                    name, before = _NAMES[kind][index], _NAMES[highest][index]
                    fix = _reordered(ctx) if len(reported) == 1 else None
                    yield ctx.report(statement.prose, statement.range, fix=fix, kind=name, before=before)
            else:
                highest = kind


def _reordered(ctx: Context) -> Fix | None:
    """Return the repair that sorts the blocks; None where one of them holds statements of several kinds."""
    foreword = ctx.facts.foreword
    if foreword.clause is None or foreword.clause.clauses:
        return None
    kinds: dict[int, set[str]] = {}
    for statement in foreword.statements:
        kinds.setdefault(id(statement.block), set()).add(statement.kind)
    rank, place = -1, {}
    comments: list[int] = []
    blocks: list[Node] = list(foreword.clause.blocks)
    for block in blocks:
        if block.kind == "comment":
            # It speaks of what follows it.
            comments.append(id(block))
            continue
        of_block = kinds.get(id(block), {""}) - {""}
        if len(of_block) > 1:
            return None
        # A list belongs to its lead-in, and what is not understood stays behind what it follows.
        rank = ORDER.index(next(iter(of_block))) if of_block else rank
        place.update(dict.fromkeys((*comments, id(block)), rank))
        comments.clear()
    place.update(dict.fromkeys(comments, rank))
    ordered = sorted(blocks, key=lambda block: place[id(block)])
    return reorder(ctx, blocks, ordered, "a) → h)")
