"""Which annexes the text refers to, where, and in what words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stdml.model import Clause
    from stdml.rules.base import Context
    from stdml.rules.objects._mentions import Mention


def mentions_of_annexes(ctx: Context) -> list[tuple[Clause, Mention]]:
    """Return the places outside an annex that refer to it, in the order of the text."""
    by_letter = ctx.facts.mentions.annexes
    found = []
    for mention in ctx.facts.mentions.all:
        annex = (mention.target or by_letter.get(mention.name)) if mention.kind == "annex" else None
        if annex is not None and mention.element is not annex:
            found.append((annex, mention))
    return found
