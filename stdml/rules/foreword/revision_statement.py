"""revision-statement (STD-C035)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.rules.foreword._statements import Foreword, Statement
from stdml.text.patterns import lazy
from stdml.text.standards import key

_changes = lazy(r"主要(?:技术|内容)?(?:变化|差异|内容|修改|修订)|技术变化")
_old = lazy(r"除(?:了)?编辑性(?:修改|改动)(?:以)?外[，,]?\s*(?:的)?主要技术(?:变化|内容变化)(?:如下|是|为)?")
# The lead-in without what it leaves out: 相比，主要变化如下.
_bare = lazy(
    r"(?<=相比)[，,]?\s*(?:的)?主要(?:技术)?(?:变化|差异|修改|修订|内容变化|修改内容)(?:内容)?(?:如下|有|是|为)"
)
_NEW = "除结构调整和编辑性改动外，主要技术变化如下"


class RevisionStatement(Rule):
    """The foreword of a revision does not name what it replaces, or does not say what changed.

    ## What it does
    Looks in the foreword for 本文件代替… with every document that the metadata say is replaced, and for the
    lead-in of the list of technical changes. The wording of 2009, and one
    that does not except editorial changes, is replaced by the one in use.

    ## Why is this bad?
    Users of the last edition read the foreword to learn what they have to change (GB/T 1.1—2020, 8.3 c)).

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件代替DB31/T 9901—2015《水泵规范》，与DB31/T 9901—2015相比，除编辑性修改外主要技术变化如下：

    - 增加了噪声的要求（见第5章）。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件代替DB31/T 9901—2015《水泵规范》，与DB31/T 9901—2015相比，除结构调整和
    编辑性改动外，主要技术变化如下：

    - 增加了噪声的要求（见第5章）。
    ```
    """

    code, name, severity, tags = "STD-C035", "revision-statement", "error", ("foreword", "revision")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 c)"}
    rows = ("GB-FWD-06",)
    languages = ("zh",)
    fixes = "safe"
    on = (Document,)
    message = {
        "zh": "主要技术变化的引导语写作：“与……相比，" + _NEW + "：”",
        "en": "introduce the list of changes by: 与……相比，" + _NEW + "：",
    }
    variants = {
        "missing": {
            "zh": "前言应写明代替的文件和主要技术变化：“本文件代替{number}《……》，与{number}相比，"
            + _NEW
            + "：”",
            "en": "the foreword is to name {number}, which is replaced, and to list the main changes",
        },
        "changes": {
            "zh": "前言代替文件之后应列出主要技术变化：“与{number}相比，" + _NEW + "：”",
            "en": "the foreword is to list the main technical changes since {number}",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        if foreword.clause is None:
            return
        yield from self._wording(foreword, ctx)
        if not node.metadata.replaces:
            return
        named = {key(number.text, dated=False): number for _, number in foreword.replaced()}
        if ctx.facts.is_whole:
            for text in node.metadata.replaces:
                if key(text, dated=False) not in named:
                    yield ctx.report(foreword.clause, variant="missing", number=text)
        if named and not _lists_changes(foreword.of("replaces")):
            statement, number = next(foreword.replaced())
            yield ctx.report(statement.prose, statement.range, variant="changes", number=number.text)

    def _wording(self, foreword: Foreword, ctx: Context) -> Iterator[Report]:
        for statement in foreword.of("replaces"):
            for pattern, new in ((_old, _NEW), (_bare, f"，{_NEW}")):
                for found in pattern.finditer(statement.text):
                    within = (statement.start + found.start(), statement.start + found.end())
                    fix = ctx.fix(f"{found.group()} → {new}", [(statement.prose, within, new)])
                    yield ctx.report(statement.prose, within, fix=fix)


def _lists_changes(statements: list[Statement]) -> bool:
    return any(statement.listed or _changes.search(statement.words) for statement in statements)
