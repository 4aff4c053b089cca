"""committee-statement (STD-C049)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, Document, Paragraph
from stdml.model.walk import walk_blocks
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_prepared = lazy(r"\bprepared (?:jointly )?by\b")
_group = lazy(r"\bprepared (?:jointly )?by (?:the )?(?:[Ww]orking [Gg]roup|WG|[A-Z/]+ ?/ ?WG)\b")
_committee = lazy(r"[Cc]ommittee|\bTC\b|\bSC\b|\bJTC\b|\bPC\b|\bTC ?\d|[Bb]oard|[Cc]ouncil|[Ww]orkshop")


class CommitteeStatement(Rule):
    """The foreword does not name the committee that prepared the document, or names a working group.

    ## What it does
    Looks in the foreword of a whole document for "This document was prepared by Technical Committee …".

    ## Why is this bad?
    The committee answers for the document and for questions about it (ISO/IEC Directives 2, 12.5.2); working
    groups are dissolved when their work is done.

    ## Example
    ```md
    # Foreword

    This document was prepared by Working Group WG 3.

    # Scope

    This document specifies requirements for pumps.

    This document is applicable to water pumps.
    ```

    ## Use instead
    ```md
    # Foreword

    This document was prepared by Technical Committee IFUM/TC 4, *Shared vehicles*.

    # Scope

    This document specifies requirements for pumps.

    This document is applicable to water pumps.
    ```
    """

    code, name, severity, tags = "STD-C049", "committee-statement", "error", ("foreword",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 12.5.2"}
    rows = ("ISO-FWD-04",)
    languages = ("en",)
    on = (Document,)
    message = {
        "zh": "前言应写明编制文件的技术委员会：This document was prepared by Technical Committee …",
        "en": "the foreword is to name the committee: This document was prepared by Technical Committee …",
    }
    variants = {
        "group": {
            "zh": "前言写技术委员会，不写工作组",
            "en": "the foreword names the technical committee, not the working group",
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = next((clause for clause in node.front if clause.type == "foreword"), None)
        if foreword is None:
            return
        named = False
        for prose in _texts(foreword):
            if hit := _group.search(prose.text):
                named = True
                yield ctx.report(prose, hit.span(), variant="group")
            elif hit := _prepared.search(prose.text):
                named = named or _committee.search(prose.text, hit.end()) is not None
        if not named and ctx.facts.is_whole:
            yield ctx.report(foreword)


def _texts(clause: Clause) -> Iterator[Prose]:
    for block in walk_blocks(clause):
        if isinstance(block, Paragraph):
            yield Prose(block, "children", False)
