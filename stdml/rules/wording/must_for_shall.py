"""must-for-shall (STD-V001)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Note, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    by_sentence,
    forms,
    is_normative,
)
from stdml.text.modals import Modal
from stdml.text.patterns import lazy

_INSTEAD = {"必须": "应", "务必": "应", "must": "shall", "must not": "shall not", "Must": "Shall"}
_said = lazy("[一-鿿]{1,3}的(?:要求|规定|条件|内容|资料|措施|步骤|信息)|(?:指出|说明|强调)(?:的是)?[，：]")
# A constraint from outside is told as what it is (GB/T 1.1—2020, C.1; ISO/IEC Directives Part 2, 7.6).
_outside = lazy(
    r"法律|法规|法定|依法|条例|法令|规章"
    r"|(?<![a-z])(?:laws?|legal(?:ly)?|legislation|statut(?:e|es|ory)|treaty|regulatory)(?![a-z])"
)


def _is_judged(prose: Prose, ctx: Context) -> bool:
    """Whether provisions stand here, also in a note to entry (ISO/IEC Directives Part 2, Table 8)."""
    to_entry = ctx.basis.startswith("ISO") and ctx.inside(Note) and ctx.inside(TermEntry)
    return to_entry or is_normative(prose, ctx)


class MustForShall(Rule):
    """ "Must" or 必须 for what is a requirement of the document.

    ## What it does
    Finds 必须 and 务必, and "must" and "must not", in provisions. A sentence that tells what a law or a
    regulation demands is left alone, as are notes, examples, definitions and quotations.

    ## Why is this bad?
    The word is kept for constraints from outside, such as a law. A requirement of the document itself is 应
    or "shall", so that readers know what they may claim conformity with.

    ## Example
    ```md
    # 要求

    外壳必须接地。
    ```

    ## Use instead
    ```md
    # 要求

    外壳应接地。
    ```
    """

    code, name, severity = "STD-V001", "must-for-shall", "error"
    basis = {"gbt-1.1": "GB/T 1.1—2020, C.1", "iso-directives-2": "ISO/IEC Directives Part 2, 7.2, Table 3"}
    rows = ("GB-MOD-01", "ISO-MOD-01")
    languages = ("zh", "en")
    tags = ("wording",)
    fixes = "safe"
    on = (Prose,)
    needs = {"zh": frozenset(("必须", "务必")), "en": frozenset(("must",))}
    message = {
        "zh": "“{word}”用于表示外部约束；本文件的要求用“{instead}”",
        "en": "{word!r} is for constraints from outside; a requirement of the document is {instead!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not _is_judged(node, ctx):
            return
        found = [form for form in forms(node, ctx.language[:2]) if form.form in _INSTEAD]
        for start, end, own in by_sentence(node, found):
            if not _outside.search(node.text, start, end):
                yield from self._found(node, ctx, own)

    def _found(self, node: Prose, ctx: Context, found: list[Modal]) -> Iterator[Report]:
        for form in found:
            within, instead = (form.start, form.end), _INSTEAD[form.form]
            # 应必须 is one mistake of another kind, and 必须满足的要求 speaks of requirements.
            if node.text.startswith("应", max(0, form.start - 1)) or _said.match(node.text, form.end):
                continue
            fix = ctx.fix(f"{form.form} → {instead}", [(node, within, instead)])
            yield ctx.report(node, within, fix=fix, word=form.form, instead=instead)
