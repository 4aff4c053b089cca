"""definition-of-several-sentences (STD-T015)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.diagnostics import Fix
from stdml.model import Clause, Note, TermEntry
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.rules.terms._entries import as_entry, definition, is_source, name_of
from stdml.text.patterns import lazy

_announces = lazy(r"[：:]\s*\Z|公式|式[（(]|图|见|[Ff]ormula|[Ff]igure")
_letter = lazy(r"[^\W\d_]")


class DefinitionOfSeveralSentences(Rule):
    """A definition of more than one sentence.

    ## What it does
    Counts the sentences of the paragraphs between the term and the first note or example.

    ## Why is this bad?
    A definition is one phrase. What more there is to say belongs in a note or an example (GB/T 1.1—2020,
    8.7.3.3; ISO/IEC Directives 2, 16.5.6).

    ## Example
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。充电桩分为交流充电桩和直流充电桩。
    ```

    ## Use instead
    ```md
    # 概述

    水泵用于排水。

    # 术语和定义

    下列术语和定义适用于本文件。

    ## 充电桩 charging pile

    为车辆提供电能的固定装置。

    注：充电桩分为交流充电桩和直流充电桩。
    ```
    """

    code, name, severity, tags = "STD-T015", "definition-of-several-sentences", "warning", ("terms",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.7.3.3", "iso-directives-2": "ISO/IEC Directives Part 2, 16.5.6"}
    rows = ("GB-TERM-10",)
    fixes = "unsafe"
    on = (TermEntry, Clause)
    message = {
        "zh": "“{term}”的定义不止一句；其余内容写成注或示例",
        "en": "the definition of {term!r} has more than one sentence; put the rest into a note or an example",
    }

    def check(self, node: TermEntry | Clause, ctx: Context) -> Iterator[Report]:
        entry = as_entry(node, ctx.ancestors)
        if entry is None:
            return
        found = definition(entry)
        for index, prose in enumerate(found):
            if index and _announces.search(prose.text):
                # A formula, a figure or a list shows the concept in another way.
                return
            if index and found[0].text.rstrip().endswith(("：", ":", "；", ";")):
                return
            if prose.chinese != found[0].chinese:
                return
            # What has no words is a symbol, or text in another language.
            said = [place for place in prose.sentences if _letter.search(prose.text, *place)]
            said = [(start, end) for start, end in said if not is_source(prose.text[start:end])]
            extra = said[1:] if not index else said
            if extra:
                place = (extra[0][0], extra[-1][1])
                fix = None if index else _as_note(entry, prose, place, ctx)
                yield ctx.report(prose, place, term=name_of(entry), fix=fix)
                return


def _as_note(entry: TermEntry, prose: Prose, place: tuple[int, int], ctx: Context) -> Fix | None:
    """Return a repair that makes a note of the further sentences, where the entry has no note yet."""
    if any(isinstance(block, Note) for block in entry.children) or place[1] < len(prose.text.rstrip()):
        return None
    lead = "注：" if prose.chinese else "Note 1 to entry: "
    # The gap between the sentences goes with it, and the stop that no English definition has.
    start = len(prose.text[: place[0]].rstrip())
    if not prose.chinese and prose.text[start - 1] == ".":
        start -= 1
    first = prose.text[place[0]]
    return ctx.fix("写成注", [(prose, (start, place[0] + 1), "\n\n" + lead + first)], safe=False)
