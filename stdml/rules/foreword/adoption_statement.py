"""adoption-statement (STD-C037)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.text.standards import find_all, key

_WORDS = {"IDT": "等同采用", "MOD": "修改采用", "NEQ": "一致性程度为非等效"}
_said = (
    ("IDT", re.compile(r"等同采用|一致性程度为等同")),
    ("MOD", re.compile(r"修改采用|一致性程度为修改")),
    ("NEQ", re.compile(r"非等效")),
)


class AdoptionStatement(Rule):
    """The foreword says something else about an adopted document than the cover.

    ## What it does
    Compares 等同采用, 修改采用 and 一致性程度为非等效 in the foreword, and the numbers there, with the
    adopted documents and their degrees (IDT, MOD, NEQ) in the metadata.

    ## Why is this bad?
    The degree tells whether a product that meets one document meets the other (GB/T 1.1—2020, 8.1 and
    8.3 d)); cover and foreword cannot say different things.

    ## Example
    ```md
    ---
    identifier: GB/T 12345—2026
    language: zh
    adopts: [{identifier: "ISO 98765:2020", degree: IDT}]
    ---

    # 前言

    本文件修改采用ISO 98765:2020《水泵　试验方法》。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 12345—2026
    language: zh
    adopts: [{identifier: "ISO 98765:2020", degree: IDT}]
    ---

    # 前言

    本文件等同采用ISO 98765:2020《水泵　试验方法》。

    本文件做了下列最小限度的编辑性改动：

    - 更改了文件名称。
    ```
    """

    code, name, severity, tags = "STD-C037", "adoption-statement", "error", ("foreword", "adoption")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.1, 8.3 d)"}
    rows = ("GB-FWD-08", "GB-COVER-05")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "前言说“{said}”，而封面（元数据 adopts）的一致性程度是{degree}，对应“{right}”",
        "en": "the foreword says {said!r}, but the degree on the cover (key 'adopts') is {degree}: {right!r}",
    }
    variants = {
        "cover": {
            "zh": "前言说“{said}”{number}，而封面（元数据 adopts）没有写出它",
            "en": "the foreword says {said!r} {number}, which the cover (key 'adopts') does not name",
        },
        "missing": {
            "zh": "封面写有{number}（{degree}），前言应说明：“{right}”",
            "en": "the cover names {number} ({degree}); the foreword is to say so: {right!r}",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword, adopts = ctx.facts.foreword, node.metadata.adopts
        if foreword.clause is None or not (node.metadata.identifier or node.metadata.level):
            return
        degrees = {key(one.identifier, dated=False): (one.degree or "").upper() for one in adopts}
        said = False
        for statement in foreword.of("adoption"):
            words = statement.words
            degree = next((degree for degree, pattern in _said if pattern.search(words)), None)
            if degree is None:
                continue
            said = True
            pattern = dict(_said)[degree]
            shown = found.group() if (found := pattern.search(words)) else ""
            number = next((n for n in find_all(statement.text) if not n.chinese), None)
            wanted = degrees.get(key(number.text, dated=False)) if number else None
            if wanted is None and number is not None:
                yield ctx.report(
                    statement.prose, statement.range, variant="cover", said=shown, number=number.text
                )
            elif wanted in _WORDS and wanted != degree:
                yield ctx.report(
                    statement.prose, statement.range, said=shown, degree=wanted, right=_WORDS[wanted]
                )
        if adopts and not said and ctx.facts.is_whole and degrees:
            one = adopts[0]
            right = _WORDS.get((one.degree or "").upper())
            if right:
                yield ctx.report(
                    foreword.clause, variant="missing", number=one.identifier, degree=one.degree, right=right
                )
