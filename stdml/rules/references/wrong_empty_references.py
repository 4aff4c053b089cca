"""wrong-empty-references (STD-L003)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from stdml.model import Clause
from stdml.rules.base import Context, Report, Rule
from stdml.rules.references._lead_in import NONE, introduction, is_lead_in, is_none

_data = json.loads((files("stdml.rules") / "data" / "references-lead-in.json").read_text(encoding="utf-8"))
_nothing = {language: frozenset(words) for language, words in _data["nothing"].items()}


class WrongEmptyReferences(Rule):
    """An empty list of normative references without the fixed sentence that says so.

    ## What it does
    Looks at a clause of normative references that lists nothing: it has the one fixed sentence, and not the
    words that introduce a list.

    ## Why is this bad?
    GB/T 1.1—2020, 8.6.2, and ISO/IEC Directives 2, 15.5.2, fix the sentence. The words that introduce a list
    leave the reader with the question whether the list was lost.

    ## Example
    ```md
    # 规范性引用文件

    无。
    ```

    ## Use instead
    ```md
    # 规范性引用文件

    本文件没有规范性引用文件。
    ```
    """

    code, name, severity, tags = "STD-L003", "wrong-empty-references", "error", ("references",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.6.2", "iso-directives-2": "ISO/IEC Directives Part 2, 15.5.2"}
    rows = ("GB-REF-03", "ISO-REF-02")
    fixes = "safe"
    on = (Clause,)
    types = frozenset(("normative-references",))
    message = {
        "zh": "没有引用文件时，写为“{words}”",
        "en": "where there are no normative references, write {words!r}",
    }
    variants = {
        "no_list": {
            "zh": "引导语之后没有列出文件；没有引用文件时，写为“{words}”",
            "en": "no document follows the introduction; where there is none, write {words!r}",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.clauses:
            return
        before, first = introduction(node, ctx)
        if first is not None or not before or len(before) != len(node.blocks):
            return
        language = "zh" if ctx.language.startswith("zh") else "en"
        words = NONE[language]
        if is_lead_in("".join(one.text for one in before), language):
            yield ctx.report(before[0], variant="no_list", words=words)
        elif len(before) == 1 and not is_none(before[0], language):
            said = before[0].text.strip().rstrip("。.．").strip().lower()
            if said in _nothing[language]:
                fix = ctx.fix(words, [(before[0].owner, None, words)])
                yield ctx.report(before[0], words=words, fix=fix)
