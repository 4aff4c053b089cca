"""jurisdiction-statement (STD-C039)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._statements import Statement
from stdml.text.patterns import lazy

# A committee of the nation has a code; those of provinces and associations have none.
_committee = lazy(
    r"全国[^，。；、]{1,40}?标准化技术委员会(?!(?:[^，。；、]{1,30}分技术委员会)?[（(]SAC/?(?:TC|SWG))"
)
_short = lazy(r"(?<!标准化技)(?:[^，。；由]{0,12}?)标委会?(?![员会]|[（(]SAC)(?=提出|归口|[，。；]|\Z)")
_bare = lazy(r"由|(?:本文件的?)?(?:提出|归口)(?:单位|部门|机构)?[:：]")
_coded = lazy(r"SAC ?/ ?(?:TC|SWG) ?\d+")


class JurisdictionStatement(Rule):
    """The statement on who proposed the document, or who is responsible for it, has not its fixed form.

    ## What it does
    Misses the statement on jurisdiction (归口) in a whole document, and looks at its form: 本文件由…提出。
    本文件由…归口。 or 本文件由…提出并归口。, national committees with their code (SAC/TC n), full names and a
    full stop.

    ## Why is this bad?
    Questions about the document go to the body that is named here (GB/T 1.1—2020, 8.3 f)).

    ## Example
    ```md
    # 前言

    本文件由质标委归口
    ```

    ## Use instead
    ```md
    # 前言

    本文件由全国示例标准化技术委员会（SAC/TC 999）归口。
    ```
    """

    code, name, severity, tags = "STD-C039", "jurisdiction-statement", "error", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 f)"}
    rows = ("GB-FWD-10",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "“{name}”之后写出技术委员会的编号，如“（SAC/TC 999）”",
        "en": "give the code of the committee after {name!r}, such as （SAC/TC 999）",
    }
    variants = {
        "missing": {
            "zh": "前言缺少归口的说明：“本文件由……归口。”",
            "en": "the foreword does not say under whose jurisdiction the document is: 本文件由……归口。",
        },
        "short": {"zh": "“{name}”写全称", "en": "write the full name for {name!r}"},
        "form": {
            "zh": "写作“本文件由……提出。”“本文件由……归口。”或“本文件由……提出并归口。”",
            "en": "write 本文件由……提出。 or 本文件由……归口。 or 本文件由……提出并归口。",
        },
        "stop": {"zh": "“{name}”末尾加句号", "en": "{name!r} ends with a full stop"},
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        if foreword.clause is None:
            return
        found = foreword.of("proposed")
        for statement in found:
            yield from self._form(statement, ctx)
        named = any("归口" in statement.words for statement in found)
        if not named and ctx.facts.is_whole and node.metadata.level != "enterprise":
            yield ctx.report(foreword.clause, variant="missing")

    def _form(self, statement: Statement, ctx: Context) -> Iterator[Report]:
        text, start = statement.text, statement.start
        if hit := _committee.search(text):
            if not _coded.search(text, hit.end()):
                within = (start + hit.start(), start + hit.end())
                yield ctx.report(statement.prose, within, name=hit.group())
        elif (hit := _short.search(text)) and not _coded.search(text):
            name = hit.group()
            yield ctx.report(
                statement.prose, (start + hit.start(), start + hit.end()), variant="short", name=name
            )
        elif _bare.match(statement.words):
            yield ctx.report(statement.prose, statement.range, variant="form")
        elif not text.rstrip().endswith(("。", "；", "，", "！")) and statement.words.endswith(
            ("提出", "归口")
        ):
            end = start + len(text.rstrip())
            last = statement.prose.text[end - 1]
            fix = ctx.fix("。", [(statement.prose, (end - 1, end), last + "。")])
            yield ctx.report(statement.prose, statement.range, variant="stop", fix=fix, name=text.strip())
