"""provision-in-foreword (STD-C031)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._forms import forms_of
from stdml.rules.foreword._statements import kind_of, squeezed
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

# What ISO and IEC print in every foreword.
_printed = lazy(
    r"should be noted|shall not be held responsible|should be directed to|patent|should be consulted"
    r"|Directives|obtained from|may differ",
)
_MODALITIES = ("requirement", "recommendation")


class ProvisionInForeword(Rule):
    """A requirement or a recommendation in the foreword.

    ## What it does
    Looks for the verbal forms of requirements and recommendations in the foreword (应, 宜; shall, should),
    and under the ISO/IEC Directives of permissions (may). The fixed sentences of forewords and the list of
    technical changes are left alone.

    ## Why is this bad?
    The foreword only informs about the document (GB/T 1.1—2020, 8.3; ISO/IEC Directives 2, 12.2); nobody
    looks there for what has to be done.

    ## Example
    ```md
    # 前言

    各单位应遵照执行。
    ```

    ## Use instead
    ```md
    # 前言

    本文件为首次发布。
    ```
    """

    code, name, severity, tags = "STD-C031", "provision-in-foreword", "error", ("foreword", "wording")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3", "iso-directives-2": "ISO/IEC Directives Part 2, 12.2"}
    rows = ("GB-FWD-02", "ISO-FWD-01")
    languages = ("zh", "en")
    on = (Prose,)
    needs = frozenset("应宜准sS")
    message = {
        "zh": "前言中不写要求、推荐和允许：“{word}”",
        "en": "no requirement, recommendation or permission in the foreword: {word!r}",
    }

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element.type != "foreword" or node.field != "children":
            return
        language = ctx.language[:2].lower()
        for start, end in node.sentences:
            sentence = node.text[start:end]
            if kind_of(squeezed(sentence)) or _printed.search(sentence) or _lists_change(sentence):
                continue
            for form in forms_of(node.unquoted[start:end], language):
                # A permission counts where the rule book names it (ISO/IEC Directives 2, 12.2).
                permits = form.form == "may" and ctx.basis.startswith("ISO")
                if form.modality in _MODALITIES or permits:
                    yield ctx.report(node, (start + form.start, start + form.end), word=form.form)
                    break


_change = lazy(r"\s*(?:[a-z\d]{1,2}[）).、]\s*)?(?:增加|更改|删除|修改|将|对|把|补充|调整|合并|完善)")


def _lists_change(sentence: str) -> bool:
    """Whether a sentence tells what changed since the last edition, and may quote what is now required."""
    return _change.match(sentence) is not None
