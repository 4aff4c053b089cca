"""scope-not-succinct (STD-T044)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from stdml.model import Clause, Document
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.rules.elements._scope import is_scope, scope_prose


class Options(RuleOptions):
    """How long a scope may be."""

    words: int = Field(default=400, description="how many words a scope may have")


class ScopeNotSuccinct(Rule):
    """A scope that is divided into subclauses or goes on for pages.

    ## What it does
    Finds subclauses in the scope, and counts its words.

    ## Why is this bad?
    A scope is succinct, so that it can be used as a summary, and is normally not subdivided (ISO/IEC
    Directives 2, 14.1 and 14.4).

    ## Example
    ```md
    # Scope

    ## General

    This document specifies requirements for pumps.

    ## Application

    This document is applicable to pumps in fields.

    # Requirements

    The flow rate shall be not less than 20 l/min.
    ```

    ## Use instead
    ```md
    # Scope

    This document specifies requirements for pumps.

    This document is applicable to pumps in fields.

    # Requirements

    The flow rate shall be not less than 20 l/min.
    ```
    """

    code, name, severity, tags = "STD-T044", "scope-not-succinct", "warning", ("elements",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 14.4"}
    rows = ("ISO-SCO-05",)
    on = (Clause,)
    message = {
        "zh": "范围一般不再分条",
        "en": "a scope is normally not subdivided",
    }
    variants = {
        "long": {
            "zh": "范围有{count}个词；范围应简明",
            "en": "the scope has {count} words; make it succinct",
        }
    }
    Options = Options

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if not isinstance(ctx.parent, Document) or not is_scope(node):
            return
        divided = next((below for below in node.clauses if isinstance(below, Clause)), None)
        if divided is not None:
            yield ctx.report(divided)
        count = sum(len(prose.text.split()) for prose in scope_prose(node))
        if count > ctx.options.words:
            yield ctx.report(node, variant="long", count=count)
