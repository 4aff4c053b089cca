"""edition-history (STD-C041)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.base import Context, Report, Rule
from stdml.text.patterns import lazy

_present = lazy("本次|此次|修订|本文件为首次|首次发布。?$")
_first = lazy(r"^本(?:文件|标准|部分)(?:为|是|系)首次(?:发布|制定)")


class EditionHistory(Rule):
    """The foreword of a revision does not tell its earlier editions, or says that it is the first.

    ## What it does
    Looks in the foreword of a document that replaces others for the history of editions, and for 首次发布,
    which is said of first editions only.

    ## Why is this bad?
    The history shows which editions there were and which documents went into this one
    (GB/T 1.1—2020, 8.3 h)).

    ## Example
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件为首次发布。
    ```

    ## Use instead
    ```md
    ---
    identifier: DB31/T 9901—2026
    language: zh
    replaces: DB31/T 9901—2015
    ---

    # 前言

    本文件及其所代替文件的历次版本发布情况为：

    - 2015年首次发布为DB31/T 9901—2015；
    - 本次为第一次修订。
    ```
    """

    code, name, severity, tags = "STD-C041", "edition-history", "warning", ("foreword", "revision")
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3 h)"}
    rows = ("GB-FWD-12",)
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "前言应给出历次版本：“本文件及其所代替文件的历次版本发布情况为：……本次为第……次修订。”",
        "en": "the foreword is to tell the earlier editions: 本文件及其所代替文件的历次版本发布情况为：……",
    }
    variants = {
        "present": {
            "zh": "历次版本中应写明本次修订：“本次为第……次修订。”",
            "en": "the history of the editions is to name the present one: 本次为第…次修订。",
        },
        "first": {
            "zh": "本文件代替了{number}，不是首次发布",
            "en": "the document replaces {number} and is no first edition",
        },
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        foreword = ctx.facts.foreword
        replaced = [*node.metadata.replaces, *(number.text for _, number in foreword.replaced())]
        if foreword.clause is None or not replaced:
            return
        for statement in foreword.of("history"):
            if _first.match(statement.words):
                yield ctx.report(statement.prose, statement.range, variant="first", number=replaced[0])
        history = foreword.of("history")
        if history and not _present.search(foreword.text_of("history")):
            yield ctx.report(history[-1].prose, history[-1].range, variant="present")
        if not history and ctx.facts.is_whole:
            yield ctx.report(foreword.clause)
