"""full-stop-after-definition (STD-T013)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Clause, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.terms._entries import as_entry, definition, remove
from stdml.text.patterns import lazy

# "etc." and "U.S." keep their stop.
_stop = lazy(r"(?<!\betc)(?<!\b[A-Za-z])(?<!\.)\.(?=\s*\Z)")


class FullStopAfterDefinition(Rule):
    """An English definition that ends with a full stop.

    ## What it does
    Finds a full stop at the end of a definition of one sentence.

    ## Why is this bad?
    A definition is a phrase that can replace the term, not a sentence (ISO/IEC Directives 2, 16.5.6).

    ## Example
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids.
    ```

    ## Use instead
    ```md
    # Overview

    Pumps are used for drainage.

    # Terms and definitions

    For the purposes of this document, the following terms and definitions apply.

    ## pump

    device that moves liquids
    ```
    """

    code, name, severity, tags = "STD-T013", "full-stop-after-definition", "error", ("terms",)
    basis = {"iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("ISO-TRM-06",)
    languages = ("en",)
    fixes = "safe"
    on = (TermEntry, Clause)
    message = {
        "zh": "英文定义的末尾不用句点",
        "en": "a definition does not end with a full stop",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        found = definition(entry)
        for prose in found[:1]:
            stop = _stop.search(prose.text)
            # A definition of several sentences is for another rule: not only its last stop is wrong.
            if stop and not prose.chinese and len(prose.sentences) == 1 and len(found) == 1:
                fix = remove(ctx, prose, *stop.span(), "Remove the full stop", safe=True)
                yield ctx.report(prose, stop.span(), fix=fix)
