"""drafting-basis (STD-C032)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.cover._dates import exact_date
from stdml.rules.foreword._repairs import insert_before, replace_words
from stdml.rules.foreword._statements import unified
from stdml.text.patterns import lazy

BASIS = "本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。"
_start = unified(BASIS).partition("的规定起草")[0]
# Adoptions name GB/T 1.2 as well, some kinds of documents a part of GB/T 20001.
_right = lazy(re.escape(_start) + r"(?:[、和与及].{5,200})?的规定起草。?")
_self = lazy(r"^本(?:标准|部分|规范|规程|指南|导则)(?=按照)")
_IN_FORCE = "2020-10-01"


class DraftingBasis(Rule):
    """The foreword does not say, in the fixed words, by which rules the document was drafted.

    ## What it does
    Compares the sentence on the drafting rules with the fixed one, and misses it in whole documents.
    Documents that were published before October 2020 rest on the edition before and are left alone.

    ## Why is this bad?
    It is the first statement of every foreword (GB/T 1.1—2020, 8.3 a)); the old words name withdrawn rules.

    ## Example
    ```md
    # 前言

    本文件按照GB/T 1.1—2009给出的规则起草。
    ```

    ## Use instead
    ```md
    # 前言

    本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的
    结构和起草规则》的规定起草。
    ```
    """

    code, name, severity, tags = "STD-C032", "drafting-basis", "error", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 a)"}
    rows = ("GB-FWD-03",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "起草依据写作：“" + BASIS + "”",
        "en": "say by which rules the document was drafted in these words: " + BASIS,
    }
    variants = {
        "missing": {
            "zh": "前言缺少起草依据：“" + BASIS + "”",
            "en": "the foreword lacks the sentence on the drafting rules: " + BASIS,
        }
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        issued = exact_date(node.metadata.issued)
        if foreword.clause is None or (issued is not None and issued.isoformat() < _IN_FORCE):
            return
        found = foreword.of("basis")
        for statement in found:
            # The name that the document gives itself is the subject of another rule.
            words = _self.sub("本文件", unified(statement.text))
            if not _right.fullmatch(words):
                other = re.search(r"GB/T1\.2|GB/T20001|GB/T20002|GB/T20004", words)
                fix = None if other else replace_words(ctx, statement.prose, statement.range, BASIS, BASIS)
                yield ctx.report(statement.prose, statement.range, fix=fix)
        if not found and ctx.facts.is_whole:
            first = next(iter(foreword.clause.blocks), None)
            fix = insert_before(ctx, first, BASIS, f"+ {BASIS}") if first is not None else None
            yield ctx.report(foreword.clause, variant="missing", fix=fix)
