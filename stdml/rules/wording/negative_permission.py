"""negative-permission (STD-V009)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.wording._forms import (
    forms,
    is_normative,
)
from stdml.text.patterns import lazy

_differs = lazy(r"可不[同少大小一等均]|不可不")
# "May not be possible" is about what happens, and other rules speak of that.
_state = lazy(r" be (?:able|possible|suitable|necessary|enough|sufficient|applicable|present|visible)")


class NegativePermission(Rule):
    """A permission in the negative: 可不, "may not", "need not".

    ## What it does
    Finds 可不 in Chinese provisions, which is written 不必, and "may not" and "need not" in English ones,
    which the 2021 edition of the Directives no longer permits.

    ## Why is this bad?
    "May not" is read both as a prohibition and as a possibility. A prohibition is "shall not"; what is not
    necessary is said in the positive.

    ## Example
    ```md
    # 要求

    试验中断时可不记录。
    ```

    ## Use instead
    ```md
    # 要求

    试验中断时不必记录。
    ```
    """

    code, name, severity = "STD-V009", "negative-permission", "error"
    basis = {
        "gbt-1.1": "GB/T 1.1—2020, C.4",
        "iso-directives-2": "ISO/IEC Directives Part 2, 7.2, 7.4, Table 3, Table 5",
    }
    rows = ("GB-MOD-12", "ISO-MOD-02", "ISO-MOD-03")
    languages = ("zh", "en")
    tags = ("wording",)
    fixes = "safe"
    on = (Prose,)
    needs = {"zh": frozenset(("可不",)), "en": frozenset(("not",))}
    message = {"zh": "否定的允许用“不必”，不用“可不”", "en": "a permission in the negative is 不必, not 可不"}
    variants = {
        "may": {
            "zh": "“{word}”有歧义：禁止用 shall not",
            "en": "{word!r} is ambiguous: a prohibition is 'shall not'",
        },
        "need": {
            "zh": "“{word}”不再使用：改为肯定的表述",
            "en": "{word!r} is no longer used: say what is enough, in the positive",
        },
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        if not is_normative(node, ctx):
            return
        for form in forms(node, ctx.language[:2]):
            within = (form.start, form.end)
            if form.form == "可不" and not _differs.search(node.text[max(0, form.start - 1) : form.end + 1]):
                fix = ctx.fix("可不 → 不必", [(node, within, "不必")])
                yield ctx.report(node, within, fix=fix, severity="warning")
            elif form.form == "may not" and not _state.match(node.text, form.end):
                fix = ctx.fix("may not → shall not", [(node, within, "shall not")], safe=False)
                yield ctx.report(node, within, variant="may", fix=fix, word=form.form)
            elif form.form == "need not":
                yield ctx.report(node, within, variant="need", word=form.form)
