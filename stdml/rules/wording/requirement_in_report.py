"""requirement-in-report (STD-V020)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    forms,
    is_normative,
)
from stdml.text.patterns import lazy

_report = lazy(r"^(?:ISO|IEC|ISO/IEC)[/ ]TR[ \d]|^ISO/IEC TR ")


class RequirementInReport(Rule):
    """A requirement in a Technical Report.

    ## What it does
    Finds "shall" and "must" in a document whose number says that it is a Technical Report (TR).

    ## Why is this bad?
    A Technical Report informs. It holds no requirements, so that nobody can be asked to conform to it.

    ## Example
    ```md
    ---
    identifier: ISO/TR 99991:2026
    ---

    # General

    The pump shall be closed.
    ```

    ## Use instead
    ```md
    ---
    identifier: ISO/TR 99991:2026
    ---

    # General

    The pump is closed.
    ```
    """

    code, name, severity = "STD-V020", "requirement-in-report", "error"
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 3.1.8"}
    rows = ("ISO-MOD-15",)
    languages = ("en",)
    tags = ("wording",)
    on = (Prose,)
    needs = frozenset(("shall",))
    message = {
        "zh": "技术报告（TR）中不应有要求（“{word}”）；改为陈述事实",
        "en": "a Technical Report holds no requirements ({word!r}); state a fact instead",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not any(map(_report.match, ctx.document.metadata.identifier)) or not is_normative(node, ctx):
            return
        for form in forms(node, "en"):
            if form.modality == "requirement" and not form.form.startswith("must"):
                yield ctx.report(node, (form.start, form.end), word=form.form)
