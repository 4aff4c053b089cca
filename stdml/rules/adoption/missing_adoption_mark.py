"""missing-adoption-mark (STD-L060)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import Field

from stdml.model import Clause
from stdml.rules.adoption._adoption import degrees
from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.text.standards import key


class _Options(RuleOptions):
    counterparts: dict[str, str] = Field(
        default={},
        description="Chinese documents and the international ones they adopt, besides those that are known",
    )


@cache
def _known() -> dict[str, str]:
    text = (files("stdml.rules") / "data" / "international-counterparts.json").read_text(encoding="utf-8")
    data: dict[str, str] = json.loads(text)["counterparts"]
    return data


class MissingAdoptionMark(Rule):
    """A normative reference of an adopted document whose international counterpart is not named.

    ## What it does
    Where the metadata say that an international document is adopted (IDT, MOD), looks up the normative
    references in a list of standards and their counterparts: a dated Chinese standard carries the mark of
    consistency behind its title, and in a modified document an international standard that has a Chinese
    counterpart is replaced by it. The list is short and has a date; a profile adds to it (option
    `counterparts`: Chinese number → mark).

    ## Why is this bad?
    GB/T 1.2—2020: the mark lets the reader compare the reference with that of the adopted document.

    ## Example
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---

    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 4208—2017　外壳防护等级（IP代码）

    # 要求

    外壳应符合GB/T 4208—2017的规定。
    ```

    ## Use instead
    ```md
    ---
    identifier: GB/T 99901—2026
    language: zh
    adopts: [{identifier: "ISO 9902:2020", degree: IDT}]
    ---

    # 规范性引用文件

    下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。
    其中，注日期的引用文件，仅该日期对应的版本适用于本文件；
    不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

    GB/T 4208—2017　外壳防护等级（IP代码）（IEC 60529:2013,IDT）

    # 要求

    外壳应符合GB/T 4208—2017的规定。
    ```
    """

    code, name, severity, tags = "STD-L060", "missing-adoption-mark", "warning", ("adoption", "references")
    basis = {"gbt-1.1": "GB/T 1.2—2020"}
    rows = ("GB-REF-21", "GB12-11")
    languages = ("zh",)
    on = (Clause,)
    Options = _Options
    message = {
        "zh": "“{word}”之后标注与国际文件的一致性程度：（{words}）",
        "en": "mark the consistency of {word!r} with its international counterpart: （{words}）",
    }
    variants = {
        "replace": {
            "zh": "“{word}”有对应的我国文件“{words}”，修改采用时以其代替",
            "en": "in a modified document {words!r} takes the place of {word!r}, its counterpart",
        }
    }

    def check(self, node: Clause, ctx: Context) -> Iterator[Report]:
        if node.type != "normative-references":
            return
        degree = degrees(ctx.document)
        if not degree & {"IDT", "MOD"}:
            return
        known = {**_known(), **ctx.options.counterparts}
        marks = {key(chinese): mark for chinese, mark in known.items()}
        national = {key(mark.rpartition(",")[0], dated=False): chinese for chinese, mark in known.items()}
        for entry in ctx.facts.cited.normative:
            if entry.clause is not node or entry.number is None:
                continue
            word = entry.number.text
            mark = marks.get(key(word))
            if mark and "ISO" not in entry.title and "IEC" not in entry.title:
                yield ctx.report(entry.prose, word=word, words=mark)
            elif "MOD" in degree and entry.key in national:
                yield ctx.report(entry.prose, variant="replace", word=word, words=national[entry.key])
