"""administrative-statement (STD-C043)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from stdml.rules.base import Context, Report, Rule, RuleOptions
from stdml.rules.prose import Prose
from stdml.text.patterns import lazy

_words = lazy(
    r"解释权|负责(?:具体|技术内容的?)?(?:条文)?解释|承诺执行|首批(?:承诺)?(?:执行|实施)单位|自(?:发布|\d{4}年[\d月日]{2,6}|公布)之?日?起(?:施行|实施|执行)"
    r"|(?:通讯|通信|联系)?地址[:：]|联系电话[:：]|邮政编码[:：]|邮编[:：]|传真[:：]"
)


class _Options(RuleOptions):
    """What a house may allow."""

    allowed: tuple[str, ...] = Field((), description="words that a regional template asks for: 承诺执行 …")


class AdministrativeStatement(Rule):
    """The foreword says who interprets the document, when it comes into force or where to write to.

    ## What it does
    Looks in the foreword for 解释权, 负责解释, 承诺执行, dates of entry into force, addresses and telephone
    numbers. A profile can allow what a regional template asks for.

    ## Why is this bad?
    The foreword has a closed list of statements (GB/T 1.1—2020, 8.3); orders belong in the announcement.

    ## Example
    ```md
    # 前言

    本文件由示例单位负责解释。
    ```

    ## Use instead
    ```md
    # 前言

    本文件由示例单位提出并归口。
    ```
    """

    code, name, severity, tags = "STD-C043", "administrative-statement", "info", ("foreword",)
    basis = {"gbt-1.1": "GB/T 1.1—2020, 8.3"}
    rows = ("GB-FWD-15",)
    languages = ("zh",)
    on = (Prose,)
    needs = frozenset("释诺自址话编真批")
    message = {
        "zh": "前言中不写“{words}”一类的内容",
        "en": "the foreword does not hold such statements: {words!r}",
    }
    Options = _Options

    def check(self, node: Prose, ctx: Context) -> Iterator[Report]:
        element = ctx.element
        if element is None or element.type != "foreword":
            return
        for found in _words.finditer(node.unquoted):
            if not any(word in found.group() for word in ctx.options.allowed):
                yield ctx.report(node, found.span(), words=found.group(), severity="info")
