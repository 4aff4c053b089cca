"""numbered-single-example (STD-T035)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Edit, Fix
from stdml.model import Example, TermEntry
from stdml.model.base import span_of
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

# Another number is wrong in any case, which the rule on numbers of examples tells.
_typed = lazy(r"EXAMPLE(?P<number>[ \t]+1)(?=[ \t:：])")


class NumberedSingleExample(Rule):
    """A number at the only example of a term entry.

    ## What it does
    Finds EXAMPLE 1 in a term entry that has no other example.

    ## Why is this bad?
    A single example is not numbered, several are numbered from 1 in each entry (ISO/IEC Directives 2,
    16.5.7).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids

    EXAMPLE 1 The pump of a washing machine.
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids

    EXAMPLE The pump of a washing machine.
    ```
    """

    code, name, severity, tags = "STD-T035", "numbered-single-example", "error", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.5.7"}
    rows = ("ISO-TRM-11",)
    languages = ("en",)
    fixes = "safe"
    on = (TermEntry,)
    message = {
        "zh": "条目中只有一个示例，不编号",
        "en": "the only example of an entry has no number",
    }

    def check(self, node: TermEntry, ctx: Context) -> Iterator[Report]:
        examples = [block for block in node.children if isinstance(block, Example)]
        if len(examples) != 1:
            return
        found, span = _typed.match(ctx.source_text(examples[0])), span_of(examples[0])
        if found and span:
            place = (span[0] + found.start("number"), span[0] + found.end("number"))
            yield ctx.report(examples[0], span=place, fix=Fix("删去编号", (Edit(*place, ""),), True))
