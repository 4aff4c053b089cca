"""wrong-adoption-sentence (STD-L055)."""

from __future__ import annotations

from collections.abc import Iterator

from stdml.model import Document
from stdml.rules.adoption._adoption import forewords
from stdml.rules.base import Context, Report, Rule
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy
from stdml.text.standards import find_all

_claim = lazy(
    r"(?P<how>等同|修改|等效|非等效)?(?:地)?采用(?:了|的是|国际标准|翻译法)?\s?(?=(?:ISO|IEC)[/ \d])"
)
_forms = {"等同": "本文件等同采用ISO n:yyyy《…》", "修改": "本文件修改采用ISO n:yyyy《…》"}
_any = "本文件等同（修改）采用ISO n:yyyy《…》"
_neq = "本文件参考ISO n:yyyy《…》起草，一致性程度为非等效"
_reference = lazy(r"(?:参考|参照|依据)\s?(?=(?:ISO|IEC)[/ \d])")


class WrongAdoptionSentence(Rule):
    """The sentence in the foreword that says what is adopted, in another form than the usual one.

    ## What it does
    Looks at the sentences of the foreword with 采用 and the number of a document of ISO or IEC: the degree
    (等同 or 修改) stands before 采用, the number is dated and the Chinese title follows in 《》; for one
    that is not equivalent the sentence begins with 参考.

    ## Why is this bad?
    GB/T 1.2—2020: without the degree the reader does not know whether the documents are interchangeable, and
    without the year not which one is meant.

    ## Example
    ```md
    ---
    language: zh
    ---

    # 前言

    本文件采用ISO 9902:2020《示例泵》。
    ```

    ## Use instead
    ```md
    ---
    language: zh
    ---

    # 前言

    本文件等同采用ISO 9902:2020《示例泵》。
    ```
    """

    code, name, severity, tags = "STD-L055", "wrong-adoption-sentence", "error", ("adoption",)
    basis = {"gbt-1.1": "GB/T 1.2—2020"}
    rows = ("GB12-07", "GB12-08", "GB12-09")
    languages = ("zh",)
    on = (Document,)
    message = {
        "zh": "采用关系写为“{words}”",
        "en": "the sentence on what is adopted reads {words!r}",
    }

    def check(self, node: Document, ctx: Context) -> Iterator[Report]:
        for prose in forewords(ctx):
            yield from _sentences(prose, ctx)


def _sentences(prose: Prose, ctx: Context) -> Iterator[Report]:
    for start, end in prose.sentences:
        words = prose.text[start:end]
        found = _claim.search(words)
        # 等效采用 is an obsolete degree, which another rule names.
        if found and found["how"] != "等效":
            right = _forms.get(found["how"] or "", _neq if found["how"] == "非等效" else _any)
            wrong = found["how"] not in _forms or not _is_complete(words[found.end() :])
        elif "非等效" in words and (found := _reference.search(words)):
            right, wrong = _neq, not _is_complete(words[found.end() :])
        else:
            continue
        if wrong:
            yield ctx.report(prose, (start + found.start(), end), words=right)


def _is_complete(rest: str) -> bool:
    """Whether a dated number stands at the beginning, and its title behind it."""
    number = next(find_all(rest), None)
    return (
        number is not None
        and number.start == 0
        and bool(number.year)
        and rest[number.end :].lstrip().startswith("《")
    )
